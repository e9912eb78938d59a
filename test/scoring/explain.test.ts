import { describe, expect, it } from "vitest";
import type { CriteriaSet } from "../../shared/scoring/criteria/criteria-set.ts";
import type { EvaluationHead } from "../../shared/scoring/evaluations/evaluation.ts";
import type { Sheet, SheetEntry } from "../../shared/scoring/evaluations/sheet.ts";
import type { Sight } from "../../shared/scoring/evaluations/visibility.ts";
import { compared } from "../../shared/scoring/explaining/compared.ts";
import { explained, notAsked } from "../../shared/scoring/explaining/explain.ts";
import { type Reading, readingOf } from "../../shared/scoring/explaining/reading.ts";
import {
  bestSteps,
  groupSums,
  nextGrade,
  resultShown,
  resultWords,
  standingOf,
} from "../../shared/scoring/explaining/standing.ts";
import type { Fact } from "../../shared/scoring/facts/fact.ts";
import type { ScorePeriodRecord } from "../../shared/scoring/periods/period-record.ts";
import { bestOf, resultsOf } from "../../shared/scoring/results/results.ts";
import { known, openedSheet, smallSet } from "../support/scoring.ts";

const at = "2024-01-10T02:00:00.000Z";
const all: Sight = { as: "province", showsReview: true, showsSelf: true, showsOfficers: true };
const anyone: Sight = { as: "public", showsReview: true, showsSelf: true, showsOfficers: false };

const reviewed = (fact: Fact, reason?: string): SheetEntry => ({
  reviewed: { fact, by: "van-phong-ubnd-tinh.supervisor", at, ...(reason !== undefined && { reason }) },
});

const head = (more: Partial<EvaluationHead> = {}): EvaluationHead => ({
  ...{
    id: "2023.cong-so-tu-phap",
    period: "2023",
    portal: "cong-so-tu-phap",
    unit: "so-tu-phap",
    group: "departments",
  },
  ...{ set: "bo-mau", state: "provisional", version: 3, sequence: 3, sheet: 2, selfScoreDueOn: "2024-01-15" },
  plan: { version: 1, ladder: "x", watermark: at, nextCheckAt: null },
  ...more,
});

const record = (more: Partial<ScorePeriodRecord> = {}): ScorePeriodRecord => ({
  ...{ id: "2023", kind: "year", year: 2023, from: "2023-01-01", to: "2023-12-31", set: "bo-mau", setHash: "h" },
  ...{ state: "provisional", version: 2, sequence: 2, openedAt: at, selfScoreDueOn: "2024-01-15", portals: 2 },
  ...{ reviewers: {}, snapshots: [] },
  ...more,
});

const entries: Record<string, SheetEntry> = {
  A1: { self: { fact: known({ done: ["so-do", "chuc-nang", "lich-su"] }), evidence: [], by: "so-tu-phap.clerk" } },
  A2: reviewed(known({ yes: false })),
  A3: reviewed(known({ n: 31, of: 35 })),
  A4: reviewed(known({ points: 450 })),
  C1: reviewed(known({ count: 12 })),
  D1: { measured: known({ n: 32, of: 35 }) },
  D2: { measured: { is: "not-measured", why: "no-source" } },
  F1: { measured: known({ of: 4, lapses: { late: 2, missing: 1 } }) },
};
const sheetWith = (more: Record<string, SheetEntry> = {}, set: Partial<Sheet> = {}) =>
  openedSheet("so-tu-phap", { entries: { ...entries, ...more }, ...set });
const other = openedSheet("so-mau", { entries: { C1: reviewed(known({ count: 40 })) } });

/** A reading of published results: as the job publishes them of both portals. */
function published(
  sheet: Sheet,
  sight = all,
  more: Partial<EvaluationHead> = {},
  set: CriteriaSet = smallSet,
): Reading {
  const [, result] = resultsOf(set, [sheet, other]);
  if (!result) throw new Error("There is no result.");
  const { score, coverage, grade, notGraded } = result;
  const listed = { score, coverage, grade, notGraded };
  const best = Object.fromEntries(bestOf(set, [sheet, other]));
  return readingOf({ set, head: head({ result: listed, ...more }), sheet, period: record({ best }), sight });
}
const of = (reading: Reading, id: string) => {
  const found = explained(reading).find((criterion) => criterion.id === id);
  if (!found) throw new Error(`${id} is not asked.`);
  return found;
};

