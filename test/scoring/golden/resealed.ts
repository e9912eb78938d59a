import { createHash } from "node:crypto";

/** Lines that were changed, with a hash that is right again: what a forger would do. */
export function resealed(lines: readonly string[]): string {
  const body = lines
    .filter((line) => line !== "" && !line.startsWith('{"sha256"'))
    .map((line) => `${line}\n`)
    .join("");
  return `${body}{"sha256":"${createHash("sha256").update(body).digest("hex")}"}\n`;
}
