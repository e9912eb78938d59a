/** Objects of the bucket in an archive: each that an item names as a file of its own under its key, listed with its checksum. */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import * as z from "zod";
import { SnapshotRefused, snapshotIn } from "../../shared/scoring/snapshots/snapshot.ts";
import type { ArchiveBucket } from "./bucket.ts";
import { ArchiveFailure } from "./failure.ts";
import { itemOf, lineOf } from "./item-json.ts";
import { linesOf } from "./lines.ts";
import { type NamedObject, type NewVersions, namingItems } from "./named-objects.ts";
import { type OrderedLine, sortedFile, type Written } from "./sorted-file.ts";
import type { ArchivedTable } from "./tables.ts";

export const objectsFile = "objects.jsonl";
/** What the list is ordered by. */
export const objectsKey = { name: "key", type: "S" } as const;

/** A name as the system makes them: no separator, and nothing that a file system takes for another folder. */
const safeKey = /^(?:attachments|scores)\/[A-Za-z0-9][\w.-]*\/[A-Za-z0-9][\w.-]*$/;

const listed = z.strictObject({
  key: z.string().regex(safeKey),
  bytes: z.number().int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** The version that was exported. */
  objectVersion: z.string().optional(),
});
type Listed = z.output<typeof listed>;

/** Where a table's lines are. */
export type FileFor = (table: ArchivedTable) => string;

/** The objects that the items of an archive name. */
async function* namedIn(fileFor: FileFor): AsyncGenerator<NamedObject> {
  for (const { table, mark, objectsOf } of namingItems) {
    for await (const line of linesOf(fileFor(table))) {
      if (line.includes(mark)) yield* objectsOf(itemOf(line));
    }
  }
}

/** How many objects the items name. */
export async function countNamed(fileFor: FileFor): Promise<number> {
  let count = 0;
  for await (const _ of namedIn(fileFor)) count++;
  return count;
}

export interface ExportedObjects {
  readonly list: Written;
  /** Keys of those that the bucket does not hold any more. */
  readonly missing: readonly string[];
  /** Keys of frozen results that do not prove the hash by which they were frozen; they are exported as they are. */
  readonly altered: readonly string[];
}

/** Writes every object that an item names into the folder, and their list. */
export async function exportObjects(folder: string, fileFor: FileFor, bucket: ArchiveBucket): Promise<ExportedObjects> {
  const missing: string[] = [];
  const altered: string[] = [];
  async function* written(): AsyncGenerator<OrderedLine> {
    for await (const { key, objectVersion, frozenAs } of namedIn(fileFor)) {
      if (!safeKey.test(key)) throw new ArchiveFailure(`An item names a file whose key is no path of a file: ${key}.`);
      const body = await bucket.read(key, objectVersion);
      if (!body) {
        missing.push(key);
        continue;
      }
      if (frozenAs !== undefined && provenHash(body) !== frozenAs) altered.push(key);
      mkdirSync(dirname(join(folder, key)), { recursive: true, mode: 0o700 });
      writeFileSync(join(folder, key), body, { mode: 0o600, flag: "wx" });
      const entry: Listed = { key, bytes: body.byteLength, sha256: sha256(body) };
      yield { order: key, line: JSON.stringify({ ...entry, ...(objectVersion !== undefined && { objectVersion }) }) };
    }
  }
  return { list: await sortedFile(join(folder, objectsFile), written()), missing, altered };
}

/** The hash that frozen results prove themselves by; undefined: they prove none. */
function provenHash(body: Uint8Array): string | undefined {
  try {
    return snapshotIn(body).hash;
  } catch (error) {
    if (error instanceof SnapshotRefused) return undefined;
    throw error;
  }
}

/** Refuses an object that is missing, cut off or changed; the list itself has been checked. */
export async function checkObjects(folder: string): Promise<void> {
  for await (const { key, bytes, sha256: expected } of listIn(folder)) {
    if (!existsSync(join(folder, key)))
      throw new ArchiveFailure(`The export lacks the file ${key}; nothing was written.`);
    const body = readFileSync(join(folder, key));
    if (body.byteLength !== bytes || sha256(body) !== expected) {
      throw new ArchiveFailure(`${key} is not as it was exported; nothing was written.`);
    }
  }
}

async function* listIn(folder: string): AsyncGenerator<Listed> {
  for await (const line of linesOf(join(folder, objectsFile))) {
    const { data } = listed.safeParse(JSON.parse(line));
    if (!data) throw new ArchiveFailure(`${objectsFile} holds a line that names no file; nothing was written.`);
    yield data;
  }
}

/** Writes every object of the folder into a bucket; memory holds one of them, and the keys of all. */
export async function importObjects(folder: string, fileFor: FileFor, bucket: ArchiveBucket): Promise<NewVersions> {
  const versions = new Map<string, string | undefined>();
  const inFolder = new Set<string>();
  for await (const { key } of listIn(folder)) inFolder.add(key);
  for await (const { key, label } of namedIn(fileFor)) {
    if (inFolder.has(key)) versions.set(key, await bucket.write(key, readFileSync(join(folder, key)), label));
  }
  return versions;
}

/** The lines of a table, in which each item names the versions that were written. */
export async function* withNewVersions(
  table: ArchivedTable,
  lines: AsyncIterable<string>,
  versions: NewVersions,
  keys: readonly string[],
): AsyncGenerator<string> {
  const naming = namingItems.find((one) => one.table === table);
  for await (const line of lines) {
    if (naming && line.includes(naming.mark)) yield lineOf(naming.withVersions(itemOf(line), versions), keys);
    else yield line;
  }
}

function sha256(body: Uint8Array): string {
  return createHash("sha256").update(body).digest("hex");
}
