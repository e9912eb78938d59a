/** Plays SES: checks what it is given as the template has it, keeps accepted mails, and tells what became of them through the template's topics. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Clock } from "../../../shared/platform/clock.ts";
import type { Chance } from "../../../shared/platform/ids.ts";
import { isoOf } from "../clock.ts";
import type { Faults, MailFailure } from "../faults/faults.ts";
import type { Listener } from "../http-port.ts";
import type { PlatformMetrics } from "../metrics/platform-metrics.ts";
import { bodyOf } from "../request-body.ts";
import type { DeclaredMail } from "./declared-mail.ts";
import { eventsOf } from "./mail-events.ts";
import { type HandedMail, MailRefusal, mailRequest } from "./mail-request.ts";
import type { KeptMail, Mailbox } from "./mailbox.ts";

export interface MailServiceDeps {
  readonly declared: DeclaredMail;
  readonly mailbox: Mailbox;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly faults: Faults;
  readonly metrics: Pick<PlatformMetrics, "mail">;
}

const bodyLimitBytes = 56 * 1024 * 1024;
const recipientsAtMost = 50;
/** So long do the events of a mail wait while they are late. */
const lateMilliseconds = 30 * 60_000;
/** An event is never there before the answer. */
const soonMilliseconds = 15;

/** Failures that are answers. */
const refusals: Readonly<Partial<Record<MailFailure, MailRefusal>>> = {
  off: new MailRefusal("AccountSendingPausedException", "Email sending is disabled for your entire account."),
  throttle: new MailRefusal("Throttling", "Maximum sending rate exceeded."),
  reject: new MailRefusal("MessageRejected", "The message was rejected."),
  unavailable: new MailRefusal("ServiceUnavailable", "The service is unavailable.", 503),
};

export function mailService(deps: MailServiceDeps): Listener {
  return async (request, response) => {
    const body = await bodyOf(request, bodyLimitBytes);
    const failure = deps.faults.mailFailure();
    // The client gives up by itself.
    if (failure === "timeout") return;
    if (failure === "reset") return cut(request);
    try {
      const refusal = failure && refusals[failure];
      if (failure === "reject") deps.metrics.mail("Reject", 1);
      if (refusal) throw refusal;
      if (!body) throw new MailRefusal("InvalidParameterValue", "The message is too long.");
      const { action, id } = await accept(body.toString("utf8"), deps);
      if (failure === "accept-then-reset") return cut(request);
      answer(response, 200, accepted(action, id));
    } catch (error) {
      if (!(error instanceof MailRefusal)) throw error;
      answer(response, error.status, refused(error));
    }
  };
}

async function accept(body: string, deps: MailServiceDeps): Promise<{ action: string; id: string }> {
  const { mailbox, clock, chance, faults, declared } = deps;
  const mail = await mailRequest(body);
  check(mail, declared);
  const now = clock.now();
  const id = `${hex(chance, 8)}-${hex(chance, 4)}-${hex(chance, 6)}-000000`;
  const bounces = (address: string) => faults.bounces(address);
  const handling = faults.mailEvents();
  const dueAt = now + (handling === "late" ? lateMilliseconds : soonMilliseconds);
  const events =
    handling === "lost" ? [] : eventsOf({ ...mail, id, acceptedAt: now }, bounces, declared.destinations, dueAt);
  const bounced = mail.destinations.filter(bounces).length;
  deps.metrics.mail("Send", mail.destinations.length);
  deps.metrics.mail("Delivery", mail.destinations.length - bounced);
  deps.metrics.mail("Bounce", bounced);
  mailbox.accept(kept(mail, id, isoOf(now), mail.destinations.every(bounces)), mail.destinations, events);
  return { action: new URLSearchParams(body).get("Action") ?? "", id };
}

function kept(
  { to, cc, subject, text, html, tags }: HandedMail,
  id: string,
  sentAt: string,
  isBounced: boolean,
): KeptMail {
  return {
    id,
    to: [...to],
    cc: [...cc],
    subject,
    text,
    ...(html !== undefined && { html }),
    sentAt,
    tags: { ...tags },
    ...(isBounced && { bounced: true }),
  };
}

/** Refuses what SES would refuse. */
function check({ from, destinations, configurationSet, tags }: HandedMail, declared: DeclaredMail): void {
  const isVerified = declared.identities.some(
    (identity) => from === identity || from.endsWith(`@${identity}`) || from.endsWith(`.${identity}`),
  );
  if (!isVerified) {
    throw new MailRefusal(
      "MessageRejected",
      `Email address is not verified. The following identities failed the check: ${from}`,
    );
  }
  if (configurationSet !== undefined && !declared.configurationSets.includes(configurationSet)) {
    throw new MailRefusal("ConfigurationSetDoesNotExist", `Configuration set <${configurationSet}> does not exist.`);
  }
  const isAddress = (text: string) => /^[\x21-\x7e]+@[A-Za-z0-9.-]+$/.test(text);
  if (destinations.length === 0 || destinations.length > recipientsAtMost || !destinations.every(isAddress)) {
    throw new MailRefusal("InvalidParameterValue", "Missing, too many or illegal addresses.");
  }
  for (const text of Object.entries(tags).flat()) {
    if (!/^[A-Za-z0-9_-]{1,256}$/.test(text)) throw new MailRefusal("InvalidParameterValue", `Invalid tag <${text}>.`);
  }
}

function hex(chance: Chance, bytes: number): string {
  return Buffer.from(chance.bytes(bytes)).toString("hex");
}

/** The connection breaks off without an answer. */
function cut(request: IncomingMessage): void {
  request.socket.destroy();
}

function answer(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { "content-type": "text/xml", "content-length": Buffer.byteLength(body) });
  response.end(body);
}

const namespace = "http://ses.amazonaws.com/doc/2010-12-01/";

function accepted(action: string, id: string): string {
  const result = `<${action}Result><MessageId>${id}</MessageId></${action}Result>`;
  return `<${action}Response xmlns="${namespace}">${result}<ResponseMetadata><RequestId>local</RequestId></ResponseMetadata></${action}Response>`;
}

function refused({ code, message, status }: MailRefusal): string {
  const text = message.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const type = status < 500 ? "Sender" : "Receiver";
  return `<ErrorResponse xmlns="${namespace}"><Error><Type>${type}</Type><Code>${code}</Code><Message>${text}</Message></Error><RequestId>local</RequestId></ErrorResponse>`;
}
