/**
 * Opening and freezing a period. On the first day of its data it is opened provisionally: one obligation for each body that would owe it
 * today. At the close the list is frozen by the tree and the regime of that day: new bodies come in, those that no longer owe lapse, and
 * what stands then is the denominator for ever. Run twice, late or after a crash: what is there already is left as it is.
 */
import { type Day, yearOf } from "../calendar/province-time.ts";
import type { WorkingCalendar } from "../calendar/working-days.ts";
import { dueDayOf } from "./due-day.ts";
import { type Period, periodOf } from "./kinds.ts";
import { type ObligationHead, obligationIdOf } from "./obligation.ts";
import type { Owing } from "./owing.ts";
import { type Regime, regimeOn } from "./regime.ts";

/** An obligation as it is opened, before it has a plan and versions. */
export type OpenedObligation = Pick<
  ObligationHead,
  "id" | "unit" | "group" | "of" | "period" | "dueOn" | "provisional" | "to" | "tier" | "gathers" | "regime"
>;

/** The periods of a year, each by the regime in force on its last day; none where no regime is. */
export function periodsOf(year: number, regimes: readonly Regime[]): { period: Period; regime: Regime }[] {
  const kinds = new Set(regimes.flatMap((regime) => regime.kinds));
  return [...kinds].flatMap((kind) => {
    const regime = regimeOn(
      regimes.filter((entry) => entry.kinds.includes(kind)),
      `${year}-12-31`,
    );
    if (!regime) return [];
    const period = periodOf(kind, year, regime.opensOn, regime.closesOn);
    const inForce = regimeOn(regimes, period.dataTo);
    return inForce?.kinds.includes(kind) ? [{ period, regime: inForce }] : [];
  });
}

/** Periods of other kinds that close on the same day, the longest first: one report may meet them too. */
export function coincidingPeriods({ id, year, dataTo }: Period, { kinds, opensOn, closesOn }: Regime): Period[] {
  return kinds
    .map((kind) => periodOf(kind, year, opensOn, closesOn))
    .filter((other) => other.dataTo === dataTo && other.id !== id)
    .toSorted((one, other) => (one.dataFrom < other.dataFrom ? -1 : 1));
}

/** The periods of last, this and next year that are followed: those whose data begin on `from` or later. */
export function periodsFollowed(today: Day, regimes: readonly Regime[], from: Day) {
  const year = yearOf(today);
  return [year - 1, year, year + 1]
    .flatMap((number) => periodsOf(number, regimes))
    .filter(({ period }) => period.dataFrom >= from);
}

/** What is to be done with a period on a day: nothing yet, open it, or freeze it (the first day after its data). */
export function stageOfPeriod({ dataFrom, dataTo }: Period, today: Day): "ahead" | "open" | "closed" {
  if (today < dataFrom) return "ahead";
  return today <= dataTo ? "open" : "closed";
}

/** The obligation of a body for a period. */
export function obligationOf(
  { unit, group, to, tier, gathers }: Owing,
  period: Period,
  regime: Regime,
  calendar: WorkingCalendar,
): OpenedObligation {
  return {
    id: obligationIdOf(period.id, unit),
    unit,
    group,
    of: period.id,
    period: { kind: period.kind, year: period.year, dataFrom: period.dataFrom, dataTo: period.dataTo },
    ...dueDayOf(period, tier, regime, calendar),
    to,
    tier,
    gathers,
    regime: regime.id,
  };
}

/** What the freeze does to each: the owed list, and the expected ones that are not on it. */
export interface Freeze {
  readonly owed: readonly Owing[];
  readonly lapsed: readonly string[];
}

export function freezeOf(owing: readonly Owing[], expected: readonly string[]): Freeze {
  const owed = new Set(owing.map(({ unit }) => unit));
  return { owed: owing, lapsed: expected.filter((unit) => !owed.has(unit)) };
}
