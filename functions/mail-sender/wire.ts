/** Puts this function together from its variables; tests hand in their own clock and clients. */
import { SESClient } from "@aws-sdk/client-ses";
import type * as z from "zod";
import { calendarStore } from "../../shared/calendar/calendar-store.ts";
import { mailHoldStore } from "../../shared/notices/mail-hold-store.ts";
import { noticeStore } from "../../shared/notices/notice-store.ts";
import { peopleStore } from "../../shared/notices/people-store.ts";
import { eventStore } from "../../shared/platform/events.ts";
import type { Outside } from "../../shared/platform/outside.ts";
import { remembered } from "../../shared/platform/remember.ts";
import { questionStore } from "../../shared/questions/question-store.ts";
import { orderStore } from "../../shared/reports/order-store.ts";
import { reportStore } from "../../shared/reports/report-store.ts";
import { scoringStore } from "../../shared/scoring/scoring-store.ts";
import { workers } from "../jobs.ts";
import type { environment } from "./env.ts";
import { millisecondsBetween } from "./pace.ts";
import type { MailClient, SendDeps } from "./send.ts";

const setRememberedMilliseconds = 3_600_000;

export function wire(
  variables: z.output<typeof environment>,
  { client, clock, log }: Outside,
  mail: MailClient,
): SendDeps {
  const scores = scoringStore(client, variables.SCORES_TABLE);
  return {
    notices: noticeStore(client, variables.NOTICES_TABLE),
    hold: mailHoldStore(client, variables.NOTICES_TABLE),
    questions: questionStore(client, variables.QUESTIONS_TABLE),
    reports: reportStore(client, variables.REPORTS_TABLE),
    orders: orderStore(client, variables.REPORTS_TABLE),
    // A set that scores anything never changes again, and thousands of mails are about one.
    scores: { ...scores, criteriaSet: remembered(clock, setRememberedMilliseconds, scores.criteriaSet) },
    events: eventStore(client, variables.EVENTS_TABLE),
    calendars: calendarStore(client, variables.CALENDARS_TABLE, clock),
    people: peopleStore(client, variables.REGISTER_TABLE, clock),
    mail,
    between: millisecondsBetween(variables.MAIL_PER_SECOND, workers["mail-sender"].atOnce),
    from: variables.MAIL_SENDER,
    configurationSet: variables.MAIL_CONFIGURATION_SET,
    publicUrl: variables.PUBLIC_URL,
    provinceOffice: variables.PROVINCE_OFFICE,
    provinceName: variables.PROVINCE_NAME,
    supportContact: variables.SUPPORT_CONTACT,
    clock,
    log,
  };
}

/** Asks once: whether a second call would be a second mail, only the ledger can tell. */
export function mailClient(): SESClient {
  return new SESClient({
    maxAttempts: 1,
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 10_000, throwOnRequestTimeout: true },
  });
}
