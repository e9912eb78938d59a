/** The figures of the whole province that are published as metrics: a closed list, none by unit, portal or officer. */
import type { Day } from "../calendar/province-time.ts";
import type { Instant } from "../platform/clock.ts";
import { onTimeShare } from "./share.ts";
import { type Counts, summed } from "./tally.ts";

/** Name of a metric → what the people call it. */
export const figureNames = {
  open: "Đang xử lý",
  "due-today": "Đến hạn hôm nay",
  late: "Quá hạn",
  "without-due-day": "Chưa có thời hạn trả lời",
  "received-in-month": "Đã nhận trong tháng",
  "answered-in-month": "Đã trả lời trong tháng (có thời hạn)",
  "answered-on-time-in-month": "Đã trả lời đúng hạn trong tháng",
} as const;
export type FigureName = keyof typeof figureNames;
export type Figures = Readonly<Record<FigureName, number>>;

/** How the open questions stand. */
export type OpenFigures = Pick<Figures, "open" | "due-today" | "late" | "without-due-day">;
type MonthFigures = Omit<Figures, keyof OpenFigures>;

/** Open questions by their due day, on a day of the province. */
export function openFigures(open: readonly { readonly dueOn: Day | null }[], today: Day): OpenFigures {
  const count = (matches: (dueOn: Day | null) => boolean) => open.filter(({ dueOn }) => matches(dueOn)).length;
  return {
    open: open.length,
    "due-today": count((dueOn) => dueOn === today),
    late: count((dueOn) => dueOn !== null && dueOn < today),
    "without-due-day": count((dueOn) => dueOn === null),
  };
}

/** The figures of a month, from the counts of all units in it. */
export function monthFigures(counts: Iterable<Counts>): MonthFigures {
  const sum = summed(counts);
  const onTime = onTimeShare(sum);
  return {
    "received-in-month": sum.received ?? 0,
    "answered-in-month": onTime.of,
    "answered-on-time-in-month": onTime.n,
  };
}

/** The line of a log out of which CloudWatch takes the figures (embedded metric format), without any dimension. */
export function metricLine(namespace: string, figures: Figures, at: Instant): string {
  const Metrics = Object.keys(figureNames).map((Name) => ({ Name, Unit: "Count" }));
  const _aws = { Timestamp: at, CloudWatchMetrics: [{ Namespace: namespace, Dimensions: [[]], Metrics }] };
  return JSON.stringify({ _aws, ...figures });
}
