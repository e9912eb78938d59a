/**
 * An evaluation as the engine of deadlines sees it. It has one deadline at a time: the self-score, then the window for reconsideration,
 * then, where it was asked for, the answer. Whoever changes its state plans it anew.
 */
import { withGuessedYears } from "../../calendar/guessed-years.ts";
import { type Day, dayAt, dayNumberOf, yearOf } from "../../calendar/province-time.ts";
import type { WorkingCalendar } from "../../calendar/working-days.ts";
import { type LadderKind, ladderNamed, ladderOn } from "../../deadlines/ladders.ts";
import { type Deadline, planAt, stepDue } from "../../deadlines/plan.ts";
import type { Instant } from "../../platform/clock.ts";
import type { ChangeEvent } from "../../platform/events.ts";
import type { EvaluationHead } from "./evaluation.ts";
import { evaluationEvent } from "./evaluation-event.ts";

type Unplanned = Omit<EvaluationHead, "plan">;

/** What is to be done next, and by when. */
export interface RunningDeadline {
  readonly kind: LadderKind;
  readonly dueOn: Day;
}

/** Undefined: nothing has a term now. */
export function runningDeadline(head: Unplanned): RunningDeadline | undefined {
  const { state, selfScoreDueOn, reconsideration, windowEndsOn } = head;
  if (state === "open") return { kind: "self-score", dueOn: selfScoreDueOn };
  if (state !== "provisional") return undefined;
  if (!reconsideration)
    return windowEndsOn === undefined ? undefined : { kind: "reconsideration-window", dueOn: windowEndsOn };
  const isAnswered = reconsideration.answeredAt !== undefined;
  return isAnswered ? undefined : { kind: "reconsideration-answer", dueOn: reconsideration.answerDueOn };
}

/** An evaluation with a plan made anew for what is to be done next; `versionBefore` 0: it had none. */
export function evaluationScheduled(
  head: Unplanned,
  versionBefore: number,
  now: Instant,
  calendar: WorkingCalendar,
): EvaluationHead {
  const running = runningDeadline(head);
  const version = versionBefore + 1;
  const ladder = ladderOn(running?.kind ?? "self-score", running?.dueOn ?? head.selfScoreDueOn);
  if (!running) {
    const ended = { version, ladder: ladder.id, watermark: new Date(now).toISOString(), nextCheckAt: null };
    return { ...head, plan: ended };
  }
  const counted = withGuessedYears(calendar, yearOf(running.dueOn));
  return { ...head, plan: planAt(ladder, version, deadlineOf(running), now, counted) };
}

/** What the schedule does next; `event` undefined: there is nothing to tell. */
export interface EvaluationStep {
  readonly next: EvaluationHead;
  readonly event: ChangeEvent | undefined;
}

/** The one step of an evaluation that is due now, or undefined. */
export function evaluationStep(
  head: EvaluationHead,
  now: Instant,
  calendar: WorkingCalendar,
): EvaluationStep | undefined {
  const { plan } = head;
  const running = runningDeadline(head);
  if (!running || plan.nextCheckAt === null || Date.parse(plan.nextCheckAt) > now) return undefined;
  const counted = withGuessedYears(calendar, yearOf(running.dueOn));
  const step = stepDue(plan, ladderNamed(plan.ladder), deadlineOf(running), now, counted);
  if (!step) return undefined;
  if (step.rungs.length === 0) return { next: { ...head, plan: step.next }, event: undefined };
  const next = { ...head, sequence: head.sequence + 1, plan: step.next };
  const facts = {
    rungs: step.rungs.map(({ id }) => id),
    ladder: plan.ladder,
    plan: plan.version,
    at: new Date(step.at).toISOString(),
    dueOn: running.dueOn,
    lateDays: Math.max(0, dayNumberOf(dayAt(step.at)) - dayNumberOf(running.dueOn)),
  };
  return { next, event: evaluationEvent("deadline-rung-reached", next, { by: sweeper, now, facts }) };
}

const sweeper = { kind: "system", id: "deadline-sweep" } as const;

function deadlineOf({ dueOn }: RunningDeadline): Deadline {
  return { days: { due: dueOn }, isAccepted: false };
}
