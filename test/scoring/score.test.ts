/** The score: Σ points ÷ Σ maxima of what applies and was measured, rounded once; unknown is never zero. */
import { describe, expect, it } from "vitest";
import type { Outcome } from "../../shared/scoring/results/check.ts";
import { timesOver } from "../../shared/scoring/results/exact.ts";
import { gradeOf, isCovered, scoreOf } from "../../shared/scoring/results/score.ts";
import { goldenSet } from "./golden/province.ts";

const scored = (points: number): Outcome => ({ is: "scored", points, n: 1, of: 1 });
const unknown: Outcome = { is: "not-measured", why: "no-source" };
const none: Outcome = { is: "not-applicable", why: "nothing-to-judge" };
const of = (outcomes: Record<string, Outcome>) => scoreOf(goldenSet, new Map(Object.entries(outcomes)));

describe("the score of a portal", () => {
  it.each([
    ["all of one criterion that applies is the whole", { A2: scored(400) }, 10_000, 10_000],
    ["what does not apply leaves both sums", { A2: scored(400), A3: none }, 10_000, 10_000],
    [
      "what was not measured leaves the score alone, and lowers the coverage",
      { A2: scored(400), A3: unknown },
      10_000,
      1_667,
    ],
    ["nothing measured has no score, and no coverage of what applies", { A2: unknown }, null, 0],
    ["nothing that applies has neither", { A2: none }, null, null],
    ["no points are a score of nothing, which is another thing", { A2: scored(0) }, 0, 10_000],
    ["an informative criterion counts for nothing", { A2: scored(200), D2: scored(0) }, 5_000, 10_000],
  ])("%s", (_, outcomes, score, coverage) => {
    expect(of(outcomes)).toMatchObject({ score, coverage });
  });

  it("adds up by group of criteria", () => {
    const { sums, groups } = of({ A1: scored(300), A2: unknown, D1: scored(1_000) });
    expect(sums).toEqual({ points: 1_300, measured: 3_600, applicable: 4_000 });
    expect(groups).toEqual({
      A: { points: 300, measured: 600, applicable: 1_000 },
      D: { points: 1_000, measured: 3_000, applicable: 3_000 },
    });
  });
});

describe("rounding", () => {
  it.each([
    ["half goes up", 1, 1, 2, 1],
    ["less than half goes down", 1, 10_000, 30_001, 0],
    ["a third of the whole", 10_000, 1, 3, 3_333],
    ["two thirds of the whole", 10_000, 2, 3, 6_667],
    ["exact beyond what a double holds", 90_000_000, 90_000_000, 2, 4_050_000_000_000_000],
    ["exact where the product is beyond it", 9_007_199_254_740_991, 3, 3, 9_007_199_254_740_991],
  ])("%s", (_, a, b, c, result) => {
    expect(timesOver(a, b, c)).toBe(result);
  });
});

describe("the grade", () => {
  it.each([
    [10_000, "tot"],
    [9_000, "tot"],
    [8_999, "kha"],
    [5_000, "trung-binh"],
    [0, "yeu"],
  ])("of %i is read off the rounded score: %s", (score, grade) => {
    expect(gradeOf(score, goldenSet.bands)).toBe(grade);
  });

  it("the coverage is compared exactly, not rounded", () => {
    const sums = { points: 0, measured: 59_999, applicable: 100_000 };
    expect([isCovered(sums, 6_000), isCovered({ ...sums, measured: 60_000 }, 6_000)]).toEqual([false, true]);
  });
});
