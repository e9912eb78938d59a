/**
 * The regimes that ship with Dondoc. Kinds, data days and due days: letter 6821/UBND-BBT item 3.5, Decree 09/2019/NĐ-CP Art. 8 and 12.
 * Outline and tables are our own proposal, made from what the letter asks: the annexes of Decisions 07/2020 and 44/2022/QĐ-UBND are not
 * published where we could read them. A province puts its own in their place.
 */
import { reportKinds } from "./kinds.ts";
import type { FigureRule, FigureSource, Regime, Section } from "./regime.ts";

const section = (id: string, title: string, isRequired = true): Section => ({
  id,
  title,
  isRequired,
  maxLength: 5_000,
});

const outline: readonly Section[] = [
  section("duy-tri-hoat-dong", "Tình hình duy trì, vận hành Cổng TTĐT thành phần"),
  section("cung-cap-thong-tin", "Việc cung cấp thông tin; chuyên mục, mục đã hoàn thiện và còn thiếu"),
  section("tieng-anh", "Việc cung cấp thông tin bằng tiếng Anh", false),
  section("hoi-dap", "Tiếp nhận, trả lời trên chuyên mục Hỏi - Đáp", false),
  section("dich-vu-cong", "Cung cấp dịch vụ công trực tuyến", false),
  section("ban-bien-tap", "Ban Biên tập, nhân lực, kinh phí, tập huấn"),
  section("kho-khan", "Khó khăn, vướng mắc và nguyên nhân"),
  section("de-xuat", "Phương hướng, đề xuất, kiến nghị"),
];

const count = (id: string, label: string, unit: string, options: Partial<FigureRule> = {}): FigureRule => ({
  id,
  label,
  unit,
  isRequired: true,
  decimals: 0,
  least: 0,
  most: 1_000_000_000,
  gathers: "sum",
  ...options,
});
const known = (id: string, label: string, source: FigureSource) =>
  count(id, label, "câu hỏi", { source, most: 1_000_000, isRequired: false });

const figures: readonly FigureRule[] = [
  count("portals", "Số Cổng TTĐT thành phần đang vận hành", "Cổng", { most: 10_000 }),
  count("news-items", "Số tin, bài đã đăng", "tin, bài"),
  count("documents", "Số văn bản chỉ đạo điều hành đã đăng", "văn bản"),
  count("datasets", "Số bộ thông tin cơ sở dữ liệu", "bộ", { isRequired: false }),
  count("visits", "Số lượt truy cập", "lượt"),
  known("questions-received", "Số câu hỏi đã nhận", "questions-received"),
  known("questions-accepted-late", "Số câu hỏi tiếp nhận chậm", "questions-accepted-late"),
  known("questions-answered-on-time", "Số câu hỏi trả lời đúng hạn", "questions-answered-on-time"),
  known("questions-answered-late", "Số câu hỏi trả lời quá hạn", "questions-answered-late"),
  known("questions-open", "Số câu hỏi đang xử lý", "questions-open"),
  count("services-full", "Số dịch vụ công trực tuyến toàn trình", "dịch vụ", { isRequired: false, most: 100_000 }),
  count("services-partial", "Số dịch vụ công trực tuyến một phần", "dịch vụ", { isRequired: false, most: 100_000 }),
  count("board-members", "Số thành viên Ban Biên tập", "người", { most: 10_000 }),
  count("trained-staff", "Số lượt người được tập huấn", "lượt", { isRequired: false, most: 100_000 }),
  count("funding", "Kinh phí duy trì Cổng TTĐT", "triệu đồng", { isRequired: false, decimals: 2 }),
];

export const regimes: readonly Regime[] = [
  {
    id: "dinh-ky-2020",
    validFrom: "2020-03-20",
    name: "Báo cáo định kỳ tình hình hoạt động của Cổng TTĐT thành phần",
    legalBasis:
      "Quyết định số 07/2020/QĐ-UBND ngày 20/3/2020 và Quyết định số 44/2022/QĐ-UBND ngày 01/11/2022 của UBND tỉnh Lào Cai",
    kinds: reportKinds,
    opensOn: 15,
    closesOn: 14,
    dueDay: { direct: 18, child: 16 },
    onDayOff: "stay",
    recipient: "ubnd-tinh",
    outline,
    figures,
    sums: [
      {
        whole: "questions-received",
        parts: ["questions-answered-on-time", "questions-answered-late"],
        is: "at-least",
      },
    ],
    jumpShare: 0.5,
  },
];
