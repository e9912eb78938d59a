/** Obligations are listed and opened. */
import { ownUnit } from "../../shared/access/roles.ts";
import { type Day, dayAt, yearOf } from "../../shared/calendar/province-time.ts";
import { fieldError } from "../../shared/platform/field-errors.ts";
import type { Action, Actions, OfficerCaller } from "../../shared/platform/http/route.ts";
import type { Page, PageRequest } from "../../shared/platform/pages.ts";
import { Refusal } from "../../shared/platform/refusals.ts";
import { emptyContent } from "../../shared/reports/content.ts";
import { periodIdOf, periodNamed, type ReportKind } from "../../shared/reports/kinds.ts";
import { obligationIdOf } from "../../shared/reports/obligation.ts";
import type { Order } from "../../shared/reports/order.ts";
import type { ReportForm } from "../../shared/reports/regime.ts";
import type { ListedObligation } from "../../shared/reports/report-store.ts";
import { obligationSubject } from "../../shared/reports/subject.ts";
import { nameOn, parentOn, type Unit } from "../../shared/units/unit.ts";
import { openObligation } from "./change.ts";
import type { ReportDeps } from "./deps.ts";
import type { obligationRoutes } from "./obligation-routes.ts";
import { listedAs } from "./shown.ts";
import { judged, newestDraft, shortcomings, writingOf } from "./writing.ts";

type Listing = Pick<Actions<typeof obligationRoutes, ReportDeps>, "listObligations" | "listObligationEvents">;
type Showing = Action<(typeof obligationRoutes)["showObligation"], ReportDeps>;

export const listingActions: Listing = {
  listObligations: async ({ query, caller, now }, deps) => {
    const today = dayAt(now);
    const unit = await unitSeen(query.unit ?? ownUnit(caller.officer.grants, today), caller, today, deps);
    const { items, nextCursor } = await obligationsOf(unit, query, deps);
    return { body: { items: items.map((item) => listedAs(item, today)), nextCursor } };
  },

  listObligationEvents: async ({ params, query, caller }, deps) => {
    const { head } = await openObligation(params.obligation, caller, deps);
    return { body: await deps.events.of(obligationSubject(head.id), query) };
  },
};

export const showObligation: Showing = async ({ params, caller, now }, deps) => {
  const { head, acting } = await openObligation(params.obligation, caller, deps);
  const today = dayAt(now);
  const [writing, written, report, names] = await Promise.all([
    writingOf(head, now, deps),
    newestDraft(head, deps),
    head.report && deps.reports.report({ obligation: head.id, number: head.report.number }),
    unitNames([head.unit, head.to], today, deps),
  ]);
  // A draft is its writers' own until it is handed in.
  const draft = acting.unit === head.unit || written?.byUnit === acting.unit ? written : undefined;
  const checked = judged(draft ?? report ?? { content: emptyContent }, writing);
  return {
    body: {
      ...listedAs(head, today),
      unitName: names(head.unit),
      toName: names(head.to),
      form: formShown(writing.form),
      known: [...writing.known],
      lastYear: Object.fromEntries(writing.lastYear),
      draft: draft && { ...draft, number: head.draft?.number ?? 1 },
      handedIn: report && { ...report, number: head.report?.number ?? 1 },
      ...shortcomings(checked, writing),
      returned: head.returned,
      extension: head.extension,
      excuse: head.excuse,
      order: writing.order && quoted(writing.order),
    },
    version: head.version,
  };
};

function formShown({ name, legalBasis, outline, figures, sums, jumpShare }: ReportForm) {
  const adding = sums.map((rule) => ({ ...rule, parts: [...rule.parts] }));
  return { name, legalBasis, outline: [...outline], figures: [...figures], sums: adding, jumpShare };
}

function quoted({ id, documentKind, number, on, issuer, subject, quotedDeadline, lastOn, state }: Order) {
  return { id, documentKind, number, on, issuer, subject, quotedDeadline, lastOn, state };
}

/** A unit whose obligations the officer may see, by its own link of today. */
async function unitSeen(id: string, caller: OfficerCaller, today: Day, { register }: ReportDeps): Promise<Unit> {
  const unit = (await register.get("unit", id))?.value;
  caller.admit({ unit: id, recipient: unit && parentOn(unit, today) });
  if (!unit) throw new Refusal("not-found");
  return unit;
}

interface ObligationQuery extends PageRequest {
  readonly year?: number | undefined;
  readonly kind?: ReportKind | undefined;
  readonly period?: string | undefined;
}

/** By a period, or a kind of a year, it is one; else a page of the body's, of a year or of all. */
async function obligationsOf(
  { id }: Unit,
  { year, kind, period, ...request }: ObligationQuery,
  { reports }: ReportDeps,
): Promise<Page<ListedObligation>> {
  if (kind && year === undefined) throw new Refusal("invalid-content", [fieldError("kind", "kind-without-year")]);
  const named = kind && year !== undefined ? periodIdOf(kind, year) : period;
  if (named === undefined) return reports.ofUnit(id, request, year);
  if (period !== undefined && !periodNamed(period)) throw new Refusal("not-found");
  const only = await reports.obligation(obligationIdOf(named, id));
  const fits =
    only && (period === undefined || only.of === period) && (year === undefined || yearOf(only.dueOn) === year);
  return { items: fits ? [only] : [] };
}

/** Names of units on a day; one that the register does not know is named by its id. */
export async function unitNames(
  ids: readonly string[],
  on: Day,
  { register }: Pick<ReportDeps, "register">,
): Promise<(id: string) => string> {
  const units = await register.getMany("unit", ids);
  return (id) => {
    const unit = units.get(id)?.value;
    return unit ? nameOn(unit, on) : id;
  };
}
