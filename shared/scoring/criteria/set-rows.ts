/**
 * The table of criteria as a CSV: one line per criterion. Columns are the fields of a criterion; of those that are lists or tables:
 *
 * | column                              | cell                                                                   |
 * |-------------------------------------|------------------------------------------------------------------------|
 * | `max`, `each`                       | points: `4`, `1,5`, `0.25`                                             |
 * | `kinds`, `levels`, `participations` | of which bodies, parted by `\|`; empty: of all                         |
 * | `dependsOn`                         | ids, parted by `\|`                                                    |
 * | `items`                             | a line of the cell for each item: `id\|text\|textEn`                   |
 * | `deductions`                        | points by kind of lapse, parted by `\|`: `late=0,5\|missing=2`         |
 * | `isInformative`                     | `true`, `false` or empty                                               |
 */
import { type Cells, cut, linesOf, list, taken } from "../../platform/csv.ts";
import { fieldError } from "../../platform/field-errors.ts";
import { Refusal } from "../../platform/refusals.ts";
import { isBlank } from "../../platform/text.ts";
import { criteriaAtMost } from "./criteria-set.ts";

const texts = ["id", "group", "text", "textEn", "legalBasis", "method", "evidence", "judge", "fact", "within"];
const bodies = ["kinds", "levels", "participations"];
export const setColumns: readonly string[] = [
  ...texts,
  ...bodies,
  ...["max", "each", "target", "isInformative", "dependsOn", "items", "deductions"],
];

/** The rows of a CSV text, to be read as criteria. A strange heading, no CSV, or more rows than a set has refuse the whole. */
export function criteriaOfCsv(csv: string): Record<string, unknown>[] {
  const lines = linesOf(csv, setColumns);
  if (lines.length > criteriaAtMost) throw new Refusal("invalid-content", [fieldError("csv", "too-long")]);
  if (lines.length === 0) throw new Refusal("invalid-content", [fieldError("csv", "too-short")]);
  return lines.map(criterionOf);
}

function criterionOf(cells: Cells): Record<string, unknown> {
  return {
    ...taken(cells, texts),
    appliesTo: Object.fromEntries(bodies.flatMap((name) => filled(name, list(cells[name])))),
    ...read(cells, "max", hundredthsOf),
    ...read(cells, "each", hundredthsOf),
    ...read(cells, "target", (cell) => (/^\d{1,9}$/.test(cell) ? Number(cell) : cell)),
    ...read(cells, "isInformative", (cell) => (cell === "true" ? true : cell === "false" ? false : cell)),
    dependsOn: list(cells.dependsOn),
    ...read(cells, "items", itemsOf),
    ...read(cells, "deductions", deductionsOf),
  };
}

function filled(name: string, values: readonly string[]): [string, readonly string[]][] {
  return values.length === 0 ? [] : [[name, values]];
}

/** What a cell holds; an empty one holds nothing. */
function read(cells: Cells, name: string, value: (cell: string) => unknown): Record<string, unknown> {
  const cell = cells[name] ?? "";
  return cell === "" ? {} : { [name]: value(cell) };
}

/** Points with at most two decimals, as hundredths; any other text stays, and is then refused as no number. */
function hundredthsOf(cell: string): number | string {
  const [, whole, decimals = ""] = /^(\d{1,6})(?:[.,](\d{1,2}))?$/.exec(cell) ?? [];
  return whole === undefined ? cell : Number(whole) * 100 + Number(decimals.padEnd(2, "0"));
}

function itemsOf(cell: string): Record<string, string | undefined>[] {
  return cell
    .split(/\r\n|\r|\n/)
    .filter((line) => !isBlank(line))
    .map((line) => {
      const [id, text, textEn, ...more] = line.split("|").map((part) => part.trim());
      // What does not belong here is named, as any other field that does not exist.
      return { id, text, textEn, ...(more.length > 0 && { more: more.join("|") }) };
    });
}

function deductionsOf(cell: string): Record<string, number | string> {
  return Object.fromEntries(
    list(cell).map((entry) => {
      const [kind, points = ""] = cut(entry, "=");
      return [kind, hundredthsOf(points)];
    }),
  );
}
