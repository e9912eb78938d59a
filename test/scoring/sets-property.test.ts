import fc from "fast-check";
import { expect, it } from "vitest";
import { setProblems } from "../../shared/scoring/criteria/set-problems.ts";
import { trialOf } from "../../shared/scoring/criteria/trial.ts";
import { resultsOf } from "../../shared/scoring/results/results.ts";
import { sets, sheets } from "../support/score-arbitraries.ts";

const isWhole = (value: number, most: number) => Number.isInteger(value) && value >= 0 && value <= most;

it("a set without problems scores any sheets, each between nothing and the whole, each with a grade", () => {
  let accepted = 0;
  fc.assert(
    fc.property(sets, sets, sheets, (set, other, judged) => {
      if (setProblems(set).length > 0) return;
      accepted++;
      const maxima = new Map(set.criteria.map(({ id, max }) => [id, max]));
      for (const { score, coverage, grade, notGraded, outcomes } of resultsOf(set, judged)) {
        expect(score === null || isWhole(score, 10_000)).toBe(true);
        expect(coverage === null || isWhole(coverage, 10_000)).toBe(true);
        expect((grade === undefined) !== (notGraded === undefined)).toBe(true);
        for (const [id, outcome] of outcomes) {
          if (outcome.is === "scored") expect(isWhole(outcome.points, maxima.get(id) ?? -1)).toBe(true);
        }
      }
      // Nor does a trial of it fail, whatever was scored by before.
      if (setProblems(other).length === 0) trialOf(other, set, judged);
    }),
    { numRuns: 1_500 },
  );
  // Else nothing was tried.
  expect(accepted).toBeGreaterThan(200);
});
