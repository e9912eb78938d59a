/** Keeps the newest results in short, for the dashboard: before the period says that they are out, so that a run which ends between does it again. */
import type { CriteriaSet } from "../../shared/scoring/criteria/criteria-set.ts";
import type { EvaluationHead } from "../../shared/scoring/evaluations/evaluation.ts";
import type { ScorePeriodRecord } from "../../shared/scoring/periods/period-record.ts";
import { latestOf } from "../../shared/scoring/results/latest.ts";
import type { Result } from "../../shared/scoring/results/results.ts";
import type { RoundsDeps } from "./rounds.ts";

export interface Out {
  readonly results: readonly Result[];
  readonly heads: readonly EvaluationHead[];
  readonly isFinal: boolean;
}

export async function keepLatest(
  { id: period, to }: ScorePeriodRecord,
  set: CriteriaSet,
  { results, heads, isFinal }: Out,
  { scores, clock }: Pick<RoundsDeps, "scores" | "clock">,
): Promise<void> {
  const units = new Map(heads.map(({ portal, unit }) => [portal, unit]));
  const about = { period, to, isFinal, at: new Date(clock.now()).toISOString() };
  await scores.keepLatest(latestOf(set, results, (portal) => units.get(portal) ?? portal, about));
}
