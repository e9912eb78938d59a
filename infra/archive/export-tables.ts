/** Writes the tables of a stack into files. It may be in use meanwhile: each question is of one moment, the questions are not of the same. */
import { join } from "node:path";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { type Item, lineOf } from "./item-json.ts";
import type { ArchivedFile } from "./manifest.ts";
import { itemsOf } from "./scan.ts";
import { type OrderedLine, sortedFile } from "./sorted-file.ts";
import { archivedTables, isOfTheStack, type KeyAttribute, keyOf, orderOf, type TableNames } from "./tables.ts";

export interface ExportSource {
  readonly client: DynamoDBClient;
  readonly names: TableNames;
  /** The second (of Unix time) by which expired items are left out. */
  readonly second: number;
}

/** Every table as a file of the folder. */
export async function exportTables(source: ExportSource, folder: string): Promise<ArchivedFile[]> {
  const files: ArchivedFile[] = [];
  for (const { table, vi, en, ...more } of archivedTables) {
    const key = await keyOf(source.client, source.names[table]);
    const expiresBy = "expiresBy" in more ? more.expiresBy : undefined;
    const file = `${table}.jsonl`;
    const isLeftOut = (item: Item) =>
      isOfTheStack(table, item) || (expiresBy !== undefined && hasExpired(item, expiresBy, source.second));
    const lines = keptLines(itemsOf(source.client, source.names[table]), key, isLeftOut);
    const written = await sortedFile(join(folder, file), lines);
    files.push({ table, file, key, ...written, holds: { vi, en }, ...(expiresBy !== undefined && { expiresBy }) });
  }
  return files;
}

async function* keptLines(
  items: AsyncIterable<Item>,
  key: readonly KeyAttribute[],
  isLeftOut: (item: Item) => boolean,
): AsyncGenerator<OrderedLine> {
  for await (const item of items) if (!isLeftOut(item)) yield orderedLine(item, key);
}

/** Whether an item counts as gone; the table keeps it some days longer. */
function hasExpired(item: Item, expiresBy: string, second: number): boolean {
  return Number(item[expiresBy]?.N ?? second + 1) <= second;
}

/** The line of an item, in the order of its key. */
export function orderedLine(item: Item, key: readonly KeyAttribute[]): OrderedLine {
  const line = lineOf(
    item,
    key.map(({ name }) => name),
  );
  return { order: orderOf(item, key), line };
}
