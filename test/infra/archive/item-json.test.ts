/** Items as lines of JSON: exact for everything that a table can hold, and readable for everybody. */
import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { itemOf, lineOf } from "../../../infra/archive/item-json.ts";

const text = fc.string({ unit: "grapheme" });
const digits = fc.oneof(
  fc.integer().map(String),
  fc.stringMatching(/^-?[1-9]\d{0,37}$/),
  fc.stringMatching(/^-?\d{1,5}\.\d{1,10}$/),
);
const bytes = fc.uint8Array();
const { value } = fc.letrec<{ value: AttributeValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    text.map((S) => ({ S })),
    digits.map((N) => ({ N })),
    fc.boolean().map((BOOL) => ({ BOOL })),
    fc.constant({ NULL: true as const }),
    bytes.map((B) => ({ B })),
    fc.uniqueArray(text, { minLength: 1 }).map((SS) => ({ SS: SS.sort() })),
    fc.uniqueArray(digits, { minLength: 1 }).map((NS) => ({ NS: NS.sort() })),
    fc.array(bytes, { minLength: 1, maxLength: 1 }).map((BS) => ({ BS })),
    fc.array(tie("value")).map((L) => ({ L })),
    fc.dictionary(fc.oneof(text, fc.constantFrom("$number", "$map", "$x", "__proto__")), tie("value")).map((M) => ({
      M: Object.fromEntries(Object.entries(M)),
    })),
  ),
}));

describe("an item as a line", () => {
  it("comes back as it was, whatever it holds", () => {
    fc.assert(
      fc.property(fc.dictionary(text, value), (item) => {
        expect(itemOf(lineOf(item, []))).toEqual(item);
      }),
    );
  });

  it("is plain JSON that a person reads, keys first", () => {
    const line = lineOf({ title: { S: "Khai sinh" }, open: { BOOL: true }, code: { S: "A" }, n: { N: "12" } }, [
      "code",
    ]);
    expect(line).toBe('{"code":"A","n":12,"open":true,"title":"Khai sinh"}');
  });

  it("keeps all 38 digits, and composed and decomposed letters apart", () => {
    const item = {
      big: { N: "12345678901234567890123456789012345678" },
      nfc: { S: "ế".normalize("NFC") },
      nfd: { S: "ế".normalize("NFD") },
    };
    const line = lineOf(item, []);
    expect(line).toContain('"big":{"$number":"12345678901234567890123456789012345678"}');
    const read = itemOf(Buffer.from(line, "utf8").toString("utf8"));
    expect(read).toEqual(item);
    expect(Buffer.from(read.nfd?.S ?? "").length).toBeGreaterThan(Buffer.from(read.nfc?.S ?? "").length);
  });

  it.each(['{"a":{"$word":1}}', '{"a":{"$number":1}}', '{"a":{"$binary":"","b":1}}', "[1]", "1", '{"a":'])(
    "refuses %s, which nobody has written so",
    (line) => {
      expect(() => itemOf(line)).toThrow();
    },
  );
});
