/** Evaluations that lie in the past: how each stands in the end, its sheets, and every event on the way. */
import { type Day, dayNumberOf, instantAt } from "../../../../shared/calendar/province-time.ts";
import type { WorkingCalendar } from "../../../../shared/calendar/working-days.ts";
import type { Instant } from "../../../../shared/platform/clock.ts";
import type { Actor, ChangeEvent } from "../../../../shared/platform/events.ts";
import type { Change } from "../../../../shared/platform/transaction.ts";
import type { EvaluationHead } from "../../../../shared/scoring/evaluations/evaluation.ts";
import { evaluationEvent } from "../../../../shared/scoring/evaluations/evaluation-event.ts";
import type { EvaluationEvent } from "../../../../shared/scoring/evaluations/evaluation-moves.ts";
import { evaluationScheduled, runningDeadline } from "../../../../shared/scoring/evaluations/schedule.ts";
import type { Sheet } from "../../../../shared/scoring/evaluations/sheet.ts";
import type { ScoringStore } from "../../../../shared/scoring/scoring-store.ts";

export interface Past {
  readonly head: EvaluationHead;
  /** From the first to the newest. */
  readonly sheets: readonly [Sheet, ...Sheet[]];
  readonly events: readonly ChangeEvent[];
}

/** One thing that happened to an evaluation, after which it is `next`; with a sheet, that is its newest. */
export interface Happening {
  readonly kind: EvaluationEvent;
  readonly next: EvaluationHead;
  readonly by: Actor;
  readonly now: Instant;
  readonly facts?: ChangeEvent["facts"];
  readonly sheet?: Sheet;
}

/** The evaluation with one thing more; planned anew where something else is to be done next. */
export function withHappening(past: Past, happening: Happening, calendar: WorkingCalendar): Past {
  const { kind, by, now, facts, sheet } = happening;
  const numbered = sheet ? { ...happening.next, sheet: happening.next.sheet + 1 } : happening.next;
  const [running, ran] = [runningDeadline(numbered), runningDeadline(past.head)];
  const isSame = running?.kind === ran?.kind && running?.dueOn === ran?.dueOn;
  const head = isSame ? numbered : evaluationScheduled(numbered, past.head.plan.version, now, calendar);
  const event = evaluationEvent(kind, head, { by, now, from: past.head.state, ...(facts && { facts }) });
  return { head, sheets: sheet ? [...past.sheets, sheet] : past.sheets, events: [...past.events, event] };
}

/** The sheet that counts. */
export function newestSheet({ sheets }: Past): Sheet {
  return sheets.at(-1) ?? sheets[0];
}

/** All that is to be written of it: its head as it ends. Whoever followed its events has done so long ago. */
export function changeOf(past: Past, scores: ScoringStore): Change {
  const { head, sheets, events } = past;
  const earlier = sheets.slice(0, -1).map((sheet, index) => scores.addSheet(keyOf(head, index + 1), sheet));
  return { writes: [...scores.add(head, newestSheet(past)), ...earlier], events: [], history: events };
}

function keyOf({ id }: EvaluationHead, number: number) {
  return { evaluation: id, number };
}

/** An hour of a day of the province, as it is kept. */
export function isoAt(day: Day, hour: number): string {
  return new Date(instantAt(dayNumberOf(day), hour)).toISOString();
}
