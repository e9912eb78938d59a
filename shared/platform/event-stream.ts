/** Lambda's side of a consumer of the stream of events: a batch in, the place to go on from out. */
import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { DynamoDBBatchResponse } from "aws-lambda";
import * as z from "zod";
import { type Consumer, type ConsumerDeps, digestOne } from "./consumer.ts";
import { plainItem } from "./dynamo.ts";
import { changeEvent } from "./events.ts";

const image = z.record(z.string(), z.custom<AttributeValue>());
const batch = z.object({
  Records: z.array(z.object({ dynamodb: z.object({ Keys: image, NewImage: image, SequenceNumber: z.string() }) })),
});
const eventKey = z.object({ subject: z.string(), sequence: z.number() });

/**
 * Hands the batches of a stream to a consumer. A record that is no event is set apart. When an event could neither be digested nor set
 * apart, the stream hands it and all after it again; those that are done are passed over.
 */
export function streamHandler(
  consumer: Consumer,
  deps: ConsumerDeps,
): (event: unknown) => Promise<DynamoDBBatchResponse> {
  return async (event) => {
    const records = batch.parse(event).Records.map(({ dynamodb }) => ({
      place: dynamodb.SequenceNumber,
      ...eventKey.parse(plainItem(dynamodb.Keys)),
      read: changeEvent.safeParse(plainItem(dynamodb.NewImage)),
    }));
    let place = records[0]?.place;
    try {
      for (const record of await deps.marks.undone(consumer.name, records)) {
        place = record.place;
        if (record.read.success) await digestOne(consumer, record.read.data, deps);
        else await setApart(consumer, record, deps);
      }
      return { batchItemFailures: [] };
    } catch {
      return { batchItemFailures: place === undefined ? [] : [{ itemIdentifier: place }] };
    }
  };
}

async function setApart(
  { name }: Consumer,
  { subject, sequence }: z.output<typeof eventKey>,
  { marks, clock, log }: ConsumerDeps,
): Promise<void> {
  log.write("event-stuck", { consumer: name, subject, sequence, reason: "UnreadableItem" });
  await marks.stuck(name, { subject, sequence }, "UnreadableItem", clock.now());
}