describe("how points come about", () => {
  it.each([
    ["items of a checklist", "A1", known({ done: ["so-do", "ban-do", "lich-su"] }), "Có 03/04 mục: 20 × 3/4 = 15 điểm"],
    ["a yes", "A2", known({ yes: true }), "Có: 5 điểm"],
    ["a no", "A2", known({ yes: false }), "Không: 0 điểm"],
    ["a ratio", "A3", known({ n: 31, of: 35 }), "Đạt 31/35: 10 × 31/35 = 8,86 điểm"],
    ["by hand", "A4", known({ points: 450 }), "Chấm trực tiếp: 4,5 điểm trên tối đa 5 điểm"],
    ["by hand, of any method", "D1", known({ points: 1000 }), "Chấm trực tiếp: 10 điểm trên tối đa 30 điểm"],
    [
      "the best of the group",
      "C1",
      known({ count: 12 }),
      "Giá trị 12, tốt nhất trong nhóm là 40: 10 × (12 ÷ 40) = 3 điểm",
    ],
    ["on time", "D1", known({ n: 31, of: 35 }), "Đúng hạn 31/35: 30 × 31/35 = 26,57 điểm"],
    ["no lapse", "F1", known({ of: 4, lapses: {} }), "4 × 5 = 20 điểm"],
    [
      "lapses",
      "F1",
      known({ of: 4, lapses: { late: 2, missing: 1 } }),
      "4 × 5 − 2 × 1,25 (gửi chậm) − 1 × 5 (không gửi) = 12,5 điểm",
    ],
    [
      "lapses of fewer occasions, in proportion",
      "F1",
      known({ of: 2, lapses: { late: 1 } }),
      "2 × 5 − 1 × 1,25 (gửi chậm) = 8,75/10; 20 × 8,75/10 = 17,5 điểm",
    ],
    [
      "more lapses than points",
      "F1",
      known({ of: 4, lapses: { missing: 9 } }),
      "4 × 5 − 9 × 5 (không gửi) = 0 điểm (không thấp hơn 0)",
    ],
  ])("%s", (_, id, fact, sentence) => {
    expect(of(published(sheetWith({ [id]: reviewed(fact) })), id).how.text).toBe(sentence);
  });

  it("a count says its target, and never earns more than the whole", () => {
    const criteria = smallSet.criteria.map((one) => (one.id === "A3" ? { ...one, target: 30 } : one));
    const reading = published(sheetWith({ A3: reviewed(known({ count: 40 })) }), all, {}, { ...smallSet, criteria });
    expect(of(reading, "A3").how).toEqual({
      text: "Đạt 40 so với chỉ tiêu 30: 10 × 30/30 = 10 điểm",
      textEn: "40 of a target of 30: 10 × 30/30 = 10 points",
    });
  });

  it("what does not apply or was not measured says why, and is not zero", () => {
    const { outcome, how } = of(published(sheetWith({ D1: { measured: known({ n: 0, of: 0 }) } })), "D1");
    expect(outcome).toEqual({ is: "not-applicable", why: "nothing-to-judge" });
    expect(how.text).toBe("Không áp dụng: trong kỳ không phát sinh nội dung để đánh giá");
    expect(of(published(sheetWith()), "A1").how.text).toBe("Chưa đo được: chưa được thẩm định");
  });

  it("an informative criterion is a share, and earns no points", () => {
    const { how, measured } = of(published(sheetWith({ D2: { measured: known({ n: 31, of: 35 }) } })), "D2");
    expect(how.text).toBe("31/35 (88,57%), không tính điểm");
    expect(measured).not.toHaveProperty("points");
  });

  it("nothing is compared with the best before results are published", () => {
    const { outcome, how } = of(
      readingOf({ set: smallSet, head: head({ state: "reviewed" }), sheet: sheetWith(), period: record(), sight: all }),
      "C1",
    );
    expect(outcome).toEqual({ is: "not-measured", why: "no-best" });
    expect(how.text).toContain("Chưa so sánh được");
  });
});

