/** The export command: everything that a stack holds, in open formats. */
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Instant } from "../../shared/platform/clock.ts";
import type { ArchiveBucket } from "./bucket.ts";
import { exportTables } from "./export-tables.ts";
import { ArchiveFailure } from "./failure.ts";
import { formatName, formatVersion, type ListedFile, type Manifest, manifestFile } from "./manifest.ts";
import { countNamed, exportObjects, objectsFile, objectsKey } from "./objects.ts";
import { type ArchiveOutside, commanded, commandOptions, instantOf, type Place, placeOf, placeUsage } from "./place.ts";
import { readAgain } from "./read-again.ts";
import { readmeText } from "./readme-text.ts";
import type { ArchivedTable } from "./tables.ts";

const usage = `npm run export -- --stage NAME --to DIR

Writes every table of a stage into a new folder: JSON Lines, a manifest with counts and checksums, and a README; with its
bucket, the attachments of reports and the frozen results of score periods too. It holds personal data; only you can read it.
The stack may be in use: each question, obligation and evaluation is then of one moment, but not all of the same; stop the intake
first, or export tables that were restored to one moment (--prefix).
  --at INSTANT    with --prefix: the second that those tables were restored to
${placeUsage}`;

/** Runs the command. Answers its exit code: 0, or 1 when nothing, or not everything, was exported. */
export async function exportCommand(args: readonly string[], outside: ArchiveOutside): Promise<0 | 1> {
  let stage = "";
  return commanded(
    () => stage,
    outside,
    async () => {
      const { texts, is } = commandOptions(args, { to: { type: "string" }, at: { type: "string" } });
      if (is("help")) {
        outside.print(usage);
        return 0;
      }
      const place = placeOf(texts);
      stage = place.stage;
      if (texts.to === undefined) throw new ArchiveFailure("Name the folder to write with --to DIR.");
      if (texts.prefix !== undefined && texts.at === undefined) {
        throw new ArchiveFailure("Say with --at INSTANT to which second the tables with that prefix were restored.");
      }
      const restoredTo = texts.at === undefined ? undefined : instantOf("--at", texts.at);
      await exported(place, emptyFolder(texts.to), restoredTo, outside);
      return 0;
    },
  );
}

async function exported(
  place: Place,
  folder: string,
  restoredTo: Instant | undefined,
  { reach, print, complain }: ArchiveOutside,
): Promise<void> {
  const { client, bucket, clock, close } = await reach(place);
  try {
    const startedAt = clock.now();
    const copiedAt = restoredTo ?? startedAt;
    const source = { client, names: place.names, second: Math.floor(copiedAt / 1000) };
    const first = await exportTables(source, folder);
    const { files, ids, damaged } = await readAgain(source, folder, first);
    const objects = await objectsOf(folder, bucket, complain);
    const manifest: Manifest = {
      format: formatName,
      version: formatVersion,
      stage: place.stage,
      copiedAt: new Date(copiedAt).toISOString(),
      startedAt: new Date(startedAt).toISOString(),
      finishedAt: new Date(clock.now()).toISOString(),
      readAgain: ids.length,
      files: [...files],
      ...(objects && { objects }),
    };
    kept(join(folder, "README.md"), readmeText(manifest));
    kept(join(folder, manifestFile), `${JSON.stringify(manifest, null, 2)}\n`);
    for (const { file, rows } of files) print(`${file}: ${rows} rows`);
    if (objects) print(`${objects.file}: ${objects.rows} files`);
    if (ids.length > 0) print(`${ids.length} questions, obligations or scores were changed meanwhile and read again.`);
    if (damaged.length > 0) {
      complain(`These do not agree with their history in the tables themselves: ${damaged.join(", ")}.`);
    }
    print(`Exported to ${folder}. It holds personal data: keep it as such.`);
  } catch (error) {
    // Half an export is of no use, and holds personal data.
    for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true });
    throw error;
  } finally {
    await close();
  }
}

/** The files that items name, from the bucket; where none is named it says how many are not in the export. */
async function objectsOf(
  folder: string,
  bucket: ArchiveBucket | undefined,
  complain: (line: string) => void,
): Promise<ListedFile | undefined> {
  const fileFor = (table: ArchivedTable) => join(folder, `${table}.jsonl`);
  if (!bucket) {
    const left = await countNamed(fileFor);
    if (left > 0) complain(`${left} files of the bucket are not in this export: name the bucket with --bucket.`);
    return undefined;
  }
  const { list, missing, altered } = await exportObjects(folder, fileFor, bucket);
  if (missing.length > 0) complain(`The bucket does not hold these files any more: ${missing.join(", ")}.`);
  if (altered.length > 0)
    complain(`These results are not what was frozen; exported as they are: ${altered.join(", ")}.`);
  return { file: objectsFile, key: [objectsKey], ...list };
}

/** A folder of its own, which nobody else can read. */
function emptyFolder(path: string): string {
  if (existsSync(path) && !(statSync(path).isDirectory() && readdirSync(path).length === 0)) {
    throw new ArchiveFailure(`${path} is not empty; an export has a folder of its own.`);
  }
  mkdirSync(path, { recursive: true, mode: 0o700 });
  return path;
}

function kept(file: string, text: string): void {
  writeFileSync(file, text, { mode: 0o600 });
}
