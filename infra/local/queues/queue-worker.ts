/** Takes messages out of a queue for its worker, as Lambda does: so many at once, and only those that failed come back. */
import type { Clock, Instant } from "../../../shared/platform/clock.ts";
import { machineTime } from "../clock.ts";
import type { QueueMapping } from "../declared-mappings.ts";
import type { Faults } from "../faults/faults.ts";
import type { Pool } from "../functions/pool.ts";
import { itemFailuresOf } from "../item-failures.ts";
import { place } from "../meanings.ts";
import type { PlatformMetrics } from "../metrics/platform-metrics.ts";
import type { Activity } from "../quiet.ts";
import type { QueueServer, ReceivedMessage } from "./queue-server.ts";

export interface QueueWorkerDeps {
  readonly server: QueueServer;
  readonly pool: Pool;
  readonly clock: Clock;
  readonly faults: Faults;
  readonly activity: Activity;
  readonly metrics: Pick<PlatformMetrics, "messages">;
  /** For so long a failed message is not received again, by the settable clock. */
  readonly visibilitySeconds: number;
}

export interface QueueWorker {
  /** Takes what is there, and what has come back by now. */
  wake(): void;
  /** True when no message that may be received waits or is being worked on. A failed one that is hidden waits for the clock. */
  isIdle(): boolean;
  /** When the next hidden message comes back. */
  comesBackAt(): Instant | undefined;
  stop(): void;
}

const signal = new AbortController().signal;

interface Hidden {
  readonly receiptHandle: string;
  readonly backAt: Instant;
}

export function queueWorker(mapping: QueueMapping, deps: QueueWorkerDeps): QueueWorker {
  const { server, clock, visibilitySeconds } = deps;
  const { queueName } = mapping;
  let hidden: Hidden[] = [];
  let running = 0;
  let hasStopped = false;
  const giveBackDue = async () => {
    const now = clock.now();
    const due = hidden.filter(({ backAt }) => backAt <= now);
    hidden = hidden.filter(({ backAt }) => backAt > now);
    for (const { receiptHandle } of due) await server.giveBack(queueName, receiptHandle);
  };
  const takeAll = async () => {
    await giveBackDue();
    while (!hasStopped && server.readyIn(queueName) > 0) {
      const messages = await server.receive(queueName, mapping.batchSize);
      const failed = await handle(messages, mapping, deps);
      const backAt = clock.now() + visibilitySeconds * 1000;
      hidden.push(...failed.map(({ ReceiptHandle }) => ({ receiptHandle: ReceiptHandle, backAt })));
    }
  };
  const hasWork = () =>
    !hasStopped && (server.readyIn(queueName) > 0 || hidden.some(({ backAt }) => backAt <= clock.now()));
  return {
    wake: () => {
      while (running < mapping.atOnce && hasWork()) {
        running++;
        takeAll()
          .catch((error: unknown) => {
            if (!hasStopped) console.error(`The queue ${queueName} could not be worked on.`, error);
          })
          .finally(() => {
            running--;
          });
      }
    },
    isIdle: () => running === 0 && !hasWork(),
    comesBackAt: () => hidden.map(({ backAt }) => backAt).sort((a, b) => a - b)[0],
    stop: () => {
      hasStopped = true;
    },
  };
}

/** Hands over a batch and removes what is done; answers what failed. */
async function handle(
  messages: readonly ReceivedMessage[],
  mapping: QueueMapping,
  { server, pool, faults, clock, activity, metrics }: QueueWorkerDeps,
): Promise<readonly ReceivedMessage[]> {
  if (messages.length === 0) return [];
  activity.note();
  const first = messages.filter(({ Attributes }) => Attributes.ApproximateReceiveCount === "1");
  metrics.messages(mapping.queueName, "Sent", first.length);
  metrics.messages(mapping.queueName, "Received", messages.length);
  const ahead = clock.now() - machineTime();
  const event = JSON.stringify({ Records: messages.map((message) => recordOf(message, ahead, mapping)) });
  let invoked = await pool.invoke(event, signal);
  if (faults.draw("duplicates")) invoked = await pool.invoke(event, signal);
  const failures =
    invoked.kind !== "answered" ? "all" : mapping.reportsItemFailures ? itemFailuresOf(invoked.payload) : [];
  const isKnown = failures !== "all" && failures.every((id) => messages.some(({ MessageId }) => MessageId === id));
  const failed = isKnown ? messages.filter(({ MessageId }) => failures.includes(MessageId)) : messages;
  const done = messages.filter((message) => !failed.includes(message));
  await server.remove(mapping.queueName, done);
  metrics.messages(mapping.queueName, "Deleted", done.length);
  return failed;
}

/** `ahead`: by how much the settable clock is ahead of the machine's, which stamps the messages. */
function recordOf(message: ReceivedMessage, ahead: number, { sourceArn }: QueueMapping): object {
  return {
    messageId: message.MessageId,
    receiptHandle: message.ReceiptHandle,
    body: message.Body,
    attributes: Object.fromEntries(
      Object.entries(message.Attributes).map(([name, value]) => [
        name,
        name.endsWith("Timestamp") ? String(Number(value) + ahead) : value,
      ]),
    ),
    messageAttributes: Object.fromEntries(
      Object.entries(message.MessageAttributes).map(([name, value]) => [name, attributeOf(value)]),
    ),
    md5OfBody: message.MD5OfBody,
    eventSource: "aws:sqs",
    eventSourceARN: sourceArn,
    awsRegion: place.region,
  };
}

function attributeOf({ StringValue, BinaryValue, DataType }: Readonly<Record<string, unknown>>): object {
  return {
    ...(StringValue !== undefined && { stringValue: StringValue }),
    ...(BinaryValue !== undefined && { binaryValue: BinaryValue }),
    stringListValues: [],
    binaryListValues: [],
    dataType: DataType,
  };
}
