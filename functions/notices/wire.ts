/** Puts this function together from its variables; tests hand in their own clock and clients. */
import type * as z from "zod";
import { calendarStore } from "../../shared/calendar/calendar-store.ts";
import { noticeStore } from "../../shared/notices/notice-store.ts";
import { peopleStore } from "../../shared/notices/people-store.ts";
import { marks } from "../../shared/platform/marks.ts";
import type { Outside } from "../../shared/platform/outside.ts";
import { idQueue, type QueueClient } from "../../shared/platform/queue.ts";
import { questionStore } from "../../shared/questions/question-store.ts";
import { reportStore } from "../../shared/reports/report-store.ts";
import { scoringStore } from "../../shared/scoring/scoring-store.ts";
import type { environment } from "./env.ts";
import type { FollowDeps } from "./follow.ts";

export function wire(
  variables: z.output<typeof environment>,
  { client, clock, log }: Outside,
  queues: QueueClient,
): FollowDeps {
  return {
    notices: noticeStore(client, variables.NOTICES_TABLE),
    questions: questionStore(client, variables.QUESTIONS_TABLE),
    reports: reportStore(client, variables.REPORTS_TABLE),
    scores: scoringStore(client, variables.SCORES_TABLE),
    calendars: calendarStore(client, variables.CALENDARS_TABLE, clock),
    register: peopleStore(client, variables.REGISTER_TABLE, clock),
    marks: marks(client, variables.MARKS_TABLE),
    queue: idQueue(queues, variables.MAIL_QUEUE_URL),
    provinceOffice: variables.PROVINCE_OFFICE,
    provinceUnit: variables.PROVINCE_UNIT,
    clock,
    log,
  };
}
