/**
 * How the portals of a period did, group by group: how many, with which grade, not graded and why, how their scores lie, how much was
 * measured; and, while it runs, how far it is. All figures are whole hundredths. Pure.
 */
import { type UnitGroup, unitGroups } from "../../units/groups.ts";
import type { CriteriaSet } from "../criteria/criteria-set.ts";
import {
  type ListedEvaluation,
  type ReconsiderationStanding,
  reconsiderationStanding,
} from "../evaluations/evaluation.ts";
import { timesOver } from "./exact.ts";
import type { NotGraded } from "./results.ts";

/** How values lie; quartiles between two values by their distance (as QUARTILE.INC), rounded half up. */
export interface Spread {
  readonly of: number;
  readonly least: number;
  readonly lowerQuartile: number;
  readonly median: number;
  readonly upperQuartile: number;
  readonly most: number;
  readonly mean: number;
}

export interface DistributionRow {
  readonly group: UnitGroup | "all";
  readonly portals: number;
  /** Best grade first. */
  readonly grades: readonly { readonly id: string; readonly count: number }[];
  readonly notGraded: Readonly<Record<NotGraded, number>>;
  /** No result was published of these. */
  readonly withoutResult: number;
  /** Scores of those that are graded; null: none is. */
  readonly scores: Spread | null;
  /** The mean of all that have a coverage; null: none has. */
  readonly coverage: { readonly of: number; readonly mean: number } | null;
  readonly progress: Progress;
}

/** How far a period is. */
export interface Progress {
  readonly selfScored: number;
  readonly selfScoredLate: number;
  readonly reviewed: number;
  readonly final: number;
  readonly reconsideration: { readonly waiting: number; readonly answered: number; readonly unanswered: number };
}

/** A row for each group that has portals, in the order of tables, and one of all. */
export function distributionOf(
  { bands }: Pick<CriteriaSet, "bands">,
  evaluations: readonly ListedEvaluation[],
): { groups: DistributionRow[]; all: DistributionRow } {
  const byGroup = Map.groupBy(evaluations, ({ group }) => group);
  const best = bands.toSorted((one, other) => other.from - one.from).map(({ id }) => id);
  return {
    groups: unitGroups.flatMap((group) => {
      const members = byGroup.get(group);
      return members ? [rowOf(group, best, members)] : [];
    }),
    all: rowOf("all", best, evaluations),
  };
}

function rowOf(
  group: DistributionRow["group"],
  grades: readonly string[],
  members: readonly ListedEvaluation[],
): DistributionRow {
  const results = members.flatMap(({ result }) => result ?? []);
  const scores = results.flatMap(({ score, notGraded }) => (score === null || notGraded ? [] : [score]));
  const countOf = (reason: NotGraded) => results.filter(({ notGraded }) => notGraded === reason).length;
  const coverages = results.flatMap(({ coverage }) => coverage ?? []);
  return {
    group,
    portals: members.length,
    grades: grades.map((id) => ({ id, count: results.filter(({ grade }) => grade === id).length })),
    notGraded: {
      suspended: countOf("suspended"),
      "coverage-low": countOf("coverage-low"),
      "nothing-measured": countOf("nothing-measured"),
    },
    withoutResult: members.length - results.length,
    scores: spreadOf(scores),
    coverage: coverages.length === 0 ? null : { of: coverages.length, mean: meanOf(coverages) },
    progress: progressOf(members),
  };
}

/** How values lie; null: there are none. */
export function spreadOf(values: readonly number[]): Spread | null {
  const ascending = values.toSorted((one, other) => one - other);
  const least = ascending[0];
  const most = ascending.at(-1);
  if (least === undefined || most === undefined) return null;
  return {
    of: values.length,
    least,
    lowerQuartile: quartileOf(ascending, 1),
    median: quartileOf(ascending, 2),
    upperQuartile: quartileOf(ascending, 3),
    most,
    mean: meanOf(values),
  };
}

/** The value a quarter, two or three quarters of the way along ascending values. */
function quartileOf(ascending: readonly number[], quarters: number): number {
  const place = (ascending.length - 1) * quarters;
  const below = ascending[Math.floor(place / 4)] ?? 0;
  const above = ascending[Math.ceil(place / 4)] ?? below;
  return timesOver(4 * below + (above - below) * (place % 4), 1, 4);
}

function meanOf(values: readonly number[]): number {
  const sum = values.reduce((all, value) => all + value, 0);
  return timesOver(sum, 1, values.length);
}

function progressOf(members: readonly ListedEvaluation[]): Progress {
  const count = (matches: (evaluation: ListedEvaluation) => boolean) => members.filter(matches).length;
  const standing = (is: ReconsiderationStanding) => count((member) => reconsiderationStanding(member) === is);
  return {
    selfScored: count(({ selfScore }) => selfScore !== undefined),
    selfScoredLate: count(({ selfScore }) => selfScore !== undefined && selfScore.lateDays > 0),
    reviewed: count(({ review }) => review !== undefined),
    final: count(({ state }) => state === "final"),
    reconsideration: {
      waiting: standing("waiting"),
      answered: standing("answered"),
      unanswered: standing("unanswered"),
    },
  };
}
