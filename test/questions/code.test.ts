import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkSymbol, encode } from "../../shared/platform/crockford.ts";
import { isLookupKey, newCode, newLookupKey, readCode } from "../../shared/questions/code.ts";
import { seededChance } from "../support/world.ts";

const chance = seededChance("codes");
const code = fc.constant(null).map(() => newCode(chance));

describe("the code of a question", () => {
  it("has eight symbols and a check symbol that needs no care in an address", () => {
    fc.assert(
      fc.property(code, (text) => {
        expect(text).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-Z]$/);
        expect(readCode(text)).toBe(text);
      }),
    );
  });

  it("is read as people type it", () => {
    fc.assert(
      fc.property(code, (text) => {
        const typed = text.replaceAll("-", " ").toLowerCase().replaceAll("0", "o").replaceAll("1", "l");
        expect(readCode(typed)).toBe(text);
      }),
    );
  });

  it("with one symbol wrong, or two neighbours swapped, is no code", () => {
    fc.assert(
      fc.property(
        code,
        fc.integer({ min: 0, max: 7 }),
        fc.constantFrom(..."0123456789ABCDEFGHJKMNPQRSTVWXYZ"),
        (text, at, symbol) => {
          const compact = text.replaceAll("-", "");
          const wrong = compact.slice(0, at) + symbol + compact.slice(at + 1);
          const swapped = compact.slice(0, at) + compact.charAt(at + 1) + compact.charAt(at) + compact.slice(at + 2);
          for (const changed of [wrong, at < 7 ? swapped : compact]) {
            if (changed !== compact) expect(readCode(changed)).toBeUndefined();
          }
        },
      ),
    );
  });

  it.each(["", "0000", "mã", "UUUU-UUUU-U", "0000-0000-00", "../../etc"])("%j is no code", (text) => {
    expect(readCode(text)).toBeUndefined();
  });

  it("follows Crockford's scheme", () => {
    expect(encode(Uint8Array.from([0xff, 0x00, 0x08]), 4)).toBe("ZW00");
    expect(checkSymbol("16J")).toBe("D");
  });

  it("does not repeat in a hundred thousand draws more often than chance allows", () => {
    const drawn = new Set(Array.from({ length: 20_000 }, () => newCode(chance)));
    expect(drawn.size).toBeGreaterThanOrEqual(19_998);
  });
});

describe("the look-up key", () => {
  it("has at least 128 bits and is compared whole", () => {
    const key = newLookupKey(chance);
    expect(key).toHaveLength(26);
    expect(isLookupKey(key.toLowerCase(), key)).toBe(true);
    for (const wrong of [undefined, "", key.slice(0, -1), `${key}0`, ` ${key.slice(1)}`, "ế".repeat(26)]) {
      expect(isLookupKey(wrong, key), String(wrong)).toBe(false);
    }
  });
});
