/** Puts this function together from its variables; tests hand in their own clock and client. */
import type * as z from "zod";
import { calendarStore } from "../../shared/calendar/calendar-store.ts";
import type { Outside } from "../../shared/platform/outside.ts";
import { transactions } from "../../shared/platform/transaction.ts";
import { questionStore } from "../../shared/questions/question-store.ts";
import { reportStore } from "../../shared/reports/report-store.ts";
import { scoringStore } from "../../shared/scoring/scoring-store.ts";
import { evaluationAgenda, obligationAgenda, questionAgenda } from "./agendas.ts";
import type { environment } from "./env.ts";
import type { SweepDeps } from "./sweep.ts";

export function wire(variables: z.output<typeof environment>, { client, clock, chance, log }: Outside): SweepDeps {
  return {
    agendas: [
      questionAgenda(questionStore(client, variables.QUESTIONS_TABLE)),
      obligationAgenda(reportStore(client, variables.REPORTS_TABLE)),
      evaluationAgenda(scoringStore(client, variables.SCORES_TABLE)),
    ],
    calendars: calendarStore(client, variables.CALENDARS_TABLE, clock),
    transactions: transactions({
      client,
      eventsTable: variables.EVENTS_TABLE,
      clock,
      chance,
      log,
    }),
    clock,
    log,
  };
}
