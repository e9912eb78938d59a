/** Out of one stack and into another: the same bytes come out again, and whatever is not whole is refused before anything is written. */
import { createHash } from "node:crypto";
import {
  appendFileSync,
  cpSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { BatchWriteItemCommand, type DynamoDBClient, PutItemCommand, ScanCommand } from "@aws-sdk/client-dynamodb";
import { beforeAll, describe, expect, inject, it } from "vitest";
import * as z from "zod";
import { exportCommand } from "../../../infra/archive/export-command.ts";
import { importCommand } from "../../../infra/archive/import-command.ts";
import type { Item } from "../../../infra/archive/item-json.ts";
import { mailCommand } from "../../../infra/archive/mail-command.ts";
import { archivedTables } from "../../../infra/archive/tables.ts";
import { mailHoldStore } from "../../../shared/notices/mail-hold-store.ts";
import type { Clock } from "../../../shared/platform/clock.ts";
import { marks } from "../../../shared/platform/marks.ts";
import { NoticeWorld } from "../../support/notices.ts";
import { question } from "../../support/province.ts";
import { type TableName, testClient } from "../../support/tables.ts";
import { TestClock } from "../../support/world.ts";
import { dynamo, emptyTables, folder, itemCount, prefixOf, run } from "./places.ts";

const decomposed = "Tiếng Việt".normalize("NFD");
let source: NoticeWorld;
let prefix: string;
let clock: TestClock;

/** A stack with a story: two questions, one of them answered, mails sent and told of, and a repeat key that has expired. */
beforeAll(async () => {
  source = await NoticeWorld.at("2024-02-05T09:00:00+07:00");
  const { world } = source;
  clock = world.clock;
  prefix = prefixOf(world.tables);
  const { code } = (await world.post("cong-so-tu-phap", question({ title: decomposed }))).body;
  await world.post("cong-so-mau", question({ unit: "so-mau", content: "a\u2028b\u2029c" }));
  await source.round();
  await source.settle(source.mail.mails.map((mail) => source.mail.event(mail)));
  const as = (officer: string, request: string, version: number, body: object) =>
    world.as(officer, request, { body, headers: { "if-match": `"${version}"` } });
  await as("so-tu-phap.clerk", `POST /v1/questions/${code}/draft`, 1, { content: "Trả lời", submit: true });
  await as("so-tu-phap.leader", `POST /v1/questions/${code}/answer`, 2, { capacity: "own" });
  await source.round();
  await put("answers", { id: { S: "expired" }, expiresAt: { N: String(world.clock.now() / 1000 - 1) } });
  await put("tallies", {
    month: { S: "kept" },
    unit: { S: "other" },
    big: { N: "12345678901234567890123456789012345678" },
  });
  const counted = marks(world.client, world.tables.Marks);
  await counted.catchUpTo("notices", new Date(world.clock.now()).toISOString());
});

async function put(table: string, Item: Item) {
  await dynamo.send(new PutItemCommand({ TableName: `${prefix}${table}`, Item }));
}

async function exported(from = prefix, client = dynamo, at: Clock = clock): Promise<string> {
  const to = join(folder(), "export");
  const place = { prefix: from, clock: at, client };
  expect(await run(exportCommand, ["--to", to], place)).toMatchObject({ code: 0, complained: "" });
  return to;
}

/** A copy of an export that a test may spoil. */
function copyOf(export_: string): string {
  const made = join(folder(), "copy");
  cpSync(export_, made, { recursive: true });
  return made;
}

const bytesIn = (made: string) =>
  archivedTables.map(({ table }) => [table, readFileSync(join(made, `${table}.jsonl`), "utf8")]);

async function rowsIn(tables: Readonly<Record<TableName, string>>): Promise<number> {
  const counts = await Promise.all(Object.values(tables).map(itemCount));
  return counts.reduce((sum, count) => sum + count, 0);
}

describe("an export", () => {
  it("covers every table of the template, with the key and the expiry that the template has", () => {
    const declared = Object.values(inject("template").Resources)
      .filter(({ Type }) => Type === "AWS::DynamoDB::GlobalTable")
      .map(({ Properties }) => {
        const { TableName, TimeToLiveSpecification: live } = z
          .object({
            TableName: z.string(),
            TimeToLiveSpecification: z.object({ AttributeName: z.string() }).optional(),
          })
          .parse(Properties);
        return `${TableName.split("-").at(-1)} ${live?.AttributeName}`;
      });
    const archived = archivedTables.map(
      (entry) => `${entry.table} ${"expiresBy" in entry ? entry.expiresBy : undefined}`,
    );
    expect(archived.toSorted()).toEqual(declared.toSorted());
  });

  it("is a folder for its owner's eyes only, with a README in both languages and a manifest that counts", async () => {
    const made = await exported();
    expect(statSync(made).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(made)) expect(statSync(join(made, name)).mode & 0o777, name).toBe(0o600);
    expect(readdirSync(made).sort()).toEqual(
      [...archivedTables.map(({ table }) => `${table}.jsonl`), "README.md", "manifest.json"].sort(),
    );
    const { files, stage } = JSON.parse(readFileSync(join(made, "manifest.json"), "utf8"));
    expect(stage).toBe("test");
    for (const { file, rows } of files) {
      expect(readFileSync(join(made, file), "utf8").split("\n").length - 1, file).toBe(rows);
    }
    expect(readFileSync(join(made, "README.md"), "utf8")).toMatch(/Có dữ liệu cá nhân[\s\S]*It holds personal data/);
    expect(readFileSync(join(made, "questions.jsonl"), "utf8")).toContain(decomposed);
  });

  it("leaves out what has expired and the stack's own brake on mail; the same data give the same bytes", async () => {
    const hold = mailHoldStore(testClient(), `${prefix}notices`);
    const first = await exported();
    await hold.write({ isHeld: true, by: "test", reason: "test", at: new Date(clock.now()).toISOString() });
    const second = await exported();
    await hold.write({ isHeld: false, by: "test", reason: "test", at: new Date(clock.now()).toISOString() });
    expect(bytesIn(second)).toEqual(bytesIn(first));
    expect(readFileSync(join(first, "answers.jsonl"), "utf8")).not.toContain("expired");
  });

  it("that breaks off leaves nothing behind", async () => {
    const to = join(folder(), "export");
    const broken = spied(async (command, send) => {
      if (command instanceof ScanCommand && command.input.TableName === `${prefix}events`) throw new Error("broken");
      return send();
    });
    await expect(run(exportCommand, ["--to", to], { prefix, clock, client: broken })).rejects.toThrow("broken");
    expect(readdirSync(to)).toEqual([]);
  });

  it("goes into an empty folder only, from a stage that exists", async () => {
    const made = folder();
    writeFileSync(join(made, "mine"), "");
    const place = { prefix, clock };
    expect(await run(exportCommand, ["--to", made], place)).toMatchObject({
      code: 1,
      complained: expect.stringMatching(/is not empty/),
    });
    expect(await run(exportCommand, [], place)).toMatchObject({
      code: 1,
      complained: expect.stringMatching(/--to DIR/),
    });
    expect(await run(exportCommand, ["--to", join(made, "x"), "--data", "d"], place)).toMatchObject({
      complained: expect.stringMatching(/--data goes with --stage local only/),
    });
    const unsaid = await exportCommand(["--stage", "test", "--prefix", prefix, "--to", join(made, "x")], {
      reach: () => Promise.reject(new Error("reached")),
      print: () => {},
      complain: (line) => expect(line).toMatch(/to which second the tables with that prefix were restored/),
    });
    expect(unsaid).toBe(1);
    expect(await run(exportCommand, ["--too", made], place)).toMatchObject({
      complained: expect.stringMatching(/--too/),
    });
    expect(await run(exportCommand, ["now"], place)).toMatchObject({ complained: expect.stringMatching(/'now'/) });
    const nowhere = { prefix: "nobody-", clock };
    expect(await run(exportCommand, ["--to", join(made, "x")], nowhere)).toMatchObject({
      code: 1,
      complained: expect.stringMatching(/has no tables/),
    });
  });

  it("a question that is changed while its tables are read is read again, whole", async () => {
    const changing = await NoticeWorld.at("2024-02-05T09:00:00+07:00");
    const { code } = (await changing.world.post("cong-so-tu-phap", question())).body;
    const own = prefixOf(changing.world.tables);
    let change: Promise<{ status: number }> | undefined;
    // The question is read before its change, its history after it.
    const busy = spied(async (command, send) => {
      if (command instanceof ScanCommand && command.input.TableName === `${own}events`) {
        change ??= changing.world.as("so-tu-phap.clerk", `POST /v1/questions/${code}/draft`, {
          body: { content: "Trả lời", submit: true },
          headers: { "if-match": '"1"' },
        });
        expect((await change).status).toBe(200);
      }
      return send();
    });
    const made = await exported(own, busy);
    expect(JSON.parse(readFileSync(join(made, "manifest.json"), "utf8")).readAgain).toBe(1);
    const questions = readFileSync(join(made, "questions.jsonl"), "utf8");
    expect(questions).toMatch(/"part":"draft#0001"[\s\S]*"sequence":2,/);
    const target = await emptyTables();
    expect(await run(importCommand, ["--from", made], { prefix: prefixOf(target), clock })).toMatchObject({ code: 0 });
  });
});

describe("an import", () => {
  it("gives back the same bytes, holds the mail before anything else, and says what is to be done next", async () => {
    const made = await exported();
    const target = await emptyTables();
    const hold = mailHoldStore(testClient(), target.Notices);
    const written: string[] = [];
    const watched = spied(async (command, send) => {
      if (command instanceof BatchWriteItemCommand) {
        if (written.length === 0) expect(await hold.isHeld()).toBe(true);
        written.push(...Object.keys(command.input.RequestItems ?? {}));
      }
      return send();
    });
    const place = { prefix: prefixOf(target), clock, client: watched };
    const { code, said } = await run(importCommand, ["--from", made], place);
    expect(code).toBe(0);
    // Who follows the events finds their marks, their questions and the ledger there already.
    expect([...new Set(written)].slice(-1)).toEqual([target.Events]);
    expect(written.lastIndexOf(target.Marks)).toBeLessThan(written.indexOf(target.Questions));
    expect(said.at(-1)).toMatch(/Mail stays held: npm run settle/);
    expect(await hold.read()).toMatchObject({
      isHeld: true,
      restored: { importedAt: expect.any(String) },
    });
    expect(bytesIn(await exported(prefixOf(target)))).toEqual(bytesIn(made));
  });

  it.each(archivedTables.map(({ table }) => table))("refuses a stack whose table %s holds anything", async (table) => {
    const made = await exported();
    const target = await emptyTables();
    const { files } = JSON.parse(readFileSync(join(made, "manifest.json"), "utf8"));
    const { key } = files.find((file: { table: string }) => file.table === table);
    const Item = Object.fromEntries(
      key.map(({ name, type }: { name: string; type: string }) => [name, { [type]: "1" }]),
    );
    await dynamo.send(new PutItemCommand({ TableName: `${prefixOf(target)}${table}`, Item }));
    const place = { prefix: prefixOf(target), clock };
    const { code, complained } = await run(importCommand, ["--from", made], place);
    expect([code, complained]).toEqual([1, expect.stringContaining(`${prefixOf(target)}${table} is not empty`)]);
    expect(await rowsIn(target)).toBe(1);
  });

  it.each<[string, (made: string) => void, RegExp]>([
    ["that is not there", (made) => rmSync(made, { recursive: true }), /There is no folder/],
    [
      "without its manifest: it never came to its end",
      (made) => rmSync(join(made, "manifest.json")),
      /never came to its end/,
    ],
    ["whose manifest is cut in half", (made) => truncateSync(join(made, "manifest.json"), 200), /cut off or no JSON/],
    ["whose manifest is another file", (made) => writeFileSync(join(made, "manifest.json"), "{}"), /not the manifest/],
    [
      "of another version",
      (made) => writeFileSync(join(made, "manifest.json"), '{"format":"dondoc-export","version":2}'),
      /version 2 of the export's format/,
    ],
    ["that lacks a file", (made) => rmSync(join(made, "events.jsonl")), /lacks the file events.jsonl/],
    [
      "cut in half within a line",
      (made) => truncateSync(join(made, "questions.jsonl"), 700),
      /questions.jsonl is not as it was/,
    ],
    [
      "cut in half between two lines",
      (made) => {
        const file = join(made, "notices.jsonl");
        truncateSync(file, readFileSync(file, "utf8").indexOf("\n") + 1);
      },
      /notices.jsonl is not as it was exported \(1 of \d+ rows/,
    ],
    [
      "with a line too many",
      (made) => appendFileSync(join(made, "events.jsonl"), "{}\n"),
      /events.jsonl is not as it was/,
    ],
    [
      "with one letter changed",
      (made) => {
        const file = join(made, "register.jsonl");
        writeFileSync(file, readFileSync(file, "utf8").replace("Sở", "Sơ"));
      },
      /register.jsonl is not as it was/,
    ],
    [
      "with bytes that are no UTF-8",
      (made) => writeFileSync(join(made, "register.jsonl"), Buffer.from([0x7b, 0xff, 0x7d])),
      /register.jsonl cannot be read/,
    ],
  ])("refuses an export %s, and writes nothing", async (_what, spoil, sentence) => {
    const made = copyOf(await exported());
    spoil(made);
    const target = await emptyTables();
    const { code, complained } = await run(importCommand, ["--from", made], { prefix: prefixOf(target), clock });
    expect([code, complained]).toEqual([1, expect.stringMatching(sentence)]);
    expect(await rowsIn(target)).toBe(0);
  });

  it("refuses questions without their history, unless there is no other copy", async () => {
    const made = copyOf(await exported());
    const file = join(made, "events.jsonl");
    const [, ...others] = readFileSync(file, "utf8")
      .split("\n")
      .filter((line) => line.includes('"subject":"question#'));
    rewrite(made, "events.jsonl", `${others.join("\n")}\n`);
    const target = await emptyTables();
    const place = { prefix: prefixOf(target), clock };
    expect(await run(importCommand, ["--from", made], place)).toMatchObject({
      code: 1,
      complained: expect.stringMatching(/^1 questions do not agree with their history \([0-9A-Z-]+\)/),
    });
    expect(await rowsIn(target)).toBe(0);
    expect(await run(importCommand, ["--from", made, "--with-disagreements"], place)).toMatchObject({ code: 0 });
  });

  it("what was followed up stays so: expired marks are set anew, and wrong counts are counted anew from the events", async () => {
    const own = await NoticeWorld.at("2024-02-05T09:00:00+07:00");
    await own.world.post("cong-so-tu-phap", question());
    await own.followAll();
    const kept = marks(own.world.client, own.tables.marks);
    own.set("2024-06-05T09:00:00+07:00");
    for (const consumer of ["notices", "tallies"]) await kept.catchUpTo(consumer, "2024-06-05T01:00:00.000Z");
    const from = prefixOf(own.world.tables);
    const made = await exported(from, dynamo, own.world.clock);
    expect(readFileSync(join(made, "marks.jsonl"), "utf8")).not.toContain("done#question");
    const target = await emptyTables();
    const later = new TestClock("2024-06-05T10:00:00+07:00");
    const { said } = await run(importCommand, ["--from", made], { prefix: prefixOf(target), clock: later });
    expect(said.join("\n")).toContain("The counts were not those of the exported events");
    const events = await own.events();
    const restored = marks(testClient(), target.Marks);
    for (const consumer of ["notices", "tallies"]) expect(await restored.undone(consumer, events)).toEqual([]);
    const tallies = readFileSync(join(await exported(prefixOf(target)), "tallies.jsonl"), "utf8");
    expect(tallies).toBe(
      '{"month":"2024-02","unit":"so-tu-phap","received":1}\n{"month":"now","unit":"so-tu-phap","open":1}\n' +
        '{"month":"to-2024-02-14","unit":"so-tu-phap","received":1}\n',
    );
  });

  it("an engine that takes only some of a request is asked again until all is there", async () => {
    const made = await exported();
    const target = await emptyTables();
    let isBusy = false;
    const busy = spied(async (command, send) => {
      isBusy = !isBusy;
      if (!(command instanceof BatchWriteItemCommand) || !isBusy) return send();
      return { UnprocessedItems: command.input.RequestItems };
    });
    const place = { prefix: prefixOf(target), clock, client: busy };
    expect(await run(importCommand, ["--from", made], place)).toMatchObject({ code: 0 });
    expect(bytesIn(await exported(prefixOf(target)))).toEqual(bytesIn(made));
  });

  it("a stack that was just deployed has caught up with nothing, and drawn it, already: that is no content", async () => {
    const made = await exported();
    const target = await emptyTables();
    await marks(testClient(), target.Marks).catchUpTo("notices", "2026-11-24T01:00:00.000Z");
    const facts = { month: { S: "table" }, unit: { S: "at" }, at: { S: "2026-11-24T01:00:00.000Z" } };
    await dynamo.send(new PutItemCommand({ TableName: target.Tallies, Item: facts }));
    expect(await run(importCommand, ["--from", made], { prefix: prefixOf(target), clock })).toMatchObject({ code: 0 });
    expect(bytesIn(await exported(prefixOf(target)))).toEqual(bytesIn(made));
  });

  it("the deadline check of the stack goes on with a question as soon as it is there: that is no loss", async () => {
    const made = await exported();
    const target = await emptyTables();
    const swept = spied(async (command, send) => {
      const done = await send();
      const requests =
        command instanceof BatchWriteItemCommand ? command.input.RequestItems?.[target.Questions] : undefined;
      for (const { PutRequest } of requests ?? []) {
        const Item = PutRequest?.Item;
        if (Item?.part?.S !== "head") continue;
        const sequence = { N: String(Number(Item.sequence?.N) + 1) };
        await dynamo.send(new PutItemCommand({ TableName: target.Questions, Item: { ...Item, sequence } }));
      }
      return done;
    });
    const place = { prefix: prefixOf(target), clock, client: swept };
    expect(await run(importCommand, ["--from", made], place)).toMatchObject({ code: 0 });
  });

  it("a row that does not read back stops it: mail stays held and cannot be let go", async () => {
    const made = await exported();
    const target = await emptyTables();
    const losing = spied(async (command, send) => {
      const tables = command instanceof BatchWriteItemCommand ? Object.keys(command.input.RequestItems ?? {}) : [];
      return tables[0] === target.Questions ? {} : send();
    });
    const place = { prefix: prefixOf(target), clock };
    const { code, complained } = await run(importCommand, ["--from", made], { ...place, client: losing });
    expect([code, complained]).toEqual([1, expect.stringContaining("does not give back what was written")]);
    const release = ["release", "--by", "quản trị", "--reason", "thử"];
    expect(await run(mailCommand, release, place)).toMatchObject({
      code: 1,
      complained: expect.stringContaining("never came to its end"),
    });
  });
});

/** A client of which every call passes here first. */
function spied(call: (command: unknown, send: () => Promise<unknown>) => Promise<unknown>): DynamoDBClient {
  return new Proxy(dynamo, {
    get: (client, name) =>
      name === "send"
        ? (command: unknown) => call(command, () => Reflect.apply(client.send, client, [command]))
        : Reflect.get(client, name),
  });
}

/** Another content of a file, with a manifest that says so. */
function rewrite(made: string, file: string, content: string): void {
  const manifest = JSON.parse(readFileSync(join(made, "manifest.json"), "utf8"));
  const entry = manifest.files.find((known: { file: string }) => known.file === file);
  entry.rows = content.split("\n").length - 1;
  entry.sha256 = createHash("sha256").update(content).digest("hex");
  writeFileSync(join(made, file), content);
  writeFileSync(join(made, "manifest.json"), JSON.stringify(manifest));
}
