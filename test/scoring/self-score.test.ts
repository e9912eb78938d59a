import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { EvaluationHead } from "../../shared/scoring/evaluations/evaluation.ts";
import {
  handedInSelfScore,
  refuseChangeOfHandedIn,
  refuseClosedSelfScore,
  selfScoredSheet,
  undeclared,
  writtenSelfScore,
} from "../../shared/scoring/evaluations/self-score.ts";
import { selfFact } from "../../shared/scoring/evaluations/sheet.ts";
import { refusalIn } from "../support/refusal-of.ts";
import { known, openedSheet, smallSet } from "../support/scoring.ts";

const url = "https://sotuphap.laocai.gov.vn/gioi-thieu";
const sheet = openedSheet("so-tu-phap");
const write = (entries: object, before = sheet) =>
  selfScoredSheet(smallSet, before, writtenSelfScore.parse(entries), "so-tu-phap.clerk");
const checklist = (done: string[], shown = done) => ({
  A1: { fact: known({ done }), evidence: shown.map((item) => ({ item, url })) },
});

describe("an entry of a self-score", () => {
  it("stands beside what the system measured, with who wrote it", () => {
    const after = write({ D1: { fact: known({ n: 10, of: 10 }), note: "Một câu hỏi bị tính trùng" } });
    expect(after.entries.D1).toEqual({
      measured: known({ n: 9, of: 10 }),
      self: { fact: known({ n: 10, of: 10 }), evidence: [], note: "Một câu hỏi bị tính trùng", by: "so-tu-phap.clerk" },
    });
    expect(sheet.entries.D1).toEqual({ measured: known({ n: 9, of: 10 }) });
  });

  it("replaces the one before, leaves the others, and null takes it back", () => {
    const first = write({ ...checklist(["so-do"]), A3: { fact: known({ n: 1, of: 2 }) } });
    const second = write({ A1: null, A3: { fact: known({ n: 2, of: 2 }) } }, first);
    expect(second.entries.A1).toEqual({});
    expect(second.entries.A3?.self?.fact).toEqual(known({ n: 2, of: 2 }));
    expect(write({ A1: null }, second)).toEqual(second);
  });

  it.each([
    [
      "an item that the criterion does not have",
      checklist(["so-do", "khac"], ["so-do"]),
      "A1.fact.value.done[1] item-unknown",
    ],
    ["more than there are", { A3: { fact: known({ n: 3, of: 2 }) } }, "A3.fact.value.n more-than-all"],
    [
      "points above the maximum",
      { A4: { fact: known({ points: 501 }), evidence: [{ url }] } },
      "A4.fact.value.points above-maximum",
    ],
    ["a kind of lapse that is not counted", lapses({ stolen: 1 }), "F1.fact.value.lapses.stolen lapse-unknown"],
    [
      "a kind of lapse named like a part of every object",
      lapses({ constructor: 1 }),
      "F1.fact.value.lapses.constructor lapse-unknown",
    ],
    ["points where items are asked for", { A1: { fact: known({ points: 2000 }) } }, "A1.fact.value shape-mismatch"],
    ["a count where a share is asked for", { A3: { fact: known({ count: 5 }) } }, "A3.fact.value shape-mismatch"],
    ["yes where the system counts lapses", { F1: { fact: known({ yes: true }) } }, "F1.fact.value shape-mismatch"],
    ["points of what is worth none", { D2: { fact: known({ points: 0 }) } }, "D2.fact.value shape-mismatch"],
    ["a criterion that the set does not have", { Z9: { fact: known({ yes: true }) } }, "Z9 criterion-unknown"],
    [
      "a criterion named like a part of every object",
      { constructor: { fact: known({ yes: true }) } },
      "constructor criterion-unknown",
    ],
    ["taking back what was never asked", { Z9: null }, "Z9 criterion-unknown"],
    [
      "so many of none, without a note: it leaves the score",
      { A3: { fact: known({ n: 0, of: 0 }) } },
      "A3.note note-missing",
    ],
    [
      "no occasion at all against the system's count, without a note",
      { F1: { fact: known({ of: 0, lapses: {} }) } },
      "F1.note note-missing",
    ],
    ["that it does not apply, without a note", { A2: { fact: { is: "not-applicable" } } }, "A2.note note-missing"],
    [
      "an item that is there, not shown",
      checklist(["so-do", "ban-do"], ["so-do"]),
      "A1.fact.value.done[1] evidence-missing",
    ],
    ["yes without a link", { A2: { fact: known({ yes: true }) } }, "A2.evidence evidence-missing"],
    ["points without a link", { A4: { fact: known({ points: 1 }) } }, "A4.evidence evidence-missing"],
    [
      "evidence for an item that is not there",
      { A2: { fact: known({ yes: true }), evidence: [{ item: "so-do", url }] } },
      "A2.evidence[0].item item-unknown",
    ],
  ])("is refused for %s", (_, entries, expected) => {
    expect(refusalIn(() => write(entries))).toEqual(["invalid-content", `entries.${expected}`]);
  });

  it.each([
    ["nothing of a checklist", checklist([])],
    ["no", { A2: { fact: known({ yes: false }) } }],
    ["no points", { A4: { fact: known({ points: 0 }) } }],
    ["a share, where no evidence is asked for", { A3: { fact: known({ n: 2, of: 2 }) } }],
    ["points against the value of the system", { D1: { fact: known({ points: 3000 }) } }],
    ["lapses of the kinds that the system counts", lapses({ late: 0, missing: 0 })],
    ["that it does not apply, with a note", { A2: { fact: { is: "not-applicable" }, note: "Không có lãnh đạo" } }],
    ["a count to be compared with others", { C1: { fact: known({ count: 120 }) } }],
  ])("may say %s, without a link", (_, entries) => {
    expect(refusalIn(() => write(entries))).toBeUndefined();
  });

  it("of a body that takes no questions is refused for what is not asked of it, and named with every other fault", () => {
    const entries = { D1: { fact: known({ n: 1, of: 1 }) }, A3: { fact: known({ n: 2, of: 1 }) } };
    expect(refusalIn(() => write(entries, openedSheet("hoi-mau")))).toEqual([
      "invalid-content",
      "entries.D1 criterion-not-asked",
      "entries.A3.fact.value.n more-than-all",
    ]);
  });

  it("never gives a body more than the maximum, whatever it writes", () => {
    const value = fc.oneof(
      fc.record({ n: fc.nat(200), of: fc.nat(200) }),
      fc.record({ points: fc.nat(6000) }),
      fc.record({ yes: fc.boolean() }),
    );
    fc.assert(
      fc.property(fc.constantFrom(...smallSet.criteria), value, (criterion, given) => {
        const entries = { [criterion.id]: { fact: known(given), evidence: [{ url }] } };
        if (refusalIn(() => write(entries))) return;
        const stands = selfFact(write(entries).entries[criterion.id] ?? {});
        if (stands.is === "known" && "points" in stands.value)
          expect(stands.value.points).toBeLessThanOrEqual(criterion.max);
        if (stands.is === "known" && "n" in stands.value) expect(stands.value.n).toBeLessThanOrEqual(stands.value.of);
      }),
    );
  });
});

