/** A duty of an order as what it is for the body that answers: an obligation, with the same life as a periodic one. */
import type { WorkingCalendar } from "../calendar/working-days.ts";
import { planEnded } from "../deadlines/plan.ts";
import type { Instant } from "../platform/clock.ts";
import { groupOf } from "../units/groups.ts";
import type { Unit } from "../units/unit.ts";
import { moved } from "./hand-in.ts";
import { isSettled } from "./moves.ts";
import { type ObligationHead, obligationIdOf } from "./obligation.ts";
import type { Order } from "./order.ts";
import { obligationScheduled } from "./schedule.ts";

/** What stands in the place of a regime's name. */
const directed = "directed";

/** The obligation of a body that an order addresses: one, whatever the number of its duties; owed at once, due on the last day. */
export function obligationOfDuty(order: Order, unit: Unit, now: Instant, calendar: WorkingCalendar): ObligationHead {
  const head = {
    id: obligationIdOf(order.id, unit.id),
    unit: unit.id,
    group: groupOf(unit),
    of: order.id,
    dueOn: order.lastOn,
    provisional: false,
    to: order.recipient,
    tier: "direct" as const,
    gathers: false,
    regime: directed,
    state: "owed" as const,
    version: 1,
    sequence: 1,
  };
  return obligationScheduled(head, 0, now, calendar);
}

/** An unfinished obligation without reminders; undefined: there is nothing to end. Its content, and the officers' ETag, stay. */
export function unfollowed(head: ObligationHead): ObligationHead | undefined {
  if (isSettled(head.state) || head.plan.nextCheckAt === null) return undefined;
  return { ...moved(head, "follow-up-ended"), version: head.version, plan: planEnded(head.plan) };
}
