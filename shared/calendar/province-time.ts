/**
 * Days and hours of the province. Viet Nam keeps UTC+7 all year (Asia/Ho_Chi_Minh, no summer time since 1975),
 * so whole days are plain integers here; a test holds this against the time-zone database for 1990 to 2060.
 */
import type { Instant } from "../platform/clock.ts";

/** A calendar day of the province, `YYYY-MM-DD`. */
export type Day = string;
/** The same day as a whole number: days since 1970-01-01. */
export type DayNumber = number;

export const millisecondsPerHour = 3_600_000;
export const millisecondsPerDay = 24 * millisecondsPerHour;
const offset = 7 * millisecondsPerHour;

export function dayNumberAt(instant: Instant): DayNumber {
  return Math.floor((instant + offset) / millisecondsPerDay);
}

export function dayNumberOf(day: Day): DayNumber {
  return Date.parse(`${day}T00:00:00Z`) / millisecondsPerDay;
}

export function dayOf(number: DayNumber): Day {
  return new Date(number * millisecondsPerDay).toISOString().slice(0, 10);
}

/** The province's calendar day at an instant. */
export function dayAt(instant: Instant): Day {
  return dayOf(dayNumberAt(instant));
}

/** The instant of `hour`:00 on a day of the province. */
export function instantAt(day: DayNumber, hour: number): Instant {
  return day * millisecondsPerDay + hour * millisecondsPerHour - offset;
}

/** 1 = Monday … 7 = Sunday. */
export function weekdayOf(day: DayNumber): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

export function yearOf(day: Day): number {
  return Number(day.slice(0, 4));
}
