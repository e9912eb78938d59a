/** Writes an export into the empty tables of a stack. The order is that of `archivedTables`, which says why. */
import { join } from "node:path";
import { ScanCommand } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { observeAnew } from "../../shared/integrity/observation-store.ts";
import { marks } from "../../shared/platform/marks.ts";
import { ArchiveFailure } from "./failure.ts";
import { followedIn } from "./followed.ts";
import { linesOf } from "./lines.ts";
import { fileOf, type Manifest } from "./manifest.ts";
import type { NewVersions } from "./named-objects.ts";
import { importObjects, withNewVersions } from "./objects.ts";
import type { Reached } from "./place.ts";
import { type ArchivedTable, archivedTables, isOfAnEmptyStack, keyOf, type TableNames } from "./tables.ts";
import { writeLines } from "./write-items.ts";

/** More than the items of a stack that holds nothing. */
const fewItems = 50;

/** Refuses tables that are not empty, or have another key than those that were exported. */
export async function checkTarget({ client }: Reached, names: TableNames, manifest: Manifest): Promise<void> {
  for (const { table } of archivedTables) {
    const tableName = names[table];
    const there = await keyOf(client, tableName);
    if (JSON.stringify(there) !== JSON.stringify(fileOf(manifest, table).key)) {
      throw new ArchiveFailure(`The table ${tableName} has another key than the exported one; nothing was written.`);
    }
    const { Items = [] } = await client.send(
      new ScanCommand({ TableName: tableName, ConsistentRead: true, Limit: fewItems }),
    );
    if (Items.some((item) => !isOfAnEmptyStack(table, item))) {
      throw new ArchiveFailure(
        `The table ${tableName} is not empty; an export is imported into a stack that holds nothing. Nothing was written.`,
      );
    }
  }
}

export interface Imported {
  readonly rows: Readonly<Partial<Record<ArchivedTable, number>>>;
  /** Marks that had expired and were set anew. */
  readonly marksRenewed: number;
  /** Whether the counts were counted anew from the events. */
  readonly areCountsAnew: boolean;
  /** Files that were written into the bucket. */
  readonly objects: number;
}

/** Writes every file; each row is read back. */
export async function importTables(
  { client, clock, bucket }: Reached,
  names: TableNames,
  folder: string,
  manifest: Manifest,
): Promise<Imported> {
  const fileFor = (table: ArchivedTable) => join(folder, fileOf(manifest, table).file);
  const documents = DynamoDBDocumentClient.from(client);
  const kept = marks(documents, names.marks);
  const files = { marks: fileFor("marks"), events: fileFor("events"), tallies: fileFor("tallies") };
  const followed = await followedIn(files, kept, clock.now());
  const keyFor = (table: ArchivedTable) => fileOf(manifest, table).key.map(({ name }) => name);
  const write = (table: ArchivedTable, lines: AsyncIterable<string>) =>
    writeLines(lines, { client, clock, tableName: names[table], key: keyFor(table) });
  const versions: NewVersions = manifest.objects && bucket ? await importObjects(folder, fileFor, bucket) : new Map();
  const linesFor = (table: ArchivedTable) => {
    if (table === "tallies" && followed.tallies !== undefined) return each(followed.tallies);
    return withNewVersions(table, linesOf(fileFor(table)), versions, keyFor(table));
  };
  const rows: Partial<Record<ArchivedTable, number>> = {};
  for (const { table } of archivedTables) {
    rows[table] = await write(table, linesFor(table));
    if (table === "marks") await write(table, each(followed.marks));
  }
  await observeAnew(documents, names.scores);
  const areCountsAnew = followed.tallies !== undefined;
  return { rows, marksRenewed: followed.marks.length, areCountsAnew, objects: versions.size };
}

async function* each(lines: readonly string[] = []): AsyncGenerator<string> {
  yield* lines;
}
