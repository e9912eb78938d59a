/** The facts of the dashboard's tables of reports, from the obligations of the periods that closed last. Pure. */
import { dayAt, yearOf } from "../calendar/province-time.ts";
import type { Instant } from "../platform/clock.ts";
import { type Period, periodName } from "../reports/kinds.ts";
import { lastDayOf, standingOf } from "../reports/obligation.ts";
import { periodsOf, stageOfPeriod } from "../reports/opening.ts";
import { periodRegister, type RegisterRow } from "../reports/period-register.ts";
import { type Regime, tiers } from "../reports/regime.ts";
import type { ListedObligation } from "../reports/report-store.ts";
import { unitGroups } from "../units/groups.ts";
import { mostNamed } from "./open-picture.ts";
import type { Facts, ReportFacts } from "./widget.ts";

/** As much of an obligation as is looked at: no content. */
export type SeenObligation = Pick<
  ListedObligation,
  "unit" | "group" | "to" | "tier" | "state" | "first" | "dueOn" | "extension" | "outOfDate"
>;

/** A period and what is owed for it. */
export interface PeriodSeen {
  readonly period: Period;
  readonly obligations: readonly SeenObligation[];
}

/** The periods that closed last, by a day of the province: all that closed on one date, the longest first. */
export function periodsClosedLast(now: Instant, regimes: readonly Regime[]): Period[] {
  const today = dayAt(now);
  const year = yearOf(today);
  const closed = [year - 1, year]
    .flatMap((number) => periodsOf(number, regimes).map(({ period }) => period))
    .filter((period) => stageOfPeriod(period, today) === "closed");
  const last = closed.reduce((latest, { dataTo }) => (dataTo > latest ? dataTo : latest), "");
  return closed
    .filter(({ dataTo }) => dataTo === last)
    .toSorted((one, other) => one.dataFrom.localeCompare(other.dataFrom));
}

/** Both tables, with the units' ids where their names will stand. */
export function reportFacts(seen: readonly PeriodSeen[], now: Instant): ReportFacts {
  const today = dayAt(now);
  const closedOn = seen[0]?.period.dataTo;
  const owed = seen.flatMap(({ obligations }) => obligations.filter(({ state }) => state !== "lapsed"));
  const about = {
    periods: seen.map(({ period }) => periodName(period)),
    ...(closedOn !== undefined && { closedOn }),
    isFrozen: owed.every(({ state }) => state !== "expected"),
    owing: owed.length,
    countedAt: new Date(now).toISOString(),
  };
  const rows = seen.flatMap((one) => groupRows(one, today));
  const missing = missingRows(seen, today);
  return {
    "reports-by-group": { ...about, total: rows.length, rows },
    "reports-missing": { ...about, total: missing.length, rows: missing.slice(0, mostNamed) },
  };
}

type GroupRow = Facts<"reports-by-group">["rows"][number];

/** N of the province is what is owed to it directly; what parents gather has a row of its own. */
function groupRows({ period, obligations }: PeriodSeen, today: string): GroupRow[] {
  const name = periodName(period);
  const [direct, child] = tiers.map((tier) =>
    periodRegister(
      obligations.filter((obligation) => obligation.tier === tier),
      today,
    ),
  );
  const row = (of: GroupRow["of"], counts: RegisterRow | undefined) =>
    counts && counts.owing > 0 ? [{ period: name, of, ...countsOf(counts) }] : [];
  const groups = direct?.groups ?? [];
  return [
    ...row("direct", direct?.all),
    ...groups.flatMap((group) => row(group.group, group.row)),
    ...row("child", child?.all),
  ];
}

function countsOf({ owing, standings, outOfDate }: RegisterRow) {
  const { "on-time": onTime, late, missing, "not-yet-due": notYetDue, returned, excused } = standings;
  return { owing, onTime, late, missing, notYetDue, returned, excused, outOfDate };
}

/** A row for each body that has not handed in, for however many periods: late ones first, then those of the province itself. */
function missingRows(seen: readonly PeriodSeen[], today: string): Facts<"reports-missing">["rows"] {
  const unsent = seen.flatMap(({ period, obligations }) =>
    obligations.flatMap((obligation) => {
      const standing = standingOf(obligation, today);
      const isLate = standing === "missing";
      return isLate || standing === "not-yet-due" ? [{ obligation, isLate, name: periodName(period) }] : [];
    }),
  );
  const byUnit = Map.groupBy(unsent, ({ obligation }) => obligation.unit);
  const rows = [...byUnit.values()].flatMap((owed) => {
    const [first] = owed.toSorted((a, b) => lastDayOf(a.obligation).localeCompare(lastDayOf(b.obligation)));
    if (!first) return [];
    const { unit, to, tier, group } = first.obligation;
    const place = tiers.indexOf(tier) * unitGroups.length + unitGroups.indexOf(group);
    const periods = owed.map(({ name }) => name);
    return [{ place, row: { unit, to, periods, lastOn: lastDayOf(first.obligation), isLate: first.isLate } }];
  });
  return rows
    .toSorted(
      (a, b) =>
        Number(b.row.isLate) - Number(a.row.isLate) || a.place - b.place || a.row.unit.localeCompare(b.row.unit),
    )
    .map(({ row }) => row);
}
