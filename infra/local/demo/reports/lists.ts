/** The lists of the year 2023, each frozen by the tree of the last day of its data, as the daily job freezes them. */
import { withGuessedYears } from "../../../../shared/calendar/guessed-years.ts";
import { type Day, dayNumberOf, dayOf, instantAt, yearOf } from "../../../../shared/calendar/province-time.ts";
import type { WorkingCalendar } from "../../../../shared/calendar/working-days.ts";
import { planEnded } from "../../../../shared/deadlines/plan.ts";
import type { Change } from "../../../../shared/platform/transaction.ts";
import type { Portal } from "../../../../shared/portals/portal.ts";
import { dayAfter } from "../../../../shared/reports/due-day.ts";
import type { Period } from "../../../../shared/reports/kinds.ts";
import { frozenObligation } from "../../../../shared/reports/listed.ts";
import { obligationOf, periodsOf } from "../../../../shared/reports/opening.ts";
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

/** The obligations of a period, frozen on the morning after its close. They are reminded of no more: it is long past. */
export function frozenList(period: Period, regime: Regime, { units, portals, calendar }: Province): Past[] {
  const { dataTo } = period;
  const now = frozenAt(dataTo);
  const counted = withGuessedYears(calendar, yearOf(dataTo));
  return whoOwes(units, portals, regime.recipient, dataTo).owing.map((owing) => {
    const opened = obligationOf(owing, period, regime, counted);
    const head = frozenObligation(undefined, opened, dataTo, now, counted);
    const next = { ...head, plan: planEnded(head.plan) };
    return withHappening(undefined, { kind: "obligation-frozen", next, by: job, now });
  });
}

/** The period's own record, once all of its obligations are written. */
export function periodFrozen(period: Period, { id: regime }: Regime, owing: number, reports: ReportStore): Change {
  const { id, kind, dataFrom, dataTo } = period;
  const facts = { kind, year: period.year, dataFrom, dataTo, regime };
  const record: PeriodRecord = { id, ...facts, state: "frozen", frozenOn: dataTo, owing, sequence: 1 };
  const event = {
    subject: periodSubject(id),
    sequence: 1,
    version: 1,
    kind: "period-frozen",
    at: new Date(frozenAt(dataTo)).toISOString(),
    by: job,
    to: record.state,
    facts: { ...facts, owing, on: dataTo },
  };
  return { writes: [reports.savePeriod(record, undefined)], events: [event] };
}

function frozenAt(dataTo: Day) {
  return instantAt(dayNumberOf(dayAfter(dataTo)), 0) + 10 * minute;
}

/** A day so many calendar days after another. */
export function daysAfter(day: Day, days: number): Day {
  return dayOf(dayNumberOf(day) + days);
}
