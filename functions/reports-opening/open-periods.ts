/**
 * Opens and freezes the periods of reports. It asks which periods have begun or closed by now; nothing depends on the hour it runs.
 * Run twice, or beside another: what is there stays, and a frozen list admits nothing more. Ended anywhere: the next run does what is
 * left, for a period is called open or frozen only after all of its obligations. Late, or not at all today: a list is frozen by the tree
 * of the last day of its data, whenever that is done; reminders wait for it.
 */
import type { CalendarStore } from "../../shared/calendar/calendar-store.ts";
import { type Day, dayAt } from "../../shared/calendar/province-time.ts";
import type { Clock } from "../../shared/platform/clock.ts";
import type { Log } from "../../shared/platform/log.ts";
import { Refusal } from "../../shared/platform/refusals.ts";
import type { Transactions } from "../../shared/platform/transaction.ts";
import type { RegisterStore } from "../../shared/register/register-store.ts";
import { wholeRegister } from "../../shared/register/whole-register.ts";
import { periodsFollowed, stageOfPeriod } from "../../shared/reports/opening.ts";
import type { OpeningStore } from "../../shared/reports/opening-store.ts";
import type { Regime } from "../../shared/reports/regime.ts";
import type { ReportStore } from "../../shared/reports/report-store.ts";
import { type ListedPeriod, type Register, writeList } from "./write-list.ts";

export interface OpeningDeps {
  readonly reports: ReportStore;
  readonly opening: OpeningStore;
  readonly register: Pick<RegisterStore, "list">;
  readonly calendars: CalendarStore;
  readonly transactions: Transactions;
  readonly regimes: readonly Regime[];
  /** Periods whose data begin before this day are not followed here. */
  readonly from: Day;
  readonly clock: Clock;
  readonly log: Log;
  /** Obligations of one transaction. @default as many as it may hold */
  readonly together?: number;
}

/** What a run did; obligations by what became of them. `isFinished` false: it stopped before its time limit and goes on next time. */
export interface OpeningResult {
  readonly periods: number;
  readonly opened: number;
  readonly frozen: number;
  readonly lapsed: number;
  readonly isFinished: boolean;
}

/** Opens what has begun and freezes what has closed, until `mayGoOn` says that the time is nearly over. */
export async function openPeriods(deps: OpeningDeps, mayGoOn: () => boolean): Promise<OpeningResult> {
  const total = { periods: 0, opened: 0, frozen: 0, lapsed: 0 };
  let register: Register | undefined;
  let isFinished = true;
  for (const listed of await periodsToWrite(deps)) {
    isFinished = mayGoOn();
    if (!isFinished) break;
    register ??= await wholeRegister(deps.register);
    // A stack that holds nothing stays empty, so that a copy can be read back into it.
    if (register.units.length === 0) break;
    const written = await writtenUnlessQuicker(listed, register, deps, mayGoOn);
    if (!written) continue;
    total.periods += written.isFinished ? 1 : 0;
    for (const name of ["opened", "frozen", "lapsed"] as const) total[name] += written[name];
    isFinished = written.isFinished;
    if (!isFinished) break;
  }
  const result = { ...total, isFinished };
  deps.log.write("job-done", { job: "reports-opening", ...result });
  return result;
}

/** Those that have begun and are not open, or have closed and are not frozen; the earliest close first. */
async function periodsToWrite({ regimes, from, reports, clock }: OpeningDeps): Promise<ListedPeriod[]> {
  const today = dayAt(clock.now());
  const found = periodsFollowed(today, regimes, from).map(async ({ period, regime }): Promise<ListedPeriod[]> => {
    const stage = stageOfPeriod(period, today);
    if (stage === "ahead") return [];
    const record = await reports.period(period.id);
    const isDone = record !== undefined && (record.state === "frozen" || stage === "open");
    return isDone ? [] : [{ period, regime, record, stage, on: stage === "open" ? today : period.dataTo }];
  });
  return (await Promise.all(found)).flat().toSorted((one, other) => (one.period.dataTo < other.period.dataTo ? -1 : 1));
}

/** Another run may have been quicker: then that one's list stands. */
async function writtenUnlessQuicker(
  listed: ListedPeriod,
  register: Register,
  deps: OpeningDeps,
  mayGoOn: () => boolean,
) {
  try {
    return await writeList(listed, register, deps, mayGoOn);
  } catch (error) {
    if (error instanceof Refusal && error.code === "moved-meanwhile") return undefined;
    throw error;
  }
}
