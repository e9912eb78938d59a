/** Writes the list of one period: what is expected while it runs, what is owed once it has closed. */
import { withGuessedYears } from "../../shared/calendar/guessed-years.ts";
import { type Day, yearOf } from "../../shared/calendar/province-time.ts";
import type { WorkingCalendar } from "../../shared/calendar/working-days.ts";
import type { wholeRegister } from "../../shared/register/whole-register.ts";
import type { Period } from "../../shared/reports/kinds.ts";
import { expectedObligation, frozenObligation, lapsedObligation } from "../../shared/reports/listed.ts";
import { obligationIdOf } from "../../shared/reports/obligation.ts";
import { freezeOf, type OpenedObligation, obligationOf } from "../../shared/reports/opening.ts";
import { type Owing, whoOwes } from "../../shared/reports/owing.ts";
import type { PeriodRecord } from "../../shared/reports/period.ts";
import type { Regime } from "../../shared/reports/regime.ts";
import { periodSubject } from "../../shared/reports/subject.ts";
import type { OpeningDeps } from "./open-periods.ts";
import { type Made, opener, type PlannedWrite, writeTogether } from "./write-together.ts";

/** A period whose list is to be written, by the tree of which day. */
export interface ListedPeriod {
  readonly period: Period;
  readonly regime: Regime;
  readonly record: PeriodRecord | undefined;
  readonly stage: "open" | "closed";
  readonly on: Day;
}

/** All bodies and portals. */
export type Register = Awaited<ReturnType<typeof wholeRegister>>;

export interface Written {
  readonly opened: number;
  readonly frozen: number;
  readonly lapsed: number;
  /** False: the time was over before the list was whole. */
  readonly isFinished: boolean;
}

/** Writes the obligations first and the period's own record last: a run that ends between is taken up again. */
export async function writeList(
  listed: ListedPeriod,
  register: Register,
  deps: OpeningDeps,
  mayGoOn: () => boolean,
): Promise<Written> {
  const { period, regime, stage, on } = listed;
  const calendar = withGuessedYears(await deps.calendars.current(), yearOf(period.dataTo));
  const { owing, unplaced } = whoOwes(register.units, register.portals, regime.recipient, on);
  for (const { unit, why } of unplaced) deps.log.write("reports-body-unplaced", { period: period.id, unit, why });
  const opened = owing.map((body) => obligationOf(body, period, regime, calendar));
  const lapsing = stage === "open" ? [] : await toLapse(listed, owing, deps);
  const writes =
    stage === "open"
      ? opened.map((one) => toExpect(one, deps, calendar))
      : [...opened.map((one) => toFreeze(one, on, deps, calendar)), ...lapsing];
  const isNew = listed.record === undefined && lapsing.length === 0;
  const { counts, kept, isFinished } = await writeTogether({ period: period.id, isNew, writes }, deps, mayGoOn);
  if (isFinished) await closeList(listed, owing.length + kept, deps);
  return { ...counts, isFinished };
}

function toExpect(opened: OpenedObligation, { clock }: OpeningDeps, calendar: WorkingCalendar): PlannedWrite {
  return {
    id: opened.id,
    make: (before): Made | undefined =>
      before ? undefined : { what: "opened", next: expectedObligation(opened, clock.now(), calendar) },
  };
}

function toFreeze(opened: OpenedObligation, on: Day, { clock }: OpeningDeps, calendar: WorkingCalendar): PlannedWrite {
  return {
    id: opened.id,
    make: (before): Made | undefined => {
      const isDone = before?.frozenOn !== undefined && before.state !== "lapsed";
      return isDone ? undefined : { what: "frozen", next: frozenObligation(before, opened, on, clock.now(), calendar) };
    },
  };
}

/** The expected ones that are not owed. One that was frozen by an earlier, unfinished run stays on the list. */
async function toLapse(
  { period, on }: ListedPeriod,
  owing: readonly Owing[],
  { reports }: OpeningDeps,
): Promise<PlannedWrite[]> {
  const units: string[] = [];
  for await (const { unit } of reports.allOfPeriod(period.id)) units.push(unit);
  return freezeOf(owing, units).lapsed.map((unit) => ({
    id: obligationIdOf(period.id, unit),
    make: (before): Made | "kept" | undefined => {
      if (!before || before.state === "lapsed") return undefined;
      return before.frozenOn === undefined ? { what: "lapsed", next: lapsedObligation(before, on) } : "kept";
    },
  }));
}

async function closeList(
  { period, regime, record, stage, on }: ListedPeriod,
  owing: number,
  { reports, transactions, clock }: OpeningDeps,
): Promise<void> {
  const now = clock.now();
  const { id, kind, year, dataFrom, dataTo } = period;
  const sequence = (record?.sequence ?? 0) + 1;
  const isFrozen = stage === "closed";
  const facts = { kind, year, dataFrom, dataTo, regime: regime.id };
  const next: PeriodRecord = {
    id,
    ...facts,
    ...(isFrozen ? { state: "frozen", frozenOn: on, owing } : { state: "open" }),
    sequence,
  };
  const event = {
    subject: periodSubject(id),
    sequence,
    version: sequence,
    kind: isFrozen ? "period-frozen" : "period-opened",
    at: new Date(now).toISOString(),
    by: opener,
    from: record?.state,
    to: next.state,
    facts: { ...facts, owing, on },
  };
  await transactions.commit({ writes: [reports.savePeriod(next, record)], events: [event] }, undefined, now);
}
