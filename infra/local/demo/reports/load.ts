/** Puts the reports of 2023 and the letter's order into the tables of one machine. */
import { type Day, dayAt } from "../../../../shared/calendar/province-time.ts";
import type { Instant } from "../../../../shared/platform/clock.ts";
import type { Change, Transactions } from "../../../../shared/platform/transaction.ts";
import { commitTogether } from "../../../../shared/register/commit-together.ts";
import { wholeRegister } from "../../../../shared/register/whole-register.ts";
import { orderStore } from "../../../../shared/reports/order-store.ts";
import { type ReportStore, reportStore } from "../../../../shared/reports/report-store.ts";
import { loadDeps } from "../../../load/deps.ts";
import { type DemoDeps, demoLoading, tablesOf, variable } from "../deps.ts";
import type { OfficerRow } from "../officers.ts";
import type { Archive } from "./filing.ts";
import { letterOrder, orderEntered } from "./letter-order.ts";
import { closingsBefore, frozenList, type Province, periodFrozen } from "./lists.ts";
import { changeOf } from "./past.ts";
import { handInAfter } from "./year.ts";

/**
 * Loads what lies in the past on the day on which the demonstration begins. Periods that run then are left to the job that opens them.
 * A list that is there already stays.
 */
export async function loadReports(deps: DemoDeps, officers: readonly OfficerRow[], begins: Instant): Promise<void> {
  const table = variable(deps, "REPORTS_TABLE");
  const { store, calendars, transactions } = loadDeps(deps.client, tablesOf(deps), deps.clock);
  const [register, calendar] = await Promise.all([wholeRegister(store), calendars.current()]);
  const reports = reportStore(deps.client, table);
  const province = { ...register, calendar };
  await loadYear({ reports, province, officers, today: dayAt(begins) }, transactions, begins);
  const orders = orderStore(deps.client, table);
  if (letterOrder.on > dayAt(begins) || (await orders.get(letterOrder.id))) return;
  const units = new Map(register.units.map((unit) => [unit.id, unit]));
  const entered = orderEntered({ reports, orders }, units, calendar, { ...demoLoading(deps), now: begins });
  await transactions.commit(entered, undefined, begins);
}

interface Year {
  readonly reports: ReportStore;
  readonly province: Province;
  readonly officers: readonly OfficerRow[];
  readonly today: Day;
}

async function loadYear({ reports, province, officers, today }: Year, transactions: Transactions, now: Instant) {
  const archive: Archive = {
    reports,
    pasts: new Map(),
    units: new Map(province.units.map((unit) => [unit.id, unit])),
    officers: new Map(officers.map((officer) => [officer.id, officer])),
  };
  const frozen: Change[] = [];
  for (const closing of closingsBefore(today)) {
    for (const period of closing.periods) {
      const list = frozenList(period, closing.regime, province);
      for (const past of list) archive.pasts.set(past.head.id, past);
      if (!(await reports.period(period.id))) frozen.push(periodFrozen(period, closing.regime, list.length, reports));
    }
    handInAfter(closing, archive);
  }
  if (frozen.length === 0) return;
  const made = [...archive.pasts.values()].map((past) => changeOf(past, reports));
  // Obligations first, the periods' own records last: what a sudden end left is finished by the next load.
  for (const changes of [made, frozen]) {
    const refusals = await commitTogether(transactions, changes, now);
    const refused = refusals.find((code) => code !== undefined && code !== "already-exists");
    if (refused) throw new Error(`The demo's reports were refused: ${refused}.`);
  }
}
