/** The local runner's own data directory as a place: its engine, its clock, its lock. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CreateTableCommand, type CreateTableCommandInput, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { describe, expect, inject, it } from "vitest";
import { exportCommand } from "../../../infra/archive/export-command.ts";
import { reach } from "../../../infra/archive/place.ts";
import { openDataDirectory } from "../../../infra/local/data-directory.ts";
import { startDynoxide } from "../../../infra/local/dynoxide.ts";
import { engineClient } from "../../../infra/local/engine.ts";
import { openShelf } from "../../../infra/local/objects/shelf.ts";
import { folder } from "./places.ts";

const attachment = {
  id: "2024-year.so-mau",
  part: "attachment#TEP",
  obligation: "2024-year.so-mau",
  name: "a.pdf",
  type: "application/pdf",
  size: 4,
  state: "ready",
  by: "a",
  byUnit: "so-mau",
  at: "2024-02-05T02:00:00.000Z",
  objectVersion: "v1",
};

/** A data directory as a runner leaves it behind. */
async function left(path: string): Promise<void> {
  const directory = openDataDirectory(path);
  writeFileSync(directory.settingsFile, "{}");
  writeFileSync(directory.clockFile, JSON.stringify({ now: "2024-02-05T02:00:00.000Z" }));
  const engine = await startDynoxide(directory.databaseFile);
  const client = engineClient(engine);
  for (const { Type, Properties } of Object.values(inject("template").Resources)) {
    if (Type !== "AWS::DynamoDB::GlobalTable") continue;
    const { TableName, KeySchema, AttributeDefinitions, GlobalSecondaryIndexes } =
      Properties as unknown as CreateTableCommandInput;
    await client.send(
      new CreateTableCommand({
        TableName: TableName?.replace("-test-", "-local-"),
        KeySchema,
        AttributeDefinitions,
        GlobalSecondaryIndexes,
        BillingMode: "PAY_PER_REQUEST",
      }),
    );
  }
  const expiresAt = (at: string) => ({ N: String(Date.parse(at) / 1000) });
  for (const [id, at] of [
    ["kept", "2024-02-05T02:00:01Z"],
    ["gone", "2024-02-05T01:59:59Z"],
  ] as const) {
    const Item = { id: { S: id }, expiresAt: expiresAt(at) };
    await client.send(new PutItemCommand({ TableName: "dondoc-local-answers", Item }));
  }
  await client.send(new PutItemCommand({ TableName: "dondoc-local-reports", Item: marshall(attachment) }));
  await engine.stop();
  const [bucketId] =
    Object.entries(inject("template").Resources).find(([, { Type }]) => Type === "AWS::S3::Bucket") ?? [];
  const shelf = openShelf(directory.objectsFile);
  const object = { version: "v1", type: attachment.type, disposition: "", body: Buffer.from("%PDF"), keptAt: 0 };
  shelf.keep({ bucket: `dondoc-local-${bucketId}`.toLowerCase(), key: "attachments/2024-year.so-mau/TEP" }, object);
  shelf.close();
  directory.release();
}

async function run(...args: string[]) {
  const complained: string[] = [];
  const outside = { reach, print: () => {}, complain: (line: string) => complained.push(line) };
  const code = await exportCommand(["--stage", "local", ...args], outside);
  return { code, complained: complained.join("\n") };
}

describe("stage local", () => {
  it("is exported out of its data directory, by its own clock, and not while the runner has it", async () => {
    const made = folder();
    const [data, to] = [join(made, "data"), join(made, "export")];
    await left(data);
    const runner = openDataDirectory(data);
    expect(await run("--data", data, "--to", to)).toMatchObject({
      code: 1,
      complained: expect.stringContaining("is in use by another runner"),
    });
    runner.release();
    expect(await run("--data", data, "--to", to)).toMatchObject({ code: 0 });
    expect(readFileSync(join(to, "answers.jsonl"), "utf8")).toMatch(/^{"id":"kept"[^\n]*\n$/);
    expect(readFileSync(join(to, "attachments", "2024-year.so-mau", "TEP"), "utf8")).toBe("%PDF");
  });

  it("wants to be told where it is", async () => {
    const made = folder();
    const to = join(made, "export");
    expect((await run("--to", to)).complained).toMatch(/say where with --data DIR or --endpoint URL/);
    expect((await run("--to", to, "--data", made)).complained).toMatch(/is no data directory of the local runner/);
    expect((await run("--to", to, "--data", made, "--endpoint", "http://127.0.0.1:1")).complained).toMatch(/not both/);
    expect((await run("--to", to, "--endpoint", "nowhere")).complained).toMatch(/takes the address/);
    expect((await run("--to", join(made, "other"), "--endpoint", "http://127.0.0.1:9")).complained).toMatch(
      /cannot be reached/,
    );
  });
});