describe("a published result", () => {
  const answered: SheetEntry = {
    ...reviewed(known({ n: 35, of: 35 }), "đúng"),
    reconsidered: {
      reason: "Có thêm tài liệu",
      evidence: [],
      answer: {
        before: known({ n: 31, of: 35 }),
        after: known({ n: 35, of: 35 }),
        reason: "Chấp nhận",
        ...{ by: "ubnd-tinh.leader", byName: "Nguyễn Văn Mẫu", byTitle: "Chủ tịch", at },
      },
    },
  };

  it("has exactly the points that were published", () => {
    const reading = published(sheetWith());
    expect(reading.computed.score).toBe(reading.head.result?.score);
    expect(reading.computed.score).toBe(7_036);
  });

  it("keeps its points until the decision when a reconsideration was answered; the answer stands beside them", () => {
    const asked = published(sheetWith());
    const later = readingOf({ ...asked, sheet: sheetWith({ A3: answered }) });
    expect(later.computed.score).toBe(asked.head.result?.score);
    expect(of(later, "A3")).toMatchObject({
      outcome: { points: 886 },
      reconsidered: { answer: { before: { points: 886 }, after: { points: 1000 }, byName: "Nguyễn Văn Mẫu" } },
    });
    const final = readingOf({ ...later, head: { ...later.head, state: "final" } });
    expect(of(final, "A3").outcome).toMatchObject({ points: 1000 });
  });

  it("shows a request that was never answered as unanswered", () => {
    const waiting = { A3: { ...entries.A3, reconsidered: { reason: "Xem lại", evidence: [] } } };
    const asked = { at, by: "so-tu-phap.leader", criteria: ["A3"], answerDueOn: "2024-02-01" };
    const standing = (state: "provisional" | "final") =>
      of(published(sheetWith(waiting), all, { reconsideration: asked, state }), "A3").reconsidered?.standing;
    expect([standing("provisional"), standing("final")]).toEqual(["waiting", "unanswered"]);
  });

  it("shows the public no officer's id, but the name of who answered", () => {
    const sheet = sheetWith({ A3: answered });
    const toAll = JSON.stringify(explained(published(sheet, anyone)));
    expect(toAll).not.toMatch(/supervisor|so-tu-phap\.clerk|ubnd-tinh\.leader/);
    expect(toAll).toContain("Nguyễn Văn Mẫu");
    expect(JSON.stringify(explained(published(sheet)))).toMatch(/supervisor/);
  });

  it("leaves out what is not the reader's: a review before publication, a draft that nobody handed in", () => {
    const sheet = sheetWith();
    const body: Sight = { as: "body", showsReview: false, showsSelf: true, showsOfficers: true };
    const early = readingOf({ set: smallSet, head: head({ state: "reviewed" }), sheet, period: record(), sight: body });
    expect(of(early, "A3")).not.toHaveProperty("reviewed");
    expect(of(early, "A3").outcome).toEqual({ is: "not-measured", why: "not-reviewed" });
    expect(of(published(sheet, { ...anyone, showsSelf: false }), "A1")).not.toHaveProperty("self");
  });

  it("names the criteria that are not asked of this body, and labels what is no PAPI score", () => {
    const reading = published(sheetWith({}, { participations: [] }));
    expect(notAsked(reading).map(({ id }) => id)).toEqual(["D1", "D2"]);
    expect(of(published(sheetWith()), "D2").label?.text).toBe("chỉ báo thay thế, không phải điểm PAPI");
  });
});

describe("what would raise it", () => {
  it.each([
    [
      "each item that is missing",
      "A1",
      reviewed(known({ done: ["so-do", "ban-do"] })),
      ["Bổ sung mục “chuc-nang”: +5 điểm", "Bổ sung mục “lich-su”: +5 điểm"],
    ],
    [
      "what was not done",
      "A2",
      reviewed(known({ yes: false })),
      ["Thực hiện nội dung này và gửi tài liệu kiểm chứng: +5 điểm"],
    ],
    ["what was late", "D1", { measured: known({ n: 32, of: 35 }) }, ["Còn 03 câu hỏi quá hạn: +2,57 điểm"]],
    [
      "lapses of each kind",
      "F1",
      { measured: known({ of: 4, lapses: { late: 2, missing: 1 } }) },
      ["Khắc phục việc gửi chậm (02 lần trong kỳ): +2,5 điểm", "Khắc phục việc không gửi (01 lần trong kỳ): +5 điểm"],
    ],
    ["the best value", "C1", reviewed(known({ count: 12 })), ["Đạt bằng giá trị tốt nhất (40): +7 điểm"]],
    [
      "evidence that is missing",
      "A1",
      { self: { fact: known({ done: [] }), evidence: [] } },
      ["Bổ sung tài liệu kiểm chứng: tối đa +20 điểm"],
    ],
    ["a self-score that is missing", "A1", {}, ["Tự chấm điểm và gửi tài liệu kiểm chứng: tối đa +20 điểm"]],
    [
      "a review of what was said, where no evidence is asked for",
      "A3",
      { self: { fact: known({ n: 1, of: 2 }), evidence: [] } },
      ["Đã tự chấm điểm, chờ thẩm định: tối đa +10 điểm"],
    ],
    ["nothing where all is earned", "A2", reviewed(known({ yes: true })), []],
    ["nothing where it does not apply", "D1", { measured: known({ n: 0, of: 0 }) }, []],
    ["nothing of what is worth nothing", "D2", {}, []],
    ["nothing where the system itself is silent", "D1", { measured: { is: "not-measured", why: "no-source" } }, []],
  ] as [string, string, SheetEntry, string[]][])("%s", (_, id, entry, expected) => {
    expect(of(published(sheetWith({ [id]: entry })), id).raise.map(({ text }) => text)).toEqual(expected);
  });

  it("the steps stand with the score that each alone would make, the best one first", () => {
    const reading = published(sheetWith());
    const steps = bestSteps(reading, explained(reading));
    expect(steps.map(({ criterion, score }) => [criterion, score])).toEqual([
      ["C1", 7_911],
      ["A2", 7_661],
      ["F1", 7_661],
      ["A1", 7_629],
      ["D1", 7_358],
      ["F1", 7_349],
      ["A3", 7_179],
      ["A4", 7_099],
    ]);
    expect(steps.every(({ score }) => score > (reading.computed.score ?? 0))).toBe(true);
  });

  it("says how far the next grade is, to the last hundredth of a point", () => {
    const reading = published(sheetWith());
    const next = nextGrade(reading, resultShown(reading));
    expect(next).toMatchObject({ grade: "tot", from: 9_000, missing: 9_000 - 7_036 });
    const { points, measured } = reading.computed.sums;
    const score = (more: number) => Math.floor((2 * (points + more) * 10_000 + measured) / (2 * measured));
    expect([score(next?.missingPoints ?? 0), score((next?.missingPoints ?? 0) - 1)]).toEqual([9_000, 8_999]);
  });

  it("there is no grade above the best", () => {
    const reading = published(sheetWith());
    expect(nextGrade(reading, { score: 9_000, coverage: 10_000 })).toBeUndefined();
  });
});

