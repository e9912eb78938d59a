/** What stands in the made-up reports: texts that say so, and figures that grow with the months and differ by body. */
import type { ReportContent } from "../../../../shared/reports/content.ts";
import type { Unit } from "../../../../shared/units/unit.ts";
import { mark } from "../body.ts";
import { type Seeded, seeded } from "../seeded.ts";

const texts: Readonly<Record<string, string>> = {
  "duy-tri-hoat-dong": "Cổng TTĐT thành phần được duy trì, vận hành thường xuyên, an toàn trong kỳ báo cáo",
  "cung-cap-thong-tin":
    "Tin, bài, văn bản chỉ đạo điều hành được đăng tải, cập nhật kịp thời; các chuyên mục, mục còn thiếu đang được rà soát, bổ sung",
  "hoi-dap": "Câu hỏi của tổ chức, cá nhân được tiếp nhận, trả lời trên chuyên mục Hỏi - Đáp",
  "dich-vu-cong": "Dịch vụ công trực tuyến được cung cấp theo quy định",
  "ban-bien-tap": "Ban Biên tập hoạt động theo quy chế; công chức đầu mối được tập huấn nghiệp vụ",
  "kho-khan": "Công chức phụ trách kiêm nhiệm nhiều việc, kinh phí còn hạn chế",
  "de-xuat": "Đề nghị tổ chức tập huấn về biên tập, quản trị Cổng TTĐT thành phần",
};

/** A body's report on so many months; `lacks`: a section that it leaves out. The same for the same body and months. */
export function reportContent(unit: Unit, months: number, lacks?: string): ReportContent {
  const takesPart = (kind: string) => unit.participations.some((one) => one.kind === kind);
  const left = new Set([
    ...(lacks === undefined ? [] : [lacks]),
    ...(takesPart("questions") ? [] : ["hoi-dap"]),
    ...(takesPart("online-services") ? [] : ["dich-vu-cong"]),
  ]);
  const sections = Object.entries(texts).filter(([id]) => !left.has(id));
  const values = {
    ...ownFigures(unit, months),
    ...(takesPart("questions") && questionFigures(unit, months)),
    ...(takesPart("online-services") && serviceFigures(unit)),
  };
  return {
    sections: Object.fromEntries(sections.map(([id, text]) => [id, `${text} (${mark}).`])),
    figures: Object.fromEntries(Object.entries(values).map(([id, value]) => [id, { value }])),
    corrections: {},
    attachments: [],
  };
}

function ownFigures({ id, level }: Unit, months: number): Record<string, number> {
  const draw = drawFor(id, "own");
  const size = level === "commune" ? 1 : 4;
  const grown = (least: number, most: number) => (least + draw.below(most - least)) * size * months;
  return {
    portals: 1,
    "news-items": grown(3, 12),
    documents: grown(1, 5),
    visits: grown(90, 900),
    datasets: size + draw.below(5),
    "board-members": 3 + draw.below(3 * size),
    "trained-staff": draw.below(2 + size),
    funding: (draw.below(150 * size) * months) / 4,
  };
}

/** What was received is what was answered and what is still open. */
function questionFigures({ id }: Unit, months: number): Record<string, number> {
  const draw = drawFor(id, "questions");
  const [onTime, late, open] = [draw.below(4) * months, draw.below(3), draw.below(3)];
  return {
    "questions-received": onTime + late + open,
    "questions-accepted-late": late,
    "questions-answered-on-time": onTime,
    "questions-answered-late": late,
    "questions-open": open,
  };
}

function serviceFigures({ id }: Unit): Record<string, number> {
  const draw = drawFor(id, "services");
  return { "services-full": draw.below(60), "services-partial": draw.below(40) };
}

/** Draws that depend on the body and on what is drawn alone (FNV-1a). */
function drawFor(unit: string, what: string): Seeded {
  const hash = [...`${unit}#${what}`].reduce(
    (mixed, letter) => Math.imul(mixed ^ letter.charCodeAt(0), 16_777_619),
    0x811c9dc5,
  );
  return seeded(hash);
}
