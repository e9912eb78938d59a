/** What the history says of a change of an evaluation: of which period and set, never a point. */
import { type About, type ChangeEvent, eventAfter } from "../../platform/events.ts";
import { evaluationSubject } from "../subject.ts";
import type { EvaluationHead } from "./evaluation.ts";

/** The event of a change after which the evaluation is `next`; `about.facts` come on top of its own. */
export function evaluationEvent(kind: string, next: EvaluationHead, about: About): ChangeEvent {
  const { unit, period, portal, sheet } = next;
  const facts = { period, portal, sheet, ...about.facts };
  return eventAfter(kind, evaluationSubject(next.id), next, { ...about, unit, facts });
}
