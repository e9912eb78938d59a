/** Totals of a report: the body's own part, what it gathered, and the correction with its note. */
import type { ReportContent } from "./content.ts";

/** Adds in hundredths, so that no total drifts by the way numbers are kept. */
export function addUp(values: readonly number[]): number {
  return values.reduce((total, value) => total + Math.round(value * 100), 0) / 100;
}

/** Each figure's total, by id; a figure that nobody gives has none. */
export function totalsOf(
  { figures, corrections }: Pick<ReportContent, "figures" | "corrections">,
  gathered: Readonly<Record<string, number>> = {},
): Map<string, number> {
  const ids = new Set([figures, gathered, corrections].flatMap(Object.keys));
  return new Map(
    [...ids].map((id) => [id, addUp([figures[id]?.value ?? 0, gathered[id] ?? 0, corrections[id]?.by ?? 0])]),
  );
}
