/** What every store does with items, whatever they are: many read by their keys, one written once, one written upon what was read. */
import { BatchGetCommand, type DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import type { Write } from "./transaction.ts";

type Item = Record<string, unknown>;

/** So many keys go into one request. */
const mostTogether = 100;

export interface Reading {
  /** Only these attributes. @default all */
  readonly attributes?: readonly string[];
  /** False: what is read was written long before, and need not be the newest copy. @default true */
  readonly isConsistent?: boolean;
}

/** The items of those keys that exist, each once, in no order, until none is left unprocessed. */
export async function readMany(
  client: DynamoDBDocumentClient,
  table: string,
  keys: readonly Readonly<Record<string, string | number>>[],
  { attributes, isConsistent = true }: Reading = {},
): Promise<Item[]> {
  const asked = {
    ...(isConsistent && { ConsistentRead: true }),
    ...(attributes && {
      ProjectionExpression: attributes.map((name) => `#${name}`).join(),
      ExpressionAttributeNames: Object.fromEntries(attributes.map((name) => [`#${name}`, name])),
    }),
  };
  const found: Item[] = [];
  let waiting: Item[] = [...new Map(keys.map((key) => [Object.values(key).join(" "), { ...key }])).values()];
  while (waiting.length > 0) {
    const Keys = waiting.slice(0, mostTogether);
    const { Responses, UnprocessedKeys } = await client.send(
      new BatchGetCommand({ RequestItems: { [table]: { Keys, ...asked } } }),
    );
    found.push(...(Responses?.[table] ?? []));
    waiting = [...(UnprocessedKeys?.[table]?.Keys ?? []), ...waiting.slice(mostTogether)];
  }
  return found;
}

/** An item that is written once for ever. `key`: the table's partition key. */
export function once(table: string, item: Item, key: "id" | "code" = "id"): Write {
  return {
    item: { Put: { TableName: table, Item: item, ConditionExpression: `attribute_not_exists(${key})` } },
    refusedAs: "moved-meanwhile",
  };
}

/** An item written upon the one that was read: refused when anything happened to it since. */
export function ifUnchanged(table: string, item: Item, sequence: number): Write {
  return {
    item: {
      Put: {
        TableName: table,
        Item: item,
        ConditionExpression: "#sequence = :before",
        ExpressionAttributeNames: { "#sequence": "sequence" },
        ExpressionAttributeValues: { ":before": sequence },
      },
    },
    refusedAs: "moved-meanwhile",
  };
}
