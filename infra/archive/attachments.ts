/**
 * Attachments of reports in an archive: each ready one as a file of its own under the key that it has in the bucket, listed with its
 * checksum. An item names the version of the object that was judged; written into another bucket that is another version, so the import
 * rewrites it in the item.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import * as z from "zod";
import { type Attachment, attachment, objectKeyOf } from "../../shared/documents/attachment.ts";
import type { ArchiveBucket } from "./bucket.ts";
import { ArchiveFailure } from "./failure.ts";
import { type Item, itemOf, lineOf } from "./item-json.ts";
import { linesOf } from "./lines.ts";
import { type OrderedLine, sortedFile, type Written } from "./sorted-file.ts";

export const attachmentsFile = "attachments.jsonl";
/** What the list is ordered by. */
export const attachmentsKey = { name: "key", type: "S" } as const;

/** A name as the system makes them: no separator, and nothing that a file system takes for another folder. */
const safeKey = /^attachments\/[A-Za-z0-9][\w.-]*\/[A-Za-z0-9][\w.-]*$/;

const listed = z.strictObject({
  key: z.string().regex(safeKey),
  bytes: z.number().int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** The version that was exported. */
  objectVersion: z.string().optional(),
});
type Listed = z.output<typeof listed>;

/** The ready attachment that an item of the reports' table is. */
function readyOf(item: Item): Attachment | undefined {
  const [, id] = /^attachment#(.+)$/.exec(item.part?.S ?? "") ?? [];
  if (id === undefined) return undefined;
  const { data } = attachment.safeParse({ ...unmarshall(item), id });
  return data?.state === "ready" ? data : undefined;
}

async function* readyIn(reports: string): AsyncGenerator<Attachment> {
  for await (const line of linesOf(reports)) {
    // Most lines are none, and need not be read.
    const ready = line.includes('"attachment#') ? readyOf(itemOf(line)) : undefined;
    if (ready) yield ready;
  }
}

/** How many ready attachments a file of the reports' table names. */
export async function countReady(reports: string): Promise<number> {
  let count = 0;
  for await (const _ of readyIn(reports)) count++;
  return count;
}

export interface ExportedAttachments {
  readonly list: Written;
  /** Keys of those that the bucket does not hold any more. */
  readonly missing: readonly string[];
}

/** Writes every ready attachment into the folder, and their list. */
export async function exportAttachments(
  folder: string,
  reports: string,
  bucket: ArchiveBucket,
): Promise<ExportedAttachments> {
  const missing: string[] = [];
  async function* written(): AsyncGenerator<OrderedLine> {
    for await (const ready of readyIn(reports)) {
      const { objectVersion } = ready;
      const key = objectKeyOf(ready);
      if (!safeKey.test(key)) throw new ArchiveFailure(`An attachment has a key that is no path of a file: ${key}.`);
      const body = await bucket.read(key, objectVersion);
      if (!body) {
        missing.push(key);
        continue;
      }
      mkdirSync(dirname(join(folder, key)), { recursive: true, mode: 0o700 });
      writeFileSync(join(folder, key), body, { mode: 0o600, flag: "wx" });
      const entry: Listed = { key, bytes: body.byteLength, sha256: sha256(body) };
      yield { order: key, line: JSON.stringify({ ...entry, ...(objectVersion !== undefined && { objectVersion }) }) };
    }
  }
  return { list: await sortedFile(join(folder, attachmentsFile), written()), missing };
}

/** Refuses an attachment that is missing, cut off or changed; the list itself has been checked. */
export async function checkAttachments(folder: string): Promise<void> {
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
  for await (const line of linesOf(join(folder, attachmentsFile))) {
    const { data } = listed.safeParse(JSON.parse(line));
    if (!data)
      throw new ArchiveFailure(`${attachmentsFile} holds a line that names no attachment; nothing was written.`);
    yield data;
  }
}

/** New versions by key. */
export type NewVersions = ReadonlyMap<string, string | undefined>;

/** Writes every attachment of the folder into a bucket; memory holds one of them, and the keys of all. */
export async function importAttachments(folder: string, reports: string, bucket: ArchiveBucket): Promise<NewVersions> {
  const versions = new Map<string, string | undefined>();
  const inFolder = new Set<string>();
  for await (const { key } of listIn(folder)) inFolder.add(key);
  for await (const ready of readyIn(reports)) {
    const key = objectKeyOf(ready);
    if (inFolder.has(key)) versions.set(key, await bucket.write(key, readFileSync(join(folder, key)), ready));
  }
  return versions;
}

/** The lines of the reports' table, in which each attachment names the version that was written. */
export async function* withNewVersions(
  lines: AsyncIterable<string>,
  versions: NewVersions,
  keys: readonly string[],
): AsyncGenerator<string> {
  for await (const line of lines) {
    const item = line.includes('"attachment#') ? itemOf(line) : undefined;
    const ready = item && readyOf(item);
    const key = ready && objectKeyOf(ready);
    if (!item || key === undefined || !versions.has(key)) yield line;
    else yield lineOf(versioned(item, versions.get(key)), keys);
  }
}

function versioned({ objectVersion: _, ...item }: Item, version: string | undefined): Item {
  return version === undefined ? item : { ...item, objectVersion: { S: version } };
}

function sha256(body: Uint8Array): string {
  return createHash("sha256").update(body).digest("hex");
}
