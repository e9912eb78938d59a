/** Puts this function together from its variables; tests hand in their own clock and client. */
import type * as z from "zod";
import { calendarStore } from "../../shared/calendar/calendar-store.ts";
import { noticeStore } from "../../shared/notices/notice-store.ts";
import type { Outside } from "../../shared/platform/outside.ts";
import { questionStore } from "../../shared/questions/question-store.ts";
import { reportStore } from "../../shared/reports/report-store.ts";
import { scoringStore } from "../../shared/scoring/scoring-store.ts";
import type { environment } from "./env.ts";
import type { WatchDeps } from "./watch.ts";

export function wire(
  variables: z.output<typeof environment>,
  { client, clock, log }: Outside,
  print: WatchDeps["print"],
): WatchDeps {
  return {
    questions: questionStore(client, variables.QUESTIONS_TABLE),
    reports: reportStore(client, variables.REPORTS_TABLE),
    scores: scoringStore(client, variables.SCORES_TABLE),
    notices: noticeStore(client, variables.NOTICES_TABLE),
    calendars: calendarStore(client, variables.CALENDARS_TABLE, clock),
    namespace: variables.METRICS_NAMESPACE,
    clock,
    log,
    print,
  };
}
