/** The integrity list: each query finds its fixture, and nothing one step beside it. */
import { describe, expect, it } from "vitest";
import { officialYears } from "../../shared/calendar/official-years.ts";
import { workingCalendar } from "../../shared/calendar/working-days.ts";
import { figureJumps, jumpsIn } from "../../shared/integrity/figure-jumps.ts";
import { identicalAnswers } from "../../shared/integrity/identical-answers.ts";
import { integrityParameters } from "../../shared/integrity/parameters.ts";
import { raisedLate } from "../../shared/integrity/raised-late.ts";
import { renewedBeforeScoring } from "../../shared/integrity/renewed-before-scoring.ts";
import { signedInBulk } from "../../shared/integrity/signed-in-bulk.ts";
import { closedWithoutText } from "../../shared/integrity/without-text.ts";
import { regimes } from "../../shared/reports/regimes.ts";
import { answered, handedIn, raised, signedFrom } from "../support/observed.ts";

const calendar = workingCalendar(officialYears);

describe("answers signed in bulk at the end of their terms", () => {
  const bulk = (answers: readonly ReturnType<typeof answered>[]) =>
    signedInBulk(answers, integrityParameters["signed-in-bulk"]);

  it("are one finding: who, when, how many, and each question", () => {
    const [found, ...others] = bulk(signedFrom("16:50:00", 6));
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      unit: "so-tu-phap",
      portal: "cong-so-tu-phap",
      at: "2023-12-08T09:55:00.000Z",
      detail:
        "06 câu trả lời được ký từ 16h50 đến 16h55 ngày 08/12/2023, là ngày cuối của thời hạn trả lời các câu hỏi này.",
      evidence: { count: 6, facts: { dueOn: "2023-12-08", seconds: 300 } },
    });
    expect(found?.evidence.items[0]).toEqual({
      of: "BULK-0-",
      at: "2023-12-08T09:50:00.000Z",
      link: "/v1/questions/BULK-0-/case",
    });
  });

  const five = (at: (index: number) => string) =>
    Array.from({ length: 5 }, (_, index) => answered(`Q-${index}`, { at: at(index) }));
  it.each([
    ["five, the first at 16:00:00.000", signedFrom("16:00:00", 5), 1],
    ["five in the last minute of the day", five(() => "2023-12-08T16:59:59.999Z"), 1],
    [
      "five in ten minutes to the millisecond",
      five((index) => (index < 4 ? "2023-12-08T09:30:00.000Z" : "2023-12-08T09:40:00.000Z")),
      1,
    ],
    [
      "five, the last a millisecond later",
      five((index) => (index < 4 ? "2023-12-08T09:30:00.000Z" : "2023-12-08T09:40:00.001Z")),
      0,
    ],
    ["four", signedFrom("16:50:00", 4), 0],
    ["five, the first a minute before 16:00", signedFrom("15:59:00", 5), 0],
    ["five on the day before the last", signedFrom("16:50:00", 5, { dueOn: "2023-12-11" }), 0],
    ["five a day late", signedFrom("16:50:00", 5, { dueOn: "2023-12-07" }), 0],
    ["five in the first minute after the day", five(() => "2023-12-08T17:00:00.000Z"), 0],
    ["five of questions without a due day", signedFrom("16:50:00", 5, { dueOn: null }), 0],
    [
      "three of one unit and two of another",
      [...signedFrom("16:50:00", 3), ...signedFrom("16:50:00", 2, { unit: "so-mau" })],
      0,
    ],
    ["five of each of two units", [...signedFrom("16:50:00", 5), ...signedFrom("16:50:00", 5, { unit: "so-mau" })], 2],
    [
      "five at 16:00 and five at 17:00",
      [...signedFrom("16:00:00", 5), ...signedFrom("17:00:00", 5, { portal: "b" })],
      2,
    ],
  ])("%s", (_, answers, count) => {
    expect(bulk(answers)).toHaveLength(count);
  });

  it("that go on for longer are still one", () => {
    expect(bulk(signedFrom("16:10:00", 40)).map(({ evidence }) => [evidence.count, evidence.items.length])).toEqual([
      [40, 20],
    ]);
  });

  it("of several portals name none", () => {
    const [first, ...rest] = signedFrom("16:50:00", 5);
    expect(bulk(first ? [{ ...first, portal: "cong-khac" }, ...rest] : []).map(({ portal }) => portal)).toEqual([
      undefined,
    ]);
  });
});

