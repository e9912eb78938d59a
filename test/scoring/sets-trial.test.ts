import { describe, expect, it } from "vitest";
import {
  type CriteriaSet,
  type Criterion,
  criterion,
  criterionNamed,
} from "../../shared/scoring/criteria/criteria-set.ts";
import { factCarried, trialOf } from "../../shared/scoring/criteria/trial.ts";
import type { Sheet } from "../../shared/scoring/evaluations/sheet.ts";
import type { Fact } from "../../shared/scoring/facts/fact.ts";
import { known, openedSheet, smallSet } from "../support/scoring.ts";

const by = { by: "supervisor", at: "2024-01-10T01:00:00.000Z" };
/** What a reviewer found at each portal, of what bodies declare. */
const reviewed = (unit: string, more: Record<string, Fact> = {}, sheet: Partial<Sheet> = {}) => {
  const found: Record<string, Fact> = {
    A1: known({ done: ["so-do", "chuc-nang", "lich-su", "ban-do"] }),
    A2: known({ yes: true }),
    A3: known({ n: 3, of: 4 }),
    A4: known({ points: 400 }),
    C1: known({ n: 1, of: 1 }),
    ...more,
  };
  const opened = openedSheet(unit, sheet);
  const entries = Object.entries(found).map(([id, fact]) => [id, { ...opened.entries[id], reviewed: { fact, ...by } }]);
  return { ...opened, entries: { ...opened.entries, ...Object.fromEntries(entries) } };
};
const sheets = [
  reviewed("so-tu-phap"),
  reviewed("so-mau", { A2: known({ yes: false }) }),
  reviewed("thi-xa-sa-pa"),
  openedSheet("xa-mau-01"),
];
const withCriterion = (id: string, more: Partial<Criterion>): CriteriaSet => ({
  ...smallSet,
  criteria: smallSet.criteria.map((entry) => (entry.id === id ? { ...entry, ...more } : entry)),
});

describe("a trial run", () => {
  it("of the same content changes nothing", () => {
    expect(trialOf(smallSet, smallSet, sheets)).toEqual({ portals: 4, changed: [] });
  });

  it("names whose score, grade or rank changes, the largest difference first, and nobody else", () => {
    // The schedule is worth 20 points instead of 5: 92.25 of 100 become 107.25 of 115, but 87.25 of 100 without it 87.25 of 115.
    const { portals, changed } = trialOf(smallSet, withCriterion("A2", { max: 2_000 }), sheets);
    expect(portals).toBe(4);
    expect(changed.map(({ portal, before, after }) => [portal, before.score, after.score])).toEqual([
      ["cong-so-mau", 8725, 7587],
      ["cong-so-tu-phap", 9225, 9326],
      ["cong-thi-xa-sa-pa", 9225, 9326],
    ]);
    expect(changed[0]).toMatchObject({
      ...{ group: "departments", difference: -1138 },
      before: { grade: "kha", rank: 2 },
      after: { grade: "kha", rank: 2 },
    });
  });

  it("puts a portal that loses its score before all others, with the reason", () => {
    const onlyNew = {
      ...smallSet,
      criteria: smallSet.criteria.map((entry) =>
        entry.id === "F1" || entry.id === "D1" ? { ...entry, id: `${entry.id}x` } : { ...entry, max: entry.max + 1 },
      ),
    };
    const { changed } = trialOf(smallSet, onlyNew, sheets);
    expect(changed[0]).toMatchObject({
      portal: "cong-xa-mau-01",
      before: { score: expect.any(Number) },
      after: { score: null, notGraded: "nothing-measured" },
      difference: null,
    });
  });

  it("counts a new criterion as not measured: the score stays, the coverage falls", () => {
    const added: CriteriaSet = {
      ...smallSet,
      criteria: [...smallSet.criteria, criterion.parse({ ...criterionNamed(smallSet, "A2"), id: "A9", max: 10_000 })],
    };
    const row = trialOf(smallSet, added, sheets).changed.find(({ portal }) => portal === "cong-so-tu-phap");
    expect(row?.after).toMatchObject({ score: row?.before.score, notGraded: "coverage-low" });
    expect(row?.after.coverage).toBeLessThan(row?.before.coverage ?? 0);
  });

  it("ranks by the new set, or not at all where it does not rank", () => {
    const { changed } = trialOf(smallSet, { ...smallSet, ranks: false }, sheets);
    expect(changed.length).toBeGreaterThan(0);
    for (const { before, after, difference } of changed) {
      expect([before.rank, after.rank, difference]).toEqual([expect.any(Number), undefined, 0]);
    }
  });

  it("leaves the sheets as they are", () => {
    const before = structuredClone(sheets);
    trialOf(smallSet, withCriterion("A4", { max: 50 }), sheets);
    expect(sheets).toEqual(before);
  });
});

