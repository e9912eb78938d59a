import { describe, expect, it } from "vitest";
import type { EvaluationHead } from "../../shared/scoring/evaluations/evaluation.ts";
import {
  refuseEarlyReview,
  refuseIncomplete,
  reviewedSheet,
  undecided,
  writtenReview,
} from "../../shared/scoring/evaluations/review.ts";
import type { Sheet, SheetEntry } from "../../shared/scoring/evaluations/sheet.ts";
import type { Fact } from "../../shared/scoring/facts/fact.ts";
import { differs } from "../../shared/scoring/facts/written-fact.ts";
import { refusalIn } from "../support/refusal-of.ts";
import { known, openedSheet, smallSet } from "../support/scoring.ts";

const reviewing = { by: "van-phong-ubnd-tinh.supervisor", at: "2024-01-20T01:00:00.000Z", isHandedIn: true };
const opened = openedSheet("so-tu-phap");
const self = (fact: Fact): Pick<SheetEntry, "self"> => ({ self: { fact, evidence: [], by: "so-tu-phap.clerk" } });
const withEntries = (entries: Record<string, SheetEntry>): Sheet => ({
  ...opened,
  entries: {
    ...opened.entries,
    ...Object.fromEntries(Object.entries(entries).map(([id, entry]) => [id, { ...opened.entries[id], ...entry }])),
  },
});
/** The body claims more than was measured in D1, agrees in F1, and speaks of A1 and A3. */
const scored = withEntries({
  A1: self(known({ done: ["so-do", "lich-su"] })),
  A3: self(known({ n: 1, of: 2 })),
  D1: self(known({ n: 10, of: 10 })),
  F1: self(known({ points: 1875 })),
});
const review = (written: object, before = scored, more = {}) =>
  reviewedSheet(smallSet, before, writtenReview.parse(written), { ...reviewing, ...more });
const refused = (entries: object, before = scored, more = {}) => refusalIn(() => review({ entries }, before, more));
const notMeasured = { is: "not-measured" };

describe("a decision", () => {
  it("accepts what the body says, with who and when", () => {
    expect(review({ entries: { A1: { accept: "self" } } }).entries.A1?.reviewed).toEqual({
      fact: known({ done: ["so-do", "lich-su"] }),
      by: reviewing.by,
      at: reviewing.at,
    });
  });

  it.each([
    ["the body's value against the system's", { D1: { accept: "self" } }, "D1"],
    ["the system's value against the body's", { D1: { accept: "measured" } }, "D1"],
    ["another value than both", { D1: { fact: known({ points: 2850 }) } }, "D1"],
    ["fewer items than the body's", { A1: { fact: known({ done: ["so-do"] }) } }, "A1"],
    ["that it was not measured, against a value", { A3: { fact: notMeasured } }, "A3"],
    ["that it does not apply, against a value", { A3: { fact: { is: "not-applicable" } } }, "A3"],
    ["that it does not apply, on nobody's word", { A2: { fact: { is: "not-applicable" } } }, "A2"],
    ["so many of none, which leaves the score, on nobody's word", { C1: { fact: known({ n: 0, of: 0 }) } }, "C1"],
  ])("needs a reason for %s", (_, entries, id) => {
    expect(refused(entries)).toEqual(["invalid-content", `entries.${id} reason-missing`]);
    const [[key, decision] = []] = Object.entries(entries);
    const after = review({ entries: { [key ?? ""]: { ...decision, reason: "Đã kiểm tra trên Cổng TTĐT" } } });
    expect(after.entries[id]?.reviewed?.reason).toBe("Đã kiểm tra trên Cổng TTĐT");
  });

  it.each([
    ["the same points by other items", { A1: { fact: known({ done: ["ban-do", "so-do"] }) } }],
    ["the same points by hand", { A3: { fact: known({ points: 500 }) } }],
    ["a value of which nobody said anything", { A2: { fact: known({ yes: true }) } }],
    ["not measured, of which nobody said anything", { A2: { fact: notMeasured } }],
    ["a value that the body and the system agree on", { F1: { accept: "measured" } }],
  ])("needs none for %s", (_, entries) => {
    expect(refused(entries)).toBeUndefined();
  });

  it.each([
    ["a self-score that does not exist", { A2: { accept: "self" } }, "A2.accept nothing-to-accept"],
    ["a measured value that does not exist", { A1: { accept: "measured" } }, "A1.accept nothing-to-accept"],
    ["points above the maximum", { A3: { fact: known({ points: 1001 }) } }, "A3.fact.value.points above-maximum"],
    ["a value of another shape", { A2: { fact: known({ n: 1, of: 2 }) } }, "A2.fact.value shape-mismatch"],
    ["a criterion that is not in the set", { Z9: { accept: "self" } }, "Z9 criterion-unknown"],
  ])("is refused for %s", (_, entries, expected) => {
    expect(refused(entries)).toEqual(["invalid-content", `entries.${expected}`]);
  });

  it("takes no draft for the body's word: until a leader hands it in, there is nothing to accept and nothing to differ from", () => {
    const draft = { isHandedIn: false };
    expect(refused({ A1: { accept: "self" } }, scored, draft)).toEqual([
      "invalid-content",
      "entries.A1.accept nothing-to-accept",
    ]);
    expect(refused({ D1: { accept: "measured" } }, scored, draft)).toBeUndefined();
  });

  it.each([
    ["both ways at once", { A1: { accept: "self", fact: notMeasured } }],
    ["neither way", { A1: { reason: "Đúng" } }],
    ["with a blank reason", { A1: { accept: "self", reason: " " } }],
  ])("is malformed %s", (_, entries) => {
    expect(writtenReview.safeParse({ entries }).success).toBe(false);
  });
});

