/** Made-up reports from which documents can be seen: a department's, a district's that gathers its communes', an answer to an order. */
import type { LoadedReport } from "../../shared/documents/report-facts.ts";
import { emptyContent, type ReportContent } from "../../shared/reports/content.ts";
import type { Order } from "../../shared/reports/order.ts";
import { regimes } from "../../shared/reports/regimes.ts";
import type { HandedReport } from "../../shared/reports/report.ts";
import { addUp } from "../../shared/reports/totals.ts";
import { type Unit, unit } from "../../shared/units/unit.ts";

const since = "2020-01-01";
const at = "2024-06-17T09:45:00.000Z";
const countedAt = "2024-06-15T01:00:00.000Z";
const children = 16;
const withReport = 14;

const communeIds = Array.from({ length: children }, (_, index) => `xa-mau-${String(index + 1).padStart(2, "0")}`);

function body(id: string, kind: Unit["kind"], level: Unit["level"], name: string, above?: string): Unit {
  const links = above === undefined ? {} : { reportsTo: [{ unit: above, from: since }] };
  return unit.parse({ id, kind, level, names: [{ name, from: since }], from: since, synthetic: true, ...links });
}

const units = new Map(
  [
    body("ubnd-tinh", "people-committee", "province", "Ủy ban nhân dân tỉnh Lào Cai"),
    body("so-tu-phap", "department", "province", "Sở Tư pháp", "ubnd-tinh"),
    body("thi-xa-sa-pa", "people-committee", "district", "Ủy ban nhân dân thị xã Sa Pa", "ubnd-tinh"),
    ...communeIds.map((id, index) =>
      body(
        id,
        "people-committee",
        "commune",
        `Ủy ban nhân dân xã Mẫu ${String(index + 1).padStart(2, "0")}`,
        "thi-xa-sa-pa",
      ),
    ),
  ].map((entry) => [entry.id, entry]),
);

const [regime] = regimes;
const figureIds = regime?.figures.map(({ id }) => id) ?? [];
const period = { kind: "half-year", year: 2024, dataFrom: "2023-12-15", dataTo: "2024-06-14" } as const;
const provinceName = "tỉnh Lào Cai";
const around = { units, portals: new Map<string, { name: string }>(), provinceName };

const sections: ReportContent["sections"] = {
  "duy-tri-hoat-dong":
    "Cổng TTĐT thành phần hoạt động thường xuyên, liên tục 24/24h trong cả kỳ báo cáo; không có sự cố mất an toàn thông tin.\nCơ quan đã phân công 02 công chức đầu mối, cập nhật đủ họ tên, chức vụ, số điện thoại, địa chỉ thư điện tử chính thức trên Cổng TTĐT.",
  "cung-cap-thong-tin":
    "Đã rà soát, hoàn thiện các chuyên mục, mục, kênh tin theo Nghị định số 42/2022/NĐ-CP:\n- Chuyên mục Tiếp cận thông tin: đã xây dựng, cập nhật danh mục thông tin công khai;\n- Mục Văn bản chỉ đạo điều hành: cập nhật trong ngày làm việc;\n- Còn thiếu: mục Quy hoạch, kế hoạch sử dụng đất.",
  "hoi-dap":
    "Các câu hỏi được tiếp nhận trong ngày làm việc; người trả lời là lãnh đạo cơ quan; nội dung trả lời ngắn gọn, đúng trọng tâm.",
  "ban-bien-tap": "Ban Biên tập được kiện toàn ngày 05/3/2024, gồm 07 thành viên; đã tổ chức 01 lớp tập huấn.",
  "kho-khan":
    "Thiếu công chức chuyên trách công nghệ thông tin; kinh phí duy trì còn hạn hẹp <dưới mức dự toán & chưa ổn định>.",
  "de-xuat": "Đề nghị Ủy ban nhân dân tỉnh bố trí kinh phí tập huấn hằng năm cho thành viên Ban Biên tập.",
};

function figure(index: number, seed: number): ReportContent["figures"][string] {
  const id = figureIds[index] ?? "";
  const value = id === "funding" ? 12.5 + seed : (seed * 7 + index * 3) % 40;
  const isCounted = id.startsWith("questions-");
  return { value, ...(isCounted && { source: { from: "questions-received", at: countedAt } }) };
}

function contentOf(seed: number): ReportContent {
  const figures = figureIds.map((id, index) => [id, figure(index, seed)] as const);
  // Two figures that need not be given are not.
  const given = figures.filter(([id]) => id !== "datasets" && id !== "services-partial");
  return { ...emptyContent, sections, figures: Object.fromEntries(given) };
}

function handed(
  unitId: string,
  content: ReportContent,
  signature: Partial<HandedReport["signature"]> = {},
): HandedReport {
  return {
    content,
    by: `${unitId}.clerk`,
    byUnit: unitId,
    at,
    missing: [],
    disagreeing: [],
    signature: {
      officer: `${unitId}.leader`,
      fullName: "Cán bộ mẫu 001",
      title: "Giám đốc",
      unit: unitId,
      unitName: units.get(unitId)?.names[0]?.name ?? unitId,
      capacity: "own",
      line: "GIÁM ĐỐC",
      at,
      ...signature,
    },
  };
}

