/**
 * Crash safety: every function may be killed before or after any call that leaves it. The counts come from what the mail service accepted,
 * compared with an oracle that knows nothing of the engine. FAULT_RUNS and FAULT_SEED choose how many and from which seed on.
 */
import { describe, expect, it } from "vitest";
import { tell } from "./story.ts";

const runs = Number(process.env.FAULT_RUNS ?? 400);
const firstSeed = Number(process.env.FAULT_SEED ?? 1);
const perTest = 10;

/** Every second ten of the runs, so that two processes share them. */
export function faultRuns(part: 0 | 1): void {
  const groups = Array.from({ length: Math.ceil(runs / perTest) }, (_, index) => index)
    .filter((index) => index % 2 === part)
    .map((index) => firstSeed + index * perTest);
  describe("with functions killed at any call", () => {
    it("there is something to do", () => {
      expect(runs).toBeGreaterThan(0);
    });
    it.each(groups)("from seed %i on: none lost, none double, none out of hours, none out of order", async (seed) => {
      const last = Math.min(seed + perTest, firstSeed + runs);
      for (let current = seed; current < last; current++) {
        const { problems } = await tell(current, { killRate: 0.01, catchUpShare: 0.05, off: new Set() });
        expect(problems, `seed ${current}; replay: FAULT_RUNS=1 FAULT_SEED=${current} npm run test:faults`).toEqual([]);
      }
    });
  });
}
