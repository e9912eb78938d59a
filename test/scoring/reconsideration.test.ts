import { describe, expect, it } from "vitest";
import { officialYears } from "../../shared/calendar/official-years.ts";
import { workingCalendar } from "../../shared/calendar/working-days.ts";
import type { EvaluationHead } from "../../shared/scoring/evaluations/evaluation.ts";
import type { EvaluationState } from "../../shared/scoring/evaluations/evaluation-moves.ts";
import { refuseOwnReview, refuseOwnSelfScore, refuseOwnUnit } from "../../shared/scoring/evaluations/own-part.ts";
import {
  answerDueOn,
  answeredEvaluation,
  answeredSheet,
  changedByAnswer,
  refuseAnswer,
  refuseRequest,
  requestedEvaluation,
  requestedSheet,
  writtenAnswer,
  writtenRequest,
} from "../../shared/scoring/evaluations/reconsideration.ts";
import { settledFact } from "../../shared/scoring/evaluations/sheet.ts";
import type { ScorePeriodState } from "../../shared/scoring/periods/period-record.ts";
import { refusalIn } from "../support/refusal-of.ts";
import { known, openedSheet, smallSet } from "../support/scoring.ts";

const url = "https://sotuphap.laocai.gov.vn/lich-lam-viec";
const head: EvaluationHead = {
  ...{ id: "2023.cong-so-tu-phap", period: "2023", portal: "cong-so-tu-phap", unit: "so-tu-phap" },
  ...{ group: "departments", set: "bo-mau", state: "provisional", version: 5, sequence: 6, sheet: 3 },
  ...{ selfScoreDueOn: "2024-01-15", windowEndsOn: "2024-01-30" },
  plan: { version: 1, ladder: "reconsideration-window-1", watermark: "", nextCheckAt: null },
};
const now = Date.parse("2024-01-26T09:00:00+07:00");
const opened = openedSheet("so-tu-phap");
const sheet = {
  ...opened,
  entries: {
    ...opened.entries,
    A2: { reviewed: { fact: known({ yes: false }), reason: "Không mở được", by: "supervisor", at: "" } },
  },
};
const request = writtenRequest.parse({
  A2: { reason: "Trang đã mở lại", evidence: [{ url }] },
  D1: { reason: "Một câu hỏi bị tính trùng" },
});
const asked = { ...requestedEvaluation(head, request, { by: "leader", dueOn: "2024-02-02" }, now) };
const askedSheet = requestedSheet(smallSet, sheet, request);
const answering = {
  by: "ubnd-tinh.leader",
  byName: "Trần Văn Mẫu",
  byTitle: "Chủ tịch",
  at: "2024-01-29T02:00:00.000Z",
};
const answer = (written: object) => answeredSheet(smallSet, askedSheet, writtenAnswer.parse(written), answering);

describe("a request for reconsideration", () => {
  it.each<[string, Partial<EvaluationHead>, ScorePeriodState, string, string | undefined]>([
    ["on the first day", {}, "provisional", "2024-01-23", undefined],
    ["on the last day of the window", {}, "provisional", "2024-01-30", undefined],
    ["on the day after", {}, "provisional", "2024-01-31", "window-closed"],
    ["before the review", { state: "open" }, "open", "2024-01-23", "not-yet-published"],
    ["before publication", { state: "reviewed" }, "open", "2024-01-23", "not-yet-published"],
    ["while others are still being published", {}, "publishing", "2024-01-23", "not-yet-published"],
    ["while it is being decided", {}, "deciding", "2024-01-23", "window-closed"],
    ["of a final result", { state: "final" as EvaluationState }, "final", "2024-01-23", "window-closed"],
    ["twice", { reconsideration: asked.reconsideration }, "provisional", "2024-01-23", "already-asked"],
  ])("%s", (_, more, state, today, code) => {
    expect(refusalIn(() => refuseRequest({ ...head, ...more }, { state }, today))?.[0]).toBe(code);
  });

  it("stands on the sheet with reason and evidence, and changes no value", () => {
    expect(askedSheet.entries.A2?.reconsidered).toEqual({ reason: "Trang đã mở lại", evidence: [{ url }] });
    expect(settledFact(askedSheet.entries.A2 ?? {})).toEqual(known({ yes: false }));
    expect(asked).toMatchObject({
      state: "provisional",
      version: 6,
      reconsideration: { by: "leader", criteria: ["A2", "D1"], answerDueOn: "2024-02-02" },
    });
  });

  it("is refused for what is not asked of the body, or not in the set", () => {
    const written = writtenRequest.parse({ D1: { reason: "Sai" }, Z9: { reason: "Sai" }, A2: { reason: "Sai" } });
    expect(refusalIn(() => requestedSheet(smallSet, openedSheet("hoi-mau"), written))).toEqual([
      "invalid-content",
      "criteria.D1 criterion-not-asked",
      "criteria.Z9 criterion-unknown",
    ]);
  });

  it.each([
    ["no criterion", {}],
    ["no reason", { A2: {} }],
    ["a link that points inside", { A2: { reason: "Sai", evidence: [{ url: "https://vanthu.local/" }] } }],
  ])("is malformed with %s", (_, written) => {
    expect(writtenRequest.safeParse(written).success).toBe(false);
  });

  it.each([
    ["in working hours: day 1 is tomorrow", "2024-01-26T09:00:00+07:00", "2024-02-02"],
    ["before 08:00: day 1 is today", "2024-01-26T07:59:00+07:00", "2024-02-01"],
    ["before Tết: its days off are not counted", "2024-02-07T09:00:00+07:00", "2024-02-21"],
  ])("is answered within 5 working days, by rule R, when asked %s", (_, at, dueOn) => {
    expect(answerDueOn(Date.parse(at), 5, workingCalendar(officialYears))).toBe(dueOn);
  });

  it("is answered by a guessed calendar where none is published", () => {
    expect(answerDueOn(Date.parse("2031-03-03T09:00:00+07:00"), 5, workingCalendar([]))).toBe("2031-03-10");
  });
});

