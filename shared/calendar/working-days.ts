/**
 * Rule R: when a term of working days starts and when it is over.
 *
 * Letter 6821/UBND-BBT item 1.2, citing Art. 25 of Regulation 25-QC/TU: questions are taken in 24/24h; the time "được tính
 * từ 08h00' các ngày làm việc (không tính ngày nghỉ lễ, tết)". Our reading (infra/docs/decisions.md):
 * the term starts at the first 08:00:00.000 of a working day at or after receipt; that day is day 1; it is over at the
 * end of day n. A worked Saturday is a full working day.
 */
import type { Instant } from "../platform/clock.ts";
import type { CalendarYear } from "./calendar-year.ts";
import {
  type Day,
  type DayNumber,
  dayNumberAt,
  dayNumberOf,
  dayOf,
  instantAt,
  weekdayOf,
  yearOf,
} from "./province-time.ts";

/** Which calendar of a year a date was counted by. */
export interface CalendarUsed {
  year: number;
  version: number;
  notice: string | null;
  status: "official" | "estimated";
}

/** A term that could be counted. `provisional`: it touches a year whose calendar is only estimated. */
export interface Term {
  kind: "term";
  /** Day 1. */
  startsOn: Day;
  /** Day n: in time until its end. */
  dueOn: Day;
  provisional: boolean;
}

/** No calendar exists for `year`, and one is needed: a date is never guessed. */
export interface CalendarGap {
  kind: "calendar-gap";
  year: number;
}

export type DayReason = "working-day" | "worked-day" | "before-start" | "weekend" | "holiday" | "in-lieu" | "swap";

export interface ExplainedDay {
  on: Day;
  counted: boolean;
  reason: DayReason;
  /** The name of the holiday, or the day that a worked day pays for. */
  note?: string;
}

/** Several years, laid out day by day, so that a term costs two look-ups whatever its length. */
export interface WorkingCalendar {
  readonly years: ReadonlyMap<number, CalendarYear>;
  readonly firstDay: DayNumber;
  /** Per day: how many working days lie before it. */
  readonly workingBefore: Int32Array;
  /** Per day: how many days of a year without calendar lie before it. */
  readonly unknownBefore: Int32Array;
  /** Per day: how many days of an estimated year lie before it. */
  readonly estimatedBefore: Int32Array;
  /** The working days in order, as indexes into the days. */
  readonly workingDays: Int32Array;
  /** Per day: its text. */
  readonly texts: readonly Day[];
}

/** Lays out the years; years between them without a calendar stay unknown. */
export function workingCalendar(years: readonly CalendarYear[]): WorkingCalendar {
  const byYear = new Map(years.map((year) => [year.year, year]));
  const first = Math.min(...byYear.keys());
  const last = Math.max(...byYear.keys());
  const firstDay = byYear.size === 0 ? 0 : dayNumberOf(`${first}-01-01`);
  const length = byYear.size === 0 ? 0 : dayNumberOf(`${last + 1}-01-01`) - firstDay;
  const workingBefore = new Int32Array(length + 1);
  const unknownBefore = new Int32Array(length + 1);
  const estimatedBefore = new Int32Array(length + 1);
  const workingDays: number[] = [];
  const texts: Day[] = [];
  for (let number = first; number <= last; number++) {
    const year = byYear.get(number);
    const off = new Set(year?.offDays.map(({ on }) => on));
    const worked = new Set(year?.workedDays.map(({ on }) => on));
    for (const text of daysOfYear(number)) {
      const index = texts.length;
      const isWorked =
        year && !off.has(text) && (worked.has(text) || !year.weekend.includes(weekdayOf(firstDay + index)));
      if (isWorked) workingDays.push(index);
      texts.push(text);
      workingBefore[index + 1] = workingDays.length;
      unknownBefore[index + 1] = (unknownBefore[index] ?? 0) + (year ? 0 : 1);
      estimatedBefore[index + 1] = (estimatedBefore[index] ?? 0) + (year?.status === "estimated" ? 1 : 0);
    }
  }
  return {
    years: byYear,
    firstDay,
    workingBefore,
    unknownBefore,
    estimatedBefore,
    workingDays: Int32Array.from(workingDays),
    texts,
  };
}

const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const twoDigits = Array.from({ length: 32 }, (_, number) => String(number).padStart(2, "0"));

/** Every day of a year, in order. Written out, not taken from `Date`: a first request lays out all years. */
function daysOfYear(year: number): Day[] {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return monthLengths.flatMap((length, month) =>
    twoDigits.slice(1, length + (month === 1 && isLeap ? 2 : 1)).map((day) => `${year}-${twoDigits[month + 1]}-${day}`),
  );
}

