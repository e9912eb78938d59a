/** The newest published results in short: what the dashboard shows of them. Made once, when results are published or frozen. Pure. */
import * as z from "zod";
import { unitGroups } from "../../units/groups.ts";
import type { CriteriaSet } from "../criteria/criteria-set.ts";
import { type Result, reasonsNotGraded } from "./results.ts";

/** So many portals are named, each with so many reasons. */
const mostNamed = 10;
const mostReasons = 3;

export const latestResults = z.object({
  period: z.string(),
  /** The last day of the period: results of an earlier one never take its place. */
  to: z.string(),
  isFinal: z.boolean(),
  at: z.string(),
  portals: z.number().int(),
  /** How many have each grade, best first; and how many have none, by reason. */
  grades: z.array(z.object({ id: z.string(), name: z.string(), count: z.number().int() })),
  notGraded: z.record(z.enum(reasonsNotGraded), z.number().int()),
  /** The lowest scores of those that are graded, with the criteria that cost them most, in hundredths. */
  weakest: z.array(
    z.object({
      portal: z.string(),
      unit: z.string(),
      group: z.enum(unitGroups),
      score: z.number().int(),
      grade: z.string(),
      reasons: z.array(z.object({ criterion: z.string(), text: z.string(), lost: z.number().int() })),
    }),
  ),
});
export type LatestResults = z.output<typeof latestResults>;

/** `unitOf`: the body that runs a portal. */
export function latestOf(
  set: CriteriaSet,
  results: readonly Result[],
  unitOf: (portal: string) => string,
  about: Pick<LatestResults, "period" | "to" | "isFinal" | "at">,
): LatestResults {
  const count = (matches: (result: Result) => boolean) => results.filter(matches).length;
  return {
    ...about,
    portals: results.length,
    grades: set.bands
      .toSorted((one, other) => other.from - one.from)
      .map(({ id, name }) => ({ id, name, count: count(({ grade }) => grade === id) })),
    notGraded: {
      suspended: count(({ notGraded }) => notGraded === "suspended"),
      "coverage-low": count(({ notGraded }) => notGraded === "coverage-low"),
      "nothing-measured": count(({ notGraded }) => notGraded === "nothing-measured"),
    },
    weakest: weakestOf(set, results).map((weak) => ({ ...weak, unit: unitOf(weak.portal) })),
  };
}

function weakestOf(set: CriteriaSet, results: readonly Result[]) {
  const nameOf = new Map(set.bands.map(({ id, name }) => [id, name]));
  return results
    .flatMap((result) => {
      const { score, grade, portal, group } = result;
      if (score === null || grade === undefined) return [];
      return [{ portal, group, score, grade: nameOf.get(grade) ?? grade, reasons: reasonsOf(set, result) }];
    })
    .toSorted((one, other) => one.score - other.score || (one.portal < other.portal ? -1 : 1))
    .slice(0, mostNamed);
}

/** The criteria that cost most points, dearest first, in the order of the set where they cost the same. */
function reasonsOf({ criteria }: CriteriaSet, { outcomes }: Result) {
  return criteria
    .flatMap(({ id, text, max, isInformative }) => {
      const outcome = outcomes.get(id);
      if (isInformative || outcome?.is !== "scored" || outcome.points >= max) return [];
      return [{ criterion: id, text, lost: max - outcome.points }];
    })
    .toSorted((one, other) => other.lost - one.lost)
    .slice(0, mostReasons);
}
