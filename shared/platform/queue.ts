/** Queues of ids. What is lost on the way is found again by the job that reads the table. */
import { GetQueueAttributesCommand, SendMessageBatchCommand, SQSClient } from "@aws-sdk/client-sqs";

/** The client, as far as it is used; tests hand in their own. */
export type QueueClient = Pick<SQSClient, "send">;

export interface IdQueue {
  /** Puts ids in, ten to a request; answers those that were taken. */
  put(ids: readonly string[]): Promise<string[]>;
  /** True when nothing waits in it and nothing is being worked on. */
  isEmpty(): Promise<boolean>;
}

const perRequest = 10;
const requestsAtOnce = 5;

/** A client that gives up on a silent connection. */
export function queueClient(): SQSClient {
  return new SQSClient({
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 4_000, throwOnRequestTimeout: true },
  });
}

export function idQueue(client: QueueClient, url: string): IdQueue {
  return {
    put: async (ids) => {
      const batches = Array.from({ length: Math.ceil(ids.length / perRequest) }, (_, index) =>
        ids.slice(index * perRequest, (index + 1) * perRequest),
      );
      const taken: string[] = [];
      for (let first = 0; first < batches.length; first += requestsAtOnce) {
        const some = batches.slice(first, first + requestsAtOnce);
        taken.push(...(await Promise.all(some.map((batch) => putBatch(client, url, batch)))).flat());
      }
      return taken;
    },
    isEmpty: async () => {
      const { Attributes = {} } = await client.send(
        new GetQueueAttributesCommand({
          QueueUrl: url,
          AttributeNames: ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"],
        }),
      );
      return Attributes.ApproximateNumberOfMessages === "0" && Attributes.ApproximateNumberOfMessagesNotVisible === "0";
    },
  };
}

async function putBatch(client: QueueClient, url: string, ids: readonly string[]): Promise<string[]> {
  const { Successful = [] } = await client.send(
    new SendMessageBatchCommand({
      QueueUrl: url,
      Entries: ids.map((id, index) => ({ Id: String(index), MessageBody: id })),
    }),
  );
  return Successful.flatMap(({ Id }) => ids[Number(Id)] ?? []);
}
