/** Puts this function together from its variables; tests hand in their own clock and client. */
import type * as z from "zod";
import { calendarStore } from "../../shared/calendar/calendar-store.ts";
import { noticeStore } from "../../shared/notices/notice-store.ts";
import { noticesConsumer } from "../../shared/notices/notices-consumer.ts";
import { peopleStore } from "../../shared/notices/people-store.ts";
import { eventsByHour } from "../../shared/platform/events-by-hour.ts";
import { marks } from "../../shared/platform/marks.ts";
import type { Outside } from "../../shared/platform/outside.ts";
import { transactions } from "../../shared/platform/transaction.ts";
import { questionStore } from "../../shared/questions/question-store.ts";
import { reportStore } from "../../shared/reports/report-store.ts";
import { scoringStore } from "../../shared/scoring/scoring-store.ts";
import { tallyConsumer } from "../../shared/statistics/tally-consumer.ts";
import { tallyStore } from "../../shared/statistics/tally-store.ts";
import type { CatchUpDeps } from "./catch-up.ts";
import type { environment } from "./env.ts";

export function wire(variables: z.output<typeof environment>, outside: Outside): CatchUpDeps {
  const { client, clock, log } = outside;
  const kept = marks(client, variables.MARKS_TABLE);
  const notices = noticesConsumer({
    notices: noticeStore(client, variables.NOTICES_TABLE),
    questions: questionStore(client, variables.QUESTIONS_TABLE),
    reports: reportStore(client, variables.REPORTS_TABLE),
    scores: scoringStore(client, variables.SCORES_TABLE),
    calendars: calendarStore(client, variables.CALENDARS_TABLE, clock),
    register: peopleStore(client, variables.REGISTER_TABLE, clock),
    provinceOffice: variables.PROVINCE_OFFICE,
    provinceUnit: variables.PROVINCE_UNIT,
    clock,
    log,
    // The job that dispatches notices finds the rows within a minute.
    onAdded: () => {},
  });
  const tallies = tallyConsumer({
    tallies: tallyStore(client, variables.TALLIES_TABLE),
    marks: kept,
    transactions: transactions({ ...outside, eventsTable: variables.EVENTS_TABLE }),
    clock,
  });
  return {
    consumers: [notices, tallies],
    events: eventsByHour(client, variables.EVENTS_TABLE),
    marks: kept,
    clock,
    log,
  };
}
