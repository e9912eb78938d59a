/** The span of time that a dashboard shows, and how its moments are written: in the province's time. */
import { Temporal } from "temporal-polyfill";
import type { Instant } from "../../../shared/platform/clock.ts";

export interface TimeRange {
  readonly from: Instant;
  readonly to: Instant;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const provinceOffset = 7 * hour;
/** What is kept reaches so far back. */
const longest = 15 * day;

/** The time before `now` of an ISO 8601 duration; undefined: it is none, or longer than what is kept. */
export function rangeBefore(now: Instant, duration: string): TimeRange | undefined {
  const length = millisecondsOf(duration);
  if (length === undefined || length < minute || length > longest) return undefined;
  return { from: now - length, to: now };
}

function millisecondsOf(duration: string): number | undefined {
  try {
    return Temporal.Duration.from(duration).total({ unit: "milliseconds", relativeTo: "1970-01-01" });
  } catch {
    return undefined;
  }
}

/** Points are not drawn closer than this many on a line. */
const pointsAtMost = 1_440;

/** The period that is drawn, in milliseconds: the metric's own, or the smallest multiple that the range has room for. */
export function drawnPeriod({ from, to }: TimeRange, periodSeconds: number): number {
  const own = Math.max(60, Math.ceil(periodSeconds / 60) * 60) * 1000;
  // What is older than a day is kept by five minutes.
  const kept = to - from > day ? Math.ceil(own / (5 * minute)) * 5 * minute : own;
  return kept * Math.ceil((to - from) / kept / pointsAtMost);
}

export interface Tick {
  readonly at: Instant;
  readonly text: string;
}

const steps = [
  5 * minute,
  10 * minute,
  15 * minute,
  30 * minute,
  hour,
  2 * hour,
  3 * hour,
  6 * hour,
  12 * hour,
  day,
  2 * day,
  3 * day,
];

/** Round moments of the province's clocks within the range, not more than so many. */
export function timeTicks({ from, to }: TimeRange, atMost: number): Tick[] {
  const step = steps.find((one) => (to - from) / one <= atMost) ?? 5 * day;
  const ticks: Tick[] = [];
  for (let at = Math.ceil((from + provinceOffset) / step) * step - provinceOffset; at <= to; at += step) {
    const isMidnight = (at + provinceOffset) % day === 0;
    ticks.push({ at, text: isMidnight ? shortDay(at) : clockTime(at) });
  }
  return ticks;
}

/** `07:30`. */
function clockTime(at: Instant): string {
  return new Date(at + provinceOffset).toISOString().slice(11, 16);
}

/** `05/02`. */
function shortDay(at: Instant): string {
  const [, month, dayOfMonth] = new Date(at + provinceOffset).toISOString().slice(0, 10).split("-");
  return `${dayOfMonth}/${month}`;
}

/** `07:30 05/02/2024`, to the minute. */
export function momentText(at: Instant): string {
  const year = new Date(at + provinceOffset).toISOString().slice(0, 4);
  return `${clockTime(at)} ${shortDay(at)}/${year}`;
}
