/** What opening and freezing a list make of each obligation on it. They are no change of its content: an officer's ETag stays. */
import type { Day } from "../calendar/province-time.ts";
import type { WorkingCalendar } from "../calendar/working-days.ts";
import { planEnded } from "../deadlines/plan.ts";
import type { Instant } from "../platform/clock.ts";
import { isSettled, obligationStateAfter } from "./moves.ts";
import type { ObligationHead } from "./obligation.ts";
import type { OpenedObligation } from "./opening.ts";
import { obligationScheduled } from "./schedule.ts";

/** Expected: who owes is decided at the close. */
export function expectedObligation(opened: OpenedObligation, now: Instant, calendar: WorkingCalendar): ObligationHead {
  return obligationScheduled({ ...opened, state: "expected", version: 1, sequence: 1 }, 0, now, calendar);
}

/** Owed, by the tree of a day; what was drafted before stays. Its reminders are planned anew only where its days have changed. */
export function frozenObligation(
  before: ObligationHead | undefined,
  opened: OpenedObligation,
  frozenOn: Day,
  now: Instant,
  calendar: WorkingCalendar,
): ObligationHead {
  if (!before)
    return obligationScheduled({ ...opened, state: "owed", frozenOn, version: 1, sequence: 1 }, 0, now, calendar);
  const state = obligationStateAfter("obligation-frozen", before.state);
  const next = { ...before, ...opened, state, frozenOn, sequence: before.sequence + 1 };
  const isSame = before.dueOn === next.dueOn && before.tier === next.tier && before.gathers === next.gathers;
  if (isSettled(state) || (isSame && before.state !== "lapsed")) return next;
  return obligationScheduled(next, before.plan.version, now, calendar);
}

/** Expected, and not owed by the tree of the day: not counted. */
export function lapsedObligation(before: ObligationHead, frozenOn: Day): ObligationHead {
  const state = obligationStateAfter("obligation-lapsed", before.state);
  return { ...before, state, frozenOn, sequence: before.sequence + 1, plan: planEnded(before.plan) };
}