describe("a question closed without an answer's text", () => {
  const found = (substance: number) =>
    closedWithoutText([answered("AAAA-AAAA-A", { length: 31, substance })], integrityParameters["without-text"]);

  it("is found below twenty letters and digits, with its length as evidence", () => {
    expect(found(19)).toMatchObject([
      {
        detail: "Câu trả lời của câu hỏi AAAA-AAAA-A có 19 chữ cái và chữ số, không kể lời chào, câu mẫu.",
        evidence: { count: 1, facts: { length: 31, substance: 19 } },
      },
    ]);
    expect(found(0)).toHaveLength(1);
    expect(found(20)).toEqual([]);
  });
});

describe("a term raised when it was nearly over", () => {
  const late = (...changes: ReturnType<typeof raised>[]) =>
    raisedLate(changes, integrityParameters["raised-late"], calendar);

  it.each([
    ["in the last millisecond of day 4", { at: "2023-12-06T16:59:59.999Z" }, 0],
    ["in the first millisecond of day 5", { at: "2023-12-06T17:00:00.000Z" }, 1],
    ["to 10 days on day 5", { at: "2023-12-07T02:00:00.000Z", to: "special" as const }, 1],
    [
      "from 8 to 10 days on day 7",
      { at: "2023-12-11T02:00:00.000Z", from: "joint" as const, to: "special" as const },
      1,
    ],
    ["put back to 5 days on day 5", { at: "2023-12-07T02:00:00.000Z", from: "joint" as const, to: "own" as const }, 0],
    ["of a question without dates", { at: "2023-12-07T02:00:00.000Z", startsOn: null }, 0],
    ["of a year without calendar", { at: "2099-12-07T02:00:00.000Z", startsOn: "2099-12-01" }, 0],
    // Day 4 of a question of Tuesday 28/11 is Friday 1/12, day 5 Monday 4/12.
    ["on the Saturday between day 4 and day 5", { at: "2023-12-02T02:00:00.000Z", startsOn: "2023-11-28" }, 1],
    ["on the Friday that is day 4", { at: "2023-12-01T02:00:00.000Z", startsOn: "2023-11-28" }, 0],
  ])("%s", (_, more, count) => {
    expect(late(raised("AAAA-AAAA-A", more))).toHaveLength(count);
  });

  it("says from when to when, and that it was put back", () => {
    const raise = raised("AAAA-AAAA-A", { at: "2023-12-07T02:00:00.000Z" });
    const back = raised("AAAA-AAAA-A", { sequence: 3, at: "2023-12-07T03:00:00.000Z", from: "joint", to: "own" });
    expect(late(back, raise)).toMatchObject([
      {
        detail:
          "Câu hỏi AAAA-AAAA-A được phân loại lại sang thời hạn 08 ngày làm việc vào ngày 07/12/2023, sau ngày làm việc thứ 4 của thời hạn (ngày 06/12/2023).",
        evidence: {
          facts: { from: "own", to: "joint", dayEndedOn: "2023-12-06", putBackAt: "2023-12-07T03:00:00.000Z" },
        },
      },
    ]);
  });
});