describe("accepting the rest", () => {
  const rest = review({ acceptRest: true });
  const factOf = (id: string, sheet = rest) => sheet.entries[id]?.reviewed?.fact;

  it("takes the measured value where the body agrees, the body's where none was measured, and says what is open", () => {
    expect(factOf("F1")).toEqual(known({ of: 4, lapses: { late: 1, missing: 0 } }));
    expect(factOf("A1")).toEqual(known({ done: ["so-do", "lich-su"] }));
    expect(undecided(smallSet, rest, true)).toEqual([
      { criterion: "A2", why: "nothing-said" },
      { criterion: "A4", why: "nothing-said" },
      { criterion: "C1", why: "nothing-said" },
      { criterion: "D1", why: "differ" },
    ]);
  });

  it("takes the measured value where the body is silent, and that the system could not measure", () => {
    const silent = review({ acceptRest: true }, opened);
    expect(factOf("D1", silent)).toEqual(known({ n: 9, of: 10 }));
    expect(factOf("D2", silent)).toEqual({ is: "not-measured", why: "no-source" });
  });

  it("leaves what was decided, now or before", () => {
    const named = review({ entries: { D1: { accept: "self", reason: "Có căn cứ" } }, acceptRest: true });
    expect(factOf("D1", named)).toEqual(known({ n: 10, of: 10 }));
    const later = { ...reviewing, at: "2024-01-21T01:00:00.000Z" };
    expect(review({ acceptRest: true }, named, later)).toEqual(named);
  });
});

describe("a complete review", () => {
  const whole = { A2: { fact: known({ yes: false }) }, A4: { fact: notMeasured }, C1: { fact: known({ count: 10 }) } };
  const decided = review({ entries: { ...whole, D1: { accept: "self", reason: "Có căn cứ" } }, acceptRest: true });

  it("leaves nothing open; not measured is a decision, an informative criterion needs none", () => {
    expect(refusalIn(() => refuseIncomplete(smallSet, decided, true))).toBeUndefined();
    const withoutRest = review({ entries: whole });
    expect(refusalIn(() => refuseIncomplete(smallSet, withoutRest, true))).toEqual([
      "review-incomplete",
      "entries.A1 not-decided",
      "entries.A3 not-decided",
      "entries.D1 not-decided",
    ]);
  });

  it.each([
    ["before the last day of the self-score", undefined, "2024-01-15", "self-score-awaited"],
    ["after it, without a self-score", undefined, "2024-01-16", undefined],
    ["at any time once it was handed in", { at: "", by: "leader", lateDays: 0 }, "2024-01-03", undefined],
  ])("is made %s: %s", (_, selfScore, today, code) => {
    const head = { ...({ selfScoreDueOn: "2024-01-15" } as EvaluationHead), ...(selfScore && { selfScore }) };
    expect(refusalIn(() => refuseEarlyReview(head, today))?.[0]).toBe(code);
  });

  it("has a reason for what the body changed after it was reviewed", () => {
    const changed = { ...decided, entries: { ...decided.entries } };
    changed.entries.A3 = { ...changed.entries.A3, ...self(known({ n: 2, of: 2 })) };
    expect(refusalIn(() => refuseIncomplete(smallSet, changed, true))).toEqual([
      "review-incomplete",
      "entries.A3 reason-missing",
    ]);
  });

  it("keeps a suspension until it is lifted", () => {
    const document = { document: "12/QĐ-UBND", on: "2024-01-05" };
    const suspended = review({ suspended: document });
    expect(suspended.suspended).toEqual(document);
    expect(review({}, suspended).suspended).toEqual(document);
    expect("suspended" in review({ suspended: null }, suspended)).toBe(false);
  });
});

describe("two values differ", () => {
  const criterion = (id: string) => {
    const found = smallSet.criteria.find((entry) => entry.id === id);
    if (!found) throw new Error(id);
    return found;
  };

  it.each([
    ["points, rounded as they count", "A3", known({ n: 1, of: 3 }), known({ points: 333 }), false],
    ["points", "A3", known({ n: 1, of: 3 }), known({ n: 1, of: 4 }), true],
    ["the kind", "A3", known({ n: 0, of: 3 }), { is: "not-measured", why: "reviewed" } as Fact, true],
    [
      "not the reason of the same kind",
      "A3",
      known({ n: 0, of: 0 }),
      { is: "not-applicable", why: "declared" } as Fact,
      false,
    ],
    ["of what is compared, the value itself", "C1", known({ count: 100 }), known({ count: 101 }), true],
    ["of what is compared, not how it is written", "C1", known({ n: 1, of: 2 }), known({ n: 2, of: 4 }), false],
    ["of what is compared, a value from points", "C1", known({ count: 1000 }), known({ points: 1000 }), true],
    ["of what is worth nothing, the value", "D2", known({ n: 1, of: 2 }), known({ n: 2, of: 3 }), true],
  ])("in %s", (_, id, one, other, expected) => {
    expect(differs(criterion(id), one, other)).toBe(expected);
    expect(differs(criterion(id), other, one)).toBe(expected);
  });
});
