/** Commands of the archive over tables of a test: what they said, and where they wrote. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DynamoDBClient, ScanCommand } from "@aws-sdk/client-dynamodb";
import { inject, onTestFinished } from "vitest";
import type { ArchiveBucket } from "../../../infra/archive/bucket.ts";
import { exportCommand } from "../../../infra/archive/export-command.ts";
import type { ArchiveOutside } from "../../../infra/archive/place.ts";
import type { LogsClient } from "../../../infra/archive/trace-source.ts";
import type { Clock } from "../../../shared/platform/clock.ts";
import { createTables, type TableName, testClient } from "../../support/tables.ts";

export const dynamo = new DynamoDBClient({
  endpoint: inject("dynamoEndpoint"),
  region: "ap-southeast-1",
  credentials: { accessKeyId: "test", secretAccessKey: "test" },
});

/** What tables of a test have before `calendars`, `register`, … */
export function prefixOf({ Events }: { readonly Events: string }): string {
  return Events.slice(0, -"events".length);
}

/** Empty tables, as of a stack that was just deployed. */
export function emptyTables(): Promise<Record<TableName, string>> {
  return createTables(testClient());
}

/** A folder that goes with the test. */
export function folder(): string {
  const made = mkdtempSync(join(tmpdir(), "dondoc-archive-"));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

const noLogs: LogsClient = { send: () => Promise.reject(new Error("no logs")) } as unknown as LogsClient;

type Command = (args: readonly string[], outside: ArchiveOutside & { logs(): LogsClient }) => Promise<0 | 1>;

/** Runs a command over tables: its exit code, and what it said on each side. */
export async function run(
  command: Command,
  args: readonly string[],
  {
    prefix,
    clock,
    client = dynamo,
    logs = noLogs,
    bucket,
  }: { prefix: string; clock: Clock; client?: DynamoDBClient; logs?: LogsClient; bucket?: ArchiveBucket },
) {
  const said: string[] = [];
  const complained: string[] = [];
  const at = command === exportCommand ? ["--at", new Date(clock.now()).toISOString()] : [];
  const code = await command([...args, ...at, "--stage", "test", "--prefix", prefix], {
    reach: async () => ({ client, clock, ...(bucket && { bucket }), close: async () => {} }),
    logs: () => logs,
    print: (line) => said.push(line),
    complain: (line) => complained.push(line),
  });
  return { code, said, complained: complained.join("\n") };
}

/** How many items a table holds. */
export async function itemCount(table: string): Promise<number> {
  return (await dynamo.send(new ScanCommand({ TableName: table }))).Items?.length ?? 0;
}
