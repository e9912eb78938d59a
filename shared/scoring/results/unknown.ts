/** Results of which too much is unknown are not told to anyone by themselves: somebody must say that they go out despite it. */
import type { ListedResult } from "../evaluations/evaluation.ts";

/** Below it, more than half is unknown; in hundredths of a percent. */
const leastCoverage = 5_000;

/** How much was measured, as a portal has it on average, in hundredths of a percent; whole if nothing applies to anybody. */
export function meanCoverage(results: Iterable<Pick<ListedResult, "coverage"> | undefined>): number {
  let [sum, count] = [0, 0];
  for (const result of results) {
    if (result?.coverage === null) continue;
    sum += result?.coverage ?? 0;
    count++;
  }
  return count === 0 ? 10_000 : Math.floor(sum / count);
}

export function isTooMuchUnknown(coverage: number): boolean {
  return coverage < leastCoverage;
}
