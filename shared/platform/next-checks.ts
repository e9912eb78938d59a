/**
 * Time is a queue: the sparse index of the moments at which schedules are to be looked at, in shards. Every kind of subject that has
 * deadlines has one in its table. An entry is a hint; the head decides.
 */
import { type DynamoDBDocumentClient, QueryCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import { readItem } from "./dynamo.ts";
import { shardName, shardOf } from "./shards.ts";

export interface NextChecks {
  /** Ids of a shard whose schedule is due at `now`, earliest first; at most `limit`. */
  dueForCheck(shard: number, now: string, limit: number): Promise<string[]>;
  /** When the schedule of a shard is to be looked at next; undefined: never. */
  earliestCheckAt(shard: number): Promise<string | undefined>;
}

/** Reads an index of a table whose subjects stand under the attribute `key`. */
export function nextChecks(client: DynamoDBDocumentClient, table: string, index: string, key: string): NextChecks {
  const id = z.object({ [key]: z.string() }).transform((item) => item[key] ?? "");
  return {
    dueForCheck: async (shard, now, limit) => {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: table,
          IndexName: index,
          KeyConditionExpression: "checkShard = :shard AND nextCheckAt <= :now",
          ExpressionAttributeValues: { ":shard": shardName(shard), ":now": now },
          Limit: limit,
        }),
      );
      return Items.map((item) => readItem(id, item, shardName(shard)));
    },
    earliestCheckAt: async (shard) => {
      const { Items: [first] = [] } = await client.send(
        new QueryCommand({
          TableName: table,
          IndexName: index,
          KeyConditionExpression: "checkShard = :shard",
          ExpressionAttributeValues: { ":shard": shardName(shard) },
          Limit: 1,
        }),
      );
      return first && readItem(z.object({ nextCheckAt: z.string() }), first, shardName(shard)).nextCheckAt;
    },
  };
}

/** What a head carries to stand in its index; nothing when nothing is to come. */
export function nextCheckKeys(id: string, nextCheckAt: string | null): Record<string, string> {
  return nextCheckAt === null ? {} : { checkShard: shardOf(id), nextCheckAt };
}
