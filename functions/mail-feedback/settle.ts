/**
 * The mail service's own events settle what became of a notice. They come at least once, late, in any order, and may name what we do not
 * know: none of that does harm. Nothing of an event is kept but its kind, its time and the id that the service gave the mail. Each leaves
 * a line in the log, whatever the tables say: from those a restored ledger is settled.
 */
import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import * as z from "zod";
import { eventFields, factsOfId, traceCodes } from "../../shared/notices/mail-trace.ts";
import { idOfTag, type Notice } from "../../shared/notices/notice.ts";
import type { NoticeStore } from "../../shared/notices/notice-store.ts";
import { type Feedback, settled } from "../../shared/notices/progress.ts";
import type { Log } from "../../shared/platform/log.ts";

export interface SettleDeps {
  readonly notices: NoticeStore;
  readonly log: Log;
}

const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text).toISOString());
const mailEvent = z.object({
  eventType: z.string(),
  mail: z.object({
    timestamp: instant,
    messageId: z.string().min(1).max(200),
    tags: z.record(z.string(), z.array(z.string())).default({}),
  }),
  delivery: z.object({ timestamp: instant.optional() }).optional(),
  bounce: z.object({ timestamp: instant.optional(), bounceType: z.string().max(40).optional() }).optional(),
  complaint: z.object({ timestamp: instant.optional() }).optional(),
});
type MailEvent = z.output<typeof mailEvent>;
/** What a topic puts around a message. */
const envelope = z.object({ Message: z.string() });

/** The tag that carries a notice's id. */
export const noticeTag = "notice";

export async function settle({ Records }: SQSEvent, deps: SettleDeps): Promise<SQSBatchResponse> {
  const failed: string[] = [];
  const settledOnes: { readonly messageId: string; readonly mailSentAt: string }[] = [];
  const rows: KnownRows = new Map();
  for (const { messageId, body } of Records) {
    try {
      const mailSentAt = await settleOne(body, rows, deps);
      if (mailSentAt !== undefined) settledOnes.push({ messageId, mailSentAt });
    } catch {
      failed.push(messageId);
    }
  }
  // Last, so that whoever reads it knows these events' own rows to be settled; only the latest of them counts.
  const latest = settledOnes
    .map(({ mailSentAt }) => mailSentAt)
    .toSorted()
    .at(-1);
  if (latest !== undefined) {
    await deps.notices.seeFeedback(latest).catch(() => failed.push(...settledOnes.map(({ messageId }) => messageId)));
  }
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
}

/** Rows as this batch left them: most mails are told of twice in it, sent and delivered. A state only ever moves on. */
type KnownRows = Map<string, Notice>;

/** Settles what an event tells; answers when its mail was sent, or undefined when it is about none of ours. */
async function settleOne(body: string, rows: KnownRows, { notices, log }: SettleDeps): Promise<string | undefined> {
  const event = eventIn(body);
  const tag = event?.mail.tags[noticeTag]?.[0];
  if (!event || tag === undefined || tag.length > 256) return unmatched("not-ours", log);
  const id = idOfTag(tag);
  const feedback = feedbackOf(event);
  if (feedback && factsOfId(id)) log.write(traceCodes.event, eventFields(id, feedback));
  const before = rows.get(id) ?? (await notices.get(id));
  if (!before || before.attempts === 0) return unmatched("unknown-notice", log);
  const after = feedback && (await notices.change(before.id, (row) => settled(row, feedback), before));
  rows.set(id, after ?? before);
  if (after?.state === "bounced" && before.state !== "bounced") log.write("notice-bounced", { notice: before.id });
  return event.mail.timestamp;
}

function unmatched(reason: string, log: Log): undefined {
  log.write("feedback-unmatched", { reason });
}

/** The event in a message, with or without the topic's envelope; undefined when it is none. */
function eventIn(body: string): MailEvent | undefined {
  const outer = parsed(body);
  const wrapped = envelope.safeParse(outer);
  const read = mailEvent.safeParse(wrapped.success ? parsed(wrapped.data.Message) : outer);
  return read.success ? read.data : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What an event says; a delay, an opening or a click settles nothing. */
function feedbackOf({ eventType, mail, delivery, bounce, complaint }: MailEvent): Feedback | undefined {
  const { messageId: mailId, timestamp } = mail;
  switch (eventType) {
    case "Send":
      return { kind: "sent", mailId, at: timestamp };
    case "Delivery":
      return { kind: "delivered", mailId, at: delivery?.timestamp ?? timestamp };
    case "Bounce":
      return { kind: "bounced", mailId, at: bounce?.timestamp ?? timestamp, reason: bounce?.bounceType?.toLowerCase() };
    case "Complaint":
      return { kind: "complained", mailId, at: complaint?.timestamp ?? timestamp };
    case "Reject":
      return { kind: "refused", mailId, at: timestamp, reason: "rejected" };
    default:
      return undefined;
  }
}
