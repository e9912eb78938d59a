/**
 * The worker that sends mail: claim, compose, send once, mark. Two at once: one claims. Ended between two steps: the claim grows old, the
 * dispatcher calls it unknown, and the mail service's own event settles it. An id that comes twice, late or for nothing does no harm.
 * While mail is held every message is let go: its row waits, and the dispatcher queues it again after the release.
 */
import { type SESClient, SendRawEmailCommand } from "@aws-sdk/client-ses";
import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import { composed } from "../../shared/notices/compose.ts";
import type { ComposeDeps } from "../../shared/notices/composing.ts";
import type { MailHoldStore } from "../../shared/notices/mail-hold-store.ts";
import { textHash } from "../../shared/notices/mail-text.ts";
import { traceCodes } from "../../shared/notices/mail-trace.ts";
import { type Notice, tagOf } from "../../shared/notices/notice.ts";
import type { NoticeStore } from "../../shared/notices/notice-store.ts";
import { claimed, notAccepted, postponed, refused, sent, skipped, unknown } from "../../shared/notices/progress.ts";
import { inOfficeWindow } from "../../shared/notices/window.ts";
import type { Clock } from "../../shared/platform/clock.ts";
import type { Log } from "../../shared/platform/log.ts";
import { type Failure, failureOf, isOfOurs, isThrottling } from "./failure.ts";
import { rawMail } from "./mime.ts";
import { inPace, type Sending } from "./pace.ts";

/** The mail service, as far as it is used; tests hand in their own. */
export type MailClient = Pick<SESClient, "send">;

export interface SendDeps extends ComposeDeps {
  readonly notices: NoticeStore;
  readonly hold: Pick<MailHoldStore, "isHeld">;
  readonly mail: MailClient;
  readonly from: string;
  readonly configurationSet: string;
  /** Milliseconds from one sending of a batch to its next. */
  readonly between: number;
  readonly clock: Clock;
  readonly log: Log;
}

type Mail = Extract<Awaited<ReturnType<typeof composed>>, { kind: "mail" }>;

export async function sendAll({ Records }: SQSEvent, deps: SendDeps): Promise<SQSBatchResponse> {
  if (await deps.hold.isHeld()) {
    deps.log.write("mail-held", { job: "mail-sender", messages: Records.length });
    return { batchItemFailures: [] };
  }
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
  if (!mail) return;
  const command = await commandOf(row, mail, deps);
  await inPace(() => sendMail(row, mail, command, deps), deps.between, clock);
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

async function commandOf(row: Notice, { to, text }: Mail, { from, configurationSet, clock }: SendDeps) {
  const raw = await rawMail({ from, to }, text, clock.now());
  return new SendRawEmailCommand({
    Destinations: [to],
    RawMessage: { Data: raw },
    ConfigurationSetName: configurationSet,
    Tags: [{ Name: "notice", Value: tagOf(row.id) }],
  });
}

async function sendMail(
  row: Notice,
  { text, template }: Mail,
  command: SendRawEmailCommand,
  deps: SendDeps,
): Promise<Sending> {
  const { mail, clock, notices, log } = deps;
  let mailId: string;
  try {
    const { MessageId = "" } = await mail.send(command);
    mailId = MessageId;
  } catch (error) {
    const failure = failureOf(error);
    await giveBack(row, failure, deps, error);
    return isThrottling(failure) ? "throttled" : "in-pace";
  }
  const at = new Date(clock.now()).toISOString();
  // Before the row: with it, the trace knows of a mail that the row may never learn of.
  log.write(traceCodes.accepted, { notice: row.id, mailId, at });
  const step = (current: Notice) => sent(current, { mailId, textHash: textHash(text), template }, clock.now());
  await notices.change(row.id, step, row);
  return "in-pace";
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
