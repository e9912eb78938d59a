/**
 * Freezes the results that were decided, or amended: the snapshot lies in the bucket first, then each evaluation is final, last the period
 * points to the snapshot. Ended anywhere: the next run makes the same bytes, and the version of them that the period points to counts.
 * Nobody writes a sheet meanwhile; what an amendment says is written here, each sheet together with its evaluation.
 */
import { isDeepStrictEqual } from "node:util";
import type { CriteriaSet } from "../../shared/scoring/criteria/criteria-set.ts";
import {
  type EvaluationHead,
  type ListedResult,
  listedResultOf,
  movedEvaluation,
  reconsiderationStanding,
} from "../../shared/scoring/evaluations/evaluation.ts";
import { evaluationEvent } from "../../shared/scoring/evaluations/evaluation-event.ts";
import { evaluationScheduled } from "../../shared/scoring/evaluations/schedule.ts";
import type { Sheet } from "../../shared/scoring/evaluations/sheet.ts";
import { amendedSheet, byPortal } from "../../shared/scoring/periods/amend.ts";
import { periodEvent } from "../../shared/scoring/periods/period-event.ts";
import {
  type FrozenSnapshot,
  newestSnapshot,
  type ScorePeriodRecord,
} from "../../shared/scoring/periods/period-record.ts";
import { bestOf, type Judged, type Result, resultsOf } from "../../shared/scoring/results/results.ts";
import { sheetIn } from "../../shared/scoring/scoring-store.ts";
import { hashOf } from "../../shared/scoring/snapshots/canonical.ts";
import { snapshotLines } from "../../shared/scoring/snapshots/snapshot.ts";
import { headerOf } from "../../shared/scoring/snapshots/snapshot-header.ts";
import { type Evaluated, evaluatedOf, judgedIn, setOf } from "./evaluated.ts";
import { keepLatest } from "./keep-latest.ts";
import type { PublishDeps } from "./publish.ts";
import type { RoundsDeps } from "./rounds.ts";
import { type MadeHead, type PlannedHead, publisher, unlessQuicker, writeHeads } from "./write-heads.ts";

/** What freezing touches. */
export type FreezeDeps = PublishDeps & Pick<RoundsDeps, "snapshots">;

/** A portal that is to be frozen: its evaluation as it was read, and the sheet by which it counts. */
interface Counted {
  readonly head: EvaluationHead;
  readonly number: number;
  readonly sha256: string;
  readonly judged: Judged;
  /** Written together with its evaluation. */
  readonly amended: Sheet | undefined;
}

/** What a run did with one period; `isFinished` false: the next run goes on. */
export function freezePeriod(
  record: ScorePeriodRecord,
  deps: FreezeDeps,
  mayGoOn: () => boolean,
): Promise<{ readonly isFinished: boolean }> {
  return unlessQuicker(() => frozen(record, deps, mayGoOn));
}

async function frozen(asked: ScorePeriodRecord, deps: FreezeDeps, mayGoOn: () => boolean): Promise<boolean> {
  const set = await setOf(asked, deps.scores);
  const counted: Counted[] = [];
  const amend = amending(asked);
  for await (const piece of evaluatedOf(asked, deps.scores)) {
    if (!mayGoOn()) return false;
    counted.push(...piece.map(amend));
  }
  const record = withUnanswered(asked, counted);
  const judged = counted.map((one) => one.judged);
  const results = resultsOf(set, judged);
  if (!mayGoOn()) return false;
  // What was read takes seconds: another run may have ended meanwhile, and an amendment begun.
  if ((await deps.scores.period(record.id))?.sequence !== record.sequence) return false;
  const snapshot = await kept(record, set, counted, results, deps);
  const planned = await plannedOf(record, counted, results, deps);
  const isFinished = await writeHeads(record, planned, deps, mayGoOn);
  if (!isFinished) return false;
  await keepLatest(record, set, { results, heads: counted.map(({ head }) => head), isFinal: true }, deps);
  await finish(record, snapshot, Object.fromEntries(bestOf(set, judged)), deps);
  return true;
}

