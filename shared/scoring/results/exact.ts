/** Exact arithmetic of scoring: whole numbers, rounded half up, once. */

/** `a × b ÷ c`, rounded half up to a whole number. All of them are whole and not negative, `c` is above 0. */
export function timesOver(a: number, b: number, c: number): number {
  const product = 2 * a * b + c;
  if (product <= Number.MAX_SAFE_INTEGER && 2 * c <= Number.MAX_SAFE_INTEGER) return Math.floor(product / (2 * c));
  return Number((2n * BigInt(a) * BigInt(b) + BigInt(c)) / (2n * BigInt(c)));
}
