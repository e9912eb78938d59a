/**
 * An obligation as the engine of deadlines sees it: its days, its plan, and the step that is due. Whoever changes its last day (an
 * extension, a return) plans it anew; whoever settles it ends the plan.
 */
import { withGuessedYears } from "../calendar/guessed-years.ts";
import { type Day, dayAt, dayNumberOf, yearOf } from "../calendar/province-time.ts";
import type { WorkingCalendar } from "../calendar/working-days.ts";
import { ladderNamed, ladderOn } from "../deadlines/ladders.ts";
import { type Deadline, planAt, stepDue } from "../deadlines/plan.ts";
import type { Instant } from "../platform/clock.ts";
import type { ChangeEvent } from "../platform/events.ts";
import { dueDayOf, lastWorkingDayBy } from "./due-day.ts";
import { periodIdOf } from "./kinds.ts";
import { isSettled } from "./moves.ts";
import { type ObligationHead, runningLastDay } from "./obligation.ts";
import { obligationEvent } from "./obligation-event.ts";
import { regimes } from "./regimes.ts";

type Unplanned = Omit<ObligationHead, "plan">;

/** So long a step waits for the list to be frozen. */
const freezeWaitMilliseconds = 3_600_000;

/** The day on which a deadline is reminded: itself, or the last working day before it when it is a day off. */
export function reminderDay(on: Day, calendar: WorkingCalendar): Day {
  return lastWorkingDayBy(on, withGuessedYears(calendar, yearOf(on))) ?? on;
}

/** An obligation with a plan made anew for its last day; `versionBefore` 0: it had none. */
export function obligationScheduled(
  head: Unplanned,
  versionBefore: number,
  now: Instant,
  calendar: WorkingCalendar,
): ObligationHead {
  const ladder = ladderOn("report", head.dueOn);
  const counted = calendarFor(head, calendar);
  return { ...head, plan: planAt(ladder, versionBefore + 1, deadlineOf(head, counted), now, counted) };
}

/** What the schedule does next; `event` undefined: there is nothing to tell. */
export interface ObligationStep {
  readonly next: ObligationHead;
  readonly event: ChangeEvent | undefined;
}

/** The one step of an obligation that is due now, or undefined. After the close it waits until its list is frozen: then it is known who owes. */
export function obligationStep(
  head: ObligationHead,
  now: Instant,
  calendar: WorkingCalendar,
): ObligationStep | undefined {
  const { plan } = head;
  if (isSettled(head.state) || plan.nextCheckAt === null || Date.parse(plan.nextCheckAt) > now) return undefined;
  if (head.period && head.frozenOn === undefined && dayAt(now) > head.period.dataTo) {
    const nextCheckAt = new Date(now + freezeWaitMilliseconds).toISOString();
    return { next: { ...head, plan: { ...plan, nextCheckAt } }, event: undefined };
  }
  const counted = calendarFor(head, calendar);
  const step = stepDue(plan, ladderNamed(plan.ladder), deadlineOf(head, counted), now, counted);
  if (!step) return undefined;
  if (step.rungs.length === 0) return { next: { ...head, plan: step.next }, event: undefined };
  const next = { ...head, sequence: head.sequence + 1, plan: step.next };
  const facts = {
    rungs: step.rungs.map(({ id }) => id),
    ladder: plan.ladder,
    plan: plan.version,
    at: new Date(step.at).toISOString(),
    // In calendar days, as a report's lateness is counted.
    lateDays: Math.max(0, dayNumberOf(dayAt(step.at)) - dayNumberOf(runningLastDay(head))),
    ...(!isOfficial(runningLastDay(head), calendar) && { provisional: true }),
  };
  return { next, event: obligationEvent("deadline-rung-reached", next, { by: sweeper, now, facts }) };
}

const sweeper = { kind: "system", id: "deadline-sweep" } as const;

/** Whether the days around a day are known, not guessed. */
export function isOfficial(on: Day, calendar: WorkingCalendar): boolean {
  return calendar.years.get(yearOf(on))?.status === "official";
}

function calendarFor(head: Unplanned, calendar: WorkingCalendar): WorkingCalendar {
  return withGuessedYears(calendar, yearOf(runningLastDay(head)));
}

/** A parent of the first tier also knows the day of its children; one below it has the same day as they. */
function deadlineOf(head: Unplanned, calendar: WorkingCalendar): Deadline {
  const children = childrenDueOn(head, calendar);
  return {
    days: {
      due: reminderDay(runningLastDay(head), calendar),
      ...(children !== undefined && { children: reminderDay(children, calendar) }),
    },
    isAccepted: false,
  };
}

/** The day by which the children of a parent report; undefined: it gathers none, or has the same day itself. */
export function childrenDueOn(head: Unplanned, calendar: WorkingCalendar): Day | undefined {
  const regime = regimes.find(({ id }) => id === head.regime);
  if (!head.gathers || head.tier === "child" || !head.period || !regime) return undefined;
  const period = { id: periodIdOf(head.period.kind, head.period.year), ...head.period };
  return dueDayOf(period, "child", regime, calendar).dueOn;
}
