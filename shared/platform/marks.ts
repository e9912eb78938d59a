/**
 * What the consumers of events have done: a mark per consumer and event, the watermark up to which a consumer was caught up,
 * and the events that it could not digest. Marks expire; a `stuck` item stays until it is redriven.
 */
import {
  BatchGetCommand,
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
} from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import type { Instant } from "./clock.ts";
import { readItem } from "./dynamo.ts";
import type { Write } from "./transaction.ts";

/** Which event: the key of the events' table. */
export interface EventKey {
  readonly subject: string;
  readonly sequence: number;
}

/** Longer than any catch-up looks back. */
const keptForDays = 60;

const stuckItem = z.object({
  consumer: z.string(),
  subject: z.string(),
  sequence: z.number(),
  reason: z.string(),
  since: z.string(),
});
export type Stuck = z.output<typeof stuckItem>;

export interface Marks {
  /** Which of these events the consumer has not done. */
  undone<Key extends EventKey>(consumer: string, events: readonly Key[]): Promise<Key[]>;
  /** The mark as part of a change that must happen once; refused as `already-exists`. */
  doneOnce(consumer: string, event: EventKey, now: Instant): Write;
  /** The mark after a change that may be repeated without harm. */
  done(consumer: string, event: EventKey, now: Instant): Promise<void>;
  /** Sets an event apart that could not be digested. */
  stuck(consumer: string, event: EventKey, reason: string, now: Instant): Promise<void>;
  /** The events set apart, oldest key first; at most 1,000. */
  allStuck(consumer: string): Promise<Stuck[]>;
  /** Takes an event out of those set apart. */
  unstuck(consumer: string, event: EventKey): Promise<void>;
  /** Up to which moment the consumer's events were all seen to be done; undefined before the first time. */
  caughtUpTo(consumer: string): Promise<string | undefined>;
  catchUpTo(consumer: string, at: string): Promise<void>;
}

export function marks(client: DynamoDBDocumentClient, table: string): Marks {
  return {
    undone: (consumer, events) => undone(client, table, consumer, events),
    doneOnce: (consumer, event, now) => ({
      item: {
        Put: {
          TableName: table,
          Item: doneItem(consumer, event, now),
          ConditionExpression: "attribute_not_exists(id)",
        },
      },
      refusedAs: "already-exists",
    }),
    done: async (consumer, event, now) => {
      await client.send(new PutCommand({ TableName: table, Item: doneItem(consumer, event, now) }));
    },
    stuck: async (consumer, { subject, sequence }, reason, now) => {
      const since = new Date(now).toISOString();
      const Item = {
        id: `stuck#${consumer}`,
        part: partOf({ subject, sequence }),
        consumer,
        subject,
        sequence,
        reason,
        since,
      };
      await client.send(new PutCommand({ TableName: table, Item }));
    },
    allStuck: async (consumer) => {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: "id = :id",
          ExpressionAttributeValues: { ":id": `stuck#${consumer}` },
          Limit: 1_000,
        }),
      );
      return Items.map((item) => readItem(stuckItem, item, `stuck#${consumer}`));
    },
    unstuck: async (consumer, event) => {
      await client.send(new DeleteCommand({ TableName: table, Key: { id: `stuck#${consumer}`, part: partOf(event) } }));
    },
    caughtUpTo: async (consumer) => {
      const { Item } = await client.send(
        new GetCommand({ TableName: table, Key: watermarkKey(consumer), ConsistentRead: true }),
      );
      return Item && readItem(z.object({ at: z.string() }), Item, `watermark ${consumer}`).at;
    },
    catchUpTo: async (consumer, at) => {
      await client.send(new PutCommand({ TableName: table, Item: { ...watermarkKey(consumer), at } }));
    },
  };
}

function watermarkKey(consumer: string) {
  return { id: `caught-up#${consumer}`, part: "watermark" };
}

function partOf({ subject, sequence }: EventKey): string {
  return `${subject}#${sequence}`;
}

function doneItem(consumer: string, event: EventKey, now: Instant) {
  const expiresAt = Math.floor(now / 1000) + keptForDays * 24 * 3600;
  return { id: `done#${partOf(event)}`, part: consumer, expiresAt };
}

async function undone<Key extends EventKey>(
  client: DynamoDBDocumentClient,
  table: string,
  consumer: string,
  events: readonly Key[],
): Promise<Key[]> {
  const isDone = new Set<unknown>();
  for (let first = 0; first < events.length; first += 100) {
    const distinct = new Set(events.slice(first, first + 100).map((event) => `done#${partOf(event)}`));
    let keys: Record<string, unknown>[] = [...distinct].map((id) => ({ id, part: consumer }));
    while (keys.length > 0) {
      const { Responses, UnprocessedKeys } = await client.send(
        new BatchGetCommand({ RequestItems: { [table]: { Keys: keys, ConsistentRead: true } } }),
      );
      for (const item of Responses?.[table] ?? []) isDone.add(item.id);
      keys = UnprocessedKeys?.[table]?.Keys ?? [];
    }
  }
  return events.filter((event) => !isDone.has(`done#${partOf(event)}`));
}