/** The first day whose `startHour`:00 is at or after `receivedAt`: the first that can be day 1. */
function candidateDay(receivedAt: Instant, startHour: number): DayNumber {
  const today = dayNumberAt(receivedAt);
  return receivedAt <= instantAt(today, startHour) ? today : today + 1;
}

/** Counts `workingDays` (1 or more) working days from receipt by rule R. */
export function termOf(
  receivedAt: Instant,
  workingDays: number,
  calendar: WorkingCalendar,
  startHour = 8,
): Term | CalendarGap {
  return termFrom(candidateDay(receivedAt, startHour) - calendar.firstDay, workingDays, calendar);
}

/** The `workingDays`-th working day on or after a day: the same count without an hour. */
export function termFromDay(day: Day, workingDays: number, calendar: WorkingCalendar): Term | CalendarGap {
  return termFrom(dayNumberOf(day) - calendar.firstDay, workingDays, calendar);
}

function termFrom(from: number, workingDays: number, calendar: WorkingCalendar): Term | CalendarGap {
  const before = calendar.workingBefore[from];
  if (before === undefined || from >= calendar.texts.length) return gapAt(from, calendar);
  const start = calendar.workingDays[before];
  const due = calendar.workingDays[before + workingDays - 1];
  if (start === undefined || due === undefined) return gapAfter(from, calendar);
  const hasUnknown = calendar.unknownBefore[due + 1] !== calendar.unknownBefore[from];
  if (hasUnknown) return gapAfter(from, calendar);
  return {
    kind: "term",
    startsOn: calendar.texts[start] ?? "",
    dueOn: calendar.texts[due] ?? "",
    provisional: calendar.estimatedBefore[due + 1] !== calendar.estimatedBefore[from],
  };
}

function gapAt(index: number, calendar: WorkingCalendar): CalendarGap {
  return { kind: "calendar-gap", year: yearOf(dayOf(calendar.firstDay + index)) };
}

/** The first year without calendar on or after a day. */
function gapAfter(index: number, calendar: WorkingCalendar): CalendarGap {
  let { year } = gapAt(index, calendar);
  while (calendar.years.has(year)) year++;
  return { kind: "calendar-gap", year };
}

/** Working days after `from` up to and including `to`; negative when `to` lies before. Days of unknown years count as none. */
export function workingDaysBetween(from: Day, to: Day, calendar: WorkingCalendar): number {
  const at = (day: Day) => {
    const index = Math.min(Math.max(dayNumberOf(day) + 1 - calendar.firstDay, 0), calendar.texts.length);
    return calendar.workingBefore[index] ?? 0;
  };
  return at(to) - at(from);
}

/** The working day that lies so many working days after a working day (before it when negative); undefined where a year is unknown. */
export function workingDayFrom(day: Day, workingDays: number, calendar: WorkingCalendar): Day | undefined {
  const index = dayNumberOf(day) - calendar.firstDay;
  const before = calendar.workingBefore[index];
  const found = before === undefined ? undefined : calendar.workingDays[before + workingDays];
  if (found === undefined) return undefined;
  const [low, high] = found < index ? [found, index] : [index, found];
  return calendar.unknownBefore[high + 1] === calendar.unknownBefore[low] ? calendar.texts[found] : undefined;
}

/** The proof of a date: each day from receipt to the due day, counted or not, and why. */
export function explainedDays(receivedAt: Instant, term: Term, calendar: WorkingCalendar): ExplainedDay[] {
  const days: ExplainedDay[] = [];
  const last = dayNumberOf(term.dueOn);
  for (let number = dayNumberAt(receivedAt); number <= last; number++) {
    days.push(explainedDay(dayOf(number), term.startsOn, calendar));
  }
  return days;
}

function explainedDay(on: Day, startsOn: Day, calendar: WorkingCalendar): ExplainedDay {
  const year = calendar.years.get(yearOf(on));
  const off = year?.offDays.find((day) => day.on === on);
  if (off) return { on, counted: false, reason: off.kind, note: off.name };
  const worked = year?.workedDays.find((day) => day.on === on);
  if (!worked && year?.weekend.includes(weekdayOf(dayNumberOf(on)))) return { on, counted: false, reason: "weekend" };
  if (on < startsOn) return { on, counted: false, reason: "before-start" };
  return worked
    ? { on, counted: true, reason: "worked-day", note: worked.paysFor }
    : { on, counted: true, reason: "working-day" };
}

/** The calendars that the days from receipt to the due day were counted by. */
export function calendarsUsed(receivedAt: Instant, term: Term, calendar: WorkingCalendar): CalendarUsed[] {
  const used: CalendarUsed[] = [];
  for (let number = yearOf(dayOf(dayNumberAt(receivedAt))); number <= yearOf(term.dueOn); number++) {
    const year = calendar.years.get(number);
    if (year) used.push({ year: year.year, version: year.version, notice: year.notice, status: year.status });
  }
  return used;
}
