/**
 * The deadline check. It asks the sparse indexes what is due at or before now and takes one step at a time, one step = one transaction on
 * the head. Run twice, late, or beside another: a step that was taken is refused to the second, and nothing is told twice. Not run at
 * all: the next run takes every step that was missed, in order. Its cost grows with what is due, never with what exists.
 */
import type { CalendarStore } from "../../shared/calendar/calendar-store.ts";
import type { Clock } from "../../shared/platform/clock.ts";
import type { Log } from "../../shared/platform/log.ts";
import { Refusal } from "../../shared/platform/refusals.ts";
import { shardCount } from "../../shared/platform/shards.ts";
import type { Transactions } from "../../shared/platform/transaction.ts";
import type { Agenda } from "./agenda.ts";

export interface SweepDeps {
  /** Worked off one after the other. */
  readonly agendas: readonly Agenda[];
  readonly calendars: CalendarStore;
  readonly transactions: Transactions;
  readonly clock: Clock;
  readonly log: Log;
}

/** What a run did, and how many subjects it looked at. `isFinished` false: it stopped before its time limit and goes on next time. */
export interface SweepResult extends Readonly<Partial<Record<Agenda["name"], number>>> {
  readonly steps: number;
  readonly isFinished: boolean;
}

interface Swept {
  readonly steps: number;
  readonly subjects: number;
  readonly isFinished: boolean;
}

/** Transactions in flight over all shards. */
const inFlight = 48;
/** Ids asked for at once: memory is bounded whatever is due. */
const pageSize = 100;
/** More steps than a ladder has rungs: a subject that does not come to rest is left for the next run. */
const mostStepsOfOne = 40;

/** Takes every step that is due, until `mayGoOn` says that the time is nearly over. */
export async function sweep(deps: SweepDeps, mayGoOn: () => boolean): Promise<SweepResult> {
  let result: SweepResult = { steps: 0, isFinished: true };
  for (const agenda of deps.agendas) {
    const { steps, subjects, isFinished } = await sweepAgenda(agenda, deps, mayGoOn);
    result = {
      ...result,
      steps: result.steps + steps,
      [agenda.name]: subjects,
      isFinished: result.isFinished && isFinished,
    };
  }
  deps.log.write("job-done", { job: "deadline-sweep", ...result });
  if (!result.isFinished) deps.log.write("sweep-stopped-early", { steps: result.steps });
  return result;
}

async function sweepAgenda(agenda: Agenda, deps: SweepDeps, mayGoOn: () => boolean): Promise<Swept> {
  const shards = await Promise.all(
    Array.from({ length: shardCount }, (_, shard) => sweepShard(shard, agenda, deps, mayGoOn)),
  );
  return {
    steps: shards.reduce((total, { steps }) => total + steps, 0),
    subjects: shards.reduce((total, { subjects }) => total + subjects, 0),
    isFinished: shards.every(({ isFinished }) => isFinished),
  };
}

async function sweepShard(shard: number, agenda: Agenda, deps: SweepDeps, mayGoOn: () => boolean): Promise<Swept> {
  const perShard = Math.ceil(inFlight / shardCount);
  const seen = new Set<string>();
  let steps = 0;
  for (;;) {
    const now = new Date(deps.clock.now()).toISOString();
    const ids = await agenda.dueForCheck(shard, now, pageSize);
    // The index follows the head a moment later: what was just handled may still stand in it.
    const fresh = ids.filter((id) => !seen.has(id));
    if (fresh.length === 0) return { steps, subjects: seen.size, isFinished: true };
    for (let first = 0; first < fresh.length; first += perShard) {
      if (!mayGoOn()) return { steps, subjects: seen.size, isFinished: false };
      const batch = fresh.slice(first, first + perShard);
      const taken = await Promise.all(batch.map((id) => stepsOf(id, agenda, deps)));
      for (const id of batch) seen.add(id);
      steps += taken.reduce((total, count) => total + count, 0);
    }
  }
}

/** Takes the steps of one subject, in order; answers how many. */
async function stepsOf(id: string, agenda: Agenda, { calendars, transactions, clock }: SweepDeps): Promise<number> {
  const calendar = await calendars.current();
  for (let steps = 0; steps < mostStepsOfOne; ) {
    const change = await agenda.stepOf(id, () => clock.now(), calendar);
    if (!change) return steps;
    try {
      await transactions.commit(change, undefined, clock.now());
      steps++;
    } catch (error) {
      // Another run or an officer was quicker: look again.
      if (!(error instanceof Refusal && error.code === "moved-meanwhile")) throw error;
    }
  }
  return mostStepsOfOne;
}
