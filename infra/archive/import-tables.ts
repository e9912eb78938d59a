/** Writes an export into the empty tables of a stack. The order is that of `archivedTables`, which says why. */
import { join } from "node:path";
import { ScanCommand } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { marks } from "../../shared/platform/marks.ts";
import { importAttachments, withNewVersions } from "./attachments.ts";
import { ArchiveFailure } from "./failure.ts";
import { followedIn } from "./followed.ts";
import { linesOf } from "./lines.ts";
import { fileOf, type Manifest } from "./manifest.ts";
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
  /** Attachments that were written into the bucket. */
  readonly attachments: number;
}

/** Writes every file; each row is read back. */
export async function importTables(
  { client, clock, bucket }: Reached,
  names: TableNames,
  folder: string,
  manifest: Manifest,
): Promise<Imported> {
  const fileFor = (table: ArchivedTable) => join(folder, fileOf(manifest, table).file);
  const kept = marks(DynamoDBDocumentClient.from(client), names.marks);
  const files = { marks: fileFor("marks"), events: fileFor("events"), tallies: fileFor("tallies") };
  const followed = await followedIn(files, kept, clock.now());
  const write = (table: ArchivedTable, lines: AsyncIterable<string>) => {
    const key = fileOf(manifest, table).key.map(({ name }) => name);
    return writeLines(lines, { client, clock, tableName: names[table], key });
  };
  const versions =
    manifest.attachments && bucket
      ? await importAttachments(folder, fileFor("reports"), bucket)
      : new Map<string, string | undefined>();
  const linesFor = (table: ArchivedTable) => {
    if (table === "tallies" && followed.tallies !== undefined) return each(followed.tallies);
    const lines = linesOf(fileFor(table));
    return table === "reports" ? withNewVersions(lines, versions, ["id", "part"]) : lines;
  };
  const rows: Partial<Record<ArchivedTable, number>> = {};
  for (const { table } of archivedTables) {
    rows[table] = await write(table, linesFor(table));
    if (table === "marks") await write(table, each(followed.marks));
  }
  const areCountsAnew = followed.tallies !== undefined;
  return { rows, marksRenewed: followed.marks.length, areCountsAnew, attachments: versions.size };
}

async function* each(lines: readonly string[] = []): AsyncGenerator<string> {
  yield* lines;
}
