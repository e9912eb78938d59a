/** Schedule expressions of EventBridge rules: `cron(…)` in UTC and `rate(…)`. Answers when a rule fires next. */
import type { Instant } from "../../../shared/platform/clock.ts";
import { TemplateError } from "../template.ts";

export interface Schedule {
  /** The first firing after a moment; undefined when there is none any more. */
  after(instant: Instant): Instant | undefined;
}

const minuteMilliseconds = 60_000;
const rateUnits = { minute: 1, hour: 60, day: 1_440 } as const;
/** A rule that fires on a 29 February waits for eight years at most. */
const daysAhead = 9 * 366;

/** Reads an expression; what the runner does not know (L, W and #) is an error. */
export function scheduleOf(expression: string): Schedule {
  const [, kind, inner = ""] = /^(cron|rate)\((.*)\)$/.exec(expression) ?? [];
  if (kind === "rate") return rateSchedule(inner, expression);
  if (kind === "cron") return cronSchedule(inner.trim().split(/\s+/), expression);
  throw unknown(expression);
}

/** A rate counts from the beginning of the machine's time, so that every start agrees. */
function rateSchedule(inner: string, expression: string): Schedule {
  const [, count = "", unit] = /^(\d+) (minute|hour|day)s?$/.exec(inner) ?? [];
  if (Number(count) < 1 || (unit !== "minute" && unit !== "hour" && unit !== "day")) throw unknown(expression);
  const period = Number(count) * rateUnits[unit] * minuteMilliseconds;
  return { after: (instant) => (Math.floor(instant / period) + 1) * period };
}

const names = {
  month: ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"],
  weekday: ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"],
} as const;

function cronSchedule(fields: readonly string[], expression: string): Schedule {
  const [minute, hour, dayOfMonth, month, dayOfWeek, year] = fields;
  if (fields.length !== 6 || [dayOfMonth, dayOfWeek].every((field) => field !== "?")) throw unknown(expression);
  const values = (field: string | undefined, first: number, last: number, words: readonly string[] = []) =>
    valuesOf(field ?? "", { first, last, words, expression });
  const minutes = values(minute, 0, 59);
  const hours = values(hour, 0, 23);
  const days = new Set(values(dayOfMonth, 1, 31));
  const months = new Set(values(month, 1, 12, names.month));
  const weekdays = new Set(values(dayOfWeek, 1, 7, names.weekday));
  const years = new Set(values(year, 1970, 2199));
  const isDay = (day: Date) =>
    years.has(day.getUTCFullYear()) &&
    months.has(day.getUTCMonth() + 1) &&
    days.has(day.getUTCDate()) &&
    weekdays.has(day.getUTCDay() + 1);
  const inDay = hours.flatMap((one) => minutes.map((other) => (one * 60 + other) * minuteMilliseconds));
  return { after: (instant) => firstAfter(instant, isDay, inDay) };
}

/** `inDay`: milliseconds from midnight, in their order. */
function firstAfter(instant: Instant, isDay: (day: Date) => boolean, inDay: readonly number[]): Instant | undefined {
  const dayMilliseconds = 1_440 * minuteMilliseconds;
  let day = Math.floor(instant / dayMilliseconds) * dayMilliseconds;
  for (let days = 0; days < daysAhead; days++, day += dayMilliseconds) {
    if (!isDay(new Date(day))) continue;
    const found = firstAbove(inDay, instant - day);
    if (found !== undefined) return day + found;
  }
  return undefined;
}

/** The first of some numbers in their order that is above another, by halves: a rule of every minute has 1,440 in a day. */
function firstAbove(numbers: readonly number[], bound: number): number | undefined {
  let from = 0;
  let to = numbers.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((numbers[middle] ?? 0) > bound) to = middle;
    else from = middle + 1;
  }
  return numbers[from];
}

interface Bounds {
  readonly first: number;
  readonly last: number;
  /** Words for the values from `first` on. */
  readonly words: readonly string[];
  readonly expression: string;
}

/** The values of a field, in their order: `*`, `?`, `5`, `1-5`, `0/15`, `10-40/10`, and lists of these. */
function valuesOf(field: string, bounds: Bounds): number[] {
  const { first, last, words, expression } = bounds;
  const numberOf = (text: string) => {
    const word = words.indexOf(text.toUpperCase());
    const number = word >= 0 ? first + word : /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (!(number >= first && number <= last)) throw unknown(expression);
    return number;
  };
  const found = field.split(",").flatMap((part) => {
    const [range = "", step, ...more] = part.split("/");
    const [from = "", to, ...others] =
      range === "*" || range === "?" ? [String(first), String(last)] : range.split("-");
    if (more.length + others.length > 0) throw unknown(expression);
    const start = numberOf(from);
    const end = to !== undefined ? numberOf(to) : step === undefined ? start : last;
    const by = step === undefined ? 1 : Number(step);
    if (!Number.isInteger(by) || by < 1) throw unknown(expression);
    return Array.from({ length: Math.max(0, Math.floor((end - start) / by) + 1) }, (_, index) => start + index * by);
  });
  return [...new Set(found)].sort((a, b) => a - b);
}

function unknown(expression: string): TemplateError {
  return new TemplateError(`The runner does not know the schedule ${expression}.`);
}
