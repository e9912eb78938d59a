/**
 * Tells the bodies their provisional results. They are computed of all sheets at once, then each evaluation is published. Ended anywhere:
 * the next run computes the same, since nobody writes a sheet while a period is being published, and passes over what is done.
 */
import {
  type EvaluationHead,
  type ListedResult,
  listedResultOf,
  movedEvaluation,
} from "../../shared/scoring/evaluations/evaluation.ts";
import { evaluationEvent } from "../../shared/scoring/evaluations/evaluation-event.ts";
import { evaluationScheduled } from "../../shared/scoring/evaluations/schedule.ts";
import { periodEvent } from "../../shared/scoring/periods/period-event.ts";
import type { ScorePeriodRecord } from "../../shared/scoring/periods/period-record.ts";
import { bestOf, type Judged, resultsOf } from "../../shared/scoring/results/results.ts";
import { isTooMuchUnknown, meanCoverage } from "../../shared/scoring/results/unknown.ts";
import { evaluatedOf, judgedIn, setOf } from "./evaluated.ts";
import { keepLatest } from "./keep-latest.ts";
import type { RoundsDeps } from "./rounds.ts";
import { type MadeHead, publisher, unlessQuicker, writeHeads } from "./write-heads.ts";

/** What publishing touches. */
export type PublishDeps = Pick<RoundsDeps, "scores" | "transactions" | "calendars" | "clock" | "log" | "together">;

/** What a run did with one period; `isFinished` false: the next run goes on. */
export function publishPeriod(
  record: ScorePeriodRecord,
  deps: PublishDeps,
  mayGoOn: () => boolean,
): Promise<{ readonly isFinished: boolean }> {
  return unlessQuicker(() => published(record, deps, mayGoOn));
}

async function published(record: ScorePeriodRecord, deps: PublishDeps, mayGoOn: () => boolean): Promise<boolean> {
  const set = await setOf(record, deps.scores);
  const heads: EvaluationHead[] = [];
  const sheets: Judged[] = [];
  for await (const piece of evaluatedOf(record, deps.scores)) {
    if (!mayGoOn()) return false;
    for (const { head, text } of piece) {
      heads.push(head);
      sheets.push(judgedIn(text, head.id));
    }
  }
  const all = resultsOf(set, sheets);
  const results = new Map(all.map((result) => [result.portal, listedResultOf(result)]));
  const coverage = meanCoverage(results.values());
  const isUnderWay = heads.some(({ state }) => state === "provisional");
  if (isTooMuchUnknown(coverage) && record.published?.despite !== true && !isUnderWay) {
    await stop(record, coverage, deps);
    return true;
  }
  const make = await publishing(record, results, deps);
  const planned = heads.map((before) => ({ before, make }));
  const isFinished = await writeHeads(record, planned, deps, mayGoOn);
  if (!isFinished) return false;
  await keepLatest(record, set, { results: all, heads, isFinal: false }, deps);
  await finish(record, Object.fromEntries(bestOf(set, sheets)), deps);
  return true;
}

/** What becomes of each evaluation; the last day of the window was fixed when it was asked for. */
async function publishing(
  record: ScorePeriodRecord,
  results: ReadonlyMap<string, ListedResult>,
  { calendars, clock }: PublishDeps,
) {
  const calendar = await calendars.current();
  const windowEndsOn = record.published?.windowEndsOn;
  return (before: EvaluationHead): MadeHead | undefined => {
    if (before.state === "provisional") return undefined;
    const now = clock.now();
    const moved = movedEvaluation(before, "score-published");
    const changed = { ...moved, result: results.get(before.portal), windowEndsOn };
    const next = evaluationScheduled(changed, before.plan.version, now, calendar);
    const facts = { windowEndsOn: windowEndsOn ?? null };
    return { next, event: evaluationEvent("score-published", next, { by: publisher, now, from: before.state, facts }) };
  };
}

async function finish(record: ScorePeriodRecord, best: ScorePeriodRecord["best"], deps: PublishDeps): Promise<void> {
  const [version, sequence] = [record.version + 1, record.sequence + 1];
  const { stopped: _, ...kept } = record;
  const next: ScorePeriodRecord = { ...kept, state: "provisional", version, sequence, best };
  const now = deps.clock.now();
  const history = [periodEvent("published", next, { by: publisher, now, from: record.state })];
  await deps.transactions.commit(
    { writes: [deps.scores.savePeriod(next, record)], events: [], history },
    undefined,
    now,
  );
}

/** More is unknown than known: the period is open again, and says why. Whoever publishes it despite that, says so. */
async function stop(record: ScorePeriodRecord, coverage: number, deps: PublishDeps): Promise<void> {
  const now = deps.clock.now();
  const [version, sequence] = [record.version + 1, record.sequence + 1];
  const { published: _, ...kept } = record;
  const stopped = { at: new Date(now).toISOString(), why: "too-much-unknown" as const, coverage };
  const next: ScorePeriodRecord = { ...kept, state: "open", version, sequence, stopped };
  const about = { by: publisher, now, from: record.state, why: stopped.why, facts: { coverage } };
  const history = [periodEvent("publishing-stopped", next, about)];
  await deps.transactions.commit(
    { writes: [deps.scores.savePeriod(next, record)], events: [], history },
    undefined,
    now,
  );
  deps.log.write("scores-not-published", { period: record.id, why: stopped.why, coverage });
}
