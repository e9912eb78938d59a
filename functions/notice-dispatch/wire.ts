/** Puts this function together from its variables; tests hand in their own clock and clients. */
import type * as z from "zod";
import { calendarStore } from "../../shared/calendar/calendar-store.ts";
import { mailHoldStore } from "../../shared/notices/mail-hold-store.ts";
import { noticeStore } from "../../shared/notices/notice-store.ts";
import type { Outside } from "../../shared/platform/outside.ts";
import { idQueue, type QueueClient } from "../../shared/platform/queue.ts";
import type { DispatchDeps } from "./dispatch.ts";
import type { environment } from "./env.ts";

export function wire(
  variables: z.output<typeof environment>,
  { client, clock, log }: Outside,
  queues: QueueClient,
): DispatchDeps {
  return {
    notices: noticeStore(client, variables.NOTICES_TABLE),
    hold: mailHoldStore(client, variables.NOTICES_TABLE),
    calendars: calendarStore(client, variables.CALENDARS_TABLE, clock),
    mail: idQueue(queues, variables.MAIL_QUEUE_URL),
    feedback: idQueue(queues, variables.FEEDBACK_QUEUE_URL),
    clock,
    log,
  };
}
