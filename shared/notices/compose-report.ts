/** A notice about one report that is owed becomes a mail, or it turns out that there is nothing to send. */
import { type Day, dayAt } from "../calendar/province-time.ts";
import type { WorkingCalendar } from "../calendar/working-days.ts";
import type { Instant } from "../platform/clock.ts";
import { formOf } from "../reports/form.ts";
import { periodIdOf } from "../reports/kinds.ts";
import { isSettled } from "../reports/moves.ts";
import { type ObligationHead, obligationIdOf, runningLastDay } from "../reports/obligation.ts";
import { coincidingPeriods } from "../reports/opening.ts";
import type { Order } from "../reports/order.ts";
import { regimes } from "../reports/regimes.ts";
import { reminderDay } from "../reports/schedule.ts";
import { obligationOfSubject } from "../reports/subject.ts";
import { type ComposeDeps, type Composed, historyOf, rendered, unitName } from "./composing.ts";
import type { Notice } from "./notice.ts";
import { governedOn } from "./people.ts";
import { type ChildrenSeen, type ReportNames, reportValues } from "./report-values.ts";
import { newestTemplate, type TemplateUsed } from "./templates.ts";

/** Composes the mail of a notice about one obligation. */
export async function composedReport(row: Notice, now: Instant, deps: ComposeDeps): Promise<Composed> {
  return composedOf(row, obligationOfSubject(row.subject) ?? "", now, deps);
}

/** The same for an obligation that the row does not name as its subject. */
export async function composedOf(row: Notice, id: string, now: Instant, deps: ComposeDeps): Promise<Composed> {
  const head = await deps.reports.obligation(id);
  if (!head) throw new Error(`There is no obligation ${id}.`);
  const calendar = await deps.calendars.current();
  const other = await otherOf(head, deps);
  const children = await childrenOf(head, dayAt(now), deps);
  const order = head.period ? undefined : await deps.orders.get(head.of);
  const needless = order?.state === "closed" ? "order-closed" : needlessBecause(row, head, other, children);
  if (needless !== undefined) return { kind: "needless", reason: needless };
  const to = row.recipient.kind === "officer" ? (await deps.people.officer(row.recipient.id))?.email : undefined;
  if (to === undefined) return { kind: "unreachable" };
  const history = await historyOf(`obligation#${id}`, deps);
  const event = history.find(({ sequence }) => sequence === row.sequence) ?? history.at(-1);
  if (!event) throw new Error(`There is no event of the obligation ${id}.`);
  const values = reportValues({
    head,
    event,
    history,
    form: formOf(head, order),
    order,
    other: isTogether(head, other) ? other : undefined,
    children,
    names: await namesOf(head, order, dayAt(now), deps),
    calendar,
    now,
    publicUrl: deps.publicUrl,
  });
  const template = stillTrue(row.template, head, dayAt(now), calendar);
  return { kind: "mail", to, template, text: rendered(row, template, values, "", now, deps) };
}

/** A reminder whose report has come, or whose days have moved since, has nothing more to say. */
function needlessBecause(
  { plan, template }: Notice,
  head: ObligationHead,
  other: ObligationHead | undefined,
  children: ChildrenSeen | undefined,
): string | undefined {
  if (template.id === "report-outdated") return (head.outOfDate ?? []).length > 0 ? undefined : "gathered-again";
  if (template.id === "report-returned") return head.returned ? undefined : "handed-in-again";
  if (plan === undefined) return undefined;
  if (template.id === "report-children-missing") {
    if (isSettled(head.state)) return "report-settled";
    return children && children.missing.length > 0 ? undefined : "nothing-missing";
  }
  if (isSettled(head.state)) return "report-settled";
  if (plan !== head.plan.version) return "plan-changed";
  return isToldWith(head, other) ? "told-with-the-longer" : undefined;
}

/** Of two reports that one hand-in may meet, the one over the longer span reminds of both. */
function isToldWith(head: ObligationHead, other: ObligationHead | undefined): boolean {
  if (!other || isSettled(other.state) || runningLastDay(other) !== runningLastDay(head)) return false;
  return (other.period?.dataFrom ?? "") < (head.period?.dataFrom ?? "");
}

/** Whether one hand-in meets both: it has, or it still may. */
function isTogether(head: ObligationHead, other: ObligationHead | undefined): boolean {
  if (!other) return false;
  if (head.report) return other.metBy === head.id;
  return !isSettled(other.state) && runningLastDay(other) === runningLastDay(head);
}

/** The same body's other report of the same close. */
async function otherOf(head: ObligationHead, { reports }: ComposeDeps): Promise<ObligationHead | undefined> {
  const regime = regimes.find(({ id }) => id === head.regime);
  if (!head.period || !regime) return undefined;
  const period = { ...head.period, id: periodIdOf(head.period.kind, head.period.year) };
  const [other] = coincidingPeriods(period, regime);
  return other && reports.obligation(obligationIdOf(other.id, head.unit));
}

/** Who has not reported to a parent, once they can have. */
async function childrenOf(head: ObligationHead, today: Day, deps: ComposeDeps): Promise<ChildrenSeen | undefined> {
  if (!head.gathers || !head.period || today <= head.period.dataTo) return undefined;
  let count = 0;
  const missing: string[] = [];
  for await (const { state, unit } of deps.reports.allOfPeriod(head.of, head.unit)) {
    if (state === "lapsed" || state === "excused") continue;
    count++;
    if (!isSettled(state)) missing.push(await unitName(unit, today, deps));
  }
  return { count, missing };
}

/** A reminder that leaves on a later day than it was meant for speaks of that day. */
function stillTrue(template: TemplateUsed, head: ObligationHead, today: Day, calendar: WorkingCalendar): TemplateUsed {
  const isSoon = template.id === "report-due-soon" || template.id === "directed-report-due-soon";
  if (!isSoon && template.id !== "report-due-today") return template;
  if (today > runningLastDay(head)) return newestTemplate("report-late");
  return isSoon && today >= reminderDay(runningLastDay(head), calendar) ? newestTemplate("report-due-today") : template;
}

async function namesOf(
  head: ObligationHead,
  order: Order | undefined,
  today: Day,
  deps: ComposeDeps,
): Promise<ReportNames> {
  const name = (id: string) => unitName(id, today, deps);
  const unit = await deps.people.unitOf(head.unit);
  const governing = unit && governedOn(unit, today);
  const portals = order?.duties.filter((duty) => duty.unit === head.unit).flatMap(({ portal }) => portal ?? []) ?? [];
  const portalName = async (id: string) => (await deps.people.portal(id))?.name ?? id;
  return {
    unit: await name(head.unit),
    recipient: await name(head.to),
    governing: governing === undefined || governing === head.to ? undefined : await name(governing),
    province: await name(deps.provinceOffice),
    onBehalf: head.onBehalfBy && (await name(head.onBehalfBy)),
    outOfDate: await Promise.all((head.outOfDate ?? []).map(name)),
    orderIssuer: order && (await name(order.issuer)),
    portal: portals.length > 0 ? (await Promise.all([...new Set(portals)].map(portalName))).join("; ") : undefined,
  };
}
