/** The reports that stand in an officer's digest: those that their units owe within the days of the first reminder, or are late with. */
import { withGuessedYears } from "../calendar/guessed-years.ts";
import { type Day, yearOf } from "../calendar/province-time.ts";
import { type WorkingCalendar, workingDaysBetween } from "../calendar/working-days.ts";
import { isSettled } from "../reports/moves.ts";
import { lastDayOf } from "../reports/obligation.ts";
import type { ListedObligation } from "../reports/report-store.ts";
import type { ComposeDeps } from "./composing.ts";
import { shortDay } from "./dates-for-people.ts";
import { reportNameOf } from "./report-values.ts";

/** From so many working days before the due day on, a report is listed. */
const soonDays = 5;
/** The newest of a body: some three years of them. */
const mostOfUnit = 50;

/** One line each: its name, when it is due, where it is. */
export async function digestReports(
  units: readonly string[],
  today: Day,
  calendar: WorkingCalendar,
  { reports, orders, publicUrl }: Pick<ComposeDeps, "reports" | "orders" | "publicUrl">,
): Promise<string[]> {
  const pages = await Promise.all(units.map((unit) => reports.ofUnit(unit, { limit: mostOfUnit })));
  const listed = pages.flatMap(({ items }) => items).filter((one) => isListed(one, today, calendar));
  const lines = listed
    .toSorted((one, other) => (lastDayOf(one) < lastDayOf(other) ? -1 : 1))
    .map(async (one) => {
      const order = one.period ? undefined : await orders.get(one.of);
      const { reportName } = reportNameOf(one, order);
      return `${reportName}: ${timingText(one, today)}, ${publicUrl}/v1/obligations/${one.id}`;
    });
  return Promise.all(lines);
}

function isListed(one: ListedObligation, today: Day, calendar: WorkingCalendar): boolean {
  if (isSettled(one.state)) return false;
  const dueOn = lastDayOf(one);
  return workingDaysBetween(today, dueOn, withGuessedYears(calendar, yearOf(dueOn))) <= soonDays;
}

function timingText(one: ListedObligation, today: Day): string {
  const dueOn = lastDayOf(one);
  if (one.state === "returned") return "được trả lại để bổ sung";
  const due = `hạn ${shortDay(dueOn)}`;
  if (today === dueOn) return `${due}, đến hạn hôm nay`;
  return today > dueOn ? `${due}, quá hạn` : due;
}
