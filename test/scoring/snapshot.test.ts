/** A snapshot proves by its hash that it is what was frozen. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { Fact } from "../../shared/scoring/facts/fact.ts";
import { canonicalText, hashOf } from "../../shared/scoring/snapshots/canonical.ts";
import { judgedOf, SnapshotRefused, snapshotIn, snapshotLines } from "../../shared/scoring/snapshots/snapshot.ts";
import { packed } from "../../shared/scoring/snapshots/snapshot-store.ts";
import { resealed } from "./golden/resealed.ts";

const text = readFileSync(join(import.meta.dirname, "golden", "snapshot-1.ndjson"));
const lines = text.toString("utf8").split("\n");

/** Why a file is refused. */
function faultOf(file: Uint8Array): string {
  try {
    snapshotIn(file);
    return "none";
  } catch (error) {
    if (error instanceof SnapshotRefused) return error.code;
    throw error;
  }
}

function withByte(bytes: Uint8Array, at: number, byte: number): Buffer {
  const changed = Buffer.from(bytes);
  changed[at] = byte;
  return changed;
}

describe("a snapshot", () => {
  it("is read plain and packed", () => {
    expect([faultOf(text), faultOf(gzipSync(text))]).toEqual(["none", "none"]);
  });

  it("with one byte altered, any byte, is refused by its hash", () => {
    const found = new Set<string>();
    // The first byte says what kind of file it is.
    for (let at = 1; at < text.length; at++) found.add(faultOf(withByte(text, at, (text[at] ?? 0) ^ 1)));
    expect([...found]).toEqual(["snapshot-altered"]);
  });

  it("with a line left out, doubled or moved is refused by its hash", () => {
    const [header = "", first = "", second = "", ...rest] = lines;
    for (const changed of [
      [header, first, ...rest],
      [header, first, first, second, ...rest],
      [header, second, first, ...rest],
    ]) {
      expect(faultOf(Buffer.from(changed.join("\n")))).toBe("snapshot-altered");
    }
  });

  it("cut off anywhere is refused as that", () => {
    for (const length of [2, 100, 5_000, text.length - 100, text.length - 79]) {
      expect(faultOf(text.subarray(0, length))).toBe("snapshot-truncated");
    }
  });

  it("packed and damaged cannot be unpacked", () => {
    const gzip = gzipSync(text);
    expect(faultOf(gzip.subarray(0, 400))).toBe("snapshot-not-unpacked");
    expect(faultOf(withByte(gzip, gzip.length - 5, 0x55))).toBe("snapshot-not-unpacked");
  });

  it.each([
    ["a spreadsheet", Buffer.from("PK\u0003\u0004 something else")],
    ["nothing", Buffer.alloc(0)],
    ["other JSON with a right hash", Buffer.from(resealed(['{"a":1}']))],
    ["fewer lines than portals, with a right hash", Buffer.from(resealed(lines.slice(0, 5)))],
  ])("%s is none", (_, file) => {
    expect(faultOf(file)).toBe("snapshot-unreadable");
  });

  it("of a later format says so", () => {
    const later = resealed(lines.map((line) => line.replace('"format":1,', '"format":2,')));
    expect(faultOf(Buffer.from(later))).toBe("snapshot-of-another-version");
  });

  it("holds the settled fact of each criterion, and nothing that people wrote beside it", () => {
    const { header } = snapshotIn(text);
    const measured: Fact = { is: "known", value: { yes: true } };
    const written = { self: { fact: measured, evidence: [], note: "ghi chú", by: "so-an.clerk" } };
    const [first] = judgedOf(snapshotIn(text));
    if (!first) throw new Error("The golden snapshot has portals.");
    const judged = { ...first, entries: { A1: { ...written, measured }, A2: written } };
    const [, line] = [...snapshotLines({ ...header, portals: 1 }, [{ number: 7, sha256: hashOf("{}"), judged }], [])];
    expect(JSON.parse(line ?? "")).toEqual({
      number: 7,
      sha256: hashOf("{}"),
      sheet: {
        ...judged,
        entries: { A1: { measured }, A2: { measured: { is: "not-measured", why: "not-reviewed" } } },
      },
    });
  });

  it("is packed as it is written, line by line, and says its hash", async () => {
    const { header, headerLine, hash } = snapshotIn(text);
    expect(headerLine).toBe(lines[0]);
    const empty = { ...header, portals: 0 };
    const { bytes, hash: said } = await packed(snapshotLines(empty, [], []));
    expect(snapshotIn(bytes)).toMatchObject({ hash: said, header: { portals: 0 } });
    expect(said).not.toBe(hash);
    expect(gunzipSync(bytes).toString("utf8").split("\n")).toHaveLength(3);
  });
});

describe("canonical text", () => {
  it.each([
    [
      "keys in code-unit order, whatever order they were set in",
      { b: 1, a: { d: 1, c: 2 } },
      '{"a":{"c":2,"d":1},"b":1}',
    ],
    ["keys that look like numbers too", { 10: 1, 9: 2, a: 3 }, '{"10":1,"9":2,"a":3}'],
    ["an absent field is no field", { a: undefined, b: null }, '{"b":null}'],
    ["lists as they are", [3, 1, 2], "[3,1,2]"],
    ["Vietnamese unescaped, its order by code units", { ă: 1, â: 2, a: 3 }, '{"a":3,"â":2,"ă":1}'],
    ["no minus zero", -0, "0"],
  ])("%s", (_, value, written) => {
    expect(canonicalText(value)).toBe(written);
  });
});