const asked = (id: string) => {
  const found = criterionNamed(smallSet, id);
  if (!found) throw new Error(id);
  return found;
};
const unknown: Fact = { is: "not-measured", why: "not-reviewed" };
const items = (...ids: string[]) => ids.map((id) => ({ id, text: id, textEn: id }));

describe("a fact of a criterion that is now asked otherwise", () => {
  it.each<[why: string, id: string, fact: Fact, next: Partial<Criterion>, carried: Fact]>([
    ["holds for another maximum", "A2", known({ yes: true }), { max: 1 }, known({ yes: true })],
    [
      "holds for another method over the same shape",
      "A3",
      known({ n: 3, of: 4 }),
      { method: "on-time" },
      known({ n: 3, of: 4 }),
    ],
    ["is unknown for a method over another shape", "A3", known({ n: 3, of: 4 }), { method: "yes-no" }, unknown],
    [
      "is unknown where the system's fact is another",
      "D1",
      known({ n: 9, of: 10 }),
      { fact: "questions-answered" },
      unknown,
    ],
    ["is unknown where the system is asked no more", "D1", known({ n: 9, of: 10 }), { fact: undefined }, unknown],
    [
      "that does not apply is unknown too, where the system's fact is another",
      "D1",
      { is: "not-applicable", why: "nothing-to-judge" },
      { fact: "questions-answered" },
      unknown,
    ],
    [
      "that does not apply still does not",
      "D1",
      { is: "not-applicable", why: "nothing-to-judge" },
      { max: 5 },
      { is: "not-applicable", why: "nothing-to-judge" },
    ],
    [
      "holds for fewer items",
      "A1",
      known({ done: ["so-do"] }),
      { items: items("so-do", "ban-do") },
      known({ done: ["so-do"] }),
    ],
    [
      "is unknown for an item that nobody was asked for",
      "A1",
      known({ done: ["so-do"] }),
      { items: items("so-do", "moi") },
      unknown,
    ],
    [
      "holds for a dearer lapse",
      "F1",
      known({ of: 4, lapses: { late: 1 } }),
      { deductions: { late: 500 } },
      known({ of: 4, lapses: { late: 1 } }),
    ],
    [
      "is unknown for a lapse that nobody counted",
      "F1",
      known({ of: 4, lapses: { late: 1 } }),
      { deductions: { lost: 5 } },
      unknown,
    ],
    ["is unknown for a share where a count is asked for", "A3", known({ n: 3, of: 4 }), { target: 96 }, unknown],
    ["is unknown for a count without a target", "A3", known({ count: 90 }), {}, unknown],
    ["holds for a count with a target", "A3", known({ count: 90 }), { target: 96 }, known({ count: 90 })],
    [
      "of points by hand is the same share of another maximum",
      "A4",
      known({ points: 400 }),
      { max: 1_000 },
      known({ points: 800 }),
    ],
    ["of points by hand is rounded half up", "A4", known({ points: 250 }), { max: 5 }, known({ points: 3 })],
  ])("%s", (_, id, fact, next, carried) => {
    expect(factCarried(fact, asked(id), { ...asked(id), ...next })).toEqual(carried);
  });

  it("of points by hand of nothing is unknown", () => {
    expect(factCarried(known({ points: 0 }), { ...asked("A4"), max: 0 }, asked("A4"))).toEqual(unknown);
  });
});
