/** The lists that the job of periods would have written before the demonstration begins: opened by one day's tree, frozen by another's. */
import { withGuessedYears } from "../../../../shared/calendar/guessed-years.ts";
import { type Day, dayNumberOf, dayOf, instantAt, yearOf } from "../../../../shared/calendar/province-time.ts";
import type { WorkingCalendar } from "../../../../shared/calendar/working-days.ts";
import { planEnded } from "../../../../shared/deadlines/plan.ts";
import type { Instant } from "../../../../shared/platform/clock.ts";
import type { Change } from "../../../../shared/platform/transaction.ts";
import type { Portal } from "../../../../shared/portals/portal.ts";
import { dayAfter } from "../../../../shared/reports/due-day.ts";
import type { Period } from "../../../../shared/reports/kinds.ts";
import { expectedObligation, frozenObligation } from "../../../../shared/reports/listed.ts";
import { obligationOf, periodsOf, stageOfPeriod } from "../../../../shared/reports/opening.ts";
import { whoOwes } from "../../../../shared/reports/owing.ts";
import type { PeriodRecord } from "../../../../shared/reports/period.ts";
import type { Regime } from "../../../../shared/reports/regime.ts";
import { regimes } from "../../../../shared/reports/regimes.ts";
import type { ReportStore } from "../../../../shared/reports/report-store.ts";
import { periodSubject } from "../../../../shared/reports/subject.ts";
import type { Unit } from "../../../../shared/units/unit.ts";
import { settledAfterDays } from "./conduct.ts";
import { type Past, withHappening } from "./past.ts";

const year = 2023;
const job = { kind: "system", id: "reports-opening" } as const;
const minute = 60_000;

/** Periods that close on one day, with the regime; the longest first. */
export interface Closing {
  readonly dataTo: Day;
  readonly periods: readonly [longest: Period, ...others: Period[]];
  readonly regime: Regime;
}

/** Bodies and portals, and the days by which they are counted. */
export interface Province {
  readonly units: readonly Unit[];
  readonly portals: readonly Portal[];
  readonly calendar: WorkingCalendar;
}

/** The closings of the year of which all that was handed in had come by a day, the earliest first. */
export function closingsBefore(today: Day): Closing[] {
  const all = Map.groupBy(periodsOf(year, regimes), ({ period }) => period.dataTo);
  return [...all]
    .flatMap(([dataTo, entries]): Closing[] => {
      const [first, ...rest] = entries.toSorted((one, other) => (one.period.dataFrom < other.period.dataFrom ? -1 : 1));
      if (!first) return [];
      return [{ dataTo, regime: first.regime, periods: [first.period, ...rest.map(({ period }) => period)] }];
    })
    .filter(
      ({ dataTo, regime }) => daysAfter(dataTo, regime.dueDay.direct - regime.closesOn + settledAfterDays) <= today,
    )
    .toSorted((one, other) => (one.dataTo < other.dataTo ? -1 : 1));
}

/** Periods whose data run on a day, with the regime. */
export function runningOn(today: Day): { period: Period; regime: Regime }[] {
  const all = [yearOf(today), yearOf(today) + 1].flatMap((number) => periodsOf(number, regimes));
  return all.filter(({ period }) => stageOfPeriod(period, today) === "open");
}

/** A period with what its list is made of. */
export interface Listing {
  readonly period: Period;
  readonly regime: Regime;
  readonly province: Province;
}

/** The obligations of a period, frozen on the morning after its close. They are reminded of no more: it is long past. */
export function frozenList(listing: Listing): Past[] {
  const { dataTo } = listing.period;
  const now = jobRunOn(dayAfter(dataTo));
  return openedBy(dataTo, listing).map(({ opened, calendar }) => {
    const head = frozenObligation(undefined, opened, dataTo, now, calendar);
    const next = { ...head, plan: planEnded(head.plan) };
    return withHappening(undefined, { kind: "obligation-frozen", next, by: job, now });
  });
}

/** The obligations of a period that runs, expected since the first day of its data. */
export function openedList(listing: Listing): Past[] {
  const { dataFrom } = listing.period;
  const now = jobRunOn(dataFrom);
  return openedBy(dataFrom, listing).map(({ opened, calendar }) => {
    const next = expectedObligation(opened, now, calendar);
    return withHappening(undefined, { kind: "obligation-opened", next, by: job, now });
  });
}

function openedBy(day: Day, { period, regime, province: { units, portals, calendar } }: Listing) {
  const counted = withGuessedYears(calendar, yearOf(period.dataTo));
  return whoOwes(units, portals, regime.recipient, day).owing.map((owing) => ({
    opened: obligationOf(owing, period, regime, counted),
    calendar: counted,
  }));
}

/** The period's own record, written after all of its obligations. */
export function periodListed(
  { id, kind, year, dataFrom, dataTo }: Period,
  { id: regime }: Regime,
  state: PeriodRecord["state"],
  owing: number,
  reports: ReportStore,
): Change {
  const facts = { kind, year, dataFrom, dataTo, regime };
  const isFrozen = state === "frozen";
  const on = isFrozen ? dataTo : dataFrom;
  const record: PeriodRecord = { id, ...facts, state, ...(isFrozen && { frozenOn: on, owing }), sequence: 1 };
  const event = {
    subject: periodSubject(id),
    sequence: 1,
    version: 1,
    kind: isFrozen ? "period-frozen" : "period-opened",
    at: new Date(jobRunOn(isFrozen ? dayAfter(on) : on)).toISOString(),
    by: job,
    to: state,
    facts: { ...facts, owing, on },
  };
  return { writes: [reports.savePeriod(record, undefined)], events: [event] };
}

/** The job runs every hour, ten minutes past. */
function jobRunOn(day: Day): Instant {
  return instantAt(dayNumberOf(day), 0) + 10 * minute;
}

/** A day so many calendar days after another. */
export function daysAfter(day: Day, days: number): Day {
  return dayOf(dayNumberOf(day) + days);
}
