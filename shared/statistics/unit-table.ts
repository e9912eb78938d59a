/** The table by unit of the dashboard; every state by its word, every share as n/N. Pure. */
import { counted } from "../notices/dates-for-people.ts";
import { acceptedLateShare, onTimeShare, type Share } from "./share.ts";
import type { Counts } from "./tally.ts";
import type { Facts } from "./widget.ts";
import type { TableText } from "./widget-html.ts";

/** A month as the events tell it, and how many questions are late now: also those that turned late in an earlier month. */
export interface UnitMonth {
  readonly counts: Counts;
  readonly lateNow: number;
}

/** How a unit stands, in words. */
export function stateOf({ counts, lateNow }: UnitMonth): string {
  const { answeredLate = 0, open = 0, received = 0 } = counts;
  if (lateNow > 0) return "Có câu hỏi quá hạn";
  if (answeredLate > 0) return "Có câu hỏi đã trả lời quá hạn";
  if (open > 0) return "Đang xử lý";
  if (onTimeShare(counts).of > 0) return "Đã trả lời đúng hạn";
  return received > 0 ? "Không còn câu hỏi đang xử lý" : "Chưa phát sinh";
}

const columns = [
  "Cơ quan, đơn vị",
  "Đang xử lý",
  "Quá hạn hiện nay",
  "Đã nhận",
  "Tiếp nhận chậm / đã tiếp nhận",
  "Thành quá hạn trong tháng",
  "Đúng hạn / đã trả lời có thời hạn",
  "Tình trạng",
];

/** The month of every unit by name, the whole province first. */
export function unitTable({ rows, total, month, whole }: Facts<"questions-by-unit">): TableText {
  const sorted = rows.toSorted((a, b) => a.unit.localeCompare(b.unit, "vi"));
  const [year, number] = month.split("-");
  return {
    about: `Tháng ${number}/${year}`,
    columns,
    rows: rows.length === 0 ? [] : [{ unit: "Toàn tỉnh", ...whole }, ...sorted].map(cellsOf),
    left: total - rows.length,
    of: "cơ quan, đơn vị",
    empty: "Chưa phát sinh câu hỏi nào.",
  };
}

function cellsOf({ unit, ...month }: UnitMonth & { readonly unit: string }): string[] {
  const { counts, lateNow } = month;
  return [
    unit,
    counted(counts.open ?? 0),
    counted(lateNow),
    counted(counts.received ?? 0),
    shareText(acceptedLateShare(counts)),
    counted(counts.late ?? 0),
    shareText(onTimeShare(counts)),
    stateOf(month),
  ];
}

/** n/N; a share of nothing is no share. */
function shareText({ n, of }: Share): string {
  return of === 0 ? "chưa phát sinh" : `${counted(n)}/${counted(of)}`;
}
