/** Receiving a question: its dates by rule R, its head and its first event. Pure: the moment, the code and the calendar are handed in. */
import type { WorkingCalendar } from "../calendar/working-days.ts";
import type { Instant } from "../platform/clock.ts";
import { type About, type ChangeEvent, eventAfter } from "../platform/events.ts";
import { datesOf } from "./dates.ts";
import type { PostedQuestion, QuestionHead } from "./question.ts";
import { scheduled } from "./schedule.ts";
import { subjectOf } from "./subject.ts";

/** A question as it is received. The time runs from our own moment of receipt; the portal's stands beside it. */
export function receivedQuestion(
  posted: PostedQuestion,
  facts: { code: string; lookupKey: string; portal: string; receivedAt: Instant; calendar: WorkingCalendar },
): QuestionHead {
  const receivedAt = new Date(facts.receivedAt).toISOString();
  const head = {
    code: facts.code,
    version: 1,
    sequence: 1,
    state: "received" as const,
    unit: posted.unit,
    portal: facts.portal,
    class: "own" as const,
    title: posted.title,
    asker: posted.asker,
    lookupKey: facts.lookupKey,
    receivedAt,
    firstReceivedAt: receivedAt,
    portalReceivedAt: posted.portalReceivedAt,
    ...datesOf(facts.receivedAt, "own", facts.calendar),
  };
  return scheduled(head, 0, facts.receivedAt, facts.calendar);
}

/** What the history says of a change of a question: its dates and class, never its text or its asker. */
export function questionEvent(kind: string, next: QuestionHead, about: About): ChangeEvent {
  const { unit, class: classified, startsOn, dueOn, calendars } = next;
  const facts = { class: classified, startsOn, dueOn, calendars, ...about.facts };
  return eventAfter(kind, subjectOf(next.code), next, { ...about, unit, facts });
}
