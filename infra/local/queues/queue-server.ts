/** Queues and topics on this machine: fauxqs in this process, kept in the data directory. */
import type { FauxqsServer } from "fauxqs";
import * as z from "zod";
import { callService, type JsonService, ServiceError } from "../aws-json.ts";
import { machineTime } from "../clock.ts";
import { place } from "../meanings.ts";
import type { QueueContents } from "../metrics/queue-looks.ts";
import { type DeclaredQueues, lastPart } from "./declared-queues.ts";
import { fauxqsOn } from "./fauxqs.ts";

const messages = z.object({
  Messages: z
    .array(
      z.object({
        MessageId: z.string(),
        ReceiptHandle: z.string(),
        Body: z.string(),
        MD5OfBody: z.string(),
        Attributes: z.record(z.string(), z.string()).default({}),
        MessageAttributes: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
      }),
    )
    .default([]),
});
export type ReceivedMessage = z.output<typeof messages>["Messages"][number];

export interface QueueServer {
  readonly url: string;
  /** Makes what is missing of the template's queues and topics; what a message waits in is kept. */
  prepare(declared: DeclaredQueues): Promise<void>;
  /** How many messages could be received now. */
  readyIn(queueName: string): number;
  /** What a queue holds, by the ids of the messages; delayed ones left out. */
  contents(queueName: string): QueueContents;
  receive(queueName: string, count: number): Promise<readonly ReceivedMessage[]>;
  remove(queueName: string, messages: readonly ReceivedMessage[]): Promise<void>;
  /** Lets a message be received again at once. */
  giveBack(queueName: string, receiptHandle: string): Promise<void>;
  /** Gives back what was being worked on when an earlier runner ended. */
  giveBackAll(queueName: string): Promise<void>;
  /** To a queue by its ARN. */
  send(queueArn: string, body: string): void;
  /** To a topic by its ARN, and from there to its queues. */
  publish(topicArn: string, body: string): void;
  stop(): Promise<void>;
}

/** Opens what is kept in `folder` on a free port of this machine. */
export async function startQueueServer(folder: string): Promise<QueueServer> {
  const server = await fauxqsOn(folder);
  const url = `http://127.0.0.1:${server.port}`;
  const service: JsonService = { endpoint: url, target: "AmazonSQS", scope: "sqs" };
  const call: Call = (action, queueName, input) =>
    callService(service, action, { QueueUrl: `${url}/${place.account}/${queueName}`, ...input });
  return {
    url,
    prepare: (declared) => prepare(declared, server, call),
    readyIn: (queueName) => {
      const { ready = [], inflight = [] } = server.inspectQueue(queueName)?.messages ?? {};
      const now = machineTime();
      return ready.length + inflight.filter((one) => one.visibilityDeadline <= now).length;
    },
    contents: (queueName) => {
      const { ready = [], inflight = [] } = server.inspectQueue(queueName)?.messages ?? {};
      return {
        ready: ready.map(({ messageId }) => messageId),
        inFlight: inflight.map(({ message }) => message.messageId),
      };
    },
    receive: async (queueName, count) => {
      const all = { AttributeNames: ["All"], MessageAttributeNames: ["All"] };
      const answer = await call("ReceiveMessage", queueName, { MaxNumberOfMessages: Math.min(count, 10), ...all });
      return messages.parse(answer).Messages;
    },
    remove: async (queueName, done) => {
      const Entries = done.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
      if (Entries.length > 0) await call("DeleteMessageBatch", queueName, { Entries });
    },
    giveBack: (queueName, receiptHandle) => giveBack(queueName, receiptHandle, call),
    giveBackAll: async (queueName) => {
      const { inflight = [] } = server.inspectQueue(queueName)?.messages ?? {};
      for (const { receiptHandle } of inflight) await giveBack(queueName, receiptHandle, call);
    },
    send: (queueArn, body) => {
      server.sendMessage(lastPart(queueArn, ":"), body);
    },
    publish: (topicArn, body) => {
      server.publish(lastPart(topicArn, ":"), body);
    },
    stop: () => server.stop(),
  };
}

type Call = (action: string, queueName: string, input: object) => Promise<unknown>;

async function prepare(
  { queues, topicNames, subscriptions }: DeclaredQueues,
  server: FauxqsServer,
  call: Call,
): Promise<void> {
  for (const { name, attributes } of queues) {
    // A queue that is made twice loses its messages.
    if (server.inspectQueue(name)) await call("SetQueueAttributes", name, { Attributes: attributes });
    else server.createQueue(name, { attributes: { ...attributes } });
  }
  for (const name of topicNames) server.createTopic(name);
  for (const { topicName: topic, queueName: queue, attributes } of subscriptions) {
    server.subscribe({ topic, queue, attributes: { ...attributes } });
  }
}

/** fauxqs 2.4.1 loses a kept message whose time is set to 0; a millisecond does the same. */
async function giveBack(queueName: string, receiptHandle: string, call: Call): Promise<void> {
  try {
    await call("ChangeMessageVisibility", queueName, { ReceiptHandle: receiptHandle, VisibilityTimeout: 0.001 });
  } catch (error) {
    // It has come back by itself.
    if (!(error instanceof ServiceError && error.code === "MessageNotInflight")) throw error;
  }
}