/** A request may have been answered while the decision counted those without an answer: what is frozen says how many stayed so. */
function withUnanswered(record: ScorePeriodRecord, counted: readonly Counted[]): ScorePeriodRecord {
  const { decision, state } = record;
  if (state !== "deciding" || !decision) return record;
  const standings = counted.map(({ head }) => reconsiderationStanding(head));
  const unanswered = standings.filter((one) => one !== undefined && one !== "answered").length;
  return { ...record, decision: { ...decision, unanswered } };
}

/** The number of the snapshot that is being made. */
function numberOf({ snapshots }: ScorePeriodRecord): number {
  return snapshots.length + 1;
}

/** Puts what an amendment says on the sheets of its portals; those that were written by an earlier run stand. */
function amending(record: ScorePeriodRecord): (evaluated: Evaluated) => Counted {
  const { amendment, state } = record;
  const entries = byPortal(state === "amending" ? (amendment?.entries ?? []) : []);
  return ({ head, text: before }) => {
    const changed = entries.get(head.portal);
    const isToWrite = changed !== undefined && amendment !== undefined && head.snapshot !== numberOf(record);
    const amended = isToWrite ? amendedSheet(sheetIn(before, head.id), changed, amendment.signature) : undefined;
    const text = amended ? JSON.stringify(amended) : before;
    const number = head.sheet + (amended ? 1 : 0);
    return { head, number, sha256: hashOf(text), judged: judgedIn(text, head.id), amended };
  };
}

async function kept(
  record: ScorePeriodRecord,
  set: CriteriaSet,
  counted: readonly Counted[],
  results: readonly Result[],
  { snapshots, clock }: FreezeDeps,
): Promise<FrozenSnapshot> {
  const number = numberOf(record);
  const inputs = counted.toSorted((one, other) => (one.head.portal < other.head.portal ? -1 : 1));
  const lines = snapshotLines(headerOf(record, set, number), inputs, results);
  const stored = await snapshots.put(record.id, number, lines);
  const reason = record.state === "amending" ? record.amendment?.reason : undefined;
  const at = new Date(clock.now()).toISOString();
  return { number, ...stored, at, portals: results.length, ...(reason !== undefined && { reason }) };
}

/** What becomes of each evaluation: all are final by the decision; by an amendment, those that it concerns or whose result it changes. */
async function plannedOf(
  record: ScorePeriodRecord,
  counted: readonly Counted[],
  results: readonly Result[],
  { calendars, clock }: FreezeDeps,
): Promise<PlannedHead[]> {
  const calendar = await calendars.current();
  const snapshot = numberOf(record);
  const listed = new Map<string, ListedResult>(results.map((result) => [result.portal, listedResultOf(result)]));
  return counted.map(({ head: before, amended, number }) => ({
    before,
    make: (found): MadeHead | undefined => {
      const result = listed.get(found.portal);
      const isSame = isDeepStrictEqual(result, found.result);
      if (found.snapshot === snapshot) {
        if (!isSame) throw new Error(`${found.id} was frozen with another result.`);
        return undefined;
      }
      if (record.state === "amending" && isSame && !amended) return undefined;
      const event = record.state === "amending" ? "score-amended" : "score-final";
      const now = clock.now();
      const moved = movedEvaluation(found, event);
      const replaced = record.state === "amending" ? { resultBefore: found.result } : {};
      const changed = { ...moved, ...replaced, result, snapshot, sheet: number };
      const next = evaluationScheduled(changed, found.plan.version, now, calendar);
      const about = { by: publisher, now, from: found.state, facts: { snapshot } };
      return { next, event: evaluationEvent(event, next, about), ...(amended && { sheet: amended }) };
    },
  }));
}

async function finish(
  record: ScorePeriodRecord,
  frozen: FrozenSnapshot,
  best: ScorePeriodRecord["best"],
  { scores, transactions, clock }: FreezeDeps,
): Promise<void> {
  const now = clock.now();
  const snapshots = [...record.snapshots, frozen];
  const [version, sequence] = [record.version + 1, record.sequence + 1];
  const next: ScorePeriodRecord = { ...record, state: "final", version, sequence, snapshots, best };
  const facts = { snapshot: frozen.number, hash: frozen.hash, before: newestSnapshot(record)?.hash ?? null };
  const about = { by: publisher, now, from: record.state, facts };
  const history = [periodEvent(record.state === "amending" ? "amended" : "frozen", next, about)];
  await transactions.commit({ writes: [scores.savePeriod(next, record)], events: [], history }, undefined, now);
}
