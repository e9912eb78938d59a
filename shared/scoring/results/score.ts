/**
 * The score of a portal: Σ points ÷ Σ maxima of what applies and was measured × 100. What does not apply leaves both sums; what was not
 * measured leaves them too, and lowers the coverage. Rounded half up to hundredths once, at the end; the grade is read off the rounded value.
 */

import type { CriteriaSet, Criterion } from "../criteria/criteria-set.ts";
import type { Outcome } from "./check.ts";
import { timesOver } from "./exact.ts";

/** Sums in hundredths of a point: what was earned, of what was measured, of what applies. */
export type Sums = {
  readonly points: number;
  readonly measured: number;
  readonly applicable: number;
};

export interface Score {
  /** In hundredths of a percent; null: nothing was measured. */
  readonly score: number | null;
  /** How much of what applies was measured, in hundredths of a percent; null: nothing applies. */
  readonly coverage: number | null;
  readonly sums: Sums;
  /** By group of criteria. */
  readonly groups: Readonly<Record<string, Sums>>;
}

/** The score of one portal; `outcomes` by criterion, an absent one does not apply. */
export function scoreOf({ criteria, groups }: CriteriaSet, outcomes: ReadonlyMap<string, Outcome>): Score {
  const byGroup = new Map(groups.map(({ id }) => [id, noSums()]));
  for (const criterion of criteria) {
    const of = criterion.isInformative ? undefined : byGroup.get(criterion.group);
    if (of) add(of, criterion, outcomes.get(criterion.id));
  }
  const sums = noSums();
  for (const { points, measured, applicable } of byGroup.values()) {
    sums.points += points;
    sums.measured += measured;
    sums.applicable += applicable;
  }
  return {
    score: sums.measured === 0 ? null : timesOver(sums.points, 10_000, sums.measured),
    coverage: sums.applicable === 0 ? null : timesOver(sums.measured, 10_000, sums.applicable),
    sums,
    groups: Object.fromEntries(byGroup),
  };
}

type RunningSums = { -readonly [Name in keyof Sums]: Sums[Name] };

function noSums(): RunningSums {
  return { points: 0, measured: 0, applicable: 0 };
}

function add(sums: RunningSums, { max }: Criterion, outcome: Outcome | undefined): void {
  if (outcome === undefined || outcome.is === "not-applicable") return;
  sums.applicable += max;
  if (outcome.is === "not-measured") return;
  sums.measured += max;
  sums.points += outcome.points;
}

/** Whether enough was measured to grade and rank, compared exactly. */
export function isCovered({ measured, applicable }: Sums, minimumCoverage: number): boolean {
  return measured > 0 && measured * 10_000 >= minimumCoverage * applicable;
}

/** The grade of a rounded score. */
export function gradeOf(score: number, bands: CriteriaSet["bands"]): string | undefined {
  return bands.find(({ from, to }) => from <= score && score <= to)?.id;
}
