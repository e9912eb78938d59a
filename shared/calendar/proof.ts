/** The proof of a due date as it is shown: every day, why it counted or not, and by which calendars. */
import * as z from "zod";
import type { Instant } from "../platform/clock.ts";
import { refusalOf } from "../platform/refusals.ts";
import { type CalendarGap, calendarsUsed, explainedDays, type Term, type WorkingCalendar } from "./working-days.ts";

export const deadlineProof = z.object({
  receivedAt: z.string(),
  startsOn: z.string(),
  dueOn: z.string(),
  provisional: z.boolean().optional(),
  days: z.array(
    z.object({
      on: z.string(),
      counted: z.boolean(),
      reason: z.enum(["working-day", "worked-day", "before-start", "weekend", "holiday", "in-lieu", "swap"]),
      note: z.string().optional(),
    }),
  ),
  calendar: z.array(
    z.object({
      year: z.number(),
      version: z.number(),
      notice: z.string().nullable(),
      status: z.enum(["official", "estimated"]),
    }),
  ),
});

/** The proof of a term; a year without calendar is refused by its name. */
export function proofOf(
  receivedAt: Instant,
  term: Term | CalendarGap,
  calendar: WorkingCalendar,
): z.output<typeof deadlineProof> {
  if (term.kind === "calendar-gap") throw refusalOf("calendar-not-published", `calendar.${term.year}`);
  return {
    receivedAt: new Date(receivedAt).toISOString(),
    startsOn: term.startsOn,
    dueOn: term.dueOn,
    ...(term.provisional && { provisional: true }),
    days: explainedDays(receivedAt, term, calendar),
    calendar: calendarsUsed(receivedAt, term, calendar),
  };
}
