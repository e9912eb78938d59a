/** What differs between two versions of a report, cell by cell: shown with a supplement and with a new consolidation. */
import type { ReportContent } from "./content.ts";

export interface CellChange {
  /** As in `figures.views.value` or `sections.results`. */
  readonly path: string;
  readonly before: string | number | undefined;
  readonly after: string | number | undefined;
}

/** The cells that changed, in the order of their paths. */
export function changesBetween(before: ReportContent, after: ReportContent): CellChange[] {
  const [old, now] = [cellsOf(before), cellsOf(after)];
  return [...new Set([...old.keys(), ...now.keys()])]
    .toSorted()
    .map((path) => ({ path, before: old.get(path), after: now.get(path) }))
    .filter((change) => change.before !== change.after);
}

function cellsOf({ sections, figures, corrections, attachments }: ReportContent): Map<string, string | number> {
  const cells = new Map<string, string | number>(
    Object.entries(sections).map(([id, text]) => [`sections.${id}`, text]),
  );
  for (const [id, { value, note }] of Object.entries(figures)) {
    cells.set(`figures.${id}.value`, value);
    if (note !== undefined) cells.set(`figures.${id}.note`, note);
  }
  for (const [id, { by, note }] of Object.entries(corrections)) {
    cells.set(`corrections.${id}.by`, by);
    cells.set(`corrections.${id}.note`, note);
  }
  for (const id of attachments) cells.set(`attachments.${id}`, id);
  return cells;
}
