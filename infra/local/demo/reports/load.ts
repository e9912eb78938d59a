/** Puts the reports of 2023, the periods that have begun, and the letter's order into the tables of one machine. */
import { type Day, dayAt } from "../../../../shared/calendar/province-time.ts";
import type { Instant } from "../../../../shared/platform/clock.ts";
import type { Change, Transactions } from "../../../../shared/platform/transaction.ts";
import { commitTogether } from "../../../../shared/register/commit-together.ts";
import { wholeRegister } from "../../../../shared/register/whole-register.ts";
import type { Period } from "../../../../shared/reports/kinds.ts";
import { orderStore } from "../../../../shared/reports/order-store.ts";
import type { Regime } from "../../../../shared/reports/regime.ts";
import { type ReportStore, reportStore } from "../../../../shared/reports/report-store.ts";
import { loadDeps } from "../../../load/deps.ts";
import { type DemoDeps, demoLoading, tablesOf, variable } from "../deps.ts";
import type { OfficerRow } from "../officers.ts";
import type { Archive } from "./filing.ts";
import { letterOrder, orderEntered } from "./letter-order.ts";
import { closingsBefore, frozenList, openedList, type Province, periodListed, runningOn } from "./lists.ts";
import { changeOf, type Past } from "./past.ts";
import { handInAfter } from "./year.ts";

/**
 * Loads what the year 2023 left, the periods that run on the day on which the demonstration begins, and the letter's order. A list that
 * is there already stays; what lies between is left to the job that opens and freezes periods.
 */
export async function loadReports(deps: DemoDeps, officers: readonly OfficerRow[], begins: Instant): Promise<void> {
  const table = variable(deps, "REPORTS_TABLE");
  const { store, calendars, transactions } = loadDeps(deps.client, tablesOf(deps), deps.clock);
  const [register, calendar] = await Promise.all([wholeRegister(store), calendars.current()]);
  const reports = reportStore(deps.client, table);
  const province = { ...register, calendar };
  await loadLists({ reports, province, officers, today: dayAt(begins) }, transactions, begins);
  const orders = orderStore(deps.client, table);
  if (letterOrder.on > dayAt(begins) || (await orders.get(letterOrder.id))) return;
  const units = new Map(register.units.map((unit) => [unit.id, unit]));
  const entered = orderEntered({ reports, orders }, units, calendar, { ...demoLoading(deps), now: begins });
  await transactions.commit(entered, undefined, begins);
}

interface Lists {
  readonly reports: ReportStore;
  readonly province: Province;
  readonly officers: readonly OfficerRow[];
  readonly today: Day;
}

async function loadLists(lists: Lists, transactions: Transactions, now: Instant): Promise<void> {
  const { periods, obligations } = await listsMade(lists);
  if (periods.length === 0) return;
  // Obligations first, the periods' own records last: what a sudden end left is finished by the next load.
  for (const changes of [obligations, periods]) {
    const refusals = await commitTogether(transactions, changes, now);
    const refused = refusals.find((code) => code !== undefined && code !== "already-exists");
    if (refused) throw new Error(`The demo's reports were refused: ${refused}.`);
  }
}

/** The periods that are not in the table yet, and all obligations up to them. */
async function listsMade({ reports, province, officers, today }: Lists) {
  const units = new Map(province.units.map((unit) => [unit.id, unit]));
  const archive: Archive = { reports, pasts: new Map(), units, officers: byId(officers) };
  const periods: Change[] = [];
  const add = async (period: Period, regime: Regime, state: "open" | "frozen", list: readonly Past[]) => {
    for (const past of list) archive.pasts.set(past.head.id, past);
    if (await reports.period(period.id)) return;
    periods.push(periodListed(period, regime, state, list.length, reports));
  };
  for (const closing of closingsBefore(today)) {
    const { regime } = closing;
    for (const period of closing.periods) await add(period, regime, "frozen", frozenList({ period, regime, province }));
    handInAfter(closing, archive);
  }
  for (const { period, regime } of runningOn(today))
    await add(period, regime, "open", openedList({ period, regime, province }));
  return { periods, obligations: [...archive.pasts.values()].map((past) => changeOf(past, reports)) };
}

function byId(officers: readonly OfficerRow[]): Map<string, OfficerRow> {
  return new Map(officers.map((officer) => [officer.id, officer]));
}
