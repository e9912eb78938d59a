import { describe, expect, it } from "vitest";
import { type CriteriaSet, criteriaSet } from "../../shared/scoring/criteria/criteria-set.ts";
import { setProblems } from "../../shared/scoring/criteria/set-problems.ts";

type Sent = Record<string, unknown>;

const base = { text: "Tiêu chí", textEn: "Criterion", legalBasis: "Bộ tiêu chí mẫu", judge: "reviewer" };
const yesNo = (id: string, max: number, more: Sent = {}) => ({
  ...base,
  id,
  group: "A",
  max,
  method: "yes-no",
  ...more,
});
const item = (id: string) => ({ id, text: id, textEn: id });
const band = (id: string, from: number, to: number) => ({ id, name: id, nameEn: id, from, to });

/** A sound set of 10 points in one group; each case spoils one thing of it. */
const sound = {
  id: "bo-mau",
  title: "Bộ tiêu chí mẫu",
  titleEn: "Sample set",
  validFrom: "2023-01-01",
  periodKinds: ["year"],
  groups: [{ id: "A", name: "Nhóm A", nameEn: "Group A", max: 1_000 }],
  bands: [band("dat", 5_000, 10_000), band("chua-dat", 0, 4_999)],
  minimumCoverage: 5_000,
  ranks: false,
  terms: { selfScoreDays: 10, reconsiderationDays: 5, answerDays: 5 },
  criteria: [yesNo("A1", 600), yesNo("A2", 400)],
};

/** The sound set with another first criterion of the same 6 points. */
const first = (more: Sent) => ({ criteria: [yesNo("A1", 600, more), yesNo("A2", 400)] });
const problemsOf = (spoiled: Sent) =>
  setProblems(criteriaSet.parse({ ...sound, ...spoiled })).map(({ path, code }) => `${path}: ${code}`);

describe("a criteria set is sound", () => {
  it.each([
    ["as it stands", {}],
    [
      "with an informative criterion beside it",
      { criteria: [...sound.criteria, yesNo("A3", 0, { isInformative: true })] },
    ],
    ["with a dependency on another that counts", first({ dependsOn: ["A2"] })],
    [
      "with a system's fact that the system judges",
      first({ method: "ratio", judge: "system", fact: "questions-answered" }),
    ],
    ["with a ratio of a declared count and its target", first({ method: "ratio", target: 96 })],
    ["with one band from 0 to 100 %", { bands: [band("dat", 0, 10_000)] }],
  ])("%s", (_, spoiled) => {
    expect(problemsOf(spoiled)).toEqual([]);
  });
});

