/** The dashboard's tables of questions and of the bodies that have not answered them; every state by its word. Pure. */
import { counted } from "../notices/dates-for-people.ts";
import { stateLabels } from "../notices/question-values.ts";
import type { Facts } from "./widget.ts";
import { type TableText, tableDay } from "./widget-html.ts";

/** Each late question by name: the longest first. */
export function lateNow({ total, rows }: Facts<"late-now">): TableText {
  return {
    columns: ["Cơ quan, đơn vị", "Mã câu hỏi", "Thời hạn trả lời", "Quá hạn", "Tình trạng"],
    rows: rows.map(({ unit, code, dueOn, lateDays, state }) => [
      unit,
      code,
      tableDay(dueOn),
      lateWords(lateDays),
      stateLabels[state],
    ]),
    left: total - rows.length,
    of: "câu hỏi",
    empty: "Không có câu hỏi nào quá hạn.",
  };
}

/** Each question whose last day is today, body by body. */
export function dueToday({ total, rows }: Facts<"due-today">): TableText {
  const sorted = rows.toSorted((a, b) => a.unit.localeCompare(b.unit, "vi") || a.code.localeCompare(b.code));
  return {
    columns: ["Cơ quan, đơn vị", "Mã câu hỏi", "Tình trạng"],
    rows: sorted.map(({ unit, code, state }) => [unit, code, stateLabels[state]]),
    left: total - rows.length,
    of: "câu hỏi",
    empty: "Không có câu hỏi nào đến hạn hôm nay.",
  };
}

/** The bodies that let a due day pass: the one that has waited longest first. */
export function notAnswering({ total, rows }: Facts<"not-answering">): TableText {
  return {
    columns: [
      "Cơ quan, đơn vị",
      "Câu hỏi quá hạn / chưa trả lời",
      "Thời hạn trả lời xa nhất",
      "Quá hạn lâu nhất",
      "Tình trạng",
    ],
    rows: rows.map(({ unit, late, open, oldestDueOn, lateDays }) => [
      unit,
      `${counted(late)}/${counted(open)}`,
      tableDay(oldestDueOn),
      lateWords(lateDays),
      late === open ? "Toàn bộ câu hỏi chưa trả lời đều quá hạn" : "Có câu hỏi quá hạn",
    ]),
    left: total - rows.length,
    of: "cơ quan, đơn vị",
    empty: "Không có cơ quan, đơn vị nào để câu hỏi quá hạn.",
  };
}

/** Late over a weekend is late, though no working day has passed. */
function lateWords(workingDays: number): string {
  return workingDays === 0 ? "dưới 01 ngày làm việc" : `${counted(workingDays)} ngày làm việc`;
}
