/** One year's calendar of working days: a signed table, never computed. */
import * as z from "zod";
import { day, line, must } from "../platform/schemas.ts";
import { dayNumberOf, weekdayOf, yearOf } from "./province-time.ts";

/**
 * Why a weekday is off. `holiday`: Labour Code 45/2019/QH14 Art. 112 (and Resolution 28/2026/QH16 for 24/11).
 * `in-lieu`: nghỉ bù, Art. 111.3. `swap`: hoán đổi, paid by a worked day.
 */
const offDay = z.strictObject({ on: day, kind: z.enum(["holiday", "in-lieu", "swap"]), name: line(200) });

/** A day of the weekend that is worked to pay for a swapped day off. */
const workedDay = z.strictObject({ on: day, paysFor: day });

export const calendarYear = z
  .strictObject({
    year: z.number().int().min(2000).max(2200),
    version: z.number().int().min(1),
    status: z.enum(["official", "estimated"]),
    notice: line(300).nullable(),
    source: line(500),
    weekend: z.array(z.number().int().min(1).max(7)).max(2),
    offDays: z.array(offDay).max(60),
    workedDays: z.array(workedDay).max(20),
  })
  .refine((year) => [...year.offDays, ...year.workedDays].every(({ on }) => yearOf(on) === year.year), {
    ...must("malformed"),
    path: ["offDays"],
  })
  .refine((year) => hasDistinctDays(year.offDays) && hasDistinctDays(year.workedDays), {
    ...must("duplicate-row"),
    path: ["offDays"],
  })
  .refine((year) => year.offDays.every(({ on }) => !year.weekend.includes(weekdayOf(dayNumberOf(on)))), {
    ...must("malformed"),
    path: ["offDays"],
  })
  .refine((year) => year.workedDays.every(({ on }) => year.weekend.includes(weekdayOf(dayNumberOf(on)))), {
    ...must("malformed"),
    path: ["workedDays"],
  })
  .refine((year) => isPaired(year.offDays, year.workedDays), { ...must("swap-unpaired"), path: ["workedDays"] });

export type CalendarYear = z.output<typeof calendarYear>;

function hasDistinctDays(days: readonly { on: string }[]): boolean {
  return new Set(days.map(({ on }) => on)).size === days.length;
}

/** Every swapped day off has one worked day that pays for it, and the reverse (a swap may cross into the next year). */
function isPaired(
  offDays: readonly { on: string; kind: string }[],
  workedDays: readonly { on: string; paysFor: string }[],
): boolean {
  const swapped = offDays.filter(({ kind }) => kind === "swap").map(({ on }) => on);
  const paid = workedDays.map(({ paysFor }) => paysFor);
  const year = workedDays[0]?.on.slice(0, 4);
  return (
    swapped.every((on) => paid.includes(on)) &&
    paid.every((on) => swapped.includes(on) || on.slice(0, 4) !== year) &&
    new Set(paid).size === paid.length
  );
}