describe("a criteria set is refused", () => {
  it.each<[why: string, spoiled: Sent, problems: string[]]>([
    ["two criteria of one id", { criteria: [yesNo("A1", 600), yesNo("A1", 400)] }, ["criteria[1].id: duplicate-id"]],
    ["two groups of one id", { groups: [...sound.groups, ...sound.groups] }, ["groups[1].id: duplicate-id"]],
    [
      "two bands of one id",
      { bands: [band("dat", 0, 4_999), band("dat", 5_000, 10_000)] },
      ["bands[1].id: duplicate-id"],
    ],
    [
      "two items of one id",
      first({ method: "checklist", items: [item("a"), item("a")] }),
      ["criteria[0].items[1].id: duplicate-id"],
    ],
    [
      "a criterion of no group of the set, whose points are then missed in the group",
      { criteria: [yesNo("A1", 600, { group: "B" }), yesNo("A2", 400)] },
      ["groups[0].max: groups-do-not-add-up", "criteria[0].group: group-unknown"],
    ],
    [
      "a criterion that counts and is worth nothing",
      { criteria: [yesNo("A1", 1_000), yesNo("A2", 0)] },
      ["criteria[1].max: maximum-not-above-zero"],
    ],
    [
      "points on an informative criterion",
      first({ isInformative: true }),
      ["criteria[0].max: informative-with-points"],
    ],
    [
      "a group that does not add up",
      { criteria: [yesNo("A1", 600), yesNo("A2", 399)] },
      ["groups[0].max: groups-do-not-add-up"],
    ],
    [
      "nothing that counts",
      { groups: [{ ...sound.groups[0], max: 0 }], criteria: [yesNo("A1", 0, { isInformative: true })] },
      ["criteria: nothing-counts"],
    ],
    [
      "bands that overlap",
      { bands: [band("dat", 5_000, 10_000), band("yeu", 0, 5_000)] },
      ["bands[0].from: bands-overlap"],
    ],
    [
      "a band inside another",
      { bands: [band("dat", 0, 10_000), band("kha", 7_000, 8_000)] },
      ["bands[1].from: bands-overlap"],
    ],
    [
      "bands with a hole",
      { bands: [band("dat", 5_001, 10_000), band("yeu", 0, 4_999)] },
      ["bands[0].from: bands-hole"],
    ],
    ["bands that begin above nothing", { bands: [band("dat", 1, 10_000)] }, ["bands[0].from: bands-hole"]],
    ["bands that end below the whole", { bands: [band("dat", 0, 9_999)] }, ["bands[0].to: bands-hole"]],
    ["a band that ends before it begins", { bands: [band("dat", 10_000, 0)] }, ["bands[0].to: band-reversed"]],
    ["a dependency on no criterion", first({ dependsOn: ["A9"] }), ["criteria[0].dependsOn[0]: criterion-unknown"]],
    ["a dependency on itself", first({ dependsOn: ["A1"] }), ["criteria[0].dependsOn[0]: depends-on-itself"]],
    ["a dependency named twice", first({ dependsOn: ["A2", "A2"] }), ["criteria[0].dependsOn[1]: duplicate-id"]],
    [
      "a circle of dependencies, at each criterion that stands in it and at no other",
      {
        criteria: [
          yesNo("A1", 200, { dependsOn: ["A2"] }),
          yesNo("A2", 200, { dependsOn: ["A3"] }),
          yesNo("A3", 200, { dependsOn: ["A1", "A5"] }),
          yesNo("A4", 200, { dependsOn: ["A1"] }),
          yesNo("A5", 200),
        ],
      },
      [0, 1, 2].map((index) => `criteria[${index}].dependsOn: dependency-cycle`),
    ],
    [
      "points that hang on what is worth nothing",
      {
        criteria: [yesNo("A1", 600, { dependsOn: ["A3"] }), yesNo("A2", 400), yesNo("A3", 0, { isInformative: true })],
      },
      ["criteria[0].dependsOn[0]: depends-on-informative"],
    ],
    ["the system as judge without a fact", first({ judge: "system" }), ["criteria[0].fact: fact-missing"]],
    [
      "a fact that the system does not know",
      first({ judge: "system", fact: "news-items" }),
      ["criteria[0].fact: fact-unknown"],
    ],
    [
      "a share for a yes or no",
      first({ judge: "system", fact: "questions-answered" }),
      ["criteria[0].fact: fact-not-with-method"],
    ],
    [
      "a fact on what is judged by hand",
      first({ method: "by-hand", judge: "system", fact: "questions-answered" }),
      ["criteria[0].fact: fact-not-with-method"],
    ],
    [
      "a fact that would count before the reviewer who is to judge it has spoken",
      first({ method: "ratio", fact: "questions-answered" }),
      ["criteria[0].judge: fact-judged-by-reviewer"],
    ],
    [
      "a kind of lapse that the fact does not count",
      first({ method: "deduction", judge: "system", fact: "reports-dates", each: 150, deductions: { lost: 50 } }),
      ["criteria[0].deductions.lost: lapse-kind-unknown"],
    ],
    ["a checklist without items", first({ method: "checklist" }), ["criteria[0].items: needed-by-method"]],
    ["items where nothing is ticked", first({ items: [item("a")] }), ["criteria[0].items: not-with-this-method"]],
    ["a deduction that deducts nothing", first({ method: "deduction" }), ["criteria[0].deductions: needed-by-method"]],
    [
      "deductions where none are made",
      first({ deductions: { late: 50 }, each: 100 }),
      ["criteria[0].deductions: not-with-this-method", "criteria[0].each: not-with-this-method"],
    ],
    [
      "an informative deduction from nothing",
      {
        criteria: [
          ...sound.criteria,
          yesNo("A3", 0, { method: "deduction", deductions: { late: 50 }, isInformative: true }),
        ],
      },
      ["criteria[2].each: needed-by-method"],
    ],
    ["a comparison with nobody named", first({ method: "normalised" }), ["criteria[0].within: needed-by-method"]],
    ["a comparison where none is made", first({ within: "all" }), ["criteria[0].within: not-with-this-method"]],
    ["a target of a yes or no", first({ target: 10 }), ["criteria[0].target: not-with-this-method"]],
    [
      "a target of a share",
      first({ method: "ratio", judge: "system", fact: "questions-answered", target: 10 }),
      ["criteria[0].target: not-with-this-method"],
    ],
    [
      "a count without a target: one would earn the whole",
      first({ method: "ratio", judge: "system", fact: "questions-received" }),
      ["criteria[0].target: needed-by-method"],
    ],
    [
      "points by hand of nothing",
      { criteria: [...sound.criteria, yesNo("A3", 0, { method: "by-hand", isInformative: true })] },
      ["criteria[2].isInformative: not-with-this-method"],
    ],
  ])("for %s", (_, spoiled, problems) => {
    expect(problemsOf(spoiled)).toEqual(problems);
  });

  it.each([
    ["a method that nobody knows", { method: "guess" }],
    ["a negative maximum", { max: -1 }],
    ["a part of a hundredth", { max: 0.5 }],
  ])("by its shape for %s", (_, more) => {
    expect(criteriaSet.safeParse({ ...sound, ...first(more) }).success).toBe(false);
  });

  it("with both sentences, and no more than 25 problems", () => {
    const criteria = Array.from({ length: 200 }, (_, index) => yesNo(`A${index}`, 0));
    const problems = setProblems(criteriaSet.parse({ ...sound, criteria }));
    expect(problems).toHaveLength(25);
    expect(problems[0]).toEqual({
      path: "groups[0].max",
      code: "groups-do-not-add-up",
      detail: "Tổng điểm tối đa của các tiêu chí không bằng điểm tối đa của nhóm.",
      detailEn: "The maxima of its criteria do not add up to the maximum of the group.",
    });
  });
});

describe("checking a set of 200 criteria", () => {
  const chained = (dependsOn: (index: number) => string[]): CriteriaSet =>
    criteriaSet.parse({
      ...sound,
      groups: [{ ...sound.groups[0], max: 200 }],
      criteria: Array.from({ length: 200 }, (_, index) => yesNo(`A${index}`, 1, { dependsOn: dependsOn(index) })),
    });
  const nextOnes = (index: number) => Array.from({ length: 20 }, (_, step) => `A${(index + step + 1) % 200}`);
  const cheapest = (set: CriteriaSet) => {
    const times = Array.from({ length: 5 }, () => {
      const from = performance.now();
      setProblems(set);
      return performance.now() - from;
    });
    return Math.min(...times);
  };

  it.each([
    ["in a chain, each named before what it depends on", chained((index) => (index < 199 ? [`A${index + 1}`] : []))],
    ["all in circles, each with 20 dependencies", chained(nextOnes)],
  ])("takes milliseconds: %s", (_, set) => {
    expect(cheapest(set)).toBeLessThan(100);
  });
});
