/** Reads again what was changed while the tables were read, so that whatever has a history of its own is of one moment with it. */
import { renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type DynamoDBClient, QueryCommand } from "@aws-sdk/client-dynamodb";
import { disagreeing } from "./agreement.ts";
import { type ExportSource, orderedLine } from "./export-tables.ts";
import { type HistoryKind, historyKinds, isOneMoment } from "./histories.ts";
import { type Item, itemOf } from "./item-json.ts";
import { linesOf } from "./lines.ts";
import type { ArchivedFile } from "./manifest.ts";
import { type OrderedLine, sortedFile } from "./sorted-file.ts";
import { orderOf } from "./tables.ts";

export interface ReadAgain {
  readonly files: readonly ArchivedFile[];
  /** What was changed while it was read: now each is of one moment. */
  readonly ids: readonly string[];
  /** Those that do not agree with their history in the tables themselves. */
  readonly damaged: readonly string[];
}

/** Reads again, kind by kind, what was changed while the tables were read. */
export async function readAgain(
  source: ExportSource,
  folder: string,
  files: readonly ArchivedFile[],
): Promise<ReadAgain> {
  let again: ReadAgain = { files, ids: [], damaged: [] };
  for (const kind of historyKinds) {
    const { files: rewritten, ids, damaged } = await readKindAgain(kind, source, folder, again.files);
    again = { files: rewritten, ids: [...again.ids, ...ids], damaged: [...again.damaged, ...damaged] };
  }
  return again;
}

async function readKindAgain(
  kind: HistoryKind,
  source: ExportSource,
  folder: string,
  files: readonly ArchivedFile[],
): Promise<ReadAgain> {
  const paths = { items: join(folder, `${kind.table}.jsonl`), events: join(folder, "events.jsonl") };
  const ids: string[] = [];
  for await (const id of disagreeing(kind, paths)) ids.push(id);
  if (ids.length === 0) return { files, ids, damaged: [] };
  const moments = new Map<string, Moment>();
  for (const id of ids) moments.set(id, await momentOf(id, kind, source));
  const rewritten = await Promise.all(
    files.map(async (entry) => {
      if (entry.table === kind.table) {
        const fresh = [...moments.values()].flatMap(({ items }) => items);
        return rewrite(entry, paths.items, fresh, (item) => moments.has(kind.idOf(item) ?? ""));
      }
      if (entry.table === "events") {
        const fresh = [...moments.values()].flatMap(({ events }) => events);
        const subjects = new Set(ids.map(kind.subjectOf));
        return rewrite(entry, paths.events, fresh, ({ subject }) => subjects.has(subject?.S ?? ""));
      }
      return entry;
    }),
  );
  return { files: rewritten, ids, damaged: ids.filter((id) => !moments.get(id)?.isOne) };
}

interface Moment {
  readonly items: Item[];
  readonly events: Item[];
  readonly isOne: boolean;
}

const mostTries = 5;

/** One and its history up to its head; a busy one is tried a few times. */
async function momentOf(id: string, kind: HistoryKind, { client, names }: ExportSource): Promise<Moment> {
  for (let attempt = 1; ; attempt++) {
    const items = await queried(client, names[kind.table], kind.keyOf(id));
    const later = await queried(client, names.events, { subject: kind.subjectOf(id) });
    const head = items.find(kind.isHead);
    const events = later.filter(({ sequence }) => Number(sequence?.N) <= Number(head?.sequence?.N ?? 0));
    const isOne = isOneMoment(kind, items, events);
    if (isOne || attempt === mostTries) return { items, events: isOne ? events : later, isOne };
  }
}

async function queried(client: DynamoDBClient, table: string, key: Readonly<Record<string, string>>): Promise<Item[]> {
  const named = Object.entries(key);
  const items: Item[] = [];
  let startKey: Item | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: named.map(([name]) => `#${name} = :${name}`).join(" AND "),
        ExpressionAttributeNames: Object.fromEntries(named.map(([name]) => [`#${name}`, name])),
        ExpressionAttributeValues: Object.fromEntries(named.map(([name, value]) => [`:${name}`, { S: value }])),
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
