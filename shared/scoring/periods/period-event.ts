/** What the history says of a score period: who asked for what, and when it was done. */
import type { Instant } from "../../platform/clock.ts";
import type { ChangeEvent } from "../../platform/events.ts";
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
export function periodEvent(
  kind: PeriodEvent,
  next: ScorePeriodRecord,
  about: Pick<ChangeEvent, "by"> & Partial<Pick<ChangeEvent, "from" | "why" | "facts">> & { readonly now: Instant },
): ChangeEvent {
  return {
    subject: scorePeriodSubject(next.id),
    sequence: next.sequence,
    version: next.version,
    kind,
    at: new Date(about.now).toISOString(),
    by: about.by,
    ...(about.why !== undefined && { why: about.why }),
    ...(about.from !== undefined && { from: about.from }),
    to: next.state,
    facts: { set: next.set, portals: next.portals, ...about.facts },
  };
}

/** The event of a period's opening. */
export function openedEvent(opened: ScorePeriodRecord, by: ChangeEvent["by"], now: Instant): ChangeEvent {
  const { kind, year, from, to, selfScoreDueOn } = opened;
  return periodEvent("score-period-opened", opened, { by, now, facts: { kind, year, from, to, selfScoreDueOn } });
}
