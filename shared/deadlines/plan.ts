/**
 * The one engine of deadlines. A plan stands on a subject's head: which ladder, up to which moment its rungs have been reached
 * (the watermark), and when to look next. A rung is reached when watermark < its moment ≤ now; a run that is late, repeated or missed
 * changes nothing but the moment.
 */
import * as z from "zod";
import { type Day, dayNumberOf, instantAt } from "../calendar/province-time.ts";
import { type WorkingCalendar, workingDayFrom } from "../calendar/working-days.ts";
import type { Instant } from "../platform/clock.ts";
import type { Base, Ladder, Rung } from "./ladder.ts";

export const plan = z.object({
  /** Counts re-plannings; part of the key of every notice. */
  version: z.number().int().min(1),
  ladder: z.string(),
  watermark: z.string(),
  /** Null: nothing more to come. */
  nextCheckAt: z.string().nullable(),
  /** Rungs that lay in the past when the plan was made: never reached, and said so. */
  skipped: z.array(z.string()).optional(),
});
export type Plan = z.output<typeof plan>;

/** What the engine must know of a subject. */
export interface Deadline {
  readonly days: Readonly<Partial<Record<Base, Day | null | undefined>>>;
  readonly isAccepted: boolean;
}

/** Rungs of one moment, reached together. */
export interface Step {
  readonly at: Instant;
  readonly rungs: readonly Rung[];
  readonly next: Plan;
}

/** How long to wait for a calendar that does not exist yet. */
const retryMilliseconds = 24 * 3_600_000;

/** A plan made (or made anew) at a moment: rungs already past are skipped, all later ones are armed. */
export function planAt(
  ladder: Ladder,
  version: number,
  deadline: Deadline,
  now: Instant,
  calendar: WorkingCalendar,
): Plan {
  const past = ladder.rungs.filter((rung) => {
    const at = momentOf(rung, ladder, deadline, calendar);
    return typeof at === "number" && at <= now;
  });
  return {
    version,
    ladder: ladder.id,
    watermark: iso(now),
    nextCheckAt: nextCheck(ladder, deadline, now, calendar),
    ...(past.length > 0 && { skipped: past.map(({ id }) => id) }),
  };
}

/** The next step that is due now, or undefined. Rungs whose reason has gone are passed over; a step may hold no rung at all. */
export function stepDue(
  current: Plan,
  ladder: Ladder,
  deadline: Deadline,
  now: Instant,
  calendar: WorkingCalendar,
): Step | undefined {
  if (current.nextCheckAt === null || Date.parse(current.nextCheckAt) > now) return undefined;
  const watermark = Date.parse(current.watermark);
  const due = moments(ladder, deadline, calendar).filter(({ at }) => watermark < at && at <= now);
  const at = due.length > 0 ? Math.min(...due.map((entry) => entry.at)) : now;
  return {
    at,
    rungs: due.filter((entry) => entry.at === at && isWanted(entry.rung, deadline)).map(({ rung }) => rung),
    next: { ...current, watermark: iso(at), nextCheckAt: nextCheck(ladder, deadline, at, calendar) },
  };
}

/** The plan of a subject that is closed: nothing more to come. */
export function planEnded(current: Plan): Plan {
  return { ...current, nextCheckAt: null };
}

function isWanted({ onlyWhile }: Rung, { isAccepted }: Deadline): boolean {
  return onlyWhile !== "not-accepted" || !isAccepted;
}

/** The first moment after `after` at which something is to be done; a rung that no calendar reaches yet is looked at again in a day. */
function nextCheck(ladder: Ladder, deadline: Deadline, after: Instant, calendar: WorkingCalendar): string | null {
  const all = ladder.rungs.map((rung) => momentOf(rung, ladder, deadline, calendar));
  const coming = all.filter((at): at is number => typeof at === "number" && at > after);
  if (all.includes("unknown")) coming.push(after + retryMilliseconds);
  return coming.length > 0 ? iso(Math.min(...coming)) : null;
}

function moments(ladder: Ladder, deadline: Deadline, calendar: WorkingCalendar): { rung: Rung; at: Instant }[] {
  return ladder.rungs.flatMap((rung) => {
    const at = momentOf(rung, ladder, deadline, calendar);
    return typeof at === "number" ? [{ rung, at }] : [];
  });
}

/** When a rung is reached. `unknown`: a year without calendar lies between, or the day itself is not known; `never`: the subject has no such day. */
function momentOf(
  rung: Rung,
  { hour }: Ladder,
  { days }: Deadline,
  calendar: WorkingCalendar,
): Instant | "unknown" | "never" {
  const base = days[rung.from];
  if (base === undefined) return "never";
  if (base === null) return "unknown";
  const on = workingDayFrom(base, rung.days, calendar);
  return on === undefined ? "unknown" : instantAt(dayNumberOf(on), hour);
}

function iso(at: Instant): string {
  return new Date(at).toISOString();
}
