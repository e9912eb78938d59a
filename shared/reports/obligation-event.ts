/** What the history says of a change of an obligation: for what, to whom and by when, never its content. */
import { type About, type ChangeEvent, eventAfter } from "../platform/events.ts";
import { type ObligationHead, runningLastDay } from "./obligation.ts";
import { obligationSubject } from "./subject.ts";

/** The event of a change after which the obligation is `next`; `about.facts` come on top of its own. */
export function obligationEvent(kind: string, next: ObligationHead, about: About): ChangeEvent {
  const { unit, of, to, tier } = next;
  const facts = { of, to, tier, dueOn: runningLastDay(next), ...about.facts };
  return eventAfter(kind, obligationSubject(next.id), next, { ...about, unit, facts });
}
