/** Results of a period: from the set and the sheets alone, whatever order they come in. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CriteriaSet, criteriaSet } from "../../shared/scoring/criteria/criteria-set.ts";
import { type Sheet, sheet } from "../../shared/scoring/evaluations/sheet.ts";
import type { Fact } from "../../shared/scoring/facts/fact.ts";
import { judgedSheet } from "../../shared/scoring/results/judged.ts";
import { bestOf, dependencyOrder, resultsOf } from "../../shared/scoring/results/results.ts";
import { isTooMuchUnknown, meanCoverage } from "../../shared/scoring/results/unknown.ts";
import { resultLine } from "../../shared/scoring/snapshots/snapshot.ts";
import { goldenSet } from "./golden/province.ts";

const base = { text: "t", textEn: "t", legalBasis: "l", judge: "reviewer" } as const;
const count = (value: number): Fact => ({ is: "known", value: { count: value } });
const points = (value: number): Fact => ({ is: "known", value: { points: value } });
const unknown: Fact = { is: "not-measured", why: "no-source" };

function setOf(criteria: object[], more: Partial<CriteriaSet> = {}): CriteriaSet {
  return criteriaSet.parse({
    ...goldenSet,
    groups: [{ id: "A", name: "A", nameEn: "A", max: 100 }],
    criteria,
    ...more,
  });
}

/** One criterion of 100 points, given by hand: the score is the points. */
const byHand = setOf([{ ...base, id: "A1", group: "A", max: 10_000, method: "by-hand" }]);

function sheetOf(portal: string, facts: Record<string, Fact>, more: Partial<Sheet> = {}): Sheet {
  const entries = Object.entries(facts).map(([id, measured]) => [id, { measured }] as const);
  return {
    ...{ portal, unit: portal, group: "departments", kind: "department", level: "province", participations: [] },
    ...{ factsAt: "2024-01-02T01:00:00.000Z", factsOn: "2023-12-31", entries: Object.fromEntries(entries) },
    ...more,
  };
}

describe("rank", () => {
  it("is 1-2-2-4 inside the group: equals share it, and the next one is counted on; a name breaks no tie", () => {
    const scores: [string, number][] = [
      ["d", 9_000],
      ["a", 7_000],
      ["c", 8_000],
      ["b", 8_000],
    ];
    const sheets = scores.map(([portal, value]) => sheetOf(portal, { A1: points(value) }));
    const found = resultsOf(byHand, [...sheets, sheetOf("e", { A1: points(10_000) }, { group: "communes" })]);
    expect(found.map(({ portal, rank, tied, ranked }) => [portal, rank, tied, ranked])).toEqual([
      ["a", 4, 1, 4],
      ["b", 2, 2, 4],
      ["c", 2, 2, 4],
      ["d", 1, 1, 4],
      ["e", 1, 1, 1],
    ]);
  });

  it.each([
    [
      "suspended, however good",
      { suspended: { document: "12/QĐ-UBND", on: "2023-11-01" } },
      points(10_000),
      "suspended",
    ],
    ["nothing measured", {}, unknown, "nothing-measured"],
  ])("%s: listed apart, and counted in nobody's rank", (_, more, fact, notGraded) => {
    const [apart, other] = resultsOf(byHand, [sheetOf("a", { A1: fact }, more), sheetOf("b", { A1: points(5_000) })]);
    expect(apart).toMatchObject({ notGraded });
    expect([apart?.rank, apart?.grade, other?.rank, other?.ranked]).toEqual([undefined, undefined, 1, 1]);
  });

  it("is not given where the set does not say so", () => {
    const [only] = resultsOf({ ...byHand, ranks: false }, [sheetOf("a", { A1: points(9_500) })]);
    expect([only?.rank, only?.grade]).toEqual([undefined, "tot"]);
  });

  it("takes exactly the least coverage, and nothing less", () => {
    const two = [
      { ...base, id: "A1", group: "A", max: 6_000, method: "by-hand" },
      { ...base, id: "A2", group: "A", max: 4_000, method: "by-hand" },
    ];
    const facts = { A1: points(6_000), A2: unknown };
    const of = (minimumCoverage: number) => resultsOf(setOf(two, { minimumCoverage }), [sheetOf("a", facts)])[0];
    expect([of(6_000)?.notGraded, of(6_001)?.notGraded]).toEqual([undefined, "coverage-low"]);
  });
});