/** A department's periodic report, signed by a deputy director. */
function simple(): LoadedReport {
  const content = contentOf(3);
  const noted = { ...content.figures.visits, value: 18_462, note: "Tăng do mở chuyên mục mới từ tháng 3/2024." };
  const large = { ...content, figures: { ...content.figures, visits: noted } };
  const signature = { capacity: "kt" as const, line: "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC" };
  return {
    ...around,
    head: { unit: "so-tu-phap", to: "ubnd-tinh", regime: regime?.id ?? "", period },
    report: handed("so-tu-phap", large, signature),
    order: undefined,
    gathering: undefined,
    sources: new Map(),
  };
}

/** The districts' report: its own part, fourteen communes' reports, two gaps, a correction. */
function consolidated(count = withReport): LoadedReport {
  const ids =
    count === withReport
      ? communeIds.slice(0, count)
      : Array.from({ length: count }, (_, index) => communeIds[index % children] ?? "");
  const reports = ids.map((id, index) => [`2024-half-year.${id}.${index}`, handed(id, contentOf(index + 1))] as const);
  const gatheredIn = ids.map((id, index) => ({
    obligation: `2024-half-year.${id}.${index}`,
    unit: id,
    number: index === 1 ? 2 : 1,
  }));
  const gaps = communeIds.slice(withReport).map((id, index) => ({
    obligation: `2024-half-year.${id}`,
    unit: id,
    remindedAt: index === 0 ? ["2024-06-11T01:00:00.000Z", "2024-06-14T01:00:00.000Z", "2024-06-14T09:00:00.000Z"] : [],
  }));
  const sums = Object.fromEntries(
    figureIds.flatMap((id) => {
      const values = reports.flatMap(([, { content }]) => content.figures[id]?.value ?? []);
      return values.length === 0 ? [] : [[id, addUp(values)]];
    }),
  );
  const corrections = { "news-items": { by: -5, note: "Trừ 05 tin, bài hai xã cùng tính." } };
  const gathered = {
    obligation: "2024-half-year.thi-xa-sa-pa",
    number: 2,
    at,
    sums,
    missing: gaps.map((gap) => gap.unit),
  };
  const signature = {
    capacity: "tm" as const,
    line: "TM. ỦY BAN NHÂN DÂN\nPHÓ CHỦ TỊCH UBND THỊ XÃ",
    title: "Phó Chủ tịch UBND thị xã",
  };
  return {
    ...around,
    head: { unit: "thi-xa-sa-pa", to: "ubnd-tinh", regime: regime?.id ?? "", period },
    report: { ...handed("thi-xa-sa-pa", { ...contentOf(5), corrections }, signature), gathered },
    order: undefined,
    gathering: { at, sources: gatheredIn, gaps },
    sources: new Map(reports),
  };
}

const order: Order = {
  id: "2023-12-31-6821-ubnd-bbt-ubnd-tinh",
  documentKind: "Công văn",
  number: "6821/UBND-BBT",
  on: "2023-12-31",
  issuer: "ubnd-tinh",
  recipient: "ubnd-tinh",
  subject: "Báo cáo tình hình, thực trạng của Cổng TTĐT thành phần chưa duy trì hoạt động",
  quotedDeadline: "trước ngày 10/01/2024",
  lastOn: "2024-01-09",
  duties: [
    { unit: "so-tu-phap", portal: "cong-trung-tam", what: "Tình hình, thực trạng hoạt động" },
    { unit: "so-tu-phap", portal: "cong-trung-tam", what: "Giải pháp tháo gỡ khó khăn, vướng mắc" },
  ],
  state: "open",
  version: 1,
  sequence: 1,
};

/** A department's answer to the letter, not signed yet. */
function directed(): LoadedReport {
  const text =
    "Cổng TTĐT của Trung tâm chưa có tin, bài mới từ ngày 15/6/2023.\nNguyên nhân: Trung tâm đang sắp xếp lại tổ chức, chưa phân công được công chức đầu mối.";
  return {
    ...around,
    portals: new Map([["cong-trung-tam", { name: "Cổng TTĐT Trung tâm Dịch vụ Đấu giá tài sản tỉnh" }]]),
    head: { unit: "so-tu-phap", to: "ubnd-tinh", regime: "directed", period: undefined },
    report: {
      content: { ...emptyContent, sections: { "duty-1": text } },
      by: "so-tu-phap.clerk",
      byUnit: "so-tu-phap",
      at: "2024-01-09T02:00:00.000Z",
    },
    order,
    gathering: undefined,
    sources: new Map(),
    headTitle: "Giám đốc",
  };
}

export const documentSamples = { report: simple, consolidated, directed } as const;
