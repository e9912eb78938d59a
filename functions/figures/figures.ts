/**
 * Publishes the figures of the whole province. Run twice: the same figures again. Late, or not at all today: the dashboard shows older
 * ones, and nothing else depends on them.
 */
import { dayAt } from "../../shared/calendar/province-time.ts";
import type { Clock } from "../../shared/platform/clock.ts";
import type { QuestionStore } from "../../shared/questions/question-store.ts";
import { type Figures, metricLine, monthFigures } from "../../shared/statistics/figures.ts";
import { monthOf } from "../../shared/statistics/tally.ts";
import type { TallyStore } from "../../shared/statistics/tally-store.ts";
import { countOpen } from "./open-counts.ts";

export interface FiguresDeps {
  readonly questions: Pick<QuestionStore, "openIn">;
  readonly tallies: TallyStore;
  /** Where CloudWatch finds them. */
  readonly namespace: string;
  readonly clock: Clock;
  /** Writes a line of the log as it is. */
  readonly print: (line: string) => void;
}

export async function publishFigures({ questions, tallies, namespace, clock, print }: FiguresDeps): Promise<Figures> {
  const now = clock.now();
  const [open, month] = await Promise.all([countOpen(questions, dayAt(now)), tallies.of(monthOf(now))]);
  const figures = { ...open, ...monthFigures(month.map(({ counts }) => counts)) };
  print(metricLine(namespace, figures, now));
  return figures;
}
