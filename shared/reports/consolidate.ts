/**
 * A parent gathers its children's reports into its own (tổng hợp chung trong báo cáo của địa phương): one document, with the gaps named.
 * Every total = its own part + the sum of its source versions + a correction with a note; a route leads from any figure to its sources.
 */
import type { Correction, ReportContent } from "./content.ts";
import type { ReportForm } from "./regime.ts";
import { addUp } from "./totals.ts";

/** One child's report as it was gathered: that very version, which never changes. */
export interface SourceVersion {
  readonly obligation: string;
  readonly unit: string;
  readonly number: number;
}

export interface Source extends SourceVersion {
  readonly figures: ReportContent["figures"];
}

/** A figure of a report that gathers others, and what it is made of. */
export interface GatheredFigure {
  readonly id: string;
  readonly own: number;
  readonly gathered: number;
  readonly correction: Correction | undefined;
  readonly total: number;
  /** How many of the sources give it. */
  readonly givenBy: number;
}

export interface Consolidation {
  readonly figures: readonly GatheredFigure[];
  readonly sources: readonly SourceVersion[];
  /** Children that owe and have not handed in: named in the report. */
  readonly missing: readonly string[];
}

/** Adds the sources to a body's own part. `owing`: the children of the frozen list, excused ones left out. */
export function consolidate(
  own: Pick<ReportContent, "figures" | "corrections">,
  sources: readonly Source[],
  owing: readonly string[],
  { figures: rules }: ReportForm,
): Consolidation {
  const has = new Set(sources.map(({ unit }) => unit));
  return {
    figures: rules.map((rule) => {
      const mine = own.figures[rule.id]?.value ?? 0;
      const values = rule.gathers === "sum" ? sources.flatMap(({ figures }) => figures[rule.id]?.value ?? []) : [];
      const gathered = addUp(values);
      const correction = own.corrections[rule.id];
      const total = addUp([mine, gathered, correction?.by ?? 0]);
      return { id: rule.id, own: mine, gathered, correction, total, givenBy: values.length };
    }),
    sources: sources.map(({ obligation, unit, number }) => ({ obligation, unit, number })),
    missing: owing.filter((unit) => !has.has(unit)),
  };
}

/** The children whose newest report is not the one that was gathered: they came, or changed, since. */
export function changedSince(gathered: readonly SourceVersion[], newest: readonly SourceVersion[]): string[] {
  const numbers = new Map(gathered.map(({ obligation, number }) => [obligation, number]));
  return newest.filter(({ obligation, number }) => numbers.get(obligation) !== number).map(({ unit }) => unit);
}
