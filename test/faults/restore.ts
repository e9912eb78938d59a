/** A second stack, restored from a copy of the first: its own tables and queues, the same clock, the same mail service. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { inject } from "vitest";
import { exportCommand } from "../../infra/archive/export-command.ts";
import { importCommand } from "../../infra/archive/import-command.ts";
import { mailCommand } from "../../infra/archive/mail-command.ts";
import type { ArchiveOutside } from "../../infra/archive/place.ts";
import { settleCommand } from "../../infra/archive/settle-command.ts";
import type { Clock } from "../../shared/platform/clock.ts";
import type { Line } from "../support/world.ts";

const commands = { export: exportCommand, import: importCommand, settle: settleCommand, mail: mailCommand };

/** The commands of whoever restores, over tables of the test. */
export class Restorer {
  readonly folder = mkdtempSync(join(tmpdir(), "dondoc-rehearsal-"));
  private readonly clock: Clock;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  /** Runs a command on the tables with a prefix; answers what it said. */
  async run(name: keyof typeof commands, prefix: string, ...args: string[]): Promise<{ code: number; said: string }> {
    const said: string[] = [];
    const client = new DynamoDBClient({
      endpoint: inject("dynamoEndpoint"),
      region: "ap-southeast-1",
      credentials: { accessKeyId: "test", secretAccessKey: "test" },
    });
    const outside: ArchiveOutside = {
      reach: async () => ({ client, clock: this.clock, close: async () => client.destroy() }),
      print: (line) => said.push(line),
      complain: (line) => said.push(line),
    };
    const logs = () => ({ send: () => Promise.reject(new Error("the trace is a file here")) });
    const at = name === "export" ? ["--at", new Date(this.clock.now()).toISOString()] : [];
    const code = await commands[name]([...args, ...at, "--stage", "test", "--prefix", prefix], {
      ...outside,
      logs,
    } as never);
    return { code, said: said.join("\n") };
  }

  /** The log lines of a stack as a file. */
  traceFile(lines: readonly Line[]): string {
    const file = join(this.folder, "functions.log");
    writeFileSync(file, lines.map(({ code, fields }) => `${JSON.stringify({ code, ...fields })}\n`).join(""));
    return file;
  }

  clear(): void {
    rmSync(this.folder, { recursive: true });
  }
}
