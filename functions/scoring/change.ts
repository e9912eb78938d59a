/** How an officer opens an evaluation, and changes it upon the version that they read. */
import type { Matter } from "../../shared/access/roles.ts";
import type { Instant } from "../../shared/platform/clock.ts";
import type { Actor, ChangeEvent } from "../../shared/platform/events.ts";
import type { OfficerCaller, Repeat } from "../../shared/platform/http/route.ts";
import { Refusal } from "../../shared/platform/refusals.ts";
import type { SetRecord } from "../../shared/scoring/criteria/set-record.ts";
import { type EvaluationHead, evaluationIdOf } from "../../shared/scoring/evaluations/evaluation.ts";
import { evaluationEvent } from "../../shared/scoring/evaluations/evaluation-event.ts";
import type { EvaluationEvent } from "../../shared/scoring/evaluations/evaluation-moves.ts";
import { evaluationScheduled, runningDeadline } from "../../shared/scoring/evaluations/schedule.ts";
import type { Sheet } from "../../shared/scoring/evaluations/sheet.ts";
import type { ScorePeriodRecord, ScorePeriodState } from "../../shared/scoring/periods/period-record.ts";
import type { ScoringDeps } from "./deps.ts";

/** What an officer's change of an evaluation is asked with. */
export interface Asked {
  readonly params: { portal: string; period: string };
  readonly caller: OfficerCaller;
  readonly ifMatch: number;
  readonly now: Instant;
  readonly repeat: Repeat | undefined;
}

/** An evaluation, and the period that it belongs to. */
export interface Evaluated {
  readonly head: EvaluationHead;
  readonly period: ScorePeriodRecord;
}

/** With the newest sheet, and the set by which it is judged. */
export interface Judging extends Evaluated {
  readonly sheet: Sheet;
  readonly set: SetRecord["set"];
}

/** What a change makes of an evaluation. */
export interface Changed {
  readonly event: EvaluationEvent;
  readonly next: EvaluationHead;
  /** The next sheet; absent: the one before stays the newest. */
  readonly sheet?: Sheet;
  readonly facts?: ChangeEvent["facts"];
  /** In this state the period must still be. */
  readonly whilePeriodIs: ScorePeriodState;
  /** False: for the history alone. */
  readonly isFollowed: boolean;
}

/** So often a change is made anew upon what was written in between: a step of the schedule, or of the period. */
const mostTries = 8;

/** Of the 400 KB of an item: whoever writes after the body always finds room beside what it wrote. */
const sheetBytes: Readonly<Partial<Record<EvaluationEvent, number>>> = {
  "score-drafted": 180_000,
  "score-review-drafted": 270_000,
  "score-reviewed": 270_000,
  "reconsideration-asked": 320_000,
};
const mostSheetBytes = 380_000;

/** Whose an evaluation is; the province, to which it is sent, sees it. */
export function matterOf(
  { unit }: Pick<EvaluationHead, "unit">,
  { provinceUnit }: Pick<ScoringDeps, "provinceUnit">,
): Matter {
  return { unit, recipient: provinceUnit };
}

/** Finds an evaluation. What of it a caller may know is not decided here. */
export async function foundEvaluation(
  { portal, period }: Asked["params"],
  { scores }: Pick<ScoringDeps, "scores">,
): Promise<Evaluated> {
  const [head, record] = await Promise.all([scores.evaluation(evaluationIdOf(period, portal)), scores.period(period)]);
  if (!head || !record) throw new Refusal("not-found");
  return { head, period: record };
}

/**
 * Changes an evaluation upon the version that the officer read, and answers with what `shown` says of it. `admitted` says by what they act,
 * or refuses them before anything is told. What concerns no officer (a step of its schedule) is passed over: the change is made anew upon
 * it; a change of its content is not: `version-stale`.
 */
export async function changeEvaluation<Made extends Changed, Body>(
  asked: Asked,
  deps: ScoringDeps,
  admitted: (evaluated: Evaluated) => Actor,
  change: (judging: Judging, by: Actor) => Made | Promise<Made>,
  shown: (made: Made & { readonly next: EvaluationHead }, set: SetRecord["set"]) => Body,
): Promise<{ body: Body; version: number }> {
  for (let attempt = 1; ; attempt++) {
    const evaluated = await foundEvaluation(asked.params, deps);
    const by = admitted(evaluated);
    if (evaluated.head.version !== asked.ifMatch) throw new Refusal("version-stale");
    const judging = await withSheet(evaluated, deps);
    const made = await change(judging, by);
    const next = await planned(withNumber(made), judging.head, asked.now, deps);
    const body = shown({ ...made, next }, judging.set);
    try {
      await deps.transactions.commit(
        transactionOf({ ...made, next }, judging, by, asked.now, deps),
        { repeat: asked.repeat, status: 200, body, version: next.version },
        asked.now,
      );
      return { body, version: next.version };
    } catch (error) {
      const hasMoved = error instanceof Refusal && error.code === "moved-meanwhile";
      if (!hasMoved || attempt === mostTries) throw error;
    }
  }
}

async function withSheet({ head, period }: Evaluated, { scores, publishedSet }: ScoringDeps): Promise<Judging> {
  const [sheet, { set }] = await Promise.all([
    scores.sheet({ evaluation: head.id, number: head.sheet }),
    publishedSet(head.set),
  ]);
  if (!sheet) throw new Error(`The sheet ${head.sheet} of ${head.id} is not there.`);
  return { head, period, sheet, set };
}

function withNumber({ next, sheet }: Changed): EvaluationHead {
  return sheet ? { ...next, sheet: next.sheet + 1 } : next;
}

/** With a plan made anew, where something else is to be done next, or by another day. */
async function planned(next: EvaluationHead, before: EvaluationHead, now: Instant, { calendars }: ScoringDeps) {
  const [running, ran] = [runningDeadline(next), runningDeadline(before)];
  if (running?.kind === ran?.kind && running?.dueOn === ran?.dueOn) return next;
  return evaluationScheduled(next, before.plan.version, now, await calendars.current());
}

function transactionOf(
  { event, next, sheet, facts, whilePeriodIs, isFollowed }: Changed,
  { head, period }: Judging,
  by: Actor,
  now: Instant,
  { scores }: ScoringDeps,
) {
  if (sheet) refuseTooLarge(sheet, event);
  const written = evaluationEvent(event, next, { by, now, from: head.state, ...(facts && { facts }) });
  return {
    writes: [
      ...scores.save(next, head),
      ...(sheet ? [scores.addSheet({ evaluation: next.id, number: next.sheet }, sheet)] : []),
      // As it was read: whoever was named to review meanwhile, is the one who reviews.
      scores.whilePeriodIs(period.id, whilePeriodIs, period.sequence),
    ],
    events: isFollowed ? [written] : [],
    history: isFollowed ? [] : [written],
  };
}

function refuseTooLarge(sheet: Sheet, event: EvaluationEvent): void {
  const most = sheetBytes[event] ?? mostSheetBytes;
  if (Buffer.byteLength(JSON.stringify(sheet)) > most) throw new Refusal("sheet-too-large");
}
