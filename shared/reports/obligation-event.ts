/** What the history says of a change of an obligation: for what, to whom and by when, never its content. */
import type { Instant } from "../platform/clock.ts";
import type { ChangeEvent } from "../platform/events.ts";
import { type ObligationHead, runningLastDay } from "./obligation.ts";
import { obligationSubject } from "./subject.ts";

/** The event of a change after which the obligation is `next`; `about.facts` come on top of its own. */
export function obligationEvent(
  kind: string,
  next: ObligationHead,
  about: Pick<ChangeEvent, "by"> & Partial<Pick<ChangeEvent, "from" | "why" | "facts">> & { readonly now: Instant },
): ChangeEvent {
  return {
    subject: obligationSubject(next.id),
    sequence: next.sequence,
    version: next.version,
    kind,
    at: new Date(about.now).toISOString(),
    by: about.by,
    unit: next.unit,
    why: about.why,
    from: about.from,
    to: next.state,
    facts: { of: next.of, to: next.to, tier: next.tier, dueOn: runningLastDay(next), ...about.facts },
  };
}
