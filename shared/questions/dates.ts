/** The dates of a question by rule R; every class is counted from the same start, so that 10 is a maximum. */
import { dayAt } from "../calendar/province-time.ts";
import { calendarsUsed, termOf, type WorkingCalendar } from "../calendar/working-days.ts";
import type { Instant } from "../platform/clock.ts";
import type { QuestionHead } from "./question.ts";
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

/** The last day on which any answer can be in time: that of the highest class. */
export function latestDay(receivedAt: Instant, calendar: WorkingCalendar): string | null {
  return datesOf(receivedAt, "special", calendar).dueOn;
}
