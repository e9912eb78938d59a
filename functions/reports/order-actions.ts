/** Orders are entered, followed and closed. */
import { actorOf } from "../../shared/access/acting.ts";
import { dayAt } from "../../shared/calendar/province-time.ts";
import type { Instant } from "../../shared/platform/clock.ts";
import type { Actor, ChangeEvent } from "../../shared/platform/events.ts";
import { fieldError } from "../../shared/platform/field-errors.ts";
import type { Actions } from "../../shared/platform/http/route.ts";
import { type FieldError, Refusal } from "../../shared/platform/refusals.ts";
import { commitTogether } from "../../shared/register/commit-together.ts";
import { obligationOfDuty, unfollowed } from "../../shared/reports/duty.ts";
import { type ObligationHead, obligationIdOf } from "../../shared/reports/obligation.ts";
import { obligationEvent } from "../../shared/reports/obligation-event.ts";
import {
  bodiesOf,
  closedOrder,
  isSameOrder,
  type Order,
  openedOrder,
  type PostedOrder,
} from "../../shared/reports/order.ts";
import { orderSubject } from "../../shared/reports/subject.ts";
import { includes } from "../../shared/units/unit.ts";
import type { ReportDeps } from "./deps.ts";
import type { orderRoutes } from "./order-routes.ts";
import { listedAs } from "./shown.ts";

export const orderActions: Actions<typeof orderRoutes, ReportDeps> = {
  addOrder: async ({ body, caller, now, repeat }, deps) => {
    const by = actorOf(caller.officer, caller.admit(deps.provinceUnit));
    await refuseUnknown(body, now, deps);
    const order = openedOrder(body);
    const kept = await deps.orders.get(order.id);
    if (kept && !(kept.state === "open" && isSameOrder(kept, body))) throw new Refusal("already-exists");
    const duties = await dutiesOf(order, now, deps);
    const answer = { ...order, obligations: duties.map((head) => listedAs(head, dayAt(now))) };
    if (!kept) {
      await deps.transactions.commit(
        { writes: [deps.orders.save(order, undefined)], events: [orderEvent("order-opened", order, by, now)] },
        { repeat, status: 201, body: answer, version: order.version },
        now,
      );
    }
    // Many bodies need many transactions: sent again, the order completes what was not reached.
    await addMissing(duties, by, now, deps);
    return { body: kept ? await withObligations(order, now, deps) : answer, version: order.version };
  },

  listOrders: async ({ query, caller }, deps) => {
    caller.admit(deps.provinceUnit);
    return { body: await deps.orders.list(query) };
  },

  showOrder: async ({ params, caller, now }, deps) => {
    caller.admit(deps.provinceUnit);
    const order = await orderFound(params.order, deps);
    return { body: await withObligations(order, now, deps), version: order.version };
  },

  closeOrder: async ({ params, body: { reason }, caller, ifMatch, now, repeat }, deps) => {
    const by = actorOf(caller.officer, caller.admit(deps.provinceUnit));
    const order = await orderFound(params.order, deps);
    if (order.version !== ifMatch) throw new Refusal("version-stale");
    const next = closedOrder(order, { reason, by: by.id, at: new Date(now).toISOString() });
    // The reminders end first: stopped in between, the order is still open and can be closed again.
    await endFollowUp(order, by, reason, now, deps);
    const answer = await withObligations(next, now, deps);
    await deps.transactions.commit(
      { writes: [deps.orders.save(next, order)], events: [orderEvent("order-closed", next, by, now, reason)] },
      { repeat, status: 200, body: answer, version: next.version },
      now,
    );
    return { body: answer, version: next.version };
  },
};

async function orderFound(id: string, { orders }: ReportDeps): Promise<Order> {
  const order = await orders.get(id);
  if (!order) throw new Refusal("not-found");
  return order;
}

