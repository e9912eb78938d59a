/** Writes the tables of a stack into files. It may be in use meanwhile: each question is of one moment, the questions are not of the same. */
import { renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type DynamoDBClient, QueryCommand } from "@aws-sdk/client-dynamodb";
import { subjectOf } from "../../shared/questions/subject.ts";
import { disagreeing, isOneMoment } from "./agreement.ts";
import { type Item, itemOf, lineOf } from "./item-json.ts";
import { linesOf } from "./lines.ts";
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

function orderedLine(item: Item, key: readonly KeyAttribute[]): OrderedLine {
  const line = lineOf(
    item,
    key.map(({ name }) => name),
  );
  return { order: orderOf(item, key), line };
}

export interface ReadAgain {
  readonly files: ArchivedFile[];
  /** Questions that were changed while they were read: now each is of one moment. */
  readonly codes: readonly string[];
  /** Questions that do not agree with their history in the tables themselves. */
  readonly damaged: readonly string[];
}

/** Reads the questions again that were changed while the tables were read. */
export async function readAgain(
  source: ExportSource,
  folder: string,
  files: readonly ArchivedFile[],
): Promise<ReadAgain> {
  const paths = { questions: join(folder, "questions.jsonl"), events: join(folder, "events.jsonl") };
  const codes: string[] = [];
  for await (const code of disagreeing(paths)) codes.push(code);
  if (codes.length === 0) return { files: [...files], codes, damaged: [] };
  const moments = new Map<string, Moment>();
  for (const code of codes) moments.set(code, await momentOf(code, source));
  const rewritten = await Promise.all(
    files.map(async (entry) => {
      if (entry.table === "questions") {
        const fresh = [...moments.values()].flatMap(({ items }) => items);
        return rewrite(entry, paths.questions, fresh, ({ code }) => moments.has(code?.S ?? ""));
      }
      if (entry.table === "events") {
        const fresh = [...moments.values()].flatMap(({ events }) => events);
        const subjects = new Set(codes.map(subjectOf));
        return rewrite(entry, paths.events, fresh, ({ subject }) => subjects.has(subject?.S ?? ""));
      }
      return entry;
    }),
  );
  return { files: rewritten, codes, damaged: codes.filter((code) => !moments.get(code)?.isOne) };
}

interface Moment {
  readonly items: Item[];
  readonly events: Item[];
  readonly isOne: boolean;
}

const mostTries = 5;

/** A question and its history up to its head; a busy one is tried a few times. */
async function momentOf(code: string, { client, names }: ExportSource): Promise<Moment> {
  for (let attempt = 1; ; attempt++) {
    const items = await queried(client, names.questions, "code", code);
    const later = await queried(client, names.events, "subject", subjectOf(code));
    const head = items.find(({ part }) => part?.S === "head");
    const events = later.filter(({ sequence }) => Number(sequence?.N) <= Number(head?.sequence?.N ?? 0));
    const isOne = isOneMoment(items, events);
    if (isOne || attempt === mostTries) return { items, events: isOne ? events : later, isOne };
  }
}

async function queried(client: DynamoDBClient, table: string, name: string, value: string): Promise<Item[]> {
  const items: Item[] = [];
  let startKey: Item | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: "#name = :value",
        ExpressionAttributeNames: { "#name": name },
        ExpressionAttributeValues: { ":value": { S: value } },
        ConsistentRead: true,
        ExclusiveStartKey: startKey,
      }),
    );
    items.push(...Items);
    startKey = LastEvaluatedKey;
  } while (startKey);
  return items;
}

/** The file with fresh items in place of those that `isReplaced`. */
async function rewrite(
  entry: ArchivedFile,
  path: string,
  fresh: readonly Item[],
  isReplaced: (item: Item) => boolean,
): Promise<ArchivedFile> {
  const former = `${path}.former`;
  renameSync(path, former);
  async function* lines(): AsyncGenerator<OrderedLine> {
    for await (const line of linesOf(former)) {
      const item = itemOf(line);
      if (!isReplaced(item)) yield { order: orderOf(item, entry.key), line };
    }
    for (const item of fresh) yield orderedLine(item, entry.key);
  }
  const written = await sortedFile(path, lines());
  rmSync(former);
  return { ...entry, ...written };
}
