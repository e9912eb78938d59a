/**
 * The deadline check. It asks the sparse index what is due at or before now and takes one step at a time, one step = one transaction on
 * the head. Run twice, late, or beside another: a step that was taken is refused to the second, and nothing is told twice. Not run at
 * all: the next run takes every step that was missed, in order. Its cost grows with what is due, never with what exists.
 */
import type { CalendarStore } from "../../shared/calendar/calendar-store.ts";
import type { Clock } from "../../shared/platform/clock.ts";
import type { Log } from "../../shared/platform/log.ts";
import { Refusal } from "../../shared/platform/refusals.ts";
import type { Transactions } from "../../shared/platform/transaction.ts";
import { type QuestionStore, shardCount } from "../../shared/questions/question-store.ts";
import { scheduleStep } from "../../shared/questions/schedule.ts";

export interface SweepDeps {
  readonly questions: QuestionStore;
  readonly calendars: CalendarStore;
  readonly transactions: Transactions;
  readonly clock: Clock;
  readonly log: Log;
}

/** What a run did. `isFinished` false: it stopped before its time limit and goes on next time. */
export interface SweepResult {
  readonly steps: number;
  readonly questions: number;
  readonly isFinished: boolean;
}

/** Transactions in flight over all shards. */
const inFlight = 48;
const perShard = inFlight / shardCount;
/** Codes asked for at once: memory is bounded whatever is due. */
const pageSize = 100;
/** More steps than a ladder has rungs: a question that does not come to rest is left for the next run. */
const mostStepsOfOne = 40;

/** Takes every step that is due, until `mayGoOn` says that the time is nearly over. */
export async function sweep(deps: SweepDeps, mayGoOn: () => boolean): Promise<SweepResult> {
  const shards = await Promise.all(Array.from({ length: shardCount }, (_, shard) => sweepShard(shard, deps, mayGoOn)));
  const sum = (value: (result: SweepResult) => number) => shards.reduce((total, result) => total + value(result), 0);
  const isFinished = shards.every((result) => result.isFinished);
  const result = { steps: sum(({ steps }) => steps), questions: sum(({ questions }) => questions), isFinished };
  deps.log.write("job-done", { job: "deadline-sweep", ...result });
  if (!isFinished) deps.log.write("sweep-stopped-early", { steps: result.steps });
  return result;
}

async function sweepShard(shard: number, deps: SweepDeps, mayGoOn: () => boolean): Promise<SweepResult> {
  const seen = new Set<string>();
  let steps = 0;
  for (;;) {
    const now = new Date(deps.clock.now()).toISOString();
    const codes = await deps.questions.dueForCheck(shard, now, pageSize);
    // The index follows the head a moment later: what was just handled may still stand in it.
    const fresh = codes.filter((code) => !seen.has(code));
    if (fresh.length === 0) return { steps, questions: seen.size, isFinished: true };
    for (let first = 0; first < fresh.length; first += perShard) {
      if (!mayGoOn()) return { steps, questions: seen.size, isFinished: false };
      const batch = fresh.slice(first, first + perShard);
      const taken = await Promise.all(batch.map((code) => stepsOf(code, deps)));
      for (const code of batch) seen.add(code);
      steps += taken.reduce((total, count) => total + count, 0);
    }
  }
}

/** Takes the steps of one question, in order; answers how many. */
async function stepsOf(code: string, deps: SweepDeps): Promise<number> {
  const calendar = await deps.calendars.current();
  for (let steps = 0; steps < mostStepsOfOne; ) {
    const head = await deps.questions.head(code);
    const now = deps.clock.now();
    const step = head && scheduleStep(head, now, calendar);
    if (!step) return steps;
    const events = step.event ? [step.event] : [];
    try {
      await deps.transactions.commit({ writes: deps.questions.save(step.next, head), events }, undefined, now);
      steps++;
    } catch (error) {
      // Another run or an officer was quicker: look again.
      if (!(error instanceof Refusal && error.code === "moved-meanwhile")) throw error;
    }
  }
  return mostStepsOfOne;
}
