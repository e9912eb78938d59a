/** The registers of periods. */
import { type Day, dayAt, yearOf } from "../../shared/calendar/province-time.ts";
import type { WorkingCalendar } from "../../shared/calendar/working-days.ts";
import type { Actions } from "../../shared/platform/http/route.ts";
import { decodeCursor, encodeCursor, type PageRequest } from "../../shared/platform/pages.ts";
import { Refusal } from "../../shared/platform/refusals.ts";
import { wholeRegister } from "../../shared/register/whole-register.ts";
import { consolidate } from "../../shared/reports/consolidate.ts";
import { emptyContent } from "../../shared/reports/content.ts";
import { dueDayOf } from "../../shared/reports/due-day.ts";
import { type Period, periodName, periodNamed } from "../../shared/reports/kinds.ts";
import { obligationOf, periodsOf, stageOfPeriod } from "../../shared/reports/opening.ts";
import { whoOwes } from "../../shared/reports/owing.ts";
import type { PeriodRecord } from "../../shared/reports/period.ts";
import { periodRegister, type RegisterRow } from "../../shared/reports/period-register.ts";
import type { Regime } from "../../shared/reports/regime.ts";
import type { ListedObligation } from "../../shared/reports/report-store.ts";
import { groupNames } from "../../shared/units/groups.ts";
import { childrenOf, sourcesOf, versionsOf } from "./children.ts";
import type { ReportDeps } from "./deps.ts";
import { unitNames } from "./obligation-actions.ts";
import type { periodRoutes } from "./period-routes.ts";
import { listedAs } from "./shown.ts";

export const periodActions: Actions<typeof periodRoutes, ReportDeps> = {
  listPeriods: async ({ query, now }, deps) => {
    const today = dayAt(now);
    const calendar = await deps.calendars.current();
    const known = periodsOf(query.year ?? yearOf(today), deps.regimes);
    const items = await Promise.all(
      known.map(async ({ period, regime }) => {
        const record = await deps.reports.period(period.id);
        return periodShown(period, regime, record, today, calendar);
      }),
    );
    return { body: { items } };
  },

  showPeriod: async ({ params, query, caller, now }, deps) => {
    caller.admit(query.to ?? deps.provinceUnit);
    const today = dayAt(now);
    const { period, regime, record } = await periodFound(params.period, deps);
    const obligations: ListedObligation[] = [];
    for await (const obligation of deps.reports.allOfPeriod(period.id, query.to)) obligations.push(obligation);
    const { all, tiers, groups } = periodRegister(obligations, today);
    return {
      body: {
        period: periodShown(period, regime, record, today, await deps.calendars.current()),
        isFrozen: record?.state === "frozen",
        all: rowShown(all),
        direct: rowShown(tiers.direct),
        children: rowShown(tiers.child),
        groups: groups.map(({ group, row }) => ({ group, name: groupNames[group], ...rowShown(row) })),
      },
    };
  },

  listPeriodObligations: async ({ params, query: { to, ...request }, caller, now }, deps) => {
    caller.admit(to ?? deps.provinceUnit);
    const today = dayAt(now);
    const { period, regime, record } = await periodFound(params.period, deps);
    if (!record && stageOfPeriod(period, today) === "ahead") {
      return { body: await foreseen(period, regime, { to, ...request }, today, deps) };
    }
    const { items, nextCursor } = await deps.reports.ofPeriod(period.id, request, to);
    return { body: { items: items.map((item) => listedAs(item, today)), nextCursor } };
  },

  showPeriodTotals: async ({ params, query, caller, now }, deps) => {
    const to = query.to ?? deps.provinceUnit;
    caller.admit(to);
    const { period, regime } = await periodFound(params.period, deps);
    const owing = await childrenOf(period.id, to, deps);
    const sources = await sourcesOf(versionsOf(owing), deps);
    const { figures, missing } = consolidate(
      emptyContent,
      sources,
      owing.map(({ unit }) => unit),
      regime,
    );
    const outOfDate = owing.filter((obligation) => (obligation.outOfDate ?? []).length > 0).map(({ unit }) => unit);
    const names = await unitNames([...missing, ...outOfDate], dayAt(now), deps);
    const named = (unit: string) => ({ unit, unitName: names(unit) });
    const totals = new Map(figures.map((figure) => [figure.id, figure]));
    return {
      body: {
        period: period.id,
        to,
        owing: owing.length,
        handedIn: sources.length,
        figures: regime.figures.map(({ id, label, unit }) => {
          const { total = 0, givenBy = 0 } = totals.get(id) ?? {};
          return { id, label, unit, total, givenBy };
        }),
        missing: missing.map(named),
        outOfDate: outOfDate.map(named),
      },
    };
  },
};

/** A period of the regimes, with what is kept of it; a name that no regime knows is not found. */
async function periodFound(
  id: string,
  { regimes, reports }: ReportDeps,
): Promise<{ period: Period; regime: Regime; record: PeriodRecord | undefined }> {
  const named = periodNamed(id);
  const found = named && periodsOf(named.year, regimes).find(({ period }) => period.id === id);
  if (!found) throw new Refusal("not-found");
  return { ...found, record: await reports.period(id) };
}

/** Who would owe if the period were opened today: a page of it, by unit. */
async function foreseen(
  period: Period,
  regime: Regime,
  { to, limit, cursor }: PageRequest & { readonly to: string | undefined },
  today: Day,
  { register, calendars }: ReportDeps,
) {
  const after = decodeCursor(cursor, ["after"])?.after ?? "";
  const [{ units, portals }, calendar] = await Promise.all([wholeRegister(register), calendars.current()]);
  const { owing } = whoOwes(units, portals, regime.recipient, today);
  const rest = owing.filter((entry) => (to === undefined || entry.to === to) && entry.unit > String(after));
  const page = rest.slice(0, limit);
  const last = page.at(-1)?.unit;
  return {
    items: page.map((entry) =>
      listedAs({ ...obligationOf(entry, period, regime, calendar), state: "expected" as const }, today),
    ),
    ...(rest.length > limit && last !== undefined && { nextCursor: encodeCursor({ after: last }) }),
  };
}

function periodShown(
  period: Period,
  regime: Regime,
  record: PeriodRecord | undefined,
  today: Day,
  calendar: WorkingCalendar,
) {
  const [direct, child] = [dueDayOf(period, "direct", regime, calendar), dueDayOf(period, "child", regime, calendar)];
  const unopened = stageOfPeriod(period, today) === "ahead" ? ("ahead" as const) : ("not-opened" as const);
  const { id, kind, year, dataFrom, dataTo } = period;
  return {
    id,
    kind,
    year,
    name: periodName(period),
    dataFrom,
    dataTo,
    dueOn: direct.dueOn,
    childDueOn: child.dueOn,
    provisional: direct.provisional || child.provisional,
    state: record?.state ?? unopened,
    frozenOn: record?.frozenOn,
    owing: record?.owing,
    legalBasis: regime.legalBasis,
  };
}

function rowShown({ owing, handedIn, standings, outOfDate, incomplete, invalid }: RegisterRow) {
  const { "on-time": onTime, late, missing, "not-yet-due": notYetDue, returned, excused } = standings;
  return { owing, handedIn, onTime, late, missing, notYetDue, returned, excused, outOfDate, incomplete, invalid };
}
