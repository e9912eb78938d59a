/** Any criteria sets, sound and unsound ones, and any facts of any bodies. */
import fc from "fast-check";
import { type CriteriaSet, criteriaSet } from "../../shared/scoring/criteria/criteria-set.ts";
import { type Fact, systemFacts } from "../../shared/scoring/facts/fact.ts";
import { type Method, methods } from "../../shared/scoring/results/method.ts";
import type { Judged } from "../../shared/scoring/results/results.ts";
import { unitGroups } from "../../shared/units/groups.ts";

const ids = ["A1", "A2", "A3", "A4", "A5", "A6"];
const kinds = ["late", "missing", "constructor"];
const count = fc.oneof(fc.nat(5), fc.constantFrom(0, 1, 90_000_000));
const points = fc.oneof(fc.integer({ min: 1, max: 500 }), fc.constant(1_000_000));

/** What a method needs, now and then with something too much or too little. */
const terms: Record<Method, fc.Arbitrary<Record<string, unknown>>> = {
  checklist: fc
    .uniqueArray(fc.constantFrom("a", "b", "c", "constructor"), { minLength: 0, maxLength: 3 })
    .map((items) => ({ items: items.map((id) => ({ id, text: id, textEn: id })) })),
  "on-time": fc.record({ fact: fc.option(fc.constantFrom(...Object.keys(systemFacts)), { nil: undefined }) }),
  "yes-no": fc.constant({}),
  ratio: fc.record({
    target: fc.option(fc.constantFrom(1, 96, 1_000_000), { nil: undefined }),
    fact: fc.option(fc.constantFrom("questions-received", "questions-answered"), { nil: undefined }),
  }),
  normalised: fc.record({ within: fc.constantFrom("group", "all", undefined) }),
  deduction: fc.record({
    each: fc.option(points, { nil: undefined }),
    deductions: fc.dictionary(fc.constantFrom(...kinds), points, { maxKeys: 3 }),
  }),
  "by-hand": fc.constant({}),
};

const criterion = (id: string) =>
  fc
    .record({
      method: fc.constantFrom(...methods),
      group: fc.constantFrom("A", "B"),
      max: fc.oneof({ weight: 5, arbitrary: points }, fc.constant(0)),
      dependsOn: fc.oneof(
        { weight: 4, arbitrary: fc.constant([]) },
        fc.array(fc.constantFrom(...ids), { maxLength: 2 }),
      ),
      appliesTo: fc.constantFrom({}, {}, { levels: ["commune"] }, { participations: ["questions"] }),
    })
    .chain((made) => terms[made.method].map((more) => ({ ...made, ...more })))
    .map((made) => ({
      ...{ id, text: id, textEn: id, legalBasis: id, isInformative: made.max === 0 },
      judge: "fact" in made && made.fact !== undefined ? "system" : "reviewer",
      ...made,
    }));

/** Sets whose groups add up and whose bands fit; whether the rest is sound is for the rules to say. */
export const sets = fc
  .record({
    criteria: fc.subarray(ids, { minLength: 1 }).chain((some) => fc.tuple(...some.map(criterion))),
    cuts: fc.uniqueArray(fc.integer({ min: 1, max: 10_000 }), { maxLength: 3 }),
    minimumCoverage: fc.constantFrom(0, 5_000, 10_000),
    ranks: fc.boolean(),
  })
  .map(({ criteria, cuts, minimumCoverage, ranks }): CriteriaSet => {
    const starts = [0, ...cuts.toSorted((one, other) => one - other)];
    const sum = (group: string) =>
      criteria.filter((one) => one.group === group).reduce((total, { max }) => total + max, 0);
    return criteriaSet.parse({
      ...{ id: "bo", title: "Bộ", titleEn: "Set", validFrom: "2023-01-01", periodKinds: ["year"] },
      groups: ["A", "B"].map((id) => ({ id, name: id, nameEn: id, max: Math.min(sum(id), 1_000_000) })),
      bands: starts.map((from, index) => {
        const id = `muc-${index}`;
        return { id, name: id, nameEn: id, from, to: (starts[index + 1] ?? 10_001) - 1 };
      }),
      ...{ minimumCoverage, ranks, criteria },
      terms: { selfScoreDays: 10, reconsiderationDays: 5, answerDays: 5 },
    });
  });

/** Any fact at all, whatever the criterion asks for. */
export const facts: fc.Arbitrary<Fact> = fc.oneof(
  fc.constantFrom<Fact>({ is: "not-measured", why: "no-source" }, { is: "not-applicable", why: "declared" }),
  ...[
    fc.record({ n: count, of: count }),
    fc.record({ count }),
    fc.record({ yes: fc.boolean() }),
    fc.record({ done: fc.subarray(["a", "b", "c", "x"]) }),
    fc.record({ of: count, lapses: fc.dictionary(fc.constantFrom("late", "missing"), count) }),
    fc.record({ points: fc.constantFrom(0, 100, 1_000_000) }),
  ].map((values) => values.map((value): Fact => ({ is: "known", value }))),
);

export const sheets = fc
  .array(
    fc.record({
      group: fc.constantFrom(...unitGroups.slice(0, 2)),
      level: fc.constantFrom("province" as const, "commune" as const),
      participations: fc.constantFrom([], ["questions" as const]),
      entries: fc.dictionary(
        fc.constantFrom(...ids),
        facts.map((measured) => ({ measured })),
      ),
    }),
    { maxLength: 5 },
  )
  .map((some) => some.map((one, index): Judged => ({ ...one, portal: `cong-${index}`, kind: "department" })));
