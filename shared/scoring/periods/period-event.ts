/** What the history says of a score period: who asked for what, and when it was done. */
import type { Instant } from "../../platform/clock.ts";
import { type About, type ChangeEvent, eventAfter } from "../../platform/events.ts";
import { scorePeriodSubject } from "../subject.ts";
import type { ScorePeriodRecord } from "./period-record.ts";

export const periodEvents = [
  "score-period-opened",
  "reviewer-named",
  "publishing-asked",
  "publishing-stopped",
  "published",
  "decided",
  "frozen",
  "amendment-asked",
  "amended",
] as const;
export type PeriodEvent = (typeof periodEvents)[number];

/** The event of a change after which the period is `next`. */
export function periodEvent(kind: PeriodEvent, next: ScorePeriodRecord, about: About): ChangeEvent {
  const facts = { set: next.set, portals: next.portals, ...about.facts };
  return eventAfter(kind, scorePeriodSubject(next.id), next, { ...about, facts });
}

/** The event of a period's opening. */
export function openedEvent(opened: ScorePeriodRecord, by: ChangeEvent["by"], now: Instant): ChangeEvent {
  const { kind, year, from, to, selfScoreDueOn } = opened;
  return periodEvent("score-period-opened", opened, { by, now, facts: { kind, year, from, to, selfScoreDueOn } });
}
