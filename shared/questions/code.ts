/** The code of a question, `XXXX-XXXX-C`: eight random Crockford symbols and a check symbol; and its look-up key. */
import { timingSafeEqual } from "node:crypto";
import { checkSymbol, encode, normalize } from "../platform/crockford.ts";
import type { Chance } from "../platform/ids.ts";

/** Check symbols that need no care in an address; a code with another is drawn again (4 in 37). */
const plain = /^[0-9A-Z]$/;

/** Draws a code. It has no sequence and says nothing of how many there are. */
export function newCode(chance: Chance): string {
  for (;;) {
    const symbols = encode(chance.bytes(5), 8);
    const check = checkSymbol(symbols);
    if (plain.test(check)) return written(symbols, check);
  }
}

/** Reads a code as people type it: any case, with or without hyphens, o for 0. Undefined when the check symbol is wrong. */
export function readCode(text: string): string | undefined {
  const compact = text.replace(/[\s-]/g, "");
  if (!/^[0-9A-Za-z]{9}$/.test(compact)) return undefined;
  const symbols = normalize(compact.slice(0, 8));
  const check = compact.slice(8).toUpperCase();
  if (/U/.test(symbols)) return undefined;
  const expected = checkSymbol(symbols);
  return check === expected || normalize(check) === expected ? written(symbols, expected) : undefined;
}

function written(symbols: string, check: string): string {
  return `${symbols.slice(0, 4)}-${symbols.slice(4)}-${check}`;
}

/** Draws a look-up key: 26 symbols, 130 bits. */
export function newLookupKey(chance: Chance): string {
  return encode(chance.bytes(17), 26);
}

/** Compares a look-up key as typed with the stored one, in constant time. */
export function isLookupKey(typed: string | undefined, stored: string): boolean {
  const given = Buffer.from(
    normalize(typed ?? "")
      .padEnd(stored.length)
      .slice(0, stored.length + 1),
  );
  const known = Buffer.from(stored);
  return given.length === known.length && timingSafeEqual(given, known);
}
