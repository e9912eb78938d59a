/** What the history says of a change of an evaluation: of which period and set, never a point. */
import type { Instant } from "../../platform/clock.ts";
import type { ChangeEvent } from "../../platform/events.ts";
import { evaluationSubject } from "../subject.ts";
import type { EvaluationHead } from "./evaluation.ts";

/** The event of a change after which the evaluation is `next`; `about.facts` come on top of its own. */
export function evaluationEvent(
  kind: string,
  next: EvaluationHead,
  about: Pick<ChangeEvent, "by"> & Partial<Pick<ChangeEvent, "from" | "why" | "facts">> & { readonly now: Instant },
): ChangeEvent {
  return {
    subject: evaluationSubject(next.id),
    sequence: next.sequence,
    version: next.version,
    kind,
    at: new Date(about.now).toISOString(),
    by: about.by,
    unit: next.unit,
    ...(about.why !== undefined && { why: about.why }),
    ...(about.from !== undefined && { from: about.from }),
    to: next.state,
    facts: { period: next.period, portal: next.portal, sheet: next.sheet, ...about.facts },
  };
}
