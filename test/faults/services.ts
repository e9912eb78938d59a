/** The services around the functions: a mail service that may fail in every way, queues that hand again what was not done. */
import type { SendRawEmailCommand } from "@aws-sdk/client-ses";
import type { SendMessageBatchCommand } from "@aws-sdk/client-sqs";
import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import type { MailClient } from "../../functions/mail-sender/send.ts";
import type { QueueClient } from "../../shared/platform/queue.ts";
import { errorNamed } from "../support/notices.ts";
import type { SeededRandom } from "./seeded.ts";

/** A mail that the mail service accepted. */
export interface Accepted {
  readonly tag: string;
  readonly at: number;
  readonly raw: string;
}

const receivedAtMost = 5;

/** A queue of messages; one that was not done comes again, five times. */
export class Queue {
  private messages: { id: number; body: string; received: number }[] = [];
  private next = 1;

  put(body: string): void {
    this.messages.push({ id: this.next++, body, received: 0 });
  }

  get size(): number {
    return this.messages.length;
  }

  /** Hands at most ten to a worker; `work` may die. */
  async handTo(work: (event: SQSEvent) => Promise<SQSBatchResponse>): Promise<void> {
    const batch = this.messages.slice(0, 10);
    if (batch.length === 0) return;
    for (const message of batch) message.received++;
    const Records = batch.map(({ id, body }) => ({ messageId: String(id), body }));
    const failed = await work({ Records } as unknown as SQSEvent).then(
      ({ batchItemFailures }) => new Set(batchItemFailures.map(({ itemIdentifier }) => Number(itemIdentifier))),
      () => new Set(batch.map(({ id }) => id)),
    );
    const handed = new Set(batch.map(({ id }) => id));
    const again = batch.filter(({ id, received }) => failed.has(id) && received < receivedAtMost);
    this.messages = [...this.messages.filter(({ id }) => !handed.has(id)), ...again];
  }
}

/** The share of sends that end otherwise than well. */
const troubleRate = 0.1;

/** The mail service: keeps what it accepted, and tells of it by events, later and perhaps twice. */
export class MailService {
  readonly accepted: Accepted[] = [];
  private readonly random: SeededRandom;
  private readonly now: () => number;
  private readonly feedback: Queue;
  isWell = true;

  constructor(random: SeededRandom, now: () => number, feedback: Queue) {
    this.random = random;
    this.now = now;
    this.feedback = feedback;
  }

  readonly client = { send: (command: SendRawEmailCommand) => this.take(command.input) } as unknown as MailClient;

  private async take(input: SendRawEmailCommand["input"]): Promise<unknown> {
    if (!this.isWell) throw errorNamed("ServiceUnavailable", 503);
    const trouble = this.random.fraction();
    if (trouble < troubleRate / 3) throw errorNamed("Throttling", 400);
    if (trouble < (2 * troubleRate) / 3) throw errorNamed("TimeoutError");
    const raw = Buffer.from(input.RawMessage?.Data ?? []).toString("utf8");
    const mail = { tag: input.Tags?.[0]?.Value ?? "", at: this.now(), raw };
    this.accepted.push(mail);
    const id = `mail-${this.accepted.length}`;
    for (const kind of ["Send", "Delivery"]) {
      const times = this.random.fraction() < 0.1 ? 2 : 1;
      for (let time = 0; time < times; time++) this.feedback.put(eventOf(kind, id, mail));
    }
    if (trouble < troubleRate) throw errorNamed("ECONNRESET", undefined, "ECONNRESET");
    return { MessageId: id };
  }
}

function eventOf(eventType: string, messageId: string, { tag, at }: Accepted): string {
  const mail = { timestamp: new Date(at).toISOString(), messageId, tags: { notice: [tag] } };
  return JSON.stringify({ Type: "Notification", Message: JSON.stringify({ eventType, mail }) });
}

/** What the functions see of the two queues. */
export function queueClient(mail: Queue, feedback: Queue): QueueClient {
  return {
    send: async (command: SendMessageBatchCommand) => {
      const { Entries } = command.input;
      if (!Entries) {
        return {
          Attributes: {
            ApproximateNumberOfMessages: String(feedback.size),
            ApproximateNumberOfMessagesNotVisible: "0",
          },
        };
      }
      for (const { MessageBody = "" } of Entries) mail.put(MessageBody);
      return { Successful: Entries.map(({ Id }) => ({ Id })) };
    },
  } as unknown as QueueClient;
}
