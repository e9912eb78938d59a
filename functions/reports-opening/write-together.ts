/** Writes many obligations, each with its event, in transactions of bounded size; what was written before is passed over. */

import type { ChangeEvent } from "../../shared/platform/events.ts";
import { Refusal } from "../../shared/platform/refusals.ts";
import type { Change } from "../../shared/platform/transaction.ts";
import type { ObligationHead } from "../../shared/reports/obligation.ts";
import { obligationEvent } from "../../shared/reports/obligation-event.ts";
import type { OpeningDeps } from "./open-periods.ts";

/** What becomes of an obligation. */
export interface Made {
  readonly what: "opened" | "frozen" | "lapsed";
  readonly next: ObligationHead;
}

/** An obligation that is to be written upon what it is then. `make` answers undefined: it is done; `kept`: it stays on the list. */
export interface PlannedWrite {
  readonly id: string;
  readonly make: (before: ObligationHead | undefined) => Made | "kept" | undefined;
}

type Counts = Record<Made["what"], number>;

export interface WrittenTogether {
  readonly counts: Counts;
  /** How many stay on the list that the tree of the day would not have on it. */
  readonly kept: number;
  readonly isFinished: boolean;
}

export const opener = { kind: "system", id: "reports-opening" } as const;

/** A transaction holds 100 items: two of each obligation, and the check of the period. */
const mostTogether = 49;
/** Transactions in flight: an index holds a period under one key, which takes 1,000 writes a second. */
const lanes = 4;
/** Upon so many writes of others an obligation is made anew; then the next run tries. */
const mostTries = 4;

/** A list to be written. `isNew`: most likely none of it stands yet, so that it is written unread. */
export interface PlannedList {
  readonly period: string;
  readonly isNew: boolean;
  readonly writes: readonly PlannedWrite[];
}

/** Writes them, `together` in a transaction, until `mayGoOn` says that the time is nearly over. */
export async function writeTogether(
  { period, isNew, writes }: PlannedList,
  deps: OpeningDeps,
  mayGoOn: () => boolean,
): Promise<WrittenTogether> {
  const size = deps.together ?? mostTogether;
  const waiting = Array.from({ length: Math.ceil(writes.length / size) }, (_, index) =>
    writes.slice(index * size, index * size + size),
  );
  const counts: Counts = { opened: 0, frozen: 0, lapsed: 0 };
  let kept = 0;
  const lane = async () => {
    for (let chunk = waiting.shift(); chunk; chunk = waiting.shift()) {
      if (!mayGoOn()) {
        waiting.unshift(chunk);
        return;
      }
      for (const one of await writeChunk(period, chunk, isNew, deps)) {
        if (one === "kept") kept++;
        else counts[one]++;
      }
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return { counts, kept, isFinished: waiting.length === 0 };
}

type Done = Made["what"] | "kept";

async function writeChunk(
  period: string,
  chunk: readonly PlannedWrite[],
  isNew: boolean,
  deps: OpeningDeps,
): Promise<Done[]> {
  const written = isNew ? await unlessQuicker(writeOnce(period, chunk, [], deps)) : undefined;
  const upon = written ?? (await unlessQuicker(readAndWrite(period, chunk, deps)));
  if (upon) return upon;
  // An officer, or another run, was quicker with one of them: each by itself.
  const done: Done[] = [];
  for (const one of chunk) done.push(...(await writeAlone(period, one, deps)));
  return done;
}

async function writeAlone(period: string, one: PlannedWrite, deps: OpeningDeps): Promise<Done[]> {
  for (let attempt = 1; attempt < mostTries; attempt++) {
    const done = await unlessQuicker(readAndWrite(period, [one], deps));
    if (done) return done;
  }
  return readAndWrite(period, [one], deps);
}

/** Undefined when something else was written first. */
async function unlessQuicker(writing: Promise<Done[]>): Promise<Done[] | undefined> {
  try {
    return await writing;
  } catch (error) {
    if (!isQuicker(error)) throw error;
    return undefined;
  }
}

function isQuicker(error: unknown): boolean {
  return error instanceof Refusal && (error.code === "moved-meanwhile" || error.code === "already-exists");
}

async function readAndWrite(period: string, chunk: readonly PlannedWrite[], deps: OpeningDeps): Promise<Done[]> {
  return writeOnce(period, chunk, await deps.reports.obligations(chunk.map(({ id }) => id)), deps);
}

/** Writes a chunk upon the obligations that were found. */
async function writeOnce(
  period: string,
  chunk: readonly PlannedWrite[],
  found: readonly ObligationHead[],
  deps: OpeningDeps,
): Promise<Done[]> {
  const { opening, reports, transactions, clock } = deps;
  const before = new Map(found.map((head) => [head.id, head]));
  const now = clock.now();
  const writes: Change["writes"][number][] = [];
  const history: ChangeEvent[] = [];
  const done: Done[] = [];
  for (const { id, make } of chunk) {
    const head = before.get(id);
    const made = make(head);
    if (made === undefined) continue;
    if (made === "kept") {
      done.push("kept");
      continue;
    }
    const { what, next } = made;
    writes.push(...(head ? reports.save(next, head) : reports.add(next)));
    history.push(obligationEvent(`obligation-${what}`, next, { by: opener, now, from: head?.state }));
    done.push(what);
  }
  if (writes.length === 0) return done;
  const change = { writes: [...writes, opening.whileNotFrozen(period)], events: [], history };
  await transactions.commit(change, undefined, now);
  return done;
}
