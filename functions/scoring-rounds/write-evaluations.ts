/** Writes many evaluations, each with its first sheet and its event, in transactions of bounded size; what is there is passed over. */
import { Refusal } from "../../shared/platform/refusals.ts";
import type { EvaluationHead } from "../../shared/scoring/evaluations/evaluation.ts";
import { evaluationIdOf } from "../../shared/scoring/evaluations/evaluation.ts";
import { evaluationEvent } from "../../shared/scoring/evaluations/evaluation-event.ts";
import type { Sheet } from "../../shared/scoring/evaluations/sheet.ts";
import type { RoundsDeps } from "./rounds.ts";

/** An evaluation that is to be there; made only when its turn has come. */
export interface PlannedEvaluation {
  readonly portal: string;
  readonly make: () => { readonly head: EvaluationHead; readonly sheet: Sheet };
}

/** `isNew`: most likely none of them is there yet, so that they are written unread. */
export interface PlannedEvaluations {
  readonly period: string;
  readonly isNew: boolean;
  readonly plans: readonly PlannedEvaluation[];
}

/** `isFinished` false: the time was over before all were written. */
export interface Written {
  readonly evaluations: number;
  readonly isFinished: boolean;
}

export const opener = { kind: "system", id: "scoring-rounds" } as const;

/** A transaction holds 100 items: three of each evaluation, and the check of the period. */
const mostTogether = 33;
/** Transactions in flight: an index holds a period under one key, which takes 1,000 writes a second. */
const lanes = 4;
/** Another run is quicker at most so often with the same evaluations. */
const mostTries = 4;

/** Writes until `mayGoOn` says that the time is nearly over. Refused as `moved-meanwhile` when the period was opened by another run. */
export async function writeEvaluations(
  { period, isNew, plans }: PlannedEvaluations,
  deps: RoundsDeps,
  mayGoOn: () => boolean,
): Promise<Written> {
  const size = deps.together ?? mostTogether;
  const waiting = Array.from({ length: Math.ceil(plans.length / size) }, (_, index) =>
    plans.slice(index * size, index * size + size),
  );
  let evaluations = 0;
  const lane = async () => {
    for (let chunk = waiting.shift(); chunk; chunk = waiting.shift()) {
      if (!mayGoOn()) {
        waiting.unshift(chunk);
        return;
      }
      const written = await writeChunk(period, chunk, isNew, deps);
      evaluations += written;
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return { evaluations, isFinished: waiting.length === 0 };
}

async function writeChunk(
  period: string,
  chunk: readonly PlannedEvaluation[],
  isNew: boolean,
  deps: RoundsDeps,
): Promise<number> {
  for (let attempt = 1; ; attempt++) {
    const missing = isNew && attempt === 1 ? chunk : await missingOf(period, chunk, deps);
    try {
      await writeTogether(period, missing, deps);
      return missing.length;
    } catch (error) {
      const isThere = error instanceof Refusal && error.code === "already-exists";
      if (!isThere || attempt === mostTries) throw error;
    }
  }
}

async function missingOf(
  period: string,
  chunk: readonly PlannedEvaluation[],
  { scores }: RoundsDeps,
): Promise<PlannedEvaluation[]> {
  const found = await scores.evaluations(chunk.map(({ portal }) => evaluationIdOf(period, portal)));
  const there = new Set(found.map(({ portal }) => portal));
  return chunk.filter(({ portal }) => !there.has(portal));
}

async function writeTogether(
  period: string,
  plans: readonly PlannedEvaluation[],
  { scores, rounds, transactions, clock }: RoundsDeps,
): Promise<void> {
  if (plans.length === 0) return;
  const now = clock.now();
  const made = plans.map(({ make }) => make());
  await transactions.commit(
    {
      writes: [rounds.whileNotOpened(period), ...made.flatMap(({ head, sheet }) => scores.add(head, sheet))],
      // Followed: the body is told that its sheet is there.
      events: made.map(({ head }) => evaluationEvent("evaluation-opened", head, { by: opener, now })),
    },
    undefined,
    now,
  );
}
