/** Reads the stream of a table from the engine, record by record, in the order of its writes. */
import * as z from "zod";
import { callService, type JsonService, ServiceError } from "../aws-json.ts";

const digits = z.string().regex(/^\d+$/);
const recordSchema = z.looseObject({
  eventID: z.string(),
  eventName: z.enum(["INSERT", "MODIFY", "REMOVE"]),
  dynamodb: z.looseObject({ SequenceNumber: digits }),
});
/** As the engine writes it, which is how Lambda hands it on. */
export type StreamRecord = z.output<typeof recordSchema>;

const streamList = z.object({ Streams: z.array(z.object({ StreamArn: z.string() })) });
const description = z.object({
  StreamDescription: z.object({
    Shards: z.array(
      z.object({ ShardId: z.string(), SequenceNumberRange: z.object({ StartingSequenceNumber: digits.optional() }) }),
    ),
  }),
});
const iteratorAnswer = z.object({ ShardIterator: z.string() });
const recordsAnswer = z.object({ Records: z.array(recordSchema), NextShardIterator: z.string().optional() });

export interface EngineStream {
  /** What was written after what has been read so far; empty when all has been read. */
  next(): Promise<StreamRecord[]>;
}

/** The number of a record: short texts of digits that are to be compared as numbers. */
export function sequenceOf({ dynamodb }: StreamRecord): bigint {
  return BigInt(dynamodb.SequenceNumber);
}

/** The stream of a table behind a record; 0: from its beginning. */
export function engineStream(endpoint: string, tableName: string, after: bigint): EngineStream {
  const service: JsonService = { endpoint, target: "DynamoDBStreams_20120810", scope: "dynamodb" };
  let place: Place | undefined;
  let last = after;
  return {
    next: async () => {
      place ??= await placeAfter(service, tableName, last);
      if (!place) return [];
      try {
        const { Records, NextShardIterator } = recordsAnswer.parse(
          await callService(service, "GetRecords", { ShardIterator: place.iterator }),
        );
        const newest = Records.at(-1);
        if (newest) last = sequenceOf(newest);
        place =
          NextShardIterator === undefined
            ? await placeIn(service, place.rest, 0n)
            : { ...place, iterator: NextShardIterator };
        return Records;
      } catch (error) {
        // An iterator lives for a few minutes only.
        place = undefined;
        if (error instanceof ServiceError && error.code === "ExpiredIteratorException") return [];
        throw error;
      }
    },
  };
}

/** The number of the last record of a table's stream; 0 when it has none. */
export async function lastSequence(endpoint: string, tableName: string): Promise<bigint> {
  const stream = engineStream(endpoint, tableName, 0n);
  let last = 0n;
  for (let records = await stream.next(); records.length > 0; records = await stream.next()) {
    last = records.map(sequenceOf).at(-1) ?? last;
  }
  return last;
}

interface Shard {
  readonly streamArn: string;
  readonly id: string;
}

interface Place {
  readonly iterator: string;
  /** The shards that follow. */
  readonly rest: readonly Shard[];
}

async function placeAfter(service: JsonService, tableName: string, after: bigint): Promise<Place | undefined> {
  const { Streams } = streamList.parse(await callService(service, "ListStreams", { TableName: tableName }));
  const streamArn = Streams.at(-1)?.StreamArn;
  if (streamArn === undefined) return undefined;
  const { StreamDescription } = description.parse(
    await callService(service, "DescribeStream", { StreamArn: streamArn }),
  );
  const { Shards: shards } = StreamDescription;
  const holding = shards.findLastIndex(
    ({ SequenceNumberRange: { StartingSequenceNumber: first = "0" } }) => BigInt(first) <= after,
  );
  const following = shards.slice(Math.max(0, holding)).map(({ ShardId: id }) => ({ streamArn, id }));
  return placeIn(service, following, after);
}

async function placeIn(service: JsonService, shards: readonly Shard[], after: bigint): Promise<Place | undefined> {
  const [shard, ...rest] = shards;
  if (!shard) return undefined;
  const place = { StreamArn: shard.streamArn, ShardId: shard.id };
  const fromStart = { ...place, ShardIteratorType: "TRIM_HORIZON" };
  const wanted =
    after === 0n
      ? fromStart
      : { ...place, ShardIteratorType: "AFTER_SEQUENCE_NUMBER", SequenceNumber: after.toString() };
  const answer = await callService(service, "GetShardIterator", wanted).catch((error: unknown) => {
    if (error instanceof ServiceError && error.code === "TrimmedDataAccessException") {
      return callService(service, "GetShardIterator", fromStart);
    }
    throw error;
  });
  return { iterator: iteratorAnswer.parse(answer).ShardIterator, rest };
}
