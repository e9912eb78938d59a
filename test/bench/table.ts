/** Prints figures and details as plain tables. */
import { type Detail, type Figure, isMet, type Target } from "./figure.ts";

type Cell = string | number;

/** The one table of a run: figure, measured, target, met or not. */
export function figureTable(figures: readonly (Figure & { readonly benchmark: string })[]): string {
  return table(
    ["benchmark", "figure", "measured", "target", "met"],
    figures.map((figure) => [
      figure.benchmark,
      figure.name,
      `${rounded(figure.measured)} ${figure.unit}`.trim(),
      figure.target ? `${targetText(figure.target)} ${figure.unit}`.trim() : "",
      metText(isMet(figure)),
    ]),
  );
}

/** A detail with its title above it. */
export function detailTable({ title, head, rows }: Detail): string {
  return `${title}\n${table(head, rows)}`;
}

/** Three significant digits; whole numbers from a thousand on are grouped. */
export function rounded(value: number): string {
  return Math.abs(value) >= 1000 ? Math.round(value).toLocaleString("en-US") : String(Number(value.toPrecision(3)));
}

function targetText(target: Target): string {
  return "atMost" in target ? `<= ${rounded(target.atMost)}` : `>= ${rounded(target.atLeast)}`;
}

function metText(isMetOrNot: boolean | undefined): string {
  if (isMetOrNot === undefined) return "";
  return isMetOrNot ? "met" : "NOT MET";
}

function table(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const texts = [head, ...rows.map((row) => row.map((cell) => (typeof cell === "number" ? rounded(cell) : cell)))];
  const widths = head.map((_, column) => Math.max(...texts.map((row) => (row[column] ?? "").length)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd();
  const [first = [], ...others] = texts;
  return [line(first), widths.map((width) => "-".repeat(width)).join("  "), ...others.map(line)].join("\n");
}
