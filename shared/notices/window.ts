/**
 * When a notice may leave: to officers 07:30 to 17:00 of working days, to askers at any hour. Without a calendar of the year,
 * Monday to Friday.
 */
import { type Day, dayAt, dayNumberOf, dayOf, instantAt, weekdayOf, yearOf } from "../calendar/province-time.ts";
import { type WorkingCalendar, workingDayFrom } from "../calendar/working-days.ts";
import type { Instant } from "../platform/clock.ts";

const opensHour = 7.5;
const closesHour = 17;
/** A mail needs a moment on its way; none is begun so shortly before the window closes. */
const lastMinuteMilliseconds = 60_000;
export const digestHour = 8;
/** Longer than any row of days off. */
const mostDaysOff = 40;

/** A day on which officers work. */
export function isOfficeDay(day: Day, calendar: WorkingCalendar): boolean {
  if (calendar.years.has(yearOf(day))) return workingDayFrom(day, 0, calendar) === day;
  return weekdayOf(dayNumberOf(day)) <= 5;
}

/** The first office day on or after a day. */
export function officeDayFrom(day: Day, calendar: WorkingCalendar): Day {
  const first = dayNumberOf(day);
  for (let number = first; number < first + mostDaysOff; number++) {
    if (isOfficeDay(dayOf(number), calendar)) return dayOf(number);
  }
  return day;
}

/** The moment itself when officers may be written to, otherwise the next opening. */
export function inOfficeWindow(at: Instant, calendar: WorkingCalendar): Instant {
  const today = dayAt(at);
  const number = dayNumberOf(today);
  const closes = instantAt(number, closesHour) - lastMinuteMilliseconds;
  const day = officeDayFrom(at < closes ? today : dayOf(number + 1), calendar);
  return Math.max(at, instantAt(dayNumberOf(day), opensHour));
}

/** When the window that is open at a moment opened; undefined when it is closed. */
export function windowOpenedAt(at: Instant, calendar: WorkingCalendar): Instant | undefined {
  return inOfficeWindow(at, calendar) > at ? undefined : instantAt(dayNumberOf(dayAt(at)), opensHour);
}

/** When the digest that follows from something at a moment leaves: 08:00 of that day, if it is not past, or of the next office day. */
export function digestAt(at: Instant, calendar: WorkingCalendar): { day: Day; at: Instant } {
  const today = dayAt(at);
  const isPast = at > instantAt(dayNumberOf(today), digestHour);
  const day = officeDayFrom(isPast ? dayOf(dayNumberOf(today) + 1) : today, calendar);
  return { day, at: instantAt(dayNumberOf(day), digestHour) };
}