describe("identical answers to different questions", () => {
  const identical = (...all: ReturnType<typeof answered>[]) =>
    identicalAnswers(all, integrityParameters["identical-answers"]);
  const same = (code: string, more = {}) => answered(code, { answerHash: "one", substance: 100, ...more });

  it("are one finding per unit and answer", () => {
    expect(identical(same("A"), same("B"), same("C"))).toMatchObject([
      {
        detail:
          "03 câu hỏi khác nhau được trả lời bằng cùng một nội dung (100 chữ cái và chữ số, không kể lời chào, câu mẫu).",
        evidence: { count: 3, facts: { differentQuestions: 3, answerHash: "one" } },
      },
    ]);
  });

  it.each([
    ["a formula, one letter shorter than it must be", [same("A", { substance: 99 }), same("B", { substance: 99 })]],
    ["another answer", [same("A"), same("B", { answerHash: "two" })]],
    ["the same question asked twice", [same("A"), same("B", { questionHash: "question of A" })]],
    ["a question too short to be told from another", [same("A"), same("B", { questionHash: undefined })]],
    ["another unit", [same("A"), same("B", { unit: "so-mau" })]],
    ["answers too short for a hash", [same("A", { answerHash: undefined }), same("B", { answerHash: undefined })]],
  ])("%s makes none", (_, all) => {
    expect(identical(...all)).toEqual([]);
  });
});

describe("a page renewed on the day before scoring", () => {
  /** The year 2023 is scored on Tuesday 2/1/2024; Friday 29/12 is the working day before it. */
  const renewed = (at: string) =>
    renewedBeforeScoring(
      [{ portal: "cong-so-tu-phap", unit: "so-tu-phap", section: "tin-tuc", at }],
      integrityParameters["renewed-before-scoring"],
      "2024-01-02",
      calendar,
    ).length;

  it.each([
    ["on the working day before", "2023-12-29T02:00:00.000Z", 1],
    ["on a day off after it", "2024-01-01T02:00:00.000Z", 1],
    ["two working days before", "2023-12-28T16:59:59.999Z", 0],
    ["on the day of scoring", "2024-01-01T17:00:00.000Z", 0],
  ])("%s", (_, at, count) => {
    expect(renewed(at)).toBe(count);
  });
});

describe("figures that jump", () => {
  const [regime] = regimes;
  if (!regime) throw new Error("No regime is seeded.");
  const jumps = (value: number, before: number, note?: string) =>
    jumpsIn(
      {
        sections: {},
        corrections: {},
        attachments: [],
        figures: { visits: { value, ...(note !== undefined && { note }) } },
      },
      regime,
      new Map([["visits", before]]),
    );

  it.each([
    ["half as much again", 1500, 1000, 0],
    ["a little more than that", 1501, 1000, 1],
    ["half", 500, 1000, 0],
    ["less than half", 499, 1000, 1],
    ["from nothing", 1000, 0, 0],
  ])("%s", (_, value, before, count) => {
    expect(jumps(value, before)).toHaveLength(count);
  });

  it("are shown with a note or without, and say which", () => {
    const found = figureJumps([handedIn("2023-year.so-tu-phap", { jumps: jumps(1234567, 1000, "Sáp nhập") })]);
    expect(found).toMatchObject([
      {
        detail: "Số lượt truy cập: 1.234.567, tăng 123.356,7% so với cùng kỳ năm trước (1.000); có ghi chú lý do.",
        evidence: { facts: { figure: "visits", before: 1000, value: 1234567, share: 0.5, isExplained: true } },
      },
    ]);
    expect(found[0]?.evidence.items.map(({ link }) => link)).toEqual([
      "/v1/obligations/2023-year.so-tu-phap/reports/1",
      "/v1/obligations/2022-year.so-tu-phap/reports/1",
    ]);
  });

  it("are off the list once a supplement mends them", () => {
    const first = handedIn("2023-year.so-tu-phap", { jumps: jumps(1, 1000) });
    const supplement = handedIn("2023-year.so-tu-phap", { sequence: 4, number: 2 });
    expect(figureJumps([first])).toHaveLength(1);
    expect(figureJumps([supplement, first])).toEqual([]);
  });
});
