/**
 * Does what is due of score periods: opens them, publishes what is to be published, freezes what was decided. Run twice, or beside
 * another: what is there stays. Ended anywhere: the next run goes on. Late, or not at all today: only the moment changes. A period that
 * fails keeps no other from its turn.
 */
import type { CalendarStore } from "../../shared/calendar/calendar-store.ts";
import { type Day, dayAt } from "../../shared/calendar/province-time.ts";
import type { Clock } from "../../shared/platform/clock.ts";
import type { Log } from "../../shared/platform/log.ts";
import type { Transactions } from "../../shared/platform/transaction.ts";
import type { RegisterStore } from "../../shared/register/register-store.ts";
import type { FactSource } from "../../shared/scoring/facts/fact-source.ts";
import type { RoundsStore } from "../../shared/scoring/periods/rounds-store.ts";
import type { ScoringStore } from "../../shared/scoring/scoring-store.ts";
import type { SnapshotStore } from "../../shared/scoring/snapshots/snapshot-store.ts";
import { periodsToOpen } from "./due-openings.ts";
import { freezePeriod } from "./freeze.ts";
import type { Known } from "./known.ts";
import { openPeriod, registerOnce } from "./open-period.ts";
import { publishPeriod } from "./publish.ts";

export interface RoundsDeps {
  readonly scores: ScoringStore;
  readonly rounds: RoundsStore;
  readonly register: Pick<RegisterStore, "list">;
  readonly calendars: Pick<CalendarStore, "current">;
  readonly transactions: Transactions;
  readonly facts: readonly FactSource[];
  readonly snapshots: Pick<SnapshotStore, "put">;
  /** Periods that begin before this day are not opened here. */
  readonly from: Day;
  readonly clock: Clock;
  readonly log: Log;
  /** What earlier runs of this environment have seen, so that an idle run asks for next to nothing. */
  readonly known: Known;
  /** Evaluations of one transaction. @default as many as it may hold */
  readonly together?: number;
}

/** What a run did: periods by what became of them. `isFinished` false: it stopped before its time limit and goes on next time. */
export interface RoundsResult {
  readonly opened: number;
  readonly evaluations: number;
  readonly published: number;
  readonly frozen: number;
  readonly isFinished: boolean;
}

/** What was asked for by a person goes first; then what the calendar says is due. */
export async function runRounds(deps: RoundsDeps, mayGoOn: () => boolean): Promise<RoundsResult> {
  const total = { opened: 0, evaluations: 0, published: 0, frozen: 0, isFinished: true };
  const failures: unknown[] = [];
  const step = async (period: string, take: () => Promise<boolean>) => {
    if (!mayGoOn()) {
      total.isFinished = false;
      return;
    }
    try {
      total.isFinished = (await take()) && total.isFinished;
    } catch (error) {
      const failure = error instanceof Error ? error : undefined;
      deps.log.write("job-failed", { job: "scoring-rounds", period, reason: failure?.name ?? "unknown" }, failure);
      failures.push(error);
    }
  };
  const { sets, periods } = await deps.rounds.agenda();
  for (const id of periods) await step(id, () => carriedOut(id, total, deps, mayGoOn));
  const register = registerOnce(deps);
  for (const due of await periodsToOpen(sets, dayAt(deps.clock.now()), deps)) {
    await step(due.period.id, async () => {
      const { isOpened, evaluations, isFinished } = await openPeriod(due, register, deps, mayGoOn);
      total.opened += isOpened ? 1 : 0;
      total.evaluations += evaluations;
      return isFinished;
    });
  }
  deps.log.write("job-done", { job: "scoring-rounds", ...total });
  if (failures.length > 0) throw failures[0];
  return total;
}

/** By its record as it stands now: an entry of the agenda is a hint. */
async function carriedOut(
  id: string,
  total: { published: number; frozen: number },
  deps: RoundsDeps,
  mayGoOn: () => boolean,
): Promise<boolean> {
  const record = await deps.scores.period(id);
  if (record?.state === "publishing") {
    const { isFinished } = await publishPeriod(record, deps, mayGoOn);
    total.published += isFinished ? 1 : 0;
    return isFinished;
  }
  if (record?.state !== "deciding" && record?.state !== "amending") return true;
  const { isFinished } = await freezePeriod(record, deps, mayGoOn);
  total.frozen += isFinished ? 1 : 0;
  return isFinished;
}
