/** When a report is due, by tier; and the reminder's day when it falls on a day off. */
import { type Day, dayNumberOf, dayOf } from "../calendar/province-time.ts";
import { termFromDay, type WorkingCalendar, workingDayFrom } from "../calendar/working-days.ts";
import { dayOfClosingMonth, type Period } from "./kinds.ts";
import type { Regime, Tier } from "./regime.ts";

/** `provisional`: a year without an official calendar was touched, so the day may still move. */
export interface DueDay {
  readonly dueOn: Day;
  readonly provisional: boolean;
}

/**
 * The due day of a period for a tier. A child's is the later of its own day and the first working day after the close
 * (Decree 09/2019/NĐ-CP, Art. 8.5: at least one working day; 14/06/2024 and 14/03/2025 were Fridays).
 */
export function dueDayOf(period: Period, tier: Tier, regime: Regime, calendar: WorkingCalendar): DueDay {
  const own = dayOfClosingMonth(period, regime.dueDay[tier]);
  const afterClose = firstWorkingDay(dayAfter(period.dataTo), calendar);
  const isEarlier = tier === "child" && afterClose !== undefined && own < afterClose.on;
  const day = isEarlier ? afterClose.on : own;
  const provisional = tier === "child" && (afterClose === undefined || afterClose.provisional);
  if (regime.onDayOff === "stay") return { dueOn: day, provisional };
  const rolled = firstWorkingDay(day, calendar);
  return { dueOn: rolled?.on ?? day, provisional: provisional || rolled === undefined || rolled.provisional };
}

/** The last working day on or before the due day; undefined where the calendar is unknown. A due day on a day off is reminded then. */
export function lastWorkingDayBy(dueOn: Day, calendar: WorkingCalendar): Day | undefined {
  const next = firstWorkingDay(dueOn, calendar);
  if (next?.on === dueOn) return dueOn;
  return next && workingDayFrom(next.on, -1, calendar);
}

function firstWorkingDay(on: Day, calendar: WorkingCalendar): { on: Day; provisional: boolean } | undefined {
  const term = termFromDay(on, 1, calendar);
  return term.kind === "term" ? { on: term.dueOn, provisional: term.provisional } : undefined;
}

export function dayAfter(day: Day): Day {
  return dayOf(dayNumberOf(day) + 1);
}
