/** The events in the order of their time, by the sparse index `events-by-hour`: how a missed stream is caught up. */
import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import type { Instant } from "./clock.ts";
import { readItem } from "./dynamo.ts";
import { type ChangeEvent, changeEvent } from "./events.ts";
import type { EventKey } from "./marks.ts";

const indexed = z.object({ subject: z.string(), sequence: z.number(), order: z.string() });

/** The key of an event, and when it happened. */
export interface TimedKey extends EventKey {
  readonly at: string;
}

export interface EventsByHour {
  /** Keys of the events of one hour from `from` to `until`, both included, oldest first, a hundred at once; the index follows a moment later. */
  keysIn(hour: Hour, from: Instant, until: Instant): AsyncIterable<TimedKey[]>;
  /** The event itself; undefined when it does not fit its schema. */
  read(key: EventKey): Promise<ChangeEvent | undefined>;
}

/** An hour by UTC, as the index names it: `2024-02-03T15`. */
export type Hour = string;

/** The hours that a span touches, in order. */
export function* hoursBetween(from: Instant, until: Instant): Generator<Hour> {
  const hour = 3_600_000;
  for (let at = Math.floor(from / hour) * hour; at <= until; at += hour) yield iso(at).slice(0, 13);
}

const pageSize = 100;

export function eventsByHour(client: DynamoDBDocumentClient, table: string): EventsByHour {
  return {
    keysIn: (hour, from, until) => keysIn(client, table, hour, from, until),
    read: async ({ subject, sequence }) => {
      const { Item } = await client.send(
        new GetCommand({ TableName: table, Key: { subject, sequence }, ConsistentRead: true }),
      );
      return changeEvent.safeParse(Item).data;
    },
  };
}

async function* keysIn(
  client: DynamoDBDocumentClient,
  table: string,
  hour: Hour,
  from: Instant,
  until: Instant,
): AsyncGenerator<TimedKey[]> {
  let startKey: Record<string, unknown> | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: "events-by-hour",
        KeyConditionExpression: "#hour = :hour AND #order BETWEEN :from AND :until",
        ExpressionAttributeNames: { "#hour": "hour", "#order": "order" },
        // An order goes on after its moment with `#`, which `~` follows.
        ExpressionAttributeValues: { ":hour": hour, ":from": iso(from), ":until": `${iso(until)}~` },
        Limit: pageSize,
        ExclusiveStartKey: startKey,
      }),
    );
    const keys = Items.map((item) => readItem(indexed, item, hour));
    if (keys.length > 0) yield keys.map(({ order, ...key }) => ({ ...key, at: order.slice(0, order.indexOf("#")) }));
    startKey = LastEvaluatedKey;
  } while (startKey);
}

function iso(at: Instant): string {
  return new Date(at).toISOString();
}
