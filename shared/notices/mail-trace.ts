/**
 * The trace of mails outside the tables: a log line for every mail that the mail service took and for every event of it. When the tables
 * are restored from a copy, it tells what left after the copy was made. It holds the notice's id, the mail's id, kind and moments;
 * nothing personal.
 */
import * as z from "zod";
import type { LogFields } from "../platform/log.ts";
import { digestOf, type Notice, type Recipient } from "./notice.ts";
import type { Feedback } from "./progress.ts";

/** The two log codes that make the trace: the mail service's answer, and its events. */
export const traceCodes = { accepted: "notice-sent", event: "mail-event-seen" } as const;

/** One line of the trace. */
export interface TracedMail extends Feedback {
  readonly notice: string;
}

/** The fields of the line about an event. */
export function eventFields(notice: string, { kind, mailId, at, reason }: Feedback): LogFields {
  return { notice, mailId, kind, at, reason };
}

const line = z.discriminatedUnion("code", [
  z.object({
    code: z.literal(traceCodes.accepted),
    notice: z.string(),
    mailId: z.string(),
    at: z.iso.datetime(),
  }),
  z.object({
    code: z.literal(traceCodes.event),
    notice: z.string(),
    mailId: z.string(),
    at: z.iso.datetime(),
    kind: z.enum(["sent", "delivered", "bounced", "complained", "refused"]),
    reason: z.string().optional(),
  }),
]);

/** What a log line says of a mail; undefined: it is about something else. A line of the trace that nobody can read is an error. */
export function tracedMailOf(logLine: unknown): TracedMail | undefined {
  const code = typeof logLine === "object" && logLine !== null ? Reflect.get(logLine, "code") : undefined;
  if (code !== traceCodes.accepted && code !== traceCodes.event) return undefined;
  const { code: _read, ...mail } = line.parse(logLine);
  return { kind: "sent", ...mail };
}

const eventOrPlan = /^(?<subject>.+)#(?<cause>[a-z0-9-]+)#(?<turn>[ep])(?<number>\d+)#(?<recipient>[^#]+)$/;

/** What a notice's id says of it; undefined: it is no notice's id. */
export function factsOfId(
  id: string,
): Pick<Notice, "subject" | "cause" | "plan" | "sequence" | "recipient" | "by"> | undefined {
  const digest = digestOf(id);
  if (digest) {
    const { officer } = digest;
    return {
      subject: `digest#${officer}`,
      cause: "digest",
      recipient: { kind: "officer", id: officer },
      by: "digest",
    };
  }
  const { subject, cause, turn, number, recipient } = eventOrPlan.exec(id)?.groups ?? {};
  if (subject === undefined || cause === undefined || recipient === undefined) return undefined;
  const to: Recipient = recipient === "asker" ? { kind: "asker" } : { kind: "officer", id: recipient };
  return {
    subject,
    cause,
    ...(turn === "p" ? { plan: Number(number) } : { sequence: Number(number) }),
    recipient: to,
    by: "mail",
  };
}

/** A row for a notice that the copy does not know: it was sent, and cannot be planned again. Undefined: the id is none of ours. */
export function rowOfTrace({ notice, kind, mailId, at, reason }: TracedMail): Notice | undefined {
  const facts = factsOfId(notice);
  return (
    facts && {
      ...facts,
      id: notice,
      revision: 1,
      template: { id: "not-known", version: 0 },
      priority: facts.recipient.kind === "asker" ? 0 : 1,
      state: kind,
      plannedAt: at,
      dueAt: at,
      sentAt: at,
      ...(kind !== "sent" && { settledAt: at, reason }),
      attempts: 1,
      resends: 0,
      mailIds: [mailId],
    }
  );
}
