/** What the writing of an evaluation is asked with, and answers with. */
import * as z from "zod";
import type { CriteriaSet } from "../../shared/scoring/criteria/criteria-set.ts";
import { type EvaluationHead, evaluationHead } from "../../shared/scoring/evaluations/evaluation.ts";
import type { Sheet, SheetEntry } from "../../shared/scoring/evaluations/sheet.ts";
import { type Fact, unknownFacts } from "../../shared/scoring/facts/fact.ts";
import { dependencyOrder, outcomesOf } from "../../shared/scoring/results/results.ts";

export const evaluationParams = z.strictObject({ portal: z.string().max(80), period: z.string().max(40) });

/** What a criterion comes to: points in hundredths with the share that earned them, or why there are none. */
export const writtenOutcome = z.discriminatedUnion("is", [
  z.object({ is: z.literal("scored"), points: z.number(), n: z.number(), of: z.number() }),
  ...unknownFacts,
]);

/** What every act upon an evaluation answers with. */
export const evaluationState = evaluationHead.pick({
  id: true,
  portal: true,
  period: true,
  state: true,
  sheet: true,
  selfScoreDueOn: true,
  selfScore: true,
  windowEndsOn: true,
  reconsideration: true,
});

export function stateOf({ id, portal, period, state, sheet, selfScoreDueOn, ...more }: EvaluationHead) {
  const { selfScore, windowEndsOn, reconsideration } = more;
  return { id, portal, period, state, sheet, selfScoreDueOn, selfScore, windowEndsOn, reconsideration };
}

/** By criterion, what the facts come to by themselves: what is compared with other bodies has no points before publication. */
export function outcomesBy(set: CriteriaSet, sheet: Sheet, factOf: (entry: SheetEntry) => Fact) {
  return Object.fromEntries(outcomesOf(set, dependencyOrder(set.criteria), sheet, new Map(), factOf));
}
