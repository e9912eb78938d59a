/** Checks an export before anything of it is written anywhere. */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { disagreeing } from "./agreement.ts";
import { ArchiveFailure } from "./failure.ts";
import { itemOf } from "./item-json.ts";
import { linesOf } from "./lines.ts";
import { type ArchivedFile, fileOf, type Manifest } from "./manifest.ts";

/** Refuses a file that is missing, cut off, longer, changed, or holds a line that is no item with its key. */
export async function checkFiles(folder: string, { files }: Manifest): Promise<void> {
  for (const entry of files) await checkFile(join(folder, entry.file), entry);
}

async function checkFile(path: string, { file, rows, sha256, key }: ArchivedFile): Promise<void> {
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

function faultOf(line: string, key: ArchivedFile["key"]): string | undefined {
  try {
    const item = itemOf(line);
    const lacking = key.find(({ name, type }) => item[name]?.[type] === undefined);
    return lacking && `an item without its key ${lacking.name}`;
  } catch (error) {
    return `a line that is no item: ${reasonOf(error)}`;
  }
}

const mostNamed = 5;

/** Refuses questions that do not agree with their history; answers how many there are when they are accepted. */
export async function checkAgreement(folder: string, manifest: Manifest, areAccepted: boolean): Promise<number> {
  const paths = {
    questions: join(folder, fileOf(manifest, "questions").file),
    events: join(folder, fileOf(manifest, "events").file),
  };
  const codes: string[] = [];
  let count = 0;
  for await (const code of disagreeing(paths)) {
    if (count < mostNamed) codes.push(code);
    count++;
  }
  if (count === 0 || areAccepted) return count;
  throw new ArchiveFailure(
    `${count} questions do not agree with their history (${codes.join(", ")}${count > mostNamed ? ", …" : ""}). Export again; if there is no other copy, import with --with-disagreements. Nothing was written.`,
  );
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
