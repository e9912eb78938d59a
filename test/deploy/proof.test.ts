/** The deployment proof's own parts, without an emulator: what it says when something is missing, and that it leaves nothing running. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { consumers, jobs, widgets, workers } from "../../functions/jobs.ts";
import { areas } from "../../functions/routes.ts";
import { freePort } from "../support/free-port.ts";
import { checkPort, startEmulator } from "./emulator.ts";
import { ProofFailure } from "./failure.ts";
import { complaintsIn } from "./functions.ts";
import { draw } from "./grants/draw.ts";
import { probeOf } from "./grants/probes.ts";
import { unseenBecause } from "./grants/unseen.ts";
import { withoutUnknown } from "./left-out.ts";
import { readOptions } from "./options.ts";
import { runProgram } from "./processes.ts";
import { closedQuarter } from "./province.ts";
import { pythonFault } from "./python.ts";
import { Steps } from "./steps.ts";

const folder = mkdtempSync(join(tmpdir(), "dondoc-proof-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const never = new Promise<never>(() => undefined);
const quiet = () => new Steps(() => undefined);

describe("what is missing is said in a sentence", () => {
  it.each([
    [127, "spawn python3 ENOENT", "Python is missing: install Python 3.10 or newer."],
    [0, "3 8\n", "Python is too old (3.8): install Python 3.10 or newer."],
    [0, "2 12\n", "Python is too old (2.12): install Python 3.10 or newer."],
    [1, "ModuleNotFoundError: No module named 'ensurepip'", expect.stringContaining("python3-venv")],
    [1, "Segmentation fault", "Python does not work: Segmentation fault"],
    [0, "3 10\n", undefined],
    [0, "4 0\n", undefined],
  ])("Python that ends with %i and prints %j", (status, printed, sentence) => {
    expect(pythonFault(status, printed)).toEqual(sentence);
  });

  it.each<[string[], NodeJS.ProcessEnv, RegExp]>([
    [["--port", "x"], {}, /^--port is "x"; it must be a whole number from 1 to 65535\.$/],
    [["--prot", "1"], {}, /--prot/],
    [[], { GRANTS: "many" }, /^GRANTS is "many"; .* or "all"\.$/],
    [[], { GRANTS_SEED: "-1" }, /^GRANTS_SEED is "-1"/],
  ])("options %j with %j", (args, env, sentence) => {
    expect(() => readOptions(args, env)).toThrow(sentence);
  });

  it("options that hold are taken as they are", () => {
    expect(readOptions(["--port", "4566"], { GRANTS: "all", GRANTS_SEED: "7" })).toEqual({
      port: 4566,
      grants: "all",
      seed: 7,
    });
  });

  it("a port in use is named, with the way out", async () => {
    const server = createServer();
    const port = await freePort();
    await new Promise<void>((up) => server.listen(port, "127.0.0.1", up));
    await expect(checkPort(port)).rejects.toThrow(`Port ${port} is in use; name another one with --port.`);
    server.close();
  });
});

describe("what fails on the way is said in a sentence", () => {
  it("an emulator that ends by itself, with what it printed last", async () => {
    const emulator = join(folder, "emulator");
    writeFileSync(emulator, "#!/bin/sh\necho 'no such module'\nexit 3\n", { mode: 0o755 });
    const programs = { python: "python3", emulator, linter: "" };
    const starting = startEmulator({
      programs,
      folder,
      port: await freePort(),
      region: "nowhere-1",
      isEnforcing: false,
    });
    await expect(starting).rejects.toMatchObject({
      message: "The emulator ended by itself (3).",
      printed: "no such module",
    });
  });

  it("a step that hangs, by its name", async () => {
    await expect(quiet().take("the sender sends", 0.05, never, () => never)).rejects.toThrow(
      '"the sender sends" did not end within 0.05 s: the emulator or a function hangs.',
    );
  });

  it("a call that broke off because the emulator ended: the end is told, not the call", async () => {
    const lost = new Promise<never>((_, failed) =>
      setTimeout(() => failed(new ProofFailure("The emulator ended.")), 50),
    );
    const broken = () => Promise.reject(new TypeError("fetch failed"));
    await expect(quiet().take("a step", 5, lost, broken)).rejects.toThrow("The emulator ended.");
  });

  it("a call that got no answer in time", async () => {
    const slow = () => Promise.reject(Object.assign(new Error("too slow"), { name: "TimeoutError" }));
    await expect(quiet().take("a step", 5, never, slow)).rejects.toThrow('"a step" got no answer');
  });
});

describe("a program that takes too long", () => {
  it("is ended with everything that it has started", async () => {
    const note = join(folder, "pid");
    const script = `const { spawn } = require("node:child_process");
      const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" });
      require("node:fs").writeFileSync(${JSON.stringify(note)}, String(child.pid));
      setInterval(() => {}, 1000);`;
    const program = { command: process.execPath, args: ["-e", script], env: process.env, cwd: folder };
    await expect(runProgram(program, 1)).rejects.toThrow(/did not end within 1 s/);
    const child = Number(readFileSync(note, "utf8"));
    await expect.poll(() => isRunning(child)).toBe(false);
  });
});

describe("least privilege", () => {
  it.each([areas, jobs, consumers, workers, widgets].flatMap((list) => Object.keys(list)))(
    "somebody looks whether %s misses a grant",
    (name) => expect(() => probeOf(name)).not.toThrow(),
  );

  it("a function that nobody looks at fails the proof by its name", () => {
    expect(() => probeOf("newcomer")).toThrow(/newcomer/);
  });

  it("draws each at most once, the same for the same seed, and all when there are no more", () => {
    const all = ["a", "b", "c", "d", "e"];
    expect(draw(all, 3, 7)).toEqual(draw(all, 3, 7));
    expect(new Set(draw(all, 3, 7)).size).toBe(3);
    expect(draw(all, 9, 7).toSorted()).toEqual(all);
    expect(new Set(Array.from({ length: 20 }, (_, seed) => draw(all, 1, seed)[0])).size).toBeGreaterThan(1);
  });

  it("excuses what Lambda itself uses, and nothing that a function asks for", () => {
    const queue = "arn:aws:sqs:nowhere-1:1:dondoc-test-mail-feedback";
    const grant = { action: "sqs:GetQueueAttributes", resource: queue };
    expect(unseenBecause("mail-feedback", grant)).toMatch(/Lambda takes messages/);
    expect(unseenBecause("notice-dispatch", grant)).toBeUndefined();
    const failed = "arn:aws:sqs:nowhere-1:1:dondoc-test-failed-documents";
    expect(unseenBecause("document-worker", { action: "sqs:SendMessage", resource: failed })).toBeUndefined();
    expect(
      unseenBecause("notices", { action: "sqs:SendMessage", resource: "arn:aws:sqs:nowhere-1:1:dondoc-test-mail" }),
    ).toBeUndefined();
  });
});

describe("the reports of the proof", () => {
  it.each([
    ["2026-11-24", "2026-quarter-3"],
    ["2026-12-14", "2026-quarter-3"],
    ["2026-12-15", "2026-quarter-4"],
    ["2027-01-02", "2026-quarter-4"],
    ["2027-03-15", "2027-quarter-1"],
  ])("are those of the last quarter that is closed: on %s, %s", (day, quarter) => {
    expect(closedQuarter(Date.parse(`${day}T12:00:00+07:00`)).id).toBe(quarter);
  });
});

describe("a function's log", () => {
  it("is searched for warnings and errors, but for those that the proof causes", () => {
    const line = (level: string, code: string) => JSON.stringify({ level, code });
    const bad = line("ERROR", "event-stuck");
    expect(
      complaintsIn(["START", line("INFO", "job-done"), bad, "{broken", line("WARN", "notice-without-recipient")]),
    ).toEqual([bad]);
  });
});

describe("what the emulator does not know", () => {
  it("is left out, and whoever refers to it gets a text: the rest stays as it is", () => {
    const Headline = { Type: "AWS::CloudWatch::CompositeAlarm", Properties: {} };
    const Alarm = { Type: "AWS::CloudWatch::Alarm", DependsOn: ["Headline"], Properties: { Threshold: 1 } };
    const arn = { "Fn::GetAtt": ["Headline", "Arn"] };
    const Board = {
      Type: "Board",
      DependsOn: ["Alarm", "Headline"],
      Properties: { of: [arn, { Ref: "Alarm" }], and: { Ref: "Headline" } },
    };
    const text = JSON.stringify({ Resources: { Headline, Alarm, Board }, Outputs: {} });
    const { left, written } = withoutUnknown(text);
    expect(left).toEqual(["AWS::CloudWatch::CompositeAlarm"]);
    expect(JSON.parse(written)).toEqual({
      Outputs: {},
      Resources: {
        Alarm: { Type: "AWS::CloudWatch::Alarm", Properties: { Threshold: 1 } },
        Board: {
          Type: "Board",
          DependsOn: ["Alarm"],
          Properties: { of: ["left-out-Headline", { Ref: "Alarm" }], and: "left-out-Headline" },
        },
      },
    });
  });
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // A child whose parent has ended stays as a name until somebody collects it.
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}
