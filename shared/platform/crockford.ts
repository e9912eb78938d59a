/** Crockford base 32: no I, L, O, U, so that a code read over the telephone arrives as it was meant. */

const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const checkAlphabet = `${alphabet}*~$=U`;

/** Writes the first `length` symbols (5 bits each) of `bytes`. */
export function encode(bytes: Uint8Array, length: number): string {
  let symbols = "";
  let buffer = 0;
  let held = 0;
  for (const byte of bytes) {
    buffer = (buffer << 8) | byte;
    held += 8;
    while (held >= 5 && symbols.length < length) {
      held -= 5;
      symbols += alphabet.charAt((buffer >> held) & 31);
    }
    buffer &= (1 << held) - 1;
  }
  return symbols;
}

/** Upper case, with the look-alikes i, l, o read as 1, 1, 0. */
export function normalize(text: string): string {
  return text.toUpperCase().replace(/[IL]/g, "1").replace(/O/g, "0");
}

/** The check symbol of Crockford's scheme: the number modulo 37, which finds every single wrong or swapped symbol. */
export function checkSymbol(symbols: string): string {
  let remainder = 0;
  for (const symbol of symbols) remainder = (remainder * 32 + alphabet.indexOf(symbol)) % 37;
  return checkAlphabet.charAt(remainder);
}
