/**
 * A trial run: what a set that is not yet published would have made of a period that was decided. Pure. Criteria are matched by id. What
 * was not asked then, or was asked so differently that the fact no longer says it, counts as not measured, never as nothing.
 */
import * as z from "zod";
import { unitGroups } from "../../units/groups.ts";
import { type SheetEntry, settledFact } from "../evaluations/sheet.ts";
import { type Fact, type FactValue, notReviewed, shapeOf } from "../facts/fact.ts";
import { shapesOf } from "../facts/written-fact.ts";
import { timesOver } from "../results/exact.ts";
import { judgedSheet } from "../results/judged.ts";
import { type Judged, type Result, reasonsNotGraded, resultsOf } from "../results/results.ts";
import type { Snapshot } from "../snapshots/snapshot.ts";
import type { CriteriaSet, Criterion } from "./criteria-set.ts";

/** How a portal stands; score and coverage in hundredths of a percent. */
const standing = z.object({
  score: z.number().int().nullable(),
  coverage: z.number().int().nullable(),
  grade: z.string().optional(),
  notGraded: z.enum(reasonsNotGraded).optional(),
  rank: z.number().int().optional(),
});
type Standing = z.output<typeof standing>;

export const trialRow = z.object({
  portal: z.string(),
  group: z.enum(unitGroups),
  before: standing,
  after: standing,
  /** Score after less score before, in hundredths of a percent; null: one of them has none. */
  difference: z.number().int().nullable(),
});
export type TrialRow = z.output<typeof trialRow>;

export interface Trial {
  /** Portals that were tried. */
  readonly portals: number;
  /** Those whose score, grade or rank changes, the largest difference first; of equal ones, by portal. */
  readonly changed: readonly TrialRow[];
}

const input = z.object({ sheet: judgedSheet });

/** What a frozen result was made of. */
export function sheetsOf({ inputLines }: Pick<Snapshot, "inputLines">): Judged[] {
  return Array.from(inputLines(), (line) => input.parse(JSON.parse(line)).sheet);
}

export function trialOf(before: CriteriaSet, after: CriteriaSet, sheets: readonly Judged[]): Trial {
  const carried = carriedBy(before, after);
  const old = resultsOf(before, sheets);
  const next = new Map(resultsOf(after, sheets.map(carried)).map((result) => [result.portal, result]));
  const changed = old.flatMap((result) => {
    const other = next.get(result.portal);
    return other && differs(result, other) ? [rowOf(result, other)] : [];
  });
  return { portals: old.length, changed: changed.toSorted(largestFirst) };
}

function differs(one: Result, other: Result): boolean {
  return (
    one.score !== other.score ||
    one.grade !== other.grade ||
    one.notGraded !== other.notGraded ||
    one.rank !== other.rank
  );
}

function rowOf(before: Result, after: Result): TrialRow {
  const { portal, group } = before;
  const difference = before.score === null || after.score === null ? null : after.score - before.score;
  return { portal, group, before: standingOf(before), after: standingOf(after), difference };
}

function standingOf({ score, coverage, grade, notGraded, rank }: Result): Standing {
  return {
    score,
    coverage,
    ...(grade !== undefined && { grade }),
    ...(notGraded !== undefined && { notGraded }),
    ...(rank !== undefined && { rank }),
  };
}

function largestFirst(one: TrialRow, other: TrialRow): number {
  return sizeOf(other) - sizeOf(one) || (one.portal < other.portal ? -1 : 1);
}

/** Who gains or loses a score altogether stands before all others. */
function sizeOf({ difference, before, after }: TrialRow): number {
  if (difference !== null) return Math.abs(difference);
  return before.score === after.score ? 0 : Number.MAX_SAFE_INTEGER;
}

/** Makes of a sheet of one set a sheet of the other. */
function carriedBy(before: CriteriaSet, after: CriteriaSet): (sheet: Judged) => Judged {
  const old = new Map(before.criteria.map((entry) => [entry.id, entry]));
  const pairs = after.criteria.flatMap((next): (readonly [Criterion, Criterion])[] => {
    const asked = old.get(next.id);
    return asked ? [[asked, next]] : [];
  });
  return (sheet) => {
    const entries: Record<string, SheetEntry> = {};
    for (const [asked, next] of pairs) {
      const entry = sheet.entries[next.id];
      if (entry) entries[next.id] = { measured: factCarried(settledFact(entry), asked, next) };
    }
    return { ...sheet, entries };
  };
}

/** The fact of a criterion as the other set asks for it. */
export function factCarried(fact: Fact, asked: Criterion, next: Criterion): Fact {
  if (asked.fact !== next.fact) return notReviewed;
  if (fact.is !== "known") return fact;
  const { value } = fact;
  if ("points" in value) return pointsCarried(value.points, asked.max, next.max);
  return fits(value, asked, next) ? fact : notReviewed;
}

/** Points given by hand say a share of the maximum that they were given of. */
function pointsCarried(points: number, from: number, to: number): Fact {
  if (from === 0) return notReviewed;
  return { is: "known", value: { points: timesOver(to, Math.min(points, from), from) } };
}

function fits(value: FactValue, asked: Criterion, next: Criterion): boolean {
  if (!shapesOf(next).includes(shapeOf(value))) return false;
  if ("done" in value) return isAmong(idsOf(next.items), idsOf(asked.items));
  if ("lapses" in value) {
    const counted = [...Object.keys(value.lapses), ...Object.keys(asked.deductions ?? {})];
    return isAmong(Object.keys(next.deductions ?? {}), counted);
  }
  return true;
}

/** What nobody was asked about is not known to be missing. */
function isAmong(wanted: readonly string[], known: readonly string[]): boolean {
  return wanted.every((one) => known.includes(one));
}

function idsOf(items: Criterion["items"]): string[] {
  return (items ?? []).map(({ id }) => id);
}