describe("an answer", () => {
  const reason = "Đã kiểm tra lại";

  it("keeps before and after, who and why; a new fact counts as the reviewed one", () => {
    const after = answer({ A2: { fact: known({ yes: true }), reason }, D1: { reason } });
    expect(after.entries.A2?.reconsidered?.answer).toEqual({
      before: known({ yes: false }),
      after: known({ yes: true }),
      reason,
      ...answering,
    });
    expect(settledFact(after.entries.A2 ?? {})).toEqual(known({ yes: true }));
    expect(changedByAnswer(after)).toEqual(["A2"]);
  });

  it("without a fact leaves the value as it was, the system's too", () => {
    const after = answer({ A2: { reason }, D1: { reason } });
    expect(after.entries.A2?.reviewed).toEqual(sheet.entries.A2.reviewed);
    expect(after.entries.D1?.reviewed).toBeUndefined();
    expect(after.entries.D1?.reconsidered?.answer).toMatchObject({
      before: known({ n: 9, of: 10 }),
      after: known({ n: 9, of: 10 }),
    });
    expect(changedByAnswer(after)).toEqual([]);
  });

  it.each([
    ["one criterion left out", { A2: { reason } }, ["criteria.D1 answer-missing"]],
    ["nothing", {}, ["criteria.A2 answer-missing", "criteria.D1 answer-missing"]],
    [
      "one that nobody asked about",
      { A2: { reason }, D1: { reason }, A3: { reason } },
      ["criteria.A3 not-reconsidered"],
    ],
    [
      "points above the maximum",
      { A2: { reason, fact: known({ points: 501 }) }, D1: { reason } },
      ["criteria.A2.fact.value.points above-maximum"],
    ],
  ])("is refused with %s", (_, written, errors) => {
    expect(refusalIn(() => answer(written))).toEqual(["invalid-content", ...errors]);
  });

  it.each<[string, EvaluationHead, ScorePeriodState, string | undefined]>([
    ["in time or late, while the results are provisional", asked, "provisional", undefined],
    ["of what nobody asked", head, "provisional", "not-asked"],
    ["twice", answeredEvaluation(asked, "supervisor", now), "provisional", "already-answered"],
    ["while it is being decided", asked, "deciding", "answer-closed"],
    ["once it is final: it stays unanswered for ever", { ...asked, state: "final" }, "final", "answer-closed"],
  ])("%s", (_, of, state, code) => {
    expect(refusalIn(() => refuseAnswer(of, { state }))?.[0]).toBe(code);
  });
});

describe("nobody judges their own", () => {
  const officer = (id: string, unit = "van-phong-ubnd-tinh", to?: string) => ({
    id,
    grants: [{ role: "supervisor" as const, unit, from: "2020-01-01", ...(to !== undefined && { to }) }],
  });

  it.each([
    ["a role elsewhere", officer("a"), undefined],
    ["any role at the body", officer("a", "so-tu-phap"), "own-portal"],
    ["a role at the body that ends on that day", officer("a", "so-tu-phap", "2024-01-20"), "own-portal"],
    [
      "a role at the body that has ended since the period began",
      officer("a", "so-tu-phap", "2023-01-01"),
      "own-portal",
    ],
    ["a role at the body that ended before the period", officer("a", "so-tu-phap", "2022-12-31"), undefined],
  ])("with %s", (_, by, code) => {
    expect(refusalIn(() => refuseOwnUnit(by, head, "2024-01-20"))?.[0]).toBe(code);
  });

  it.each([
    ["handed it in", { selfScore: { at: "", by: "a", lateDays: 0 } }, opened],
    ["asked for its reconsideration", { reconsideration: { ...asked.reconsideration, by: "a" } }, opened],
    ["wrote an entry of it", {}, { entries: { A2: { self: { fact: known({ yes: true }), evidence: [], by: "a" } } } }],
  ])("nor whoever %s, wherever they work by now", (_, part, of) => {
    const took = { ...head, ...part } as EvaluationHead;
    expect(refusalIn(() => refuseOwnSelfScore(officer("a"), took, of))).toEqual(["own-self-score"]);
    expect(refusalIn(() => refuseOwnSelfScore(officer("b"), took, of))).toBeUndefined();
  });

  it.each([
    ["completed the review", { review: { at: "", by: "a" } }],
    ["wrote a part of it", { review: { at: "", by: "b" }, reviewedBy: ["a", "b"] }],
    ["wrote a part of one that was never completed", { reviewedBy: ["a"] }],
  ])("and whoever %s does not answer", (_, part) => {
    expect(refusalIn(() => refuseOwnReview(officer("a"), { ...head, ...part }))).toEqual(["own-review"]);
    expect(refusalIn(() => refuseOwnReview(officer("c"), { ...head, ...part }))).toBeUndefined();
  });
});
