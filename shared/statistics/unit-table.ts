/** The table by unit of the dashboard, as HTML for a custom widget: every value escaped, every state by its word. Pure. */

import { dayAt } from "../calendar/province-time.ts";
import { clockTime, counted, shortDay } from "../notices/dates-for-people.ts";
import type { Instant } from "../platform/clock.ts";
import { acceptedLateShare, onTimeShare, type Share } from "./share.ts";
import { type Counts, summed } from "./tally.ts";

/** One unit: its name today, its counts of the month together with how things stand. */
export interface UnitRow {
  readonly name: string;
  readonly counts: Counts;
}

/** What a unit's month looks like, in a word. */
export function stateOf({ late = 0, answeredLate = 0, open = 0, ...counts }: Counts): string {
  if (late > 0) return "Có câu hỏi quá hạn";
  if (answeredLate > 0) return "Có câu hỏi đã trả lời quá hạn";
  if (open > 0) return "Đang xử lý";
  return onTimeShare(counts).of > 0 ? "Đã trả lời đúng hạn" : "Chưa phát sinh";
}

const columns = [
  "Cơ quan, đơn vị",
  "Đang xử lý",
  "Đã nhận",
  "Tiếp nhận chậm / đã tiếp nhận",
  "Thành quá hạn",
  "Đúng hạn / đã trả lời có thời hạn",
  "Tình trạng",
];

/** The table of a month, `YYYY-MM`, as it stood at a moment; the whole province first. */
export function unitTable(rows: readonly UnitRow[], month: string, at: Instant): string {
  const sorted = rows.toSorted((a, b) => a.name.localeCompare(b.name, "vi"));
  const whole = { name: "Toàn tỉnh", counts: summed(rows.map(({ counts }) => counts)) };
  const head = columns.map((column) => `<th scope="col">${escaped(column)}</th>`).join("");
  const body = [whole, ...sorted].map(tableRow).join("");
  const [year, number] = month.split("-");
  return `<table><caption>${escaped(`Tháng ${number}/${year}. Số liệu lúc ${clockTime(at)} ngày ${shortDay(dayAt(at))}.`)}</caption><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
}

function tableRow({ name, counts }: UnitRow): string {
  const cells = [
    counted(counts.open ?? 0),
    counted(counts.received ?? 0),
    shareText(acceptedLateShare(counts)),
    counted(counts.late ?? 0),
    shareText(onTimeShare(counts)),
    stateOf(counts),
  ];
  return `<tr><th scope="row">${escaped(name)}</th>${cells.map((cell) => `<td>${escaped(cell)}</td>`).join("")}</tr>`;
}

/** n/N; a share of nothing is no share. */
function shareText({ n, of }: Share): string {
  return of === 0 ? "chưa phát sinh" : `${counted(n)}/${counted(of)}`;
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? "");
}
