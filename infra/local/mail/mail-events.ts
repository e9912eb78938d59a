/** What the mail service tells of a mail: events in the form of SES, as the event destinations of its configuration set want them. */
import type { Instant } from "../../../shared/platform/clock.ts";
import { isoOf } from "../clock.ts";
import { place } from "../meanings.ts";
import type { EventDestination } from "./declared-mail.ts";
import type { HandedMail } from "./mail-request.ts";
import type { WaitingEvent } from "./mailbox.ts";

export interface AcceptedMail extends HandedMail {
  readonly id: string;
  readonly acceptedAt: Instant;
}

/** The events of a mail: sent, then delivered to some and bounced by others. */
export function eventsOf(
  mail: AcceptedMail,
  bounces: (address: string) => boolean,
  destinations: readonly EventDestination[],
  dueAt: Instant,
): WaitingEvent[] {
  const bounced = mail.destinations.filter(bounces);
  const delivered = mail.destinations.filter((address) => !bounced.includes(address));
  const events = [
    { type: "Send", part: { send: {} } },
    ...(delivered.length > 0 ? [{ type: "Delivery", part: { delivery: delivery(mail, delivered) } }] : []),
    ...(bounced.length > 0 ? [{ type: "Bounce", part: { bounce: bounce(mail, bounced) } }] : []),
  ];
  const wanted = destinations.filter(({ configurationSet }) => configurationSet === mail.configurationSet);
  return events.flatMap(({ type, part }) =>
    wanted
      .filter(({ eventTypes }) => eventTypes.some((name) => name.toLowerCase() === type.toLowerCase()))
      .map(({ topicArn }) => ({
        topicArn,
        body: JSON.stringify({ eventType: type, mail: description(mail), ...part }),
        dueAt,
      })),
  );
}

function description({
  id,
  acceptedAt,
  from,
  to,
  destinations,
  subject,
  headers,
  configurationSet,
  tags,
}: AcceptedMail) {
  return {
    timestamp: isoOf(acceptedAt),
    source: from,
    sendingAccountId: place.account,
    messageId: id,
    destination: destinations,
    headersTruncated: false,
    headers,
    commonHeaders: { from: [from], to, messageId: id, subject },
    tags: {
      "ses:operation": ["SendRawEmail"],
      "ses:configuration-set": [configurationSet],
      "ses:source-ip": ["127.0.0.1"],
      "ses:from-domain": [from.slice(from.lastIndexOf("@") + 1)],
      "ses:caller-identity": ["local"],
      ...Object.fromEntries(Object.entries(tags).map(([name, value]) => [name, [value]])),
    },
  };
}

function delivery({ acceptedAt }: AcceptedMail, recipients: readonly string[]) {
  const timestamp = isoOf(acceptedAt);
  return { timestamp, processingTimeMillis: 1, recipients, smtpResponse: "250 ok", reportingMTA: "local" };
}

function bounce({ id, acceptedAt }: AcceptedMail, addresses: readonly string[]) {
  return {
    feedbackId: `${id}-bounce`,
    bounceType: "Permanent",
    bounceSubType: "General",
    bouncedRecipients: addresses.map((emailAddress) => ({
      emailAddress,
      action: "failed",
      status: "5.1.1",
      diagnosticCode: "smtp; 550 5.1.1 user unknown",
    })),
    timestamp: isoOf(acceptedAt),
    reportingMTA: "dsn; local",
  };
}
