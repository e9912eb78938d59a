/** What an event of an evaluation is a reason for, and who is meant by it. */
import type { ChangeEvent } from "../platform/events.ts";
import type { EvaluationHead } from "../scoring/evaluations/evaluation.ts";
import { type OfficerFactsDeps, officerFacts } from "./officer-facts.ts";
import type { Found } from "./plan-notices.ts";
import { rungReasons } from "./rung-reasons.ts";
import { meantByScore, type ScorePeopleDeps } from "./score-people.ts";
import { scoreRungTellings, scoreTellings } from "./score-tellings.ts";

/** The reasons in an event; the evaluation is read only for those that have some. */
export async function scoreReasons(
  event: ChangeEvent,
  read: () => Promise<EvaluationHead | undefined>,
  deps: OfficerFactsDeps & ScorePeopleDeps,
): Promise<Found> {
  const isRung = event.kind === "deadline-rung-reached";
  const tellings = scoreTellings(event.kind);
  if (!isRung && tellings.length === 0) return { reasons: [] };
  const head = await read();
  if (!head) throw new Error(`There is no ${event.subject}.`);
  const reasons = isRung
    ? rungReasons(event, scoreRungTellings)
    : [{ cause: event.kind, at: Date.parse(event.at), tellings }];
  const meantBy = meantByScore(head, deps);
  return { reasons, facts: () => officerFacts(event, reasons, meantBy, { kind: "scores", of: head.period }, deps) };
}
