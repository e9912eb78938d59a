/** Puts this function together from its variables; tests hand in their own clock and client. */
import type * as z from "zod";
import { calendarStore } from "../../shared/calendar/calendar-store.ts";
import { countWaiting } from "../../shared/notices/waiting-count-store.ts";
import type { Outside } from "../../shared/platform/outside.ts";
import { questionStore } from "../../shared/questions/question-store.ts";
import { registerStore } from "../../shared/register/register-store.ts";
import { regimes } from "../../shared/reports/regimes.ts";
import { reportStore } from "../../shared/reports/report-store.ts";
import { scoringStore } from "../../shared/scoring/scoring-store.ts";
import { factsStore } from "../../shared/statistics/facts-store.ts";
import { tallyStore } from "../../shared/statistics/tally-store.ts";
import type { environment } from "./env.ts";
import type { FiguresDeps } from "./figures.ts";
import { reportCounts } from "./report-counts.ts";
import { unitNames } from "./unit-names.ts";

export function wire(
  variables: z.output<typeof environment>,
  { client, clock }: Outside,
  print: FiguresDeps["print"],
): FiguresDeps {
  return {
    questions: questionStore(client, variables.QUESTIONS_TABLE),
    tallies: tallyStore(client, variables.TALLIES_TABLE),
    facts: factsStore(client, variables.TALLIES_TABLE),
    reportCounts: reportCounts(reportStore(client, variables.REPORTS_TABLE), regimes, clock),
    scores: scoringStore(client, variables.SCORES_TABLE),
    unitNames: unitNames(registerStore(client, variables.REGISTER_TABLE), clock),
    calendars: calendarStore(client, variables.CALENDARS_TABLE, clock),
    countWaiting: () => countWaiting(client, variables.NOTICES_TABLE),
    namespace: variables.METRICS_NAMESPACE,
    clock,
    print,
  };
}
