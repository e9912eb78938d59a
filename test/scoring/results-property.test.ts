/** What holds of the results of any sound set and any facts. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CriteriaSet, Criterion } from "../../shared/scoring/criteria/criteria-set.ts";
import { setProblems } from "../../shared/scoring/criteria/set-problems.ts";
import type { Fact, FactValue } from "../../shared/scoring/facts/fact.ts";
import { type Judged, type Result, resultsOf } from "../../shared/scoring/results/results.ts";
import { resultLine } from "../../shared/scoring/snapshots/snapshot.ts";
import { facts, sets, sheets } from "../support/score-arbitraries.ts";
import { recomputed } from "../support/score-checker.ts";

const soundSets = sets.filter((set) => setProblems(set).length === 0);
const someSheets = sheets.filter((all) => all.length > 0);
const isSuspended = fc.boolean().map((is) => (is ? { document: "12/QĐ-UBND", on: "2023-11-01" } : undefined));

/** Ids of criteria whose points follow the values of others, directly or through what they depend on. */
function compared({ criteria }: CriteriaSet): Set<string> {
  const found = new Set(criteria.filter(({ method }) => method === "normalised").map(({ id }) => id));
  for (let before = -1; before !== found.size; ) {
    before = found.size;
    for (const { id, dependsOn } of criteria) if (dependsOn.some((other) => found.has(other))) found.add(id);
  }
  return found;
}

/** The fact of a criterion on a sheet, as a stranger would be told it. */
function published(set: CriteriaSet, result: Result, { suspended, entries }: Judged) {
  const asked = set.criteria.filter(({ id }) => result.outcomes.has(id));
  const counting = asked.map(({ id }) => [id, entries[id]?.measured ?? { is: "not-measured" }] as const);
  return { portal: result.portal, group: result.group, isSuspended: suspended !== undefined, facts: new Map(counting) };
}

/** The same, and a little better; undefined: it cannot be. */
function better(value: FactValue, { items = [] }: Criterion): FactValue | undefined {
  if ("n" in value) return value.n < value.of ? { ...value, n: value.n + 1 } : undefined;
  if ("count" in value) return value.count < 90_000_000 ? { count: value.count + 1 } : undefined;
  if ("yes" in value) return { yes: true };
  if ("points" in value) return { points: Math.min(value.points + 1, 1_000_000) };
  if ("done" in value) return { done: items.map(({ id }) => id) };
  return { ...value, lapses: Object.fromEntries(Object.entries(value.lapses).map(([kind]) => [kind, 0])) };
}

function withFact(one: Judged, id: string, measured: Fact): Judged {
  return { ...one, entries: { ...one.entries, [id]: { measured } } };
}

describe("the results of any sound set", () => {
  it("are what somebody else's calculator makes of the same facts", () => {
    fc.assert(
      fc.property(soundSets, someSheets, isSuspended, (set, all, suspended) => {
        const sheetsOf = all.map((one, index) => (index === 0 ? { ...one, suspended } : one));
        const results = resultsOf(set, sheetsOf);
        const told = results.flatMap((result, index) =>
          sheetsOf[index] ? [published(set, result, sheetsOf[index])] : [],
        );
        for (const [index, one] of recomputed(set, told).entries()) {
          const { portal, score, coverage, grade, notGraded, rank, tied, ranked, sums, outcomes } =
            results[index] ?? {};
          const own = { portal, score, coverage, grade, notGraded, rank, tied, ranked, sums };
          expect(one).toMatchObject(own);
          const points = [...(outcomes ?? [])].map(([id, outcome]) => [
            id,
            outcome.is === "scored" ? outcome.points : outcome.is,
          ]);
          expect([...one.points]).toEqual(points);
        }
      }),
      { numRuns: 200 },
    );
  });

  it("are the same bytes whatever the order, and the same scores and ranks whatever the portals are called", () => {
    fc.assert(
      fc.property(soundSets, someSheets, (set, all) => {
        const results = resultsOf(set, all);
        expect(resultsOf(set, all.toReversed()).map(resultLine)).toEqual(results.map(resultLine));
        const renamed = resultsOf(
          set,
          all.map((one, index) => ({ ...one, portal: `cong-${9 - index}` })),
        ).toReversed();
        expect(renamed.map((one, index) => resultLine({ ...one, portal: `cong-${index}` }))).toEqual(
          results.map(resultLine),
        );
      }),
      { numRuns: 100 },
    );
  });

  it("do not move by a criterion that does not apply, nor by one that was not measured", () => {
    const unscored = fc.constantFrom<Fact>(
      { is: "not-measured", why: "no-source" },
      { is: "not-applicable", why: "declared" },
    );
    fc.assert(
      fc.property(soundSets, someSheets, unscored, fc.integer({ min: 1, max: 1_000_000 }), (set, all, fact, max) => {
        const more: Criterion = {
          id: "Z1",
          group: "Z",
          text: "t",
          textEn: "t",
          legalBasis: "l",
          max,
          method: "by-hand",
          judge: "reviewer",
          appliesTo: {},
          dependsOn: [],
          isInformative: false,
        };
        const wider = {
          ...set,
          groups: [...set.groups, { id: "Z", name: "Z", nameEn: "Z", max }],
          criteria: [...set.criteria, more],
        };
        const after = resultsOf(
          wider,
          all.map((one) => withFact(one, "Z1", fact)),
        );
        expect(after.map(({ score }) => score)).toEqual(resultsOf(set, all).map(({ score }) => score));
      }),
      { numRuns: 100 },
    );
  });

  it("of a portal do not move by what another one has, but where values are compared, and in rank", () => {
    fc.assert(
      fc.property(soundSets, someSheets, facts, fc.constantFrom("A1", "A2", "A3"), (set, all, fact, id) => {
        const [changed, ...others] = all;
        if (!changed) return;
        const [, ...before] = resultsOf(set, all);
        const [, ...after] = resultsOf(set, [withFact(changed, id, fact), ...others]);
        const moving = compared(set);
        const still = (results: Result[]) =>
          results.map(({ outcomes }) => [...outcomes].filter(([one]) => !moving.has(one)));
        expect(still(after)).toEqual(still(before));
        if (moving.size === 0)
          expect(after.map(({ score, grade }) => [score, grade])).toEqual(
            before.map(({ score, grade }) => [score, grade]),
          );
      }),
      { numRuns: 150 },
    );
  });

  it("of a portal never fall when one of its facts gets better", () => {
    let raised = 0;
    fc.assert(
      fc.property(soundSets, someSheets, fc.nat(10), (set, all, which) => {
        const moving = compared(set);
        const [first, ...others] = all;
        const criterion = set.criteria[which % set.criteria.length];
        const fact = criterion && first?.entries[criterion.id]?.measured;
        if (!first || !criterion || fact?.is !== "known") return;
        // With the first of anything there is something to compare with: what depends on it then counts too, perhaps with nothing.
        if (set.criteria.some(({ dependsOn }) => dependsOn.some((other) => moving.has(other)))) return;
        const value = better(fact.value, criterion);
        if (!value) return;
        raised++;
        const [before] = resultsOf(set, all);
        const [after] = resultsOf(set, [withFact(first, criterion.id, { is: "known", value }), ...others]);
        expect(after?.score ?? -1).toBeGreaterThanOrEqual(before?.score ?? -1);
      }),
      { numRuns: 200 },
    );
    expect(raised).toBeGreaterThan(50);
  });
});
