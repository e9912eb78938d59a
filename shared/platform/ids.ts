/** The one place that draws by chance. Everything else is handed a `Chance`. */
import { randomBytes } from "node:crypto";

export interface Chance {
  /** `count` bytes that nobody can foretell. */
  bytes(count: number): Uint8Array;
  /** A number in [0, 1), for jitter only. */
  fraction(): number;
}

export const systemChance: Chance = {
  bytes: (count) => randomBytes(count),
  fraction: () => Math.random(),
};
