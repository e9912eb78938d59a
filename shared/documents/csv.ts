/**
 * CSV that a spreadsheet opens by a double click. UTF-8 with its mark, or Excel reads another alphabet; semicolons, because under
 * Vietnamese settings the comma is the decimal sign and Excel then splits at semicolons (a line `sep=;` would make it ignore the mark);
 * decimal commas for the same reason.
 */
import { type Cell, type Column, dayText, type Table } from "./table.ts";

const separator = ";";
const lineEnd = "\r\n";
const mark = "\ufeff";

/** The table's headings and rows. */
export function csvOf({ columns, rows }: Table): string {
  const head = columns.map(({ heading }) => textCell(heading));
  const body = rows.map((row) => columns.map((column, index) => cellOf(row[index], column)));
  return mark + [head, ...body].map((cells) => cells.join(separator) + lineEnd).join("");
}

function cellOf(cell: Cell, { kind }: Column): string {
  if (cell === undefined) return "";
  if (typeof cell === "number") return String(cell).replace(".", ",");
  return textCell(kind === "day" ? dayText(cell) : cell);
}

/** A text is never a formula: one that begins like it is preceded by an apostrophe. */
function textCell(text: string): string {
  const safe = /^[\s\p{Cf}]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/u.test(text) ? `'${text}` : text;
  return /[";\t\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
