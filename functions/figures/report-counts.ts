/**
 * Counts the reports of the periods that closed last: once an hour, and when a day of the province begins, for then what was in time may be
 * late. A count reads every obligation of them, thousands in a province of communes, so that it is not made at every run.
 */
import { type Day, dayAt } from "../../shared/calendar/province-time.ts";
import type { Clock, Instant } from "../../shared/platform/clock.ts";
import type { Regime } from "../../shared/reports/regime.ts";
import type { ReportStore } from "../../shared/reports/report-store.ts";
import type { ReportFacts } from "../../shared/statistics/widget.ts";
import {
  type PeriodSeen,
  periodsClosedLast,
  reportFacts,
  type SeenObligation,
} from "../../shared/statistics/widget-reports.ts";

const rememberedMilliseconds = 3_600_000;

/** The facts of both tables of reports, at most an hour old; they say when they were counted. */
export type ReportCounts = () => Promise<ReportFacts>;

export function reportCounts(
  { allOfPeriod }: Pick<ReportStore, "allOfPeriod">,
  regimes: readonly Regime[],
  clock: Clock,
): ReportCounts {
  let last: { readonly at: Instant; readonly on: Day; readonly facts: ReportFacts } | undefined;
  return async () => {
    const now = clock.now();
    const on = dayAt(now);
    const isFresh = last?.on === on && now >= last.at && now - last.at < rememberedMilliseconds;
    if (last && isFresh) return last.facts;
    const seen: PeriodSeen[] = [];
    for (const period of periodsClosedLast(now, regimes)) {
      const obligations: SeenObligation[] = [];
      for await (const obligation of allOfPeriod(period.id)) obligations.push(obligation);
      seen.push({ period, obligations });
    }
    last = { at: now, on, facts: reportFacts(seen, now) };
    return last.facts;
  };
}
