import { describe, expect, it } from "vitest";
import type { ListedEvaluation, ListedResult } from "../../shared/scoring/evaluations/evaluation.ts";
import { distributionOf, spreadOf } from "../../shared/scoring/results/distribution.ts";
import { smallSet } from "../support/scoring.ts";

const evaluation = (portal: string, group: ListedEvaluation["group"], more: Partial<ListedEvaluation> = {}) => ({
  ...{ id: `2023.${portal}`, period: "2023", portal, unit: portal, group, set: "bo-mau", state: "final" as const },
  ...{ version: 1, sheet: 1, selfScoreDueOn: "2024-01-15" },
  ...more,
});
const scored = (score: number, grade: string, coverage = 10_000): { result: ListedResult } => ({
  result: { score, coverage, grade },
});
const reconsideration = { at: "a", by: "b", criteria: ["A1"], answerDueOn: "2024-02-01" };

describe("values lie", () => {
  it.each([
    ["one", [500], { of: 1, least: 500, lowerQuartile: 500, median: 500, upperQuartile: 500, most: 500, mean: 500 }],
    ["an even number: the median is between two", [100, 200, 300, 400], { lowerQuartile: 175, median: 250, mean: 250 }],
    ["half a hundredth is rounded up", [1, 2], { lowerQuartile: 1, median: 2, upperQuartile: 2, mean: 2 }],
    ["an odd number, in any order", [900, 100, 500, 300, 700], { lowerQuartile: 300, median: 500, upperQuartile: 700 }],
  ])("%s", (_, values, expected) => {
    expect(spreadOf(values)).toMatchObject(expected);
  });

  it("nowhere, where there are none: not at zero", () => {
    expect(spreadOf([])).toBeNull();
  });
});

describe("a province", () => {
  const { groups, all } = distributionOf(smallSet, [
    evaluation("a", "departments", { ...scored(9_500, "tot"), selfScore: { at: "x", by: "y", lateDays: 0 } }),
    evaluation("b", "departments", { ...scored(7_000, "kha", 8_000), selfScore: { at: "x", by: "y", lateDays: 3 } }),
    evaluation("c", "communes", { result: { score: 4_000, coverage: 5_000, notGraded: "coverage-low" } }),
    evaluation("d", "communes", { result: { score: null, coverage: null, notGraded: "nothing-measured" } }),
    evaluation("e", "communes", { result: { score: 9_000, coverage: 9_000, notGraded: "suspended" }, reconsideration }),
    evaluation("f", "communes", { state: "reviewed", review: { at: "x", by: "y" } }),
    evaluation("g", "communes", { state: "provisional", ...scored(5_000, "trung-binh"), reconsideration }),
  ]);

  it("has a row for each group that has portals, in the order of tables", () => {
    expect(groups.map(({ group, portals }) => [group, portals])).toEqual([
      ["departments", 2],
      ["communes", 5],
    ]);
    expect(all.portals).toBe(7);
  });

  it("counts grades, best first, and those without one by reason", () => {
    expect(all.grades).toEqual([
      { id: "tot", count: 1 },
      { id: "kha", count: 1 },
      { id: "trung-binh", count: 1 },
      { id: "yeu", count: 0 },
    ]);
    expect(all.notGraded).toEqual({ suspended: 1, "coverage-low": 1, "nothing-measured": 1 });
    expect(all.withoutResult).toBe(1);
  });

  it("spreads the scores of those that are graded only, and the coverage of all that have one", () => {
    expect(all.scores).toMatchObject({ of: 3, least: 5_000, median: 7_000, most: 9_500, mean: 7_167 });
    expect(all.coverage).toEqual({ of: 5, mean: 8_400 });
    expect(groups[1]?.scores).toMatchObject({ of: 1, mean: 5_000 });
  });

  it("says how far it is; a request that was not answered when it became final stays unanswered", () => {
    expect(all.progress).toEqual({
      selfScored: 2,
      selfScoredLate: 1,
      reviewed: 1,
      final: 5,
      reconsideration: { waiting: 1, answered: 0, unanswered: 1 },
    });
  });
});
