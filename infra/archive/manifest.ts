/** The list of an export's files, written last: an export without it never came to its end. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { ArchiveFailure } from "./failure.ts";
import { type ArchivedTable, archivedTables } from "./tables.ts";

export const formatName = "dondoc-export";
export const formatVersion = 1;
export const manifestFile = "manifest.json";

const keyAttribute = z.object({ name: z.string(), type: z.enum(["S", "N"]) });
const tableNames = archivedTables.map(({ table }) => table);

const listedFile = z.object({
  file: z.string().regex(/^[a-z-]+\.jsonl$/),
  key: z.array(keyAttribute).min(1).max(2),
  rows: z.number().int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
/** A file of lines, and what it must hold. */
export type ListedFile = z.output<typeof listedFile>;

const archivedFile = listedFile.extend({
  table: z.enum(tableNames),
  holds: z.object({ vi: z.string(), en: z.string() }),
  /** The attribute with the second (of Unix time) from which an item counts as gone; such items are not exported. */
  expiresBy: z.string().optional(),
});
export type ArchivedFile = z.output<typeof archivedFile>;

const manifest = z.object({
  format: z.literal(formatName),
  version: z.literal(formatVersion),
  stage: z.string(),
  /** From which moment on something may have happened that is not in it: when it was begun, or the second that its tables were restored to. */
  copiedAt: z.iso.datetime(),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime(),
  /** How many with a history of their own (`historyKinds`) were changed while they were read and were read again. */
  readAgain: z.number().int(),
  files: z.array(archivedFile),
  /** The list of the files of the bucket that lie in it; absent: only the items that name them do. */
  objects: listedFile.optional(),
});
export type Manifest = z.output<typeof manifest>;

const anyVersion = z.object({ format: z.literal(formatName), version: z.number() });

/** Reads the manifest of a folder; what is wrong with it is a sentence. */
export function readManifest(folder: string): Manifest {
  const file = join(folder, manifestFile);
  if (!existsSync(folder)) throw new ArchiveFailure(`There is no folder ${folder}.`);
  if (!existsSync(file)) {
    throw new ArchiveFailure(`${folder} holds no ${manifestFile}: it is no export, or one that never came to its end.`);
  }
  const json = jsonOf(file);
  const found = manifest.safeParse(json);
  if (found.success) return complete(found.data, file);
  const other = anyVersion.safeParse(json);
  if (other.success && other.data.version !== formatVersion) {
    throw new ArchiveFailure(
      `${folder} has version ${other.data.version} of the export's format; this program reads version ${formatVersion}.`,
    );
  }
  throw new ArchiveFailure(`${file} is not the manifest of an export.`);
}

function complete(found: Manifest, file: string): Manifest {
  const missing = tableNames.filter((table) => found.files.filter((entry) => entry.table === table).length !== 1);
  if (missing.length > 0) throw new ArchiveFailure(`${file} does not name one file for: ${missing.join(", ")}.`);
  return found;
}

function jsonOf(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    throw new ArchiveFailure(`${file} is cut off or no JSON.`);
  }
}

/** The entry of a table. */
export function fileOf({ files }: Manifest, table: ArchivedTable): ArchivedFile {
  const found = files.find((entry) => entry.table === table);
  if (!found) throw new ArchiveFailure(`The export has no file for ${table}.`);
  return found;
}
