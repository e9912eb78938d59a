/** A frozen result comes out again, byte for byte: anywhere, and after years. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { replayCommand } from "../../infra/replay/replay-command.ts";
import { replayOf } from "../../shared/scoring/snapshots/replay.ts";
import { headerLine, snapshotIn } from "../../shared/scoring/snapshots/snapshot.ts";
import { goldenTexts } from "./golden/province.ts";
import { resealed } from "./golden/resealed.ts";

const folder = join(import.meta.dirname, "golden");
const fileOf = (number: number) => join(folder, `snapshot-${number}.ndjson`);
const textOf = (number: number) => readFileSync(fileOf(number), "utf8");
const printed = readFileSync(join(folder, "replayed.txt"), "utf8");

function replayed(bytes: string | Uint8Array) {
  const lines: string[] = [];
  const complaints: string[] = [];
  const status = replayCommand(["FILE"], {
    read: () => Buffer.from(bytes),
    print: (line) => lines.push(line),
    complain: (line) => complaints.push(line),
  });
  return { status, lines, complaints };
}

describe("the golden run", () => {
  it("is made today as it was made when it was kept", () => {
    expect(goldenTexts()).toEqual([textOf(1), textOf(2)]);
  });

  it.each([1, 2])("snapshot %i is replayed equal, plain and packed", (number) => {
    for (const bytes of [Buffer.from(textOf(number)), gzipSync(textOf(number))]) {
      expect(replayed(bytes)).toMatchObject({ status: 0, complaints: [] });
    }
  });

  it("the amended one names the hash of the one before", () => {
    const [first, second] = [1, 2].map((number) => snapshotIn(Buffer.from(textOf(number))));
    expect(second?.header.before).toBe(first?.hash);
    expect(second?.header.amendment?.entries).toHaveLength(2);
  });

  it("holds every method, a shared rank, and each reason for which nobody is graded", () => {
    const { header, ...lines } = snapshotIn(Buffer.from(textOf(1)));
    const { results } = replayOf({ ...lines, header });
    expect(new Set(header.set.criteria.map(({ method }) => method)).size).toBe(7);
    expect(results.some(({ tied }) => tied === 2)).toBe(true);
    expect(new Set(results.flatMap(({ notGraded }) => notGraded ?? []))).toEqual(
      new Set(["suspended", "coverage-low", "nothing-measured"]),
    );
  });
});

describe("under any locale and time zone", () => {
  it.each([
    ["C", "UTC"],
    ["tr_TR.UTF-8", "Asia/Ho_Chi_Minh"],
    ["vi_VN.UTF-8", "Pacific/Apia"],
  ])("%s, %s: the same bytes are printed", (LC_ALL, TZ) => {
    const args = ["--disable-warning=ExperimentalWarning", "infra/replay.ts", fileOf(1)];
    const env = { LC_ALL, LANG: LC_ALL, TZ, LANGUAGE: LC_ALL };
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { env, encoding: "utf8" });
    expect({ status, stderr, stdout }).toEqual({ status: 0, stderr: "", stdout: printed });
  });
});

describe("what does not come out again", () => {
  it("is named by its first line, although the hash is right", () => {
    const lines = textOf(1).split("\n");
    const at = lines.findIndex((line) => line.includes('"rank":3'));
    const forged = resealed(lines.with(at, String(lines[at]).replace('"rank":3', '"rank":1')));
    const { status, complaints } = replayed(forged);
    expect(status).toBe(1);
    expect(complaints[0]).toBe(`different at line ${at + 1}`);
    expect(complaints[1]).toContain('"rank":1');
    expect(complaints[2]).toContain('"rank":3');
  });

  it("an input that was changed changes results", () => {
    const lines = textOf(1).split("\n");
    const at = lines.findIndex((line) => line.includes('"portal":"cong-so-an"'));
    const forged = resealed(lines.with(at, String(lines[at]).replaceAll('"yes":true', '"yes":false')));
    expect(replayed(forged)).toMatchObject({ status: 1 });
  });

  it("a set that is not the one of its hash is seen in the first line", () => {
    const { header } = snapshotIn(Buffer.from(textOf(1)));
    const [, ...lines] = textOf(1).split("\n");
    const other = { ...header, set: { ...header.set, minimumCoverage: 1 } };
    expect(replayed(resealed([headerLine(other), ...lines])).complaints[0]).toBe("different at line 1");
  });
});

describe("the command says what it needs", () => {
  const shell = { read: (file: string) => readFileSync(file), print: () => undefined };

  it.each([[[]], [["a", "b"]]])("%j", (args) => {
    const complaints: string[] = [];
    expect(replayCommand(args, { ...shell, complain: (line) => complaints.push(line) })).toBe(1);
    expect(complaints).toEqual(["Say which snapshot: npm run replay -- FILE"]);
  });

  it("a file that is not there", () => {
    const complaints: string[] = [];
    expect(replayCommand(["no-such-file"], { ...shell, complain: (line) => complaints.push(line) })).toBe(1);
    expect(complaints[0]).toContain("no such file");
  });
});
