/** The tallies' table: one small row per month and unit, so that one query of a month gives all units, and no row is everybody's. */
import { BatchGetCommand, type DynamoDBDocumentClient, QueryCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import { readItem } from "../platform/dynamo.ts";
import type { Write } from "../platform/transaction.ts";
import { type Counts, counters, type Month, type Tally } from "./tally.ts";

const row = z.object({ month: z.string(), unit: z.string() }).catchall(z.number());

export interface TallyStore {
  /** The tallies of all units in a month, or of `now`. */
  of(month: Month): Promise<Tally[]>;
  /** The counts of one unit in some months, at most a hundred; a month in which nothing was counted is not there. */
  ofUnit(unit: string, months: readonly Month[]): Promise<Map<Month, Counts>>;
  /** Writes that add to the counts. They do no harm only once: a mark must stand in the same transaction. */
  add(changes: readonly Tally[]): Write[];
}

export function tallyStore(client: DynamoDBDocumentClient, table: string): TallyStore {
  return {
    of: async (month) => {
      const tallies: Tally[] = [];
      let startKey: Record<string, unknown> | undefined;
      do {
        const { Items = [], LastEvaluatedKey } = await client.send(
          new QueryCommand({
            TableName: table,
            KeyConditionExpression: "#month = :month",
            ExpressionAttributeNames: { "#month": "month" },
            ExpressionAttributeValues: { ":month": month },
            ExclusiveStartKey: startKey,
          }),
        );
        tallies.push(...Items.map((item) => tallyOf(item, month)));
        startKey = LastEvaluatedKey;
      } while (startKey);
      return tallies;
    },
    ofUnit: async (unit, months) => {
      const counts = new Map<Month, Counts>();
      let waiting: Record<string, unknown>[] = months.map((month) => ({ month, unit }));
      while (waiting.length > 0) {
        const { Responses, UnprocessedKeys } = await client.send(
          new BatchGetCommand({ RequestItems: { [table]: { Keys: waiting, ConsistentRead: true } } }),
        );
        for (const item of Responses?.[table] ?? []) counts.set(String(item.month), tallyOf(item, unit).counts);
        waiting = UnprocessedKeys?.[table]?.Keys ?? [];
      }
      return counts;
    },
    add: (changes) => changes.map((change) => addition(table, change)),
  };
}

function tallyOf(item: unknown, month: Month): Tally {
  const { unit, ...rest } = readItem(row, item, `tallies of ${month}`);
  const counts = counters.flatMap((name) => (typeof rest[name] === "number" ? [[name, rest[name]]] : []));
  return { month, unit, counts: Object.fromEntries(counts) };
}

function addition(table: string, { month, unit, counts }: Tally): Write {
  const names = Object.keys(counts);
  return {
    item: {
      Update: {
        TableName: table,
        Key: { month, unit },
        UpdateExpression: `ADD ${names.map((_, index) => `#n${index} :n${index}`).join(", ")}`,
        ExpressionAttributeNames: Object.fromEntries(names.map((name, index) => [`#n${index}`, name])),
        ExpressionAttributeValues: Object.fromEntries(Object.values(counts).map((by, index) => [`:n${index}`, by])),
      },
    },
    // It has no condition that could fail.
    refusedAs: "moved-meanwhile",
  };
}
