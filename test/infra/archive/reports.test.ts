/** Obligations, their history and the files that go with them: out of one stack and into another, each of one moment and whole. */
import {
  appendFileSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { type DynamoDBClient, ScanCommand } from "@aws-sdk/client-dynamodb";
import { S3Client } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { openPeriods } from "../../../functions/reports-opening/open-periods.ts";
import { wire } from "../../../functions/reports-opening/wire.ts";
import { s3Bucket, shelfBucket } from "../../../infra/archive/bucket.ts";
import { exportCommand } from "../../../infra/archive/export-command.ts";
import { importCommand } from "../../../infra/archive/import-command.ts";
import { localCredentials } from "../../../infra/local/engine.ts";
import { openPort } from "../../../infra/local/http-port.ts";
import { objectService } from "../../../infra/local/objects/object-service.ts";
import { openShelf } from "../../../infra/local/objects/shelf.ts";
import { attachmentStore } from "../../../shared/documents/attachment-store.ts";
import { askedJob } from "../../../shared/documents/job.ts";
import { jobStore } from "../../../shared/documents/job-store.ts";
import { systemClock } from "../../../shared/platform/clock.ts";
import { marks } from "../../../shared/platform/marks.ts";
import { reportsIn, writingIn } from "../../support/reports.ts";
import { testClient } from "../../support/tables.ts";
import { seededChance, World } from "../../support/world.ts";
import { dynamo, emptyTables, folder, itemCount, prefixOf, run } from "./places.ts";

const obligation = "2024-quarter-1.so-tu-phap";
const key = `attachments/${obligation}/TEP1`;
const content = Buffer.from("%PDF-1.7 báo cáo đã ký");
const shelf = openShelf(":memory:");
const file = {
  obligation,
  name: "Báo cáo đã ký.pdf",
  type: "application/pdf" as const,
  size: content.length,
  by: "so-tu-phap.clerk",
  byUnit: "so-tu-phap",
  at: "2023-12-15T01:00:00.000Z",
};
let world: World;
let place: { prefix: string; clock: World["clock"]; bucket: ReturnType<typeof bucketOf> };

function bucketOf(name: string) {
  return shelfBucket(shelf, name, world.clock, seededChance(name));
}

const opening = (tables: World["tables"]) =>
  openPeriods(
    wire(
      {
        REPORTS_TABLE: tables.Reports,
        REGISTER_TABLE: tables.Register,
        CALENDARS_TABLE: tables.Calendars,
        EVENTS_TABLE: tables.Events,
        REPORTS_FROM: "2023-12-15",
      },
      world.outside,
    ),
    () => true,
  );

const draft = () =>
  world.as("so-tu-phap.clerk", `PUT /v1/obligations/${obligation}/draft`, {
    body: { sections: {}, figures: {} },
    headers: { "if-match": '"1"' },
  });

/** A stack whose first quarter is open, with a file that was found sound, one that never came, and a job. */
beforeAll(async () => {
  world = await World.at("2023-12-15T08:10:00+07:00");
  await opening(world.tables);
  place = { prefix: prefixOf(world.tables), clock: world.clock, bucket: bucketOf("old") };
  const attachments = attachmentStore(world.client, world.tables.Reports);
  const objectVersion = await place.bucket.write(key, content, file);
  // What was uploaded to the same address after the verdict is another version, and not what was judged.
  await place.bucket.write(key, Buffer.from("something else"), file);
  const judged = {
    ...file,
    id: "TEP1",
    state: "ready" as const,
    ...(objectVersion !== undefined && { objectVersion }),
  };
  const job = askedJob(
    { kind: "period-register", period: "2024-quarter-1", format: "csv" },
    { id: "VIEC1", by: "so-tu-phap.clerk" },
    world.clock.now(),
  );
  const writes = [
    attachments.add(judged),
    attachments.add({ ...file, id: "TEP2", state: "pending" }),
    jobStore(world.client, world.tables.Reports).add(job),
  ];
  await writingIn(world).commit({ writes, events: [] }, undefined, world.clock.now());
});
afterAll(() => shelf.close());

async function exported(client: DynamoDBClient = dynamo): Promise<string> {
  const to = join(folder(), "export");
  expect(await run(exportCommand, ["--to", to], { ...place, client })).toMatchObject({ code: 0, complained: "" });
  return to;
}
const textOf = (made: string, name = "reports.jsonl") => readFileSync(join(made, name), "utf8");

describe("an export with its bucket", () => {
  it("holds the very version of each file that was judged, for its owner only, and no job: its file is gone in a day", async () => {
    const made = await exported();
    expect(readFileSync(join(made, key))).toEqual(content);
    expect(statSync(join(made, key)).mode & 0o777).toBe(0o600);
    expect(statSync(join(made, "attachments")).mode & 0o777).toBe(0o700);
    expect(readdirSync(join(made, "attachments", obligation))).toEqual(["TEP1"]);
    expect(textOf(made, "README.md")).toMatch(/Tệp: 1 tệp;[\s\S]*Files: 1 files/);
    expect(textOf(made)).toContain('"attachment#TEP2"');
    expect(textOf(made)).not.toContain("job#");
  });

  it("says which files the bucket does not hold any more, and is an export all the same", async () => {
    const to = join(folder(), "export");
    const { code, complained } = await run(exportCommand, ["--to", to], { ...place, bucket: bucketOf("emptied") });
    expect([code, complained]).toEqual([0, `The bucket does not hold these files any more: ${key}.`]);
  });

  it("without its bucket says how many files are not in it", async () => {
    const { prefix, clock } = place;
    const to = join(folder(), "export");
    const { code, complained } = await run(exportCommand, ["--to", to], { prefix, clock });
    expect([code, complained]).toEqual([0, expect.stringMatching(/^1 files of the bucket are not in this export/)]);
    expect(textOf(to, "README.md")).toContain("Không có tệp kèm theo");
    const target = await emptyTables();
    expect(await run(importCommand, ["--from", to], { prefix: prefixOf(target), clock })).toMatchObject({ code: 0 });
  });

  it("an obligation that is changed while its tables are read is read again, whole", async () => {
    let change: Promise<{ status: number; body: unknown }> | undefined;
    const busy: DynamoDBClient = new Proxy(dynamo, {
      get: (client, name) => async (command: unknown) => {
        if (name === "send" && command instanceof ScanCommand && command.input.TableName === world.tables.Events) {
          change ??= draft();
          const { status, body } = await change;
          expect(status, JSON.stringify(body)).toBe(200);
        }
        return Reflect.apply(Reflect.get(client, name), client, [command]);
      },
    });
    const made = await exported(busy);
    expect(JSON.parse(textOf(made, "manifest.json")).readAgain).toBe(1);
    expect(textOf(made)).toContain('"draft#0001"');
  });
});

describe("an import with a bucket", () => {
  it("writes every file anew, and each item names the version that was written there; all else is byte for byte", async () => {
    const made = await exported();
    const target = await emptyTables();
    const there = { prefix: prefixOf(target), clock: world.clock, bucket: bucketOf("new") };
    expect(await run(importCommand, ["--from", made], there)).toMatchObject({ code: 0, complained: "" });
    const kept = await attachmentStore(testClient(), target.Reports).get(obligation, "TEP1");
    const before = await attachmentStore(world.client, world.tables.Reports).get(obligation, "TEP1");
    expect(kept?.objectVersion).not.toBe(before?.objectVersion);
    expect(kept).toEqual({ ...before, objectVersion: kept?.objectVersion });
    const found = shelf.find({ bucket: "new", key }, kept?.objectVersion);
    expect(found && Buffer.from(shelf.read(found, 0, found.size))).toEqual(content);
    expect(found).toMatchObject({ type: "application/pdf", disposition: expect.stringContaining("filename") });
    const again = join(folder(), "again");
    expect(await run(exportCommand, ["--to", again], there)).toMatchObject({ code: 0, complained: "" });
    const plain = (text: string) => text.replace(/"objectVersion":"\w+"/g, "");
    expect(plain(textOf(again))).toBe(plain(textOf(made)));
    expect(readFileSync(join(again, key))).toEqual(content);
  });

  it.each<[string, (made: string) => void, RegExp]>([
    ["whose file is missing", (made) => rmSync(join(made, key)), /lacks the file attachments/],
    ["whose file was cut or changed", (made) => appendFileSync(join(made, key), "x"), /TEP1 is not as it was exported/],
    [
      "whose list was changed",
      (made) => writeFileSync(join(made, "objects.jsonl"), '{"key":"attachments/../x"}\n'),
      /objects.jsonl is not as it was exported/,
    ],
  ])("refuses an export %s, and writes nothing", async (_what, spoil, sentence) => {
    const made = await copied();
    spoil(made);
    const target = await emptyTables();
    const there = { prefix: prefixOf(target), clock: world.clock, bucket: bucketOf("spoilt") };
    const { code, complained } = await run(importCommand, ["--from", made], there);
    expect([code, complained]).toEqual([1, expect.stringMatching(sentence)]);
    expect(await itemCount(target.Reports)).toBe(0);
    expect(shelf.find({ bucket: "spoilt", key })).toBeUndefined();
  });

  it("wants a bucket for the files, unless it is told to leave them out", async () => {
    const made = await exported();
    const target = await emptyTables();
    const there = { prefix: prefixOf(target), clock: world.clock };
    const { code, complained } = await run(importCommand, ["--from", made], there);
    expect([code, complained]).toEqual([1, expect.stringMatching(/holds files of a bucket: name their new bucket/)]);
    const args = ["--from", made, "--without-files"];
    expect(await run(importCommand, args, there)).toMatchObject({ code: 0 });
  });

  it("refuses obligations without their history: the copy is damaged", async () => {
    const tables = await emptyTables();
    const from = await World.at("2023-12-15T08:10:00+07:00");
    const head = await reportsIn(world).obligation(obligation);
    if (!head) throw new Error("The first quarter is open.");
    const unheard = { ...head, sequence: head.sequence + 1 };
    await writingIn(from).commit({ writes: reportsIn(from).add(unheard), events: [] }, undefined, from.clock.now());
    const made = join(folder(), "export");
    const source = { prefix: prefixOf(from.tables), clock: from.clock };
    expect(await run(exportCommand, ["--to", made], source)).toMatchObject({
      code: 0,
      complained: expect.stringContaining(`tables themselves: ${obligation}`),
    });
    const there = { prefix: prefixOf(tables), clock: from.clock };
    expect(await run(importCommand, ["--from", made], there)).toMatchObject({
      code: 1,
      complained: expect.stringContaining(`1 obligations do not agree with their history (${obligation})`),
    });
    const args = ["--from", made, "--with-disagreements"];
    expect(await run(importCommand, args, there)).toMatchObject({ code: 0 });
  });
});

it("events of lists, which nobody follows, get no marks: there are as many of them as reports are owed", async () => {
  const from = await World.at("2023-12-15T08:10:00+07:00");
  await opening(from.tables);
  const kept = marks(from.client, from.tables.Marks);
  for (const consumer of ["notices", "tallies"]) await kept.catchUpTo(consumer, "2024-06-05T01:00:00.000Z");
  const made = join(folder(), "export");
  const source = { prefix: prefixOf(from.tables), clock: from.clock };
  expect(await run(exportCommand, ["--to", made], source)).toMatchObject({ code: 0 });
  expect(readFileSync(join(made, "events.jsonl"), "utf8")).toContain('"kind":"obligation-opened"');
  const target = await emptyTables();
  const there = { prefix: prefixOf(target), clock: from.clock };
  expect(await run(importCommand, ["--from", made], there)).toMatchObject({ code: 0 });
  const rows = readFileSync(join(made, "events.jsonl"), "utf8").split("\n");
  const followed = rows.filter((line) => line.includes('"hour":') && !line.includes('"subject":"question#'));
  // A mark of each of two consumers, and their watermarks.
  const ofRegister = followed.length * 2 + 2;
  expect(await itemCount(target.Marks)).toBe(ofRegister);
  expect(followed.some((line) => line.includes('"kind":"obligation-opened"'))).toBe(false);
});

it("a stack that holds nobody opens no period: it stays one that a copy can be read into", async () => {
  const tables = await emptyTables();
  expect(await opening(tables)).toMatchObject({ periods: 0, isFinished: true });
  expect(await itemCount(tables.Reports)).toBe(0);
});

it("S3: one version is read, what is not there is none, and what is written has a version of its own", async () => {
  const port = await openPort({ name: "bucket", option: "", port: 0, answerTo: () => ({ status: 400, body: "{}" }) });
  const buckets = [{ name: "kho", uploadOrigins: [], expirations: [] }];
  port.serve(objectService({ buckets, shelf, clock: world.clock, chance: seededChance("kho") }));
  onTestFinished(() => port.close(100));
  const client = new S3Client({
    endpoint: port.url,
    region: "ap-southeast-1",
    credentials: localCredentials,
    forcePathStyle: true,
    requestChecksumCalculation: "WHEN_REQUIRED",
  });
  const bucket = s3Bucket(client, "kho", systemClock);
  const first = await bucket.write(key, content, file);
  const second = await bucket.write(key, Buffer.from("later"), file);
  expect(first).not.toBe(second);
  expect(Buffer.from((await bucket.read(key, first)) ?? [])).toEqual(content);
  expect(await bucket.read("attachments/a/b", undefined)).toBeUndefined();
});

/** A copy of an export that a test may spoil. */
async function copied(): Promise<string> {
  const made = join(folder(), "copy");
  cpSync(await exported(), made, { recursive: true });
  expect(existsSync(join(made, key))).toBe(true);
  return made;
}
