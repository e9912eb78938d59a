/**
 * The worker that sends mail: claim, compose, send once, mark. Two at once: one claims. Ended between two steps: the claim grows old, the
 * dispatcher calls it unknown, and the mail service's own event settles it. An id that comes twice, late or for nothing does no harm.
 */
import { type SESClient, SendRawEmailCommand } from "@aws-sdk/client-ses";
import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import { composed } from "../../shared/notices/compose.ts";
import type { ComposeDeps } from "../../shared/notices/composing.ts";
import { textHash } from "../../shared/notices/mail-text.ts";
import { type Notice, tagOf } from "../../shared/notices/notice.ts";
import type { NoticeStore } from "../../shared/notices/notice-store.ts";
import { claimed, notAccepted, postponed, refused, sent, skipped, unknown } from "../../shared/notices/progress.ts";
import { inOfficeWindow } from "../../shared/notices/window.ts";
import type { Clock } from "../../shared/platform/clock.ts";
import type { Log } from "../../shared/platform/log.ts";
import { type Failure, failureOf, isOfOurs } from "./failure.ts";
import { rawMail } from "./mime.ts";

/** The mail service, as far as it is used; tests hand in their own. */
export type MailClient = Pick<SESClient, "send">;

export interface SendDeps extends ComposeDeps {
  readonly notices: NoticeStore;
  readonly mail: MailClient;
  readonly from: string;
  readonly configurationSet: string;
  readonly clock: Clock;
  readonly log: Log;
}

type Mail = Extract<Awaited<ReturnType<typeof composed>>, { kind: "mail" }>;

export async function sendAll({ Records }: SQSEvent, deps: SendDeps): Promise<SQSBatchResponse> {
  const failed: string[] = [];
  for (const { messageId, body } of Records) {
    try {
      await sendOne(body, deps);
    } catch (error) {
      deps.log.write("job-failed", { job: "mail-sender", reason: error instanceof Error ? error.name : "unknown" });
      failed.push(messageId);
    }
  }
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
}

async function sendOne(id: string, deps: SendDeps): Promise<void> {
  const { notices, clock } = deps;
  const calendar = await deps.calendars.current();
  const row = await notices.change(id, (current) => {
    const now = clock.now();
    const opens = current.recipient.kind === "asker" ? now : inOfficeWindow(now, calendar);
    return opens > now && current.state === "planned" ? postponed(current, opens) : claimed(current, now);
  });
  if (row?.state !== "claimed") return;
  const mail = await composedMail(row, deps);
  if (mail) await sendMail(row, mail, deps);
}

/** The mail, or undefined when the row says what became of it instead. */
async function composedMail(row: Notice, deps: SendDeps): Promise<Mail | undefined> {
  const { notices, clock, log } = deps;
  try {
    const result = await composed(row, clock.now(), deps);
    if (result.kind === "mail") return result;
    if (result.kind === "needless") {
      await notices.change(row.id, (current) => skipped(current, result.reason, clock.now()));
    } else {
      await notices.change(row.id, (current) => refused(current, "no-address", clock.now()));
      log.write("notice-refused", { notice: row.id, reason: "no-address" });
    }
  } catch (error) {
    await giveBack(row, { kind: "not-accepted", reason: "not-composed", isFinal: isOfOurs(error) }, deps, error);
  }
  return undefined;
}

async function sendMail(row: Notice, { to, text, template }: Mail, deps: SendDeps): Promise<void> {
  const { mail, clock, notices, log } = deps;
  const raw = await rawMail({ from: deps.from, to }, text, clock.now());
  const command = new SendRawEmailCommand({
    Destinations: [to],
    RawMessage: { Data: raw },
    ConfigurationSetName: deps.configurationSet,
    Tags: [{ Name: "notice", Value: tagOf(row.id) }],
  });
  let mailId: string;
  try {
    const { MessageId = "" } = await mail.send(command);
    mailId = MessageId;
  } catch (error) {
    return giveBack(row, failureOf(error), deps, error);
  }
  await notices.change(row.id, (current) => sent(current, { mailId, textHash: textHash(text), template }, clock.now()));
  log.write("notice-sent", { notice: row.id });
}

async function giveBack(
  row: Notice,
  failure: Failure,
  { notices, clock, log }: SendDeps,
  error: unknown,
): Promise<void> {
  const now = clock.now();
  if (failure.kind === "unknown") {
    await notices.change(row.id, (current) => unknown(current, now));
    return log.write("notice-unknown", { notice: row.id, reason: failure.reason });
  }
  await notices.change(row.id, (current) => notAccepted(current, failure.reason, failure.isFinal, now));
  const cause = failure.reason === "not-composed" && error instanceof Error ? error : undefined;
  log.write("notice-refused", { notice: row.id, reason: failure.reason }, cause);
}
