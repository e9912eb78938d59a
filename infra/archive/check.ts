/** Checks an export before anything of it is written anywhere. */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { disagreeing } from "./agreement.ts";
import { ArchiveFailure } from "./failure.ts";
import { historyKinds } from "./histories.ts";
import { itemOf } from "./item-json.ts";
import { linesOf } from "./lines.ts";
import { fileOf, type ListedFile, type Manifest } from "./manifest.ts";
import { checkObjects } from "./objects.ts";

/** Refuses a file that is missing, cut off, longer, changed, or holds a line that is no item with its key. */
export async function checkFiles(folder: string, { files, objects }: Manifest): Promise<void> {
  for (const entry of files) await checkFile(join(folder, entry.file), entry);
  if (!objects) return;
  await checkFile(join(folder, objects.file), objects);
  await checkObjects(folder);
}

async function checkFile(path: string, { file, rows, sha256, key }: ListedFile): Promise<void> {
  if (!existsSync(path)) throw new ArchiveFailure(`The export lacks the file ${file}; nothing was written.`);
  const hash = createHash("sha256");
  let found = 0;
  let unreadable: string | undefined;
  try {
    for await (const line of linesOf(path, (bytes) => hash.update(bytes))) {
      found++;
      unreadable ??= faultOf(line, key);
    }
  } catch (error) {
    throw new ArchiveFailure(`${file} cannot be read (${reasonOf(error)}); nothing was written.`);
  }
  const isWhole = found === rows && hash.digest("hex") === sha256;
  if (!isWhole) {
    throw new ArchiveFailure(
      `${file} is not as it was exported (${found} of ${rows} rows; its checksum differs): the copy was cut off or changed. Nothing was written.`,
    );
  }
  if (unreadable !== undefined) throw new ArchiveFailure(`${file} holds ${unreadable}; nothing was written.`);
}

function faultOf(line: string, key: ListedFile["key"]): string | undefined {
  try {
    const item = itemOf(line);
    const lacking = key.find(({ name, type }) => item[name]?.[type] === undefined);
    return lacking && `an item without its key ${lacking.name}`;
  } catch (error) {
    return `a line that is no item: ${reasonOf(error)}`;
  }
}

const mostNamed = 5;

/** Refuses questions, obligations and scores that do not agree with their history; answers how many there are when they are accepted. */
export async function checkAgreement(folder: string, manifest: Manifest, areAccepted: boolean): Promise<number> {
  let total = 0;
  for (const kind of historyKinds) {
    const items = join(folder, fileOf(manifest, kind.table).file);
    const events = join(folder, fileOf(manifest, "events").file);
    const named: string[] = [];
    let count = 0;
    for await (const id of disagreeing(kind, { items, events })) {
      if (count < mostNamed) named.push(id);
      count++;
    }
    if (count > 0 && !areAccepted) {
      throw new ArchiveFailure(
        `${count} ${kind.many} do not agree with their history (${named.join(", ")}${count > mostNamed ? ", …" : ""}). Export again; if there is no other copy, import with --with-disagreements. Nothing was written.`,
      );
    }
    total += count;
  }
  return total;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