/** Every body and portal that an order names is in the register, and a body answers for portals that it governs. */
async function refuseUnknown(posted: PostedOrder, now: Instant, { register }: ReportDeps): Promise<void> {
  const today = dayAt(now);
  const units = await register.getMany("unit", [posted.issuer, posted.recipient, ...bodiesOf(posted)]);
  const portals = await register.getMany(
    "portal",
    posted.duties.flatMap(({ portal }) => portal ?? []),
  );
  const isUnit = (id: string) => {
    const unit = units.get(id)?.value;
    return unit !== undefined && includes(unit, today);
  };
  const errors: FieldError[] = [];
  if (!isUnit(posted.issuer)) errors.push(fieldError("issuer", "unit-unknown"));
  if (!isUnit(posted.recipient)) errors.push(fieldError("recipient", "unit-unknown"));
  for (const [index, duty] of posted.duties.entries()) {
    if (!isUnit(duty.unit)) errors.push(fieldError(`duties[${index}].unit`, "unit-unknown"));
    if (duty.portal === undefined) continue;
    const portal = portals.get(duty.portal)?.value;
    if (!portal) errors.push(fieldError(`duties[${index}].portal`, "portal-unknown"));
    else if (portal.governingUnit !== duty.unit) errors.push(fieldError(`duties[${index}].unit`, "unit-not-governing"));
  }
  if (errors.length > 0) throw new Refusal("invalid-content", errors);
}

/** The obligations of an order as they begin. */
async function dutiesOf(order: Order, now: Instant, { register, calendars }: ReportDeps): Promise<ObligationHead[]> {
  const bodies = bodiesOf(order);
  const [units, calendar] = await Promise.all([register.getMany("unit", bodies), calendars.current()]);
  return bodies.flatMap((body) => {
    const unit = units.get(body)?.value;
    return unit ? [obligationOfDuty(order, unit, now, calendar)] : [];
  });
}

/** Adds those that do not exist yet, as many in a transaction as go into one. */
async function addMissing(duties: readonly ObligationHead[], by: Actor, now: Instant, deps: ReportDeps): Promise<void> {
  const existing = new Set((await deps.reports.obligations(duties.map(({ id }) => id))).map(({ id }) => id));
  const changes = duties
    .filter(({ id }) => !existing.has(id))
    .map((head) => ({
      writes: deps.reports.add(head),
      events: [obligationEvent("obligation-frozen", head, { by, now })],
    }));
  const refusals = await commitTogether(deps.transactions, changes, now);
  const refused = refusals.find((code) => code !== undefined && code !== "already-exists");
  if (refused) throw new Refusal(refused);
}

/** What was not answered is reminded of no more. */
async function endFollowUp(order: Order, by: Actor, why: string, now: Instant, deps: ReportDeps): Promise<void> {
  const changes = (await obligationsOf(order, deps)).flatMap((head) => {
    const next = unfollowed(head);
    if (!next) return [];
    const event = obligationEvent("follow-up-ended", next, { by, now, from: head.state, why });
    return { writes: deps.reports.save(next, head), events: [event] };
  });
  const [refused] = (await commitTogether(deps.transactions, changes, now)).flatMap((code) => code ?? []);
  if (refused) throw new Refusal(refused);
}

function obligationsOf(order: Order, { reports }: ReportDeps) {
  return reports.obligations(bodiesOf(order).map((unit) => obligationIdOf(order.id, unit)));
}

async function withObligations(order: Order, now: Instant, deps: ReportDeps) {
  const today = dayAt(now);
  const obligations = await obligationsOf(order, deps);
  return { ...order, obligations: obligations.map((head) => listedAs(head, today)) };
}

function orderEvent(kind: string, order: Order, by: Actor, now: Instant, why?: string): ChangeEvent {
  const { number, on, lastOn, recipient } = order;
  return {
    subject: orderSubject(order.id),
    sequence: order.sequence,
    version: order.version,
    kind,
    at: new Date(now).toISOString(),
    by,
    unit: order.issuer,
    ...(why !== undefined && { why }),
    to: order.state,
    facts: { number, on, lastOn, recipient, bodies: bodiesOf(order) },
  };
}
