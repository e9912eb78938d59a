/** The import command: an export written into an empty stack, whose mail is held from before the first row on. */
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import type { MailHold } from "../../shared/notices/mail-hold.ts";
import { mailHoldStore } from "../../shared/notices/mail-hold-store.ts";
import { checkAgreement, checkFiles } from "./check.ts";
import { ArchiveFailure } from "./failure.ts";
import { checkTarget, importTables } from "./import-tables.ts";
import { type Manifest, readManifest } from "./manifest.ts";
import { type ArchiveOutside, commanded, commandOptions, type Place, placeOf, placeUsage } from "./place.ts";
import { archivedTables } from "./tables.ts";

const usage = `npm run import -- --stage NAME --from DIR [--with-disagreements] [--without-files]

Reads an export back into a stack that holds nothing. Every file is checked before anything is written; every row is read back.
First of all the stack's mail is held: "npm run settle", then "npm run mail -- release".
  --with-disagreements  questions, obligations and scores that do not agree with their history are imported as they are
  --without-files       the files of the bucket are left out: the items that name them are there, and open nothing
${placeUsage}`;

/** Runs the command. Answers its exit code: 0, or 1 when the import was refused or did not come to its end. */
export async function importCommand(args: readonly string[], outside: ArchiveOutside): Promise<0 | 1> {
  let stage = "";
  return commanded(
    () => stage,
    outside,
    async () => {
      const { texts, is } = commandOptions(args, {
        from: { type: "string" },
        "with-disagreements": { type: "boolean" },
        "without-files": { type: "boolean" },
      });
      if (is("help")) {
        outside.print(usage);
        return 0;
      }
      const place = placeOf(texts);
      stage = place.stage;
      if (texts.from === undefined) throw new ArchiveFailure("Name the folder of the export with --from DIR.");
      const manifest = readManifest(texts.from);
      await checkFiles(texts.from, manifest);
      const disagreeing = await checkAgreement(texts.from, manifest, is("with-disagreements"));
      if (disagreeing > 0)
        outside.complain(
          `${disagreeing} questions, obligations or scores do not agree with their history; imported as they are.`,
        );
      const isWithout = is("without-files");
      await imported(place, texts.from, isWithout ? { ...manifest, objects: undefined } : manifest, outside);
      return 0;
    },
  );
}

async function imported(
  place: Place,
  folder: string,
  manifest: Manifest,
  { reach, print }: ArchiveOutside,
): Promise<void> {
  const reached = await reach(place);
  try {
    if (manifest.objects && !reached.bucket) {
      throw new ArchiveFailure(
        "The export holds files of a bucket: name their new bucket with --bucket, or leave them out with --without-files. Nothing was written.",
      );
    }
    await checkTarget(reached, place.names, manifest);
    const { clock, client } = reached;
    const hold = mailHoldStore(
      DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } }),
      place.names.notices,
    );
    const held = importHold(manifest, clock.now());
    if (!(await hold.place(held))) throw new ArchiveFailure("Somebody else is importing into this stack.");
    print("Mail is held.");
    const begun = clock.now();
    const done = await importTables(reached, place.names, folder, manifest);
    for (const { table } of archivedTables) print(`${table}: ${done.rows[table]} rows, each read back`);
    if (done.objects > 0) print(`${done.objects} files`);
    if (done.marksRenewed > 0) print(`${done.marksRenewed} marks had expired and were set anew.`);
    if (done.areCountsAnew) print("The counts were not those of the exported events and were counted anew.");
    const now = new Date(clock.now()).toISOString();
    await hold.write({ ...held, restored: { copiedAt: manifest.copiedAt, importedAt: now } });
    print(
      `Imported in ${Math.ceil((clock.now() - begun) / 1000)} s. Mail stays held: npm run settle, then npm run mail -- release.`,
    );
  } finally {
    await reached.close();
  }
}

function importHold({ copiedAt, stage }: Manifest, now: number): MailHold {
  return {
    isHeld: true,
    by: "import",
    reason: `Restored from a copy of stage ${stage} as it was at ${copiedAt}.`,
    at: new Date(now).toISOString(),
    restored: { copiedAt },
  };
}
