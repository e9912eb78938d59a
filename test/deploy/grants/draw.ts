/** Chance that repeats. */
import { SeededRandom } from "../../faults/seeded.ts";

/** So many of them, each at most once; the same seed draws the same. */
export function draw<T>(all: readonly T[], count: number, seed: number): T[] {
  const random = new SeededRandom(seed);
  const left = [...all];
  return Array.from({ length: Math.min(count, all.length) }, () => left.splice(random.below(left.length), 1)).flat();
}