describe("handing in", () => {
  const head: EvaluationHead = {
    ...{ id: "2023.cong-so-tu-phap", period: "2023", portal: "cong-so-tu-phap", unit: "so-tu-phap" },
    ...{ group: "departments", set: "bo-mau", state: "open", version: 3, sequence: 4, sheet: 3 },
    selfScoreDueOn: "2024-01-15",
    plan: { version: 1, ladder: "self-score-1", watermark: "", nextCheckAt: null },
  };
  const handIn = (at: string, before = head, missing: string[] = [], despite = false) =>
    handedInSelfScore(before, missing, { by: "so-tu-phap.leader", despite }, Date.parse(at));

  it("names what only the body can speak of; informative criteria and measured ones are not missed", () => {
    expect(undeclared(smallSet, sheet)).toEqual(["A1", "A2", "A3", "A4", "C1"]);
    expect(undeclared(smallSet, write({ A3: { fact: known({ n: 0, of: 1 }) } }))).toEqual(["A1", "A2", "A4", "C1"]);
  });

  it("is refused while something is missing, unless it is handed in despite that", () => {
    expect(refusalIn(() => handIn("2024-01-03T08:00:00+07:00", head, ["A1", "C1"]))).toEqual([
      "self-score-incomplete",
      "entries.A1 not-declared",
      "entries.C1 not-declared",
    ]);
    expect(handIn("2024-01-03T08:00:00+07:00", head, ["A1"], true).state).toBe("self-scored");
  });

  it.each([
    ["the last second of the due day, in the province", "2024-01-15T23:59:59+07:00", 0],
    ["the next midnight, still the due day in UTC", "2024-01-16T00:00:00+07:00", 1],
    ["a Saturday after: calendar days, as of reports", "2024-01-20T09:00:00+07:00", 5],
  ])("is late by local day: %s", (_, at, lateDays) => {
    expect(handIn(at).selfScore).toEqual({ at: new Date(at).toISOString(), by: "so-tu-phap.leader", lateDays });
  });

  it("again leaves lateness as the first time decided it", () => {
    const first = handIn("2024-01-10T08:00:00+07:00");
    const again = handIn("2024-01-19T08:00:00+07:00", first);
    expect(again.selfScore).toMatchObject({ lateDays: 0, at: "2024-01-19T01:00:00.000Z" });
    expect([again.version, again.sequence, again.state]).toEqual([5, 6, "self-scored"]);
  });

  it("closes what is written by a clerk: what a leader handed in, a leader changes", () => {
    const handed = handIn("2024-01-10T08:00:00+07:00");
    expect(refusalIn(() => refuseChangeOfHandedIn(handed, false))).toEqual(["self-score-handed-in"]);
    expect(refusalIn(() => refuseChangeOfHandedIn(handed, true))).toBeUndefined();
    expect(refusalIn(() => refuseChangeOfHandedIn(head, false))).toBeUndefined();
  });

  it.each([
    ["open", "open", true],
    ["self-scored", "open", true],
    ["reviewed", "open", false],
    ["provisional", "provisional", false],
    ["final", "final", false],
    ["open", "publishing", false],
  ] as const)("is taken of one that is %s while the period is %s: %s", (state, period, isTaken) => {
    const refused = refusalIn(() => refuseClosedSelfScore({ ...head, state }, { state: period }));
    expect(refused).toEqual(isTaken ? undefined : ["self-score-closed"]);
  });
});

function lapses(of: Record<string, number>) {
  return { F1: { fact: known({ of: 4, lapses: of }) } };
}
