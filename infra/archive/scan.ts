/** Reads a whole table: in segments side by side, page by page, consistently. */
import { type DynamoDBClient, ScanCommand } from "@aws-sdk/client-dynamodb";
import type { Item } from "./item-json.ts";

const segments = 4;

/** Every item of a table as it stands when its page is read; memory holds a page of each segment. */
export async function* itemsOf(client: DynamoDBClient, tableName: string): AsyncGenerator<Item> {
  const pages = Array.from({ length: segments }, (_, segment) => pagesOf(client, tableName, segment));
  const next = new Map(pages.map((page, segment) => [segment, numbered(page, segment)]));
  while (next.size > 0) {
    const { segment, items } = await Promise.race(next.values());
    const page = pages[segment];
    if (items === undefined || page === undefined) {
      next.delete(segment);
      continue;
    }
    next.set(segment, numbered(page, segment));
    yield* items;
  }
}

async function numbered(pages: AsyncGenerator<Item[]>, segment: number) {
  const { value, done } = await pages.next();
  return { segment, items: done ? undefined : value };
}

async function* pagesOf(client: DynamoDBClient, tableName: string, segment: number): AsyncGenerator<Item[], undefined> {
  let startKey: Item | undefined;
  do {
    const { Items, LastEvaluatedKey } = await client.send(
      new ScanCommand({
        TableName: tableName,
        ConsistentRead: true,
        Segment: segment,
        TotalSegments: segments,
        ExclusiveStartKey: startKey,
      }),
    );
    yield Items ?? [];
    startKey = LastEvaluatedKey;
  } while (startKey);
  return undefined;
}
