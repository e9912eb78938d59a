/** Writes what becomes of many evaluations, each with its event, in transactions of bounded size. */
import type { ChangeEvent } from "../../shared/platform/events.ts";
import { Refusal } from "../../shared/platform/refusals.ts";
import type { Change, Write } from "../../shared/platform/transaction.ts";
import type { EvaluationHead } from "../../shared/scoring/evaluations/evaluation.ts";
import type { Sheet } from "../../shared/scoring/evaluations/sheet.ts";
import type { ScorePeriodRecord } from "../../shared/scoring/periods/period-record.ts";
import type { RoundsDeps } from "./rounds.ts";

export const publisher = { kind: "system", id: "scoring-rounds" } as const;

/** What becomes of an evaluation. */
export interface MadeHead {
  readonly next: EvaluationHead;
  readonly event: ChangeEvent;
  /** The sheet that it comes with. */
  readonly sheet?: Sheet;
}

/** An evaluation as it was read; `make` answers undefined: it is done. */
export interface PlannedHead {
  readonly before: EvaluationHead;
  readonly make: (before: EvaluationHead) => MadeHead | undefined;
}

type WritingDeps = Pick<RoundsDeps, "scores" | "transactions" | "clock" | "together">;

/** A transaction holds 100 items: two of each evaluation, and the check of the period. */
const mostTogether = 49;
const lanes = 4;
const mostTries = 4;

/** Writes them while the period is in its state, until `mayGoOn` says that the time is nearly over; answers whether all are written. */
export async function writeHeads(
  period: ScorePeriodRecord,
  planned: readonly PlannedHead[],
  deps: WritingDeps,
  mayGoOn: () => boolean,
): Promise<boolean> {
  const waiting = chunksOf(planned, deps.together ?? mostTogether);
  const lane = async () => {
    for (let chunk = waiting.shift(); chunk; chunk = waiting.shift()) {
      if (!mayGoOn()) {
        waiting.unshift(chunk);
        return;
      }
      await writeChunk(period, chunk, deps);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return waiting.length === 0;
}

/** Those that are done need no place. One with a sheet stands alone: a sheet may be large. */
function chunksOf(planned: readonly PlannedHead[], together: number): PlannedHead[][] {
  const chunks: PlannedHead[][] = [];
  let filling: PlannedHead[] = [];
  for (const one of planned) {
    const made = one.make(one.before);
    if (!made) continue;
    if (made.sheet) chunks.push([one]);
    else filling.push(one);
    if (filling.length < together) continue;
    chunks.push(filling);
    filling = [];
  }
  return filling.length === 0 ? chunks : [...chunks, filling];
}

/** The schedule may have been quicker with one of them: then each is made anew upon what it is. */
async function writeChunk(period: ScorePeriodRecord, chunk: readonly PlannedHead[], deps: WritingDeps): Promise<void> {
  if (await isWritten(period, chunk, deps)) return;
  for (const one of chunk) {
    for (let attempt = 1; ; attempt++) {
      const [before] = await deps.scores.evaluations([one.before.id]);
      if (!before) throw new Error(`${one.before.id} is not there any more.`);
      // Another run was quicker with it.
      if (!one.make(before)) break;
      if (before.sheet !== one.before.sheet) throw new Error(`${before.id} was judged by another sheet.`);
      if (await isWritten(period, [{ ...one, before }], deps)) break;
      if (attempt === mostTries) throw new Refusal("moved-meanwhile");
    }
  }
}

async function isWritten(
  { id, state }: ScorePeriodRecord,
  chunk: readonly PlannedHead[],
  { scores, transactions, clock }: WritingDeps,
): Promise<boolean> {
  const writes: Write[] = [];
  const events: ChangeEvent[] = [];
  for (const { before, make } of chunk) {
    const made = make(before);
    if (!made) continue;
    const { next, event, sheet } = made;
    writes.push(...scores.save(next, before));
    if (sheet) writes.push(scores.addSheet({ evaluation: next.id, number: next.sheet }, sheet));
    events.push(event);
  }
  if (writes.length === 0) return true;
  const change: Change = { writes: [...writes, scores.whilePeriodIs(id, state)], events };
  try {
    await transactions.commit(change, undefined, clock.now());
    return true;
  } catch (error) {
    if (error instanceof Refusal && error.code === "moved-meanwhile") return false;
    throw error;
  }
}

/** Another run beside this one may have carried it out: then the next run sees that there is nothing left. */
export async function unlessQuicker(run: () => Promise<boolean>): Promise<{ readonly isFinished: boolean }> {
  try {
    return { isFinished: await run() };
  } catch (error) {
    if (error instanceof Refusal && error.code === "moved-meanwhile") return { isFinished: false };
    throw error;
  }
}
