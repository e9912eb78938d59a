/**
 * Publishes the figures of the whole province, and keeps the facts of the dashboard's tables. Run twice: the same figures again. Late, or
 * not at all today: the dashboard shows older ones and its tables say so; nothing else depends on them.
 */
import type { CalendarStore } from "../../shared/calendar/calendar-store.ts";
import { dayAt } from "../../shared/calendar/province-time.ts";
import type { Clock } from "../../shared/platform/clock.ts";
import type { QuestionStore } from "../../shared/questions/question-store.ts";
import type { ScoringStore } from "../../shared/scoring/scoring-store.ts";
import type { FactsStore } from "../../shared/statistics/facts-store.ts";
import { type Figures, monthFigures, openFigures } from "../../shared/statistics/figures.ts";
import { metricLine } from "../../shared/statistics/metrics.ts";
import { monthOf, standing } from "../../shared/statistics/tally.ts";
import type { TallyStore } from "../../shared/statistics/tally-store.ts";
import { tableFacts, unitsIn, withNames } from "../../shared/statistics/widget-rows.ts";
import { walkOpen } from "./open-walk.ts";
import type { ReportCounts } from "./report-counts.ts";
import type { UnitNames } from "./unit-names.ts";

export interface FiguresDeps {
  readonly questions: Pick<QuestionStore, "openIn">;
  readonly tallies: Pick<TallyStore, "of">;
  readonly facts: Pick<FactsStore, "keep">;
  readonly reportCounts: ReportCounts;
  readonly scores: Pick<ScoringStore, "latest">;
  readonly unitNames: UnitNames;
  readonly calendars: Pick<CalendarStore, "current">;
  /** How many notices wait. */
  readonly countWaiting: () => Promise<number>;
  /** Where CloudWatch finds them. */
  readonly namespace: string;
  readonly clock: Clock;
  /** Writes a line of the log as it is. */
  readonly print: (line: string) => void;
}

export async function publishFigures(deps: FiguresDeps): Promise<Figures> {
  const now = deps.clock.now();
  const today = dayAt(now);
  const [picture, ofMonth, ofNow, calendar, waiting, reports, latest] = await Promise.all([
    walkOpen(deps.questions, today),
    deps.tallies.of(monthOf(now)),
    deps.tallies.of(standing),
    deps.calendars.current(),
    deps.countWaiting(),
    deps.reportCounts(),
    deps.scores.latest(),
  ]);
  const figures = {
    ...openFigures(picture, today, calendar),
    ...monthFigures(ofMonth.map(({ counts }) => counts)),
    "notices-waiting": waiting,
  };
  deps.print(metricLine(deps.namespace, figures, now));
  // With the names that the units have today: drawing a table is then one query.
  const tables = {
    ...tableFacts(picture, [...ofMonth, ...ofNow], calendar, now),
    ...reports,
    "scores-weakest": latest ? { latest } : {},
  };
  await deps.facts.keep(withNames(tables, await deps.unitNames(unitsIn(tables), today)), now);
  return figures;
}
