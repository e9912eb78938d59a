/** Queues and topics on this machine: fauxqs in this process, kept in the data directory. */
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import * as z from "zod";
import { callService, type JsonService } from "../aws-json.ts";
import { place } from "../meanings.ts";
import { type DeclaredQueues, lastPart } from "./declared-queues.ts";

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
  receive(queueName: string, count: number): Promise<readonly ReceivedMessage[]>;
  remove(queueName: string, message: ReceivedMessage): Promise<void>;
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
  const { startFauxqs } = await import("fauxqs");
  const server = await onThisMachineOnly(() =>
    startFauxqs({ port: 0, logger: false, dataDir: folder, defaultRegion: place.region }),
  );
  const url = `http://127.0.0.1:${server.port}`;
  const service: JsonService = { endpoint: url, target: "AmazonSQS", scope: "sqs" };
  const call = (action: string, queueName: string, input: object) =>
    callService(service, action, { QueueUrl: `${url}/${place.account}/${queueName}`, ...input });
  const prepareQueue = async (name: string, attributes: Readonly<Record<string, string>>) => {
    // A queue that is made twice loses its messages.
    if (server.inspectQueue(name)) await call("SetQueueAttributes", name, { Attributes: attributes });
    else server.createQueue(name, { attributes: { ...attributes } });
  };
  const giveBack = async (queueName: string, receiptHandle: string) => {
    await call("ChangeMessageVisibility", queueName, { ReceiptHandle: receiptHandle, VisibilityTimeout: 0 });
  };
  return {
    url,
    prepare: async ({ queues, topicNames, subscriptions }) => {
      for (const { name, attributes } of queues) await prepareQueue(name, attributes);
      for (const name of topicNames) server.createTopic(name);
      for (const { topicName: topic, queueName: queue, attributes } of subscriptions) {
        server.subscribe({ topic, queue, attributes: { ...attributes } });
      }
    },
    readyIn: (queueName) => server.inspectQueue(queueName)?.messages.ready.length ?? 0,
    receive: async (queueName, count) => {
      const input = {
        MaxNumberOfMessages: Math.min(count, 10),
        AttributeNames: ["All"],
        MessageAttributeNames: ["All"],
      };
      return messages.parse(await call("ReceiveMessage", queueName, input)).Messages;
    },
    remove: async (queueName, { ReceiptHandle }) => {
      await call("DeleteMessage", queueName, { ReceiptHandle });
    },
    giveBack,
    giveBackAll: async (queueName) => {
      const held = server.inspectQueue(queueName)?.messages.inflight ?? [];
      for (const { receiptHandle } of held) await giveBack(queueName, receiptHandle);
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

/** fauxqs listens on every address of the machine; the web server that it makes meanwhile is told to listen on ours alone. */
async function onThisMachineOnly<T>(start: () => Promise<T>): Promise<T> {
  const onMade = (made: unknown) => {
    const server: unknown = Reflect.get(Object(made), "fastify");
    const listen: unknown = Reflect.get(Object(server), "listen");
    if (typeof server !== "object" || server === null || typeof listen !== "function") return;
    Reflect.set(server, "listen", (options: object) => listen.call(server, { ...options, host: "127.0.0.1" }));
  };
  subscribe("fastify.initialization", onMade);
  try {
    return await start();
  } finally {
    unsubscribe("fastify.initialization", onMade);
  }
}
