/** HTML of a custom widget: a table, a sentence, the moment of the facts. Every value is escaped here, and nothing can be clicked. Pure. */

import { dayAt } from "../calendar/province-time.ts";
import { clockTime, counted, shortDay } from "../notices/dates-for-people.ts";
import type { Instant } from "../platform/clock.ts";
import { escaped } from "../platform/html.ts";

/** Facts that are older are not shown without saying so; they are made every five minutes. */
const oldMilliseconds = 30 * 60_000;

/** What one table says, in text that is not yet escaped. */
export interface TableText {
  /** Before the moment of the facts, as in `Tháng 02/2024`. */
  readonly about?: string;
  /** When it was counted, where that is not at every run of the job. */
  readonly countedAt?: Instant;
  readonly columns: readonly string[];
  /** The first cell names the row. */
  readonly rows: readonly (readonly string[])[];
  /** How many rows had no room. */
  readonly left: number;
  /** What those rows are. */
  readonly of: string;
  /** Instead of a table without rows. */
  readonly empty: string;
}

/** A table drawn from its facts as they were at a moment: it says at which, and when they are old or missing. */
export function drawnTable<Facts>(
  kept: { readonly at: Instant; readonly facts: Facts } | undefined,
  text: (facts: Facts) => TableText,
  now: Instant,
): string {
  if (!kept) return paragraph("Chưa có số liệu: việc tính số liệu chưa chạy lần nào.");
  const { at, facts } = kept;
  const table = text(facts);
  const { countedAt = at } = table;
  const moment = `Số liệu lúc ${clockTime(countedAt)} ngày ${shortDay(dayAt(countedAt))}.`;
  const isOld = now - at > oldMilliseconds;
  const warning = isOld ? paragraph("Số liệu đã cũ, không phản ánh hiện tại: đã quá 30 phút chưa tính lại.") : "";
  const said = table.about === undefined ? moment : `${table.about}. ${moment}`;
  if (table.rows.length === 0) return `${warning}${paragraph(`${table.empty} ${said}`)}`;
  const left = table.left > 0 ? paragraph(`và ${counted(table.left)} ${table.of} khác.`) : "";
  return `${warning}${tableHtml(said, table)}${left}`;
}

export function paragraph(text: string): string {
  return `<p>${escaped(text)}</p>`;
}

/** `05/03/2026`: days in tables are always padded. */
export function tableDay(day: string): string {
  return day.split("-").toReversed().join("/");
}

function tableHtml(caption: string, { columns, rows }: TableText): string {
  const head = columns.map((column) => `<th scope="col">${escaped(column)}</th>`).join("");
  const body = rows.map(rowHtml).join("");
  return `<table><caption>${escaped(caption)}</caption><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
}

function rowHtml([name = "", ...cells]: readonly string[]): string {
  return `<tr><th scope="row">${escaped(name)}</th>${cells.map((cell) => `<td>${escaped(cell)}</td>`).join("")}</tr>`;
}
