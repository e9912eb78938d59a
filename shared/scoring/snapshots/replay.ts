/** A frozen result made again from its snapshot alone: set and inputs in, every line compared with what was frozen. Pure. */
import { type UnitGroup, unitGroups } from "../../units/groups.ts";
import type { CriteriaSet } from "../criteria/criteria-set.ts";
import { type Result, resultsOf } from "../results/results.ts";
import { canonicalText, hashOf, type Plain } from "./canonical.ts";
import { judgedOf, resultLine, type Snapshot } from "./snapshot.ts";

/** The first line that was not made again as it stands; lines count from 1. */
export interface ReplayDifference {
  readonly line: number;
  readonly frozen: string;
  readonly made: string;
}

export interface Replay {
  readonly results: readonly Result[];
  /** Undefined: equal, byte for byte. */
  readonly difference: ReplayDifference | undefined;
}

/** Makes the results of a snapshot again. */
export function replayOf(snapshot: Snapshot): Replay {
  const { header } = snapshot;
  const results = resultsOf(header.set, [...judgedOf(snapshot)]);
  return { results, difference: differenceOf(snapshot, results) };
}

function differenceOf(
  { headerLine: frozenHeader, resultLines }: Snapshot,
  results: readonly Result[],
): ReplayDifference | undefined {
  const header: Readonly<Record<string, Plain>> = JSON.parse(frozenHeader);
  const setHash = hashOf(canonicalText(header.set ?? null));
  const made = canonicalText({ ...header, setHash, portals: results.length });
  if (made !== frozenHeader) return { line: 1, frozen: frozenHeader, made };
  let index = 0;
  for (const frozen of resultLines()) {
    const result = results[index];
    const remade = result ? resultLine(result) : "";
    if (remade !== frozen) return { line: 2 + results.length + index, frozen, made: remade };
    index++;
  }
  return undefined;
}

/** A row of the ranking as it is printed. */
export interface RankedRow {
  readonly portal: string;
  /** `1`, or `1 (2)` where two share it; empty where nobody is ranked. */
  readonly rank: string;
  readonly score: string;
  readonly coverage: string;
  /** The grade's name, or why there is none. */
  readonly grade: string;
}

/** The ranking of each group that has portals: by score, those not graded last; equals by portal, which says nothing of their rank. */
export function rankingOf(set: CriteriaSet, results: readonly Result[]): { group: UnitGroup; rows: RankedRow[] }[] {
  return unitGroups.flatMap((group) => {
    const of = results.filter((result) => result.group === group);
    const rows = of.toSorted((one, other) => placeOf(one) - placeOf(other)).map((result) => rowOf(set, result));
    return rows.length === 0 ? [] : [{ group, rows }];
  });
}

/** Sorting keeps the order of those that are equal: by portal. */
function placeOf({ notGraded, score }: Result): number {
  return notGraded || score === null ? 1 : -score;
}

function rowOf({ bands }: CriteriaSet, { portal, rank, tied = 1, score, coverage, grade, notGraded }: Result) {
  return {
    portal,
    rank: rank === undefined ? "" : `${rank}${tied > 1 ? ` (${tied})` : ""}`,
    score: hundredthsText(score),
    coverage: hundredthsText(coverage),
    grade: notGraded ?? bands.find(({ id }) => id === grade)?.name ?? "",
  };
}

/** Written by hand: no locale has a say in it. */
function hundredthsText(value: number | null): string {
  if (value === null) return "";
  return `${Math.floor(value / 100)}.${String(value % 100).padStart(2, "0")}`;
}
