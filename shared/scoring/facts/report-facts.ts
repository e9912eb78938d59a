/**
 * The fact of a body's periodic reports: the dates of the period on which it owed any. Pure. Two reports that are due on one day are one
 * date. A date is met when everything due on it was handed in, late when the last of it came late, missing while any of it has not come
 * and its last day is over. Excused reports do not count; a date that is not over yet counts neither way.
 */
import { type Day, dayNumberOf, dayOf } from "../../calendar/province-time.ts";
import type { Period } from "../../reports/kinds.ts";
import { lastDayOf, type ObligationHead } from "../../reports/obligation.ts";
import { periodsOf } from "../../reports/opening.ts";
import type { Regime } from "../../reports/regime.ts";
import type { ScorePeriod } from "../periods/score-period.ts";
import type { Fact } from "./fact.ts";

/** What of an obligation a date is judged by. */
export type OwedReport = Pick<ObligationHead, "state" | "first" | "dueOn" | "extension">;

/** A report is due at most so many days after its data close. */
const dueWithinDays = 31;

/** The periods of reports that may fall due in a score period; `unheld`: some that the system did not follow, for their data begin before `from`. */
export function reportPeriodsDueIn(
  { year, from: first, to }: Pick<ScorePeriod, "year" | "from" | "to">,
  regimes: readonly Regime[],
  from: Day,
): { readonly followed: Period[]; readonly unheld: Period[] } {
  const earliest = dayOf(dayNumberOf(first) - dueWithinDays);
  const due = [year - 1, year]
    .flatMap((one) => periodsOf(one, regimes))
    .map(({ period }) => period)
    .filter(({ dataTo }) => earliest <= dataTo && dataTo <= to);
  return {
    followed: due.filter(({ dataFrom }) => dataFrom >= from),
    unheld: due.filter(({ dataFrom, dataTo }) => dataFrom < from && dataTo >= first),
  };
}

/** By the obligations of one body that are due in the period, as they stand on `today`. */
export function reportDates(
  owed: readonly OwedReport[],
  { from, to }: Pick<ScorePeriod, "from" | "to">,
  today: Day,
): Fact {
  const counted = owed.filter(
    ({ dueOn, state }) => from <= dueOn && dueOn <= to && state !== "excused" && state !== "lapsed",
  );
  const standings = [...Map.groupBy(counted, ({ dueOn }) => dueOn).values()].map((date) => standingOfDate(date, today));
  const count = (standing: DateStanding) => standings.filter((one) => one === standing).length;
  const of = standings.length - count("not-yet-due");
  if (of === 0) return { is: "not-applicable", why: "nothing-to-judge" };
  return { is: "known", value: { of, lapses: { late: count("late"), missing: count("missing") } } };
}

/** What is said where none of the period's dates was followed. */
export const silentReports: Fact = { is: "not-measured", why: "source-silent" };

type DateStanding = "met" | "late" | "missing" | "not-yet-due";

function standingOfDate(reports: readonly OwedReport[], today: Day): DateStanding {
  const waiting = reports.filter(({ first }) => first === undefined);
  if (waiting.some((report) => today > lastDayOf(report))) return "missing";
  if (waiting.length > 0) return "not-yet-due";
  return reports.some(({ first }) => (first?.lateDays ?? 0) > 0) ? "late" : "met";
}
