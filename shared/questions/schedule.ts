/** A question as the engine of deadlines sees it: its days, its plan, and the step that is due. */
import { dayAt } from "../calendar/province-time.ts";
import { type WorkingCalendar, workingDaysBetween } from "../calendar/working-days.ts";
import { ladderNamed, ladderOn } from "../deadlines/ladders.ts";
import { type Deadline, planAt, planEnded, stepDue } from "../deadlines/plan.ts";
import type { Instant } from "../platform/clock.ts";
import type { ChangeEvent } from "../platform/events.ts";
import { datesOf } from "./dates.ts";
import { isClosed } from "./moves.ts";
import type { QuestionHead } from "./question.ts";
import { subjectOf } from "./subject.ts";

type Unplanned = Omit<QuestionHead, "plan">;

function deadlineOf(head: Unplanned): Deadline {
  return {
    days: { accept: head.acceptBy, due: head.dueOn, appointment: head.appointmentOn },
    isAccepted: head.acceptedAt !== undefined,
  };
}

/** A question with the plan of its dates, made anew when they have changed. */
export function scheduled(
  head: Unplanned,
  versionBefore: number,
  now: Instant,
  calendar: WorkingCalendar,
): QuestionHead {
  const ladder = ladderOn("question", dayAt(Date.parse(head.receivedAt)));
  return { ...head, plan: planAt(ladder, versionBefore + 1, deadlineOf(head), now, calendar) };
}

/** A question whose time has ended. */
export function unscheduled(head: QuestionHead): QuestionHead {
  return { ...head, plan: planEnded(head.plan) };
}

/** Whether the history says already that it turned late. An answer on the weekend after the due day comes before the step that would. */
export function isKnownLate({ dueOn, plan }: Pick<QuestionHead, "dueOn" | "plan">): boolean {
  const hasPassed = dueOn !== null && dayAt(Date.parse(plan.watermark)) > dueOn;
  return hasPassed && !plan.skipped?.includes("late-1");
}

/** What the schedule does next. */
export interface ScheduleStep {
  readonly next: QuestionHead;
  /** None: the rungs of that moment were passed over. */
  readonly event: ChangeEvent | undefined;
}

/** The one step of a question that is due now, or undefined. A question that had no calendar at receipt gets its dates first. */
export function scheduleStep(head: QuestionHead, now: Instant, calendar: WorkingCalendar): ScheduleStep | undefined {
  if (isClosed(head.state) || head.plan.nextCheckAt === null || Date.parse(head.plan.nextCheckAt) > now)
    return undefined;
  return head.dueOn === null ? dated(head, now, calendar) : reached(head, now, calendar);
}

/** Counts the dates of a question that had none; without a calendar still, looks again later. */
function dated(head: QuestionHead, now: Instant, calendar: WorkingCalendar): ScheduleStep {
  const dates = datesOf(Date.parse(head.receivedAt), head.class, calendar);
  const next = scheduled({ ...head, ...dates, sequence: head.sequence + 1 }, head.plan.version, now, calendar);
  if (next.dueOn === null) return { next: { ...next, sequence: head.sequence }, event: undefined };
  const facts = { startsOn: next.startsOn, dueOn: next.dueOn, calendars: next.calendars };
  return {
    next: { ...next, version: head.version + 1 },
    event: systemEvent("question-dated", next, head.version + 1, now, facts),
  };
}

function reached(head: QuestionHead, now: Instant, calendar: WorkingCalendar): ScheduleStep | undefined {
  const step = stepDue(head.plan, ladderNamed(head.plan.ladder), deadlineOf(head), now, calendar);
  if (!step) return undefined;
  if (step.rungs.length === 0) return { next: { ...head, plan: step.next }, event: undefined };
  const next = { ...head, sequence: head.sequence + 1, plan: step.next };
  const on = dayAt(step.at);
  const facts = {
    rungs: step.rungs.map(({ id }) => id),
    ladder: head.plan.ladder,
    plan: head.plan.version,
    at: new Date(step.at).toISOString(),
    dueOn: head.dueOn,
    lateDays: head.dueOn !== null && on > head.dueOn ? workingDaysBetween(head.dueOn, on, calendar) : 0,
  };
  return { next, event: systemEvent("deadline-rung-reached", next, head.version, now, facts) };
}

function systemEvent(
  kind: string,
  head: QuestionHead,
  version: number,
  now: Instant,
  facts: ChangeEvent["facts"],
): ChangeEvent {
  return {
    subject: subjectOf(head.code),
    sequence: head.sequence,
    version,
    kind,
    at: new Date(now).toISOString(),
    by: { kind: "system", id: "deadline-sweep" },
    unit: head.unit,
    facts,
  };
}
