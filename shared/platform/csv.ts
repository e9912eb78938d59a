/** CSV as people send it: a heading of column names, `,` or `;` between columns, several values in a cell parted by `|`. */
import { CsvError, parse } from "csv-parse/sync";
import { errorsAtMost, fieldError } from "./field-errors.ts";
import { Refusal } from "./refusals.ts";
import { isBlank } from "./text.ts";

/** A line by the names of its columns. */
export type Cells = Readonly<Record<string, string>>;

/**
 * The lines of a CSV text under its heading. A heading that is not in `known`, or text that is no CSV, refuses the whole; a line that does
 * not fit the heading is named by its number in the file.
 */
export function linesOf(csv: string, known: readonly string[]): Cells[] {
  const heading = csv.split(/\r\n|\r|\n/).find((line) => !isBlank(line)) ?? "";
  const delimiter = heading.includes(";") ? ";" : ",";
  const columnsOf = (names: string[]) => checkedHeading(names, known);
  try {
    return parse(csv, { bom: true, columns: columnsOf, delimiter, skip_empty_lines: true, trim: true });
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const line = error instanceof CsvError ? error.lines : undefined;
    throw new Refusal("invalid-content", [
      fieldError(typeof line === "number" ? `csv.line[${line}]` : "csv", "malformed"),
    ]);
  }
}

/** Every column is known and stands once. */
function checkedHeading(names: string[], known: readonly string[]): string[] {
  const unknown = names
    .filter((name) => !known.includes(name))
    .map((name) => fieldError(`csv.${name}`, "unknown-field"));
  const repeated = names.filter((name, index) => known.includes(name) && names.indexOf(name) < index);
  const errors = [...unknown, ...repeated.map((name) => fieldError(`csv.${name}`, "malformed"))];
  if (errors.length > 0) throw new Refusal("invalid-content", errors.slice(0, errorsAtMost));
  return names;
}

/** The named cells that are not empty. */
export function taken(cells: Cells, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const cell = cells[name];
      return cell === undefined || cell === "" ? [] : [[name, cell]];
    }),
  );
}

/** The values of a cell. */
export function list(cell: string | undefined): string[] {
  return (cell ?? "")
    .split("|")
    .map((text) => text.trim())
    .filter((text) => text !== "");
}

/** Parts a text at the first mark; what follows keeps any further mark, which its schema then refuses. */
export function cut(text: string, mark: string): [before: string, after?: string] {
  const at = text.indexOf(mark);
  return at < 0 ? [text] : [text.slice(0, at).trim(), text.slice(at + mark.length).trim()];
}
