/** Since when a notice could have left and has not: what the watcher measures. */
import type { WorkingCalendar } from "../calendar/working-days.ts";
import type { Instant } from "../platform/clock.ts";
import type { Notice } from "./notice.ts";
import { windowOpenedAt } from "./window.ts";

/**
 * Undefined: it does not wait to leave. It is planned for later, owed by telephone, gone, or of unknown fate; or nobody may be written
 * to now. A notice that was not sent on one day is counted anew from the next opening.
 */
export function waitingSince(row: Notice, now: Instant, calendar: WorkingCalendar): Instant | undefined {
  if ((row.state !== "planned" && row.state !== "claimed") || row.by === "call") return undefined;
  // What is sent again was left alone on purpose until its fate was known.
  const since = Date.parse(row.resends > 0 ? row.dueAt : row.plannedAt);
  if (since > now) return undefined;
  if (row.recipient.kind === "asker") return since;
  const openedAt = windowOpenedAt(now, calendar);
  return openedAt === undefined ? undefined : Math.max(since, openedAt);
}
