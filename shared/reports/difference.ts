/** What differs between two versions of a report, cell by cell: shown with a supplement and with a new consolidation. */
import type { SourceVersion } from "./consolidate.ts";
import type { ReportContent } from "./content.ts";

export interface CellChange {
  /** As in `figures.views.value` or `sections.results`. */
  readonly path: string;
  readonly before: string | number | undefined;
  readonly after: string | number | undefined;
}

/** The cells that changed, in the order of their paths. */
export function changesBetween(before: ReportContent, after: ReportContent): CellChange[] {
  return changesOf(cellsOf(before), cellsOf(after));
}

type Cells = ReadonlyMap<string, string | number>;

function changesOf(old: Cells, now: Cells): CellChange[] {
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

/** What was gathered: the sums, and of which versions. */
interface GatheredFrom {
  readonly sums: Readonly<Record<string, number>> | undefined;
  readonly sources: readonly SourceVersion[] | undefined;
}

/** What differs between two gatherings: the sums of figures, and the children's versions (`sources.xa-…`). Nothing against none. */
export function gatheringChanges(before: GatheredFrom, after: GatheredFrom): CellChange[] {
  if (before.sources === undefined) return [];
  return changesOf(gatheredCells(before), gatheredCells(after));
}

function gatheredCells({ sums = {}, sources = [] }: GatheredFrom): Map<string, string | number> {
  return new Map([
    ...Object.entries(sums).map(([id, sum]) => [`figures.${id}`, sum] as const),
    ...sources.map(({ unit, number }) => [`sources.${unit}`, number] as const),
  ]);
}

/** What differs between the totals of two reports, as `totals.views`. */
export function totalChanges(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>): CellChange[] {
  const cells = (totals: ReadonlyMap<string, number>) =>
    new Map([...totals].map(([id, total]) => [`totals.${id}`, total] as const));
  return changesOf(cells(before), cells(after));
}
