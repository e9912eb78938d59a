/**
 * The results of a period: every portal's outcomes, score, grade and rank, from the set and the sheets alone. Pure, and independent of the
 * order of the sheets: the same inputs give the same bytes (snapshot.ts).
 *
 * Rank (where the set switches it on): inside a group of bodies, by the rounded score, 1-2-2-4: who has the same score has the same rank,
 * and the next one is counted on. Nothing else breaks a tie, least of all a name. Not graded, and listed apart: who is suspended, who was
 * measured too little, and who has nothing to be judged by.
 */
import { applies, type JudgedBody } from "../criteria/applies.ts";
import type { CriteriaSet, Criterion } from "../criteria/criteria-set.ts";
import { type Sheet, type SheetEntry, settledFact } from "../evaluations/sheet.ts";
import { afterDependencies, check, type Outcome } from "./check.ts";
import { isMore, ratioOf, type ShareOfMax } from "./method.ts";
import { gradeOf, isCovered, type Score, scoreOf } from "./score.ts";

export const reasonsNotGraded = ["suspended", "coverage-low", "nothing-measured"] as const;
export type NotGraded = (typeof reasonsNotGraded)[number];

export interface Result extends Score {
  readonly portal: string;
  readonly group: Sheet["group"];
  /** By criterion, in the order of the set; only what is asked of this body. */
  readonly outcomes: ReadonlyMap<string, Outcome>;
  readonly grade?: string;
  readonly notGraded?: NotGraded;
  readonly rank?: number;
  /** How many of its group share its rank, itself included, and how many are ranked there. */
  readonly tied?: number;
  readonly ranked?: number;
}

/** What of a sheet the results are made of. */
export type Judged = JudgedBody & Pick<Sheet, "portal" | "entries" | "suspended">;

/** All results, ordered by portal. */
export function resultsOf(set: CriteriaSet, sheets: readonly Judged[]): Result[] {
  const order = dependencyOrder(set.criteria);
  const ordered = sheets.toSorted((one, other) => (one.portal < other.portal ? -1 : 1));
  const best = bestOf(set, ordered);
  const graded = ordered.map((judged) => gradedOf(set, order, judged, best));
  return set.ranks ? ranked(graded) : graded;
}

/** Each criterion after those that it depends on. A set with a cycle is never published. */
export function dependencyOrder(criteria: readonly Criterion[]): Criterion[] {
  const placed = new Set<string>();
  const order: Criterion[] = [];
  const place = (entry: Criterion, above: readonly string[]) => {
    if (placed.has(entry.id)) return;
    if (above.includes(entry.id)) throw new Error(`Criterion ${entry.id} depends on itself.`);
    for (const id of entry.dependsOn) {
      const other = criteria.find((one) => one.id === id);
      if (other) place(other, [...above, entry.id]);
    }
    placed.add(entry.id);
    order.push(entry);
  };
  for (const entry of criteria) place(entry, []);
  return order;
}

/** What a portal's entry of a criterion comes to, by the best values of all. */
export function outcomesOf(
  set: CriteriaSet,
  order: readonly Criterion[],
  judged: Pick<Judged, keyof JudgedBody | "entries">,
  best: Best,
  factOf: (entry: SheetEntry) => ReturnType<typeof settledFact> = settledFact,
): Map<string, Outcome> {
  const found = new Map<string, Outcome>();
  for (const criterion of order) {
    if (!applies(criterion, judged)) continue;
    const bestValue = criterion.method === "normalised" ? best.get(bestKey(criterion, judged)) : undefined;
    const own = check(criterion, factOf(judged.entries[criterion.id] ?? nothingSaid), bestValue);
    const others = criterion.dependsOn.map((id) => found.get(id));
    found.set(criterion.id, others.length === 0 ? own : afterDependencies(own, others));
  }
  // Most sets name what a criterion depends on before it: then this is their order already.
  if (order.every(({ id }, index) => id === set.criteria[index]?.id)) return found;
  return new Map(
    set.criteria.flatMap(({ id }) => {
      const outcome = found.get(id);
      return outcome ? [[id, outcome]] : [];
    }),
  );
}

const nothingSaid: SheetEntry = {};

/** The best value of a normalised criterion, by criterion and by whom it is compared with: of those for whom it counts. */
export type Best = ReadonlyMap<string, ShareOfMax>;

export function bestOf(set: CriteriaSet, sheets: readonly Judged[]): Best {
  const best = new Map<string, ShareOfMax>();
  const order = dependencyOrder(set.criteria);
  for (const criterion of order.filter(({ method }) => method === "normalised")) {
    for (const judged of sheets) {
      const fact = settledFact(judged.entries[criterion.id] ?? {});
      if (fact.is !== "known" || !applies(criterion, judged)) continue;
      const value = ratioOf(fact.value, criterion);
      // What it depends on stands before it in the order: the best of that is known by now.
      if (criterion.dependsOn.length > 0 && !counts(criterion, outcomesOf(set, order, judged, best))) continue;
      const key = bestKey(criterion, judged);
      const before = best.get(key);
      if (value && value.n > 0 && (!before || isMore(value, before))) best.set(key, value);
    }
  }
  return best;
}

/** Whether what a criterion depends on lets it count. */
function counts({ dependsOn }: Criterion, outcomes: ReadonlyMap<string, Outcome>): boolean {
  const own: Outcome = { is: "scored", points: 0, n: 0, of: 1 };
  const others = dependsOn.map((id) => outcomes.get(id));
  return afterDependencies(own, others).is === "scored";
}

/** Under which key the best value of a criterion stands for a body. */
export function bestKey({ id, within }: Criterion, { group }: JudgedBody): string {
  return within === "all" ? id : `${id}#${group}`;
}

function gradedOf(set: CriteriaSet, order: readonly Criterion[], judged: Judged, best: Best): Result {
  const outcomes = outcomesOf(set, order, judged, best);
  const { portal, group, suspended } = judged;
  const score = scoreOf(set, outcomes);
  const result = { portal, group, outcomes, ...score };
  if (suspended) return { ...result, notGraded: "suspended" };
  if (score.score === null) return { ...result, notGraded: "nothing-measured" };
  if (!isCovered(score.sums, set.minimumCoverage)) return { ...result, notGraded: "coverage-low" };
  const grade = gradeOf(score.score, set.bands);
  return { ...result, ...(grade !== undefined && { grade }) };
}

/** Competition ranking inside each group, by the rounded score. */
function ranked(results: readonly Result[]): Result[] {
  const scores = new Map<string, number[]>();
  for (const { group, score, notGraded } of results) {
    if (notGraded || score === null) continue;
    const others = scores.get(group);
    if (others) others.push(score);
    else scores.set(group, [score]);
  }
  const places = new Map([...scores].map(([group, all]) => [group, placesOf(all)]));
  return results.map((result) => {
    const place = result.notGraded || result.score === null ? undefined : places.get(result.group)?.get(result.score);
    return place ? { ...result, ...place } : result;
  });
}

/** By score: its rank, how many share it, how many are ranked at all. */
function placesOf(scores: readonly number[]): Map<number, { rank: number; tied: number; ranked: number }> {
  const descending = scores.toSorted((one, other) => other - one);
  const places = new Map<number, { rank: number; tied: number; ranked: number }>();
  for (const [index, score] of descending.entries()) {
    const place = places.get(score);
    if (place) place.tied++;
    else places.set(score, { rank: index + 1, tied: 1, ranked: descending.length });
  }
  return places;
}