describe("normalised values", () => {
  const news = setOf([
    { ...base, id: "A1", group: "A", max: 1_000, method: "normalised", within: "group" },
    { ...base, id: "A2", group: "A", max: 1_000, method: "normalised", within: "all" },
  ]);
  const sheets = [
    sheetOf("a", { A1: count(30), A2: count(30) }),
    sheetOf("b", { A1: count(60), A2: count(60) }),
    sheetOf("c", { A1: count(90), A2: count(90) }, { group: "communes" }),
  ];

  it("are compared with the best of the own group, or of all", () => {
    const found = resultsOf(news, sheets).map(({ outcomes }) => [...outcomes.values()]);
    expect(found.map((all) => all.map((one) => (one.is === "scored" ? one.points : one.is)))).toEqual([
      [500, 333],
      [1_000, 667],
      [1_000, 1_000],
    ]);
    expect(Object.fromEntries(bestOf(news, sheets))).toMatchObject({ "A1#departments": { n: 60 }, A2: { n: 90 } });
  });

  it("are not compared with the value of a body for which the criterion does not count", () => {
    const after = setOf([
      { ...base, id: "A1", group: "A", max: 1_000, method: "normalised", within: "all", dependsOn: ["A2"] },
      { ...base, id: "A2", group: "A", max: 1_000, method: "by-hand" },
    ]);
    const none: Fact = { is: "not-applicable", why: "reviewed" };
    const found = resultsOf(after, [
      sheetOf("a", { A1: count(30), A2: points(1) }),
      sheetOf("b", { A1: count(60), A2: none }),
      sheetOf("c", { A1: count(90), A2: unknown }),
    ]);
    expect(found.map(({ outcomes }) => outcomes.get("A1"))).toMatchObject([
      { is: "scored", points: 1_000 },
      { is: "not-applicable", why: "depends" },
      { is: "not-measured", why: "depends" },
    ]);
  });

  it("of a body without any best have nothing to be compared with", () => {
    const [only] = resultsOf(news, [sheetOf("a", { A1: count(0), A2: count(0) })]);
    expect(only).toMatchObject({ score: null, notGraded: "nothing-measured" });
  });

  it("no body is less than none of the best: a better one lowers all others, never itself", () => {
    const [before] = resultsOf(news, [sheetOf("a", { A1: count(30) })]);
    const [after] = resultsOf(news, [sheetOf("a", { A1: count(30) }), sheetOf("b", { A1: count(31) })]);
    expect(before?.score).toBe(10_000);
    expect(after?.score).toBeLessThan(10_000);
  });
});

describe("dependencies", () => {
  const depending = (dependsOn: string[]) => [
    { ...base, id: "A1", group: "A", max: 100, method: "by-hand", dependsOn },
    { ...base, id: "A2", group: "A", max: 100, method: "by-hand" },
  ];

  it.each([
    ["does not apply", { is: "not-applicable", why: "nothing-to-judge" }, { is: "not-applicable", why: "depends" }],
    ["was not measured", unknown, { is: "not-measured", why: "depends" }],
    ["was measured", points(1), { is: "scored", points: 100 }],
  ] as const)("what depends on one that %s, although it stands before it in the set", (_, other, own) => {
    const [only] = resultsOf(setOf(depending(["A2"])), [sheetOf("a", { A1: points(100), A2: other })]);
    expect([...(only?.outcomes.keys() ?? [])]).toEqual(["A1", "A2"]);
    expect(only?.outcomes.get("A1")).toMatchObject(own);
  });

  it("a circle is never scored", () => {
    const set = setOf(depending(["A2"]));
    const circle = set.criteria.map((entry) => (entry.id === "A2" ? { ...entry, dependsOn: ["A1"] } : entry));
    expect(() => dependencyOrder(circle)).toThrow("depends on itself");
  });
});

describe("properties", () => {
  const fact = fc.oneof(
    fc.nat(10_000).map(points),
    fc.constant(unknown),
    fc.constant<Fact>({ is: "not-applicable", why: "declared" }),
  );
  const group = fc.constantFrom("departments", "communes") satisfies fc.Arbitrary<Sheet["group"]>;
  const sheets = fc
    .array(fc.tuple(fact, group), { minLength: 1, maxLength: 30 })
    .map((all) => all.map(([value, of], index) => sheetOf(`p-${index}`, { A1: value }, { group: of })));

  it("the order of the sheets is no matter: the same bytes", () => {
    fc.assert(
      fc.property(
        sheets.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        ([all, shuffled]) => {
          expect(resultsOf(byHand, shuffled).map(resultLine)).toEqual(resultsOf(byHand, all).map(resultLine));
        },
      ),
      { numRuns: 50 },
    );
  });

  it("a rank is one more than the number of those who are better", () => {
    fc.assert(
      fc.property(sheets, (all) => {
        const found = resultsOf(byHand, all);
        for (const { group: of, rank, score } of found.filter((one) => one.rank !== undefined)) {
          const better = found.filter(
            (one) => one.group === of && one.rank !== undefined && (one.score ?? 0) > (score ?? 0),
          );
          expect(rank).toBe(better.length + 1);
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe("a sheet as it is kept", () => {
  const reviewed = { by: "a.b", at: "2024-01-20T02:00:00.000Z" };
  const kept: Sheet = sheet.parse({
    ...sheetOf("a", { A1: points(1) }),
    entries: {
      A1: { measured: points(1), reviewed: { ...reviewed, fact: points(2) } },
      A2: { measured: points(3) },
      A3: { self: { fact: points(4) } },
    },
  });

  it("is judged by what the reviewer says, else the system; what only the body says is not measured", () => {
    const { entries } = judgedSheet.parse(JSON.parse(JSON.stringify(kept)));
    expect(Object.values(entries).map(({ measured }) => measured)).toEqual([
      points(2),
      points(3),
      { is: "not-measured", why: "not-reviewed" },
    ]);
  });

  it.each([
    ["a fact of another form", { A1: { measured: { is: "known", value: { n: 1 } } } }],
    ["a review without a fact", { A1: { measured: points(1), reviewed } }],
    ["no entries", undefined],
  ])("%s is refused, never scored as nothing", (_, entries) => {
    expect(judgedSheet.safeParse({ ...kept, entries }).success).toBe(false);
  });
});

describe("too much that is unknown", () => {
  it.each([
    [[5_000, 5_000], 5_000, false],
    [[10_000, 0, 4_999], 4_999, true],
    [[null, 10_000], 10_000, false],
    [[null], 10_000, false],
    [[], 10_000, false],
  ])("coverages of %j: %i on average", (coverages, mean, isTooMuch) => {
    const found = meanCoverage(coverages.map((coverage) => ({ coverage })));
    expect([found, isTooMuchUnknown(found)]).toEqual([mean, isTooMuch]);
  });
});