describe("as a whole", () => {
  it("sums stand by group of criteria, in the order of the set", () => {
    expect(
      groupSums(published(sheetWith())).map(({ id, points, measured, applicable }) => [
        id,
        points,
        measured,
        applicable,
      ]),
    ).toEqual([
      ["A", 1336, 2000, 4000],
      ["C", 300, 1000, 1000],
      ["D", 2743, 3000, 3000],
      ["F", 1250, 2000, 2000],
    ]);
  });

  it.each([
    [
      { score: 8_571, coverage: 9_000, grade: "kha", rank: 3, tied: 2, ranked: 38 },
      "85,71 điểm, xếp loại Khá, xếp hạng 03/38 trong nhóm (02 Cổng TTĐT đồng hạng), đã đo được 90% điểm tối đa",
    ],
    [
      { score: 5_000, coverage: 4_000, notGraded: "coverage-low" as const },
      "50 điểm, không xếp loại: tỷ lệ điểm tối đa đã đo được thấp hơn mức tối thiểu của Bộ tiêu chí, đã đo được 40% điểm tối đa",
    ],
    [
      { score: null, coverage: null, notGraded: "nothing-measured" as const },
      "Không xếp loại: chưa đo được tiêu chí nào",
    ],
  ])("a result is one sentence", (result, sentence) => {
    expect(resultWords(smallSet, result).text).toBe(sentence);
  });

  it("what is not published is tentative", () => {
    expect(
      (["open", "self-scored", "reviewed", "provisional", "final"] as const).map((state) => standingOf({ state })),
    ).toEqual(["tentative", "tentative", "tentative", "provisional", "final"]);
  });
});

describe("since the last period", () => {
  const now = published(sheetWith(), all, {
    result: { score: 7_036, coverage: 8_000, grade: "kha", rank: 2, tied: 1, ranked: 3 },
  });
  const earlier = sheetWith({ A3: reviewed(known({ n: 20, of: 40 })) });
  const ago = published(earlier, all, {
    id: "2022.x",
    period: "2022",
    result: { score: 6_600, coverage: 8_000, rank: 3, tied: 1, ranked: 3 },
  });

  it("score, rank and each criterion", () => {
    const change = compared(now, ago);
    expect(change).toMatchObject({ period: "2022", isSameSet: true, scoreChange: 436, rankChange: 1 });
    expect(change.criteria.find(({ id }) => id === "A3")).toMatchObject({ change: 386 });
    expect(change.criteria.find(({ id }) => id === "A1")).not.toHaveProperty("change");
  });

  it("a place among twenty says nothing of one among two", () => {
    const head = { ...ago.head, result: { score: 6_600, coverage: 8_000, rank: 3, tied: 1, ranked: 20 } };
    expect(compared(now, { ...ago, head })).not.toHaveProperty("rankChange");
  });

  it("of another set: said so, and only what both have, of the same maximum", () => {
    const criteria = smallSet.criteria
      .filter(({ id }) => id !== "A2")
      .map((one) => (one.id === "A3" ? { ...one, max: 1500 } : one));
    const then = readingOf({ ...ago, set: { ...smallSet, criteria }, period: { ...ago.period, setHash: "other" } });
    const change = compared(now, then);
    expect(change.note?.text).toContain("không so sánh trực tiếp được");
    expect(change.criteria.some(({ id }) => id === "A2")).toBe(false);
    expect(change.criteria.find(({ id }) => id === "A3")).not.toHaveProperty("change");
  });

  it("every criterion that counts is told of", () => {
    const told = compared(now, ago).criteria.map(({ id }) => id);
    expect(told).toEqual(smallSet.criteria.filter((one) => !one.isInformative).map(({ id }) => id));
  });
});
