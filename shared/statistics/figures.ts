/** The figures of the whole province, from the open questions and the tallies. Pure. */
import type { Day } from "../calendar/province-time.ts";
import type { WorkingCalendar } from "../calendar/working-days.ts";
import type { FigureName } from "./metrics.ts";
import { type OpenPicture, oldestUnanswered } from "./open-picture.ts";
import { onTimeShare } from "./share.ts";
import { type Counts, summed } from "./tally.ts";

export type Figures = Readonly<Record<FigureName, number>>;

type OpenFigure = "open" | "due-today" | "late" | "without-due-day" | "oldest-unanswered";
type MonthFigure = "received-in-month" | "answered-in-month" | "answered-on-time-in-month";

/** How the open questions stand on a day of the province. */
export function openFigures(picture: OpenPicture, today: Day, calendar: WorkingCalendar): Pick<Figures, OpenFigure> {
  return {
    open: picture.open,
    "due-today": picture.dueToday.total,
    late: picture.late.total,
    "without-due-day": picture.withoutDueDay,
    "oldest-unanswered": oldestUnanswered(picture, today, calendar),
  };
}

/** The figures of a month, from the counts of all units in it. */
export function monthFigures(counts: Iterable<Counts>): Pick<Figures, MonthFigure> {
  const sum = summed(counts);
  const onTime = onTimeShare(sum);
  return {
    "received-in-month": sum.received ?? 0,
    "answered-in-month": onTime.of,
    "answered-on-time-in-month": onTime.n,
  };
}
