/** Receiving a question: its dates by rule R, its head and its first event. Pure: the moment, the code and the calendar are handed in. */
import { dayAt } from "../calendar/province-time.ts";
import { calendarsUsed, termOf, type WorkingCalendar } from "../calendar/working-days.ts";
import type { Instant } from "../platform/clock.ts";
import type { ChangeEvent } from "../platform/events.ts";
import type { PostedQuestion, QuestionHead } from "./question.ts";
import { type QuestionClass, termsOn } from "./terms.ts";

/** The dates of a question; null when a year without calendar is needed. */
export type Dates = Pick<QuestionHead, "startsOn" | "dueOn" | "acceptBy" | "provisional" | "calendars">;

/** Counts the dates of a class from receipt. Never fails: without a calendar there are no dates, and the question is still taken in. */
export function datesOf(receivedAt: Instant, questionClass: QuestionClass, calendar: WorkingCalendar): Dates {
  const { days, acceptanceDays, startHour } = termsOn(dayAt(receivedAt));
  const term = termOf(receivedAt, days[questionClass], calendar, startHour);
  const acceptance = termOf(receivedAt, acceptanceDays, calendar, startHour);
  const acceptBy = acceptance.kind === "term" ? acceptance.dueOn : null;
  if (term.kind === "calendar-gap") {
    const startsOn = acceptance.kind === "term" ? acceptance.startsOn : null;
    return { startsOn, dueOn: null, acceptBy, provisional: false, calendars: [] };
  }
  return {
    startsOn: term.startsOn,
    dueOn: term.dueOn,
    acceptBy,
    provisional: term.provisional,
    calendars: calendarsUsed(receivedAt, term, calendar).map(({ year, version }) => `${year}@${version}`),
  };
}

/** A question as it is received. The time runs from our own moment of receipt; the portal's stands beside it. */
export function receivedQuestion(
  posted: PostedQuestion,
  facts: { code: string; lookupKey: string; portal: string; receivedAt: Instant; calendar: WorkingCalendar },
): QuestionHead {
  const receivedAt = new Date(facts.receivedAt).toISOString();
  return {
    code: facts.code,
    version: 1,
    sequence: 1,
    state: "received",
    unit: posted.unit,
    portal: facts.portal,
    class: "own",
    title: posted.title,
    asker: posted.asker,
    lookupKey: facts.lookupKey,
    receivedAt,
    firstReceivedAt: receivedAt,
    portalReceivedAt: posted.portalReceivedAt,
    ...datesOf(facts.receivedAt, "own", facts.calendar),
  };
}

/** What the history says of a change of a question: its dates and class, never its text or its asker. */
export function questionEvent(
  kind: string,
  next: QuestionHead,
  facts: Pick<ChangeEvent, "by"> & { subject: string; now: Instant; from?: string; why?: string },
): ChangeEvent {
  return {
    subject: facts.subject,
    sequence: next.sequence,
    version: next.version,
    kind,
    at: new Date(facts.now).toISOString(),
    by: facts.by,
    unit: next.unit,
    why: facts.why,
    from: facts.from,
    to: next.state,
    facts: { class: next.class, startsOn: next.startsOn, dueOn: next.dueOn, calendars: next.calendars },
  };
}
