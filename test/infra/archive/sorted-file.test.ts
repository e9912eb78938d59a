/** Lines in order, however many and however little memory; and lines end with a line feed only. */
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { linesOf } from "../../../infra/archive/lines.ts";
import { sortedFile } from "../../../infra/archive/sorted-file.ts";
import { folder } from "./places.ts";

async function* shuffled(count: number) {
  for (let n = 0; n < count; n++) {
    const number = (n * 7_919) % count;
    yield { order: String(number).padStart(6, "0"), line: `{"n":${number},"t":"a\u2028b\u2029c\\r\u0085"}` };
  }
}

describe("a sorted file", () => {
  it("is the same from memory and from many lots, leaves no lot behind, and only its owner reads it", async () => {
    const made = folder();
    const [one, other] = [join(made, "one"), join(made, "other")];
    const first = await sortedFile(one, shuffled(1_000));
    const second = await sortedFile(other, shuffled(1_000), 2_000);
    expect(second).toEqual(first);
    expect(first.rows).toBe(1_000);
    expect(readFileSync(other)).toEqual(readFileSync(one));
    expect(readFileSync(one, "utf8").startsWith('{"n":0,')).toBe(true);
    expect(readdirSync(made).sort()).toEqual(["one", "other"]);
    expect(statSync(one).mode & 0o777).toBe(0o600);
  });

  it("is read line by line: other separators of Unicode, and letters cut between two pieces, stay as they are", async () => {
    const made = folder();
    const text = Array.from({ length: 3_000 }, (_, n) => `"ệ${n}\u2028\u2029\u0085\r${"x".repeat(n % 97)}"`);
    writeFileSync(join(made, "lines"), `${text.join("\n")}\n`);
    const read: string[] = [];
    for await (const line of linesOf(join(made, "lines"))) read.push(line);
    expect(read).toEqual(text);
  });
});
