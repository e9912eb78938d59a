/** The tables of the dashboard, from facts to HTML. */

import { describe, expect, it } from "vitest";
import { officialYears } from "../../shared/calendar/official-years.ts";
import { workingCalendar } from "../../shared/calendar/working-days.ts";
import { regimes } from "../../shared/reports/regimes.ts";
import type { LatestResults } from "../../shared/scoring/results/latest.ts";
import { openPicture } from "../../shared/statistics/open-picture.ts";
import { dueToday, lateNow, notAnswering } from "../../shared/statistics/question-tables.ts";
import type { Tally } from "../../shared/statistics/tally.ts";
import { stateOf, unitTable } from "../../shared/statistics/unit-table.ts";
import { drawnTable } from "../../shared/statistics/widget-html.ts";
import { periodsClosedLast, reportFacts } from "../../shared/statistics/widget-reports.ts";
import { mostUnits, tableFacts, unitsIn, withNames } from "../../shared/statistics/widget-rows.ts";
import { opened } from "../support/open-questions.ts";
import { owed } from "../support/owed.ts";

const calendar = workingCalendar(officialYears);
const at = Date.parse("2024-02-19T01:05:00Z");
const minute = 60_000;
const poisoned = `<img src=x onerror="alert('&')"><script>alert(1)</script>`;

/** All tables as they are drawn so many minutes after their facts. */
function tables(
  questions: readonly Parameters<typeof opened>[0][],
  {
    tallies = [],
    names = {},
    age = 0,
  }: { tallies?: readonly Tally[]; names?: Record<string, string>; age?: number } = {},
) {
  const ofQuestions = tableFacts(openPicture(questions.map(opened), "2024-02-19"), tallies, calendar, at);
  const facts = { ...ofQuestions, ...reportFacts([], at), "scores-weakest": {} };
  const named = withNames(facts, new Map(Object.entries(names)));
  const now = at + age * minute;
  return {
    "late-now": drawnTable({ at, facts: named["late-now"] }, lateNow, now),
    "due-today": drawnTable({ at, facts: named["due-today"] }, dueToday, now),
    "not-answering": drawnTable({ at, facts: named["not-answering"] }, notAnswering, now),
    "questions-by-unit": drawnTable({ at, facts: named["questions-by-unit"] }, unitTable, now),
  };
}

/** Ten bodies, each with three criteria of the longest text. */
const fullestLatest: LatestResults = {
  period: "2023",
  to: "2023-12-31",
  isFinal: true,
  at: "2024-02-19T01:05:00Z",
  portals: 5_000,
  grades: [],
  notGraded: { suspended: 0, "coverage-low": 0, "nothing-measured": 0 },
  weakest: Array.from({ length: 10 }, (_, index) => ({
    portal: `cong-${index}`,
    unit: `don-vi-${index}`,
    group: "communes",
    score: 100,
    grade: "Ủ".repeat(60),
    reasons: Array.from({ length: 3 }, () => ({ criterion: "A1", text: "Ủ".repeat(500), lost: 100 })),
  })),
};

const tally = (unit: string, counts: Tally["counts"], month = "2024-02") => ({ month, unit, counts });
const rowsOf = (html: string) =>
  [...html.matchAll(/<tr><th scope="row">(.*?)<\/tr>/g)].map(([, row = ""]) => row.replaceAll(/<[^>]+>+/g, "|"));

describe("every table", () => {
  const questions = [{ dueOn: "2024-02-16" }, { dueOn: "2024-02-19" }];
  const tallies = [tally("so-tu-phap", { received: 2 }), tally("so-tu-phap", { open: 2 }, "now")];
  const all = Object.entries(tables(questions, { tallies, names: { "so-tu-phap": poisoned } }));

  it.each(all)("%s says of which moment its facts are", (_, html) => {
    expect(html).toContain("Số liệu lúc 08h05 ngày 19/02/2024.");
    expect(html).not.toContain("Số liệu đã cũ");
  });

  it.each(all)("%s escapes every value: a unit's name is what somebody typed", (_, html) => {
    expect(html).toContain("&lt;img src=x onerror=&quot;alert(&#39;&amp;&#39;)&quot;&gt;&lt;script&gt;");
    expect(html).not.toMatch(/<img|<script/);
  });

  it.each(all)("%s runs nothing, calls nothing, and says nothing by colour", (_, html) => {
    expect(html).not.toMatch(/cwdb-action|<a |style|class=|on\w+="|color/);
  });

  it.each(Object.entries(tables([])))("%s without a row is a sentence, with its moment", (_, html) => {
    expect(html).toMatch(
      /^<p>(Không có|Chưa phát sinh) .+\. (Tháng 02\/2024\. )?Số liệu lúc 08h05 ngày 19\/02\/2024\.<\/p>$/,
    );
  });

  it("says so when its facts are older than 30 minutes, and not before", () => {
    for (const html of Object.values(tables(questions, { tallies, age: 30 }))) expect(html).not.toContain("đã cũ");
    for (const html of Object.values(tables(questions, { tallies, age: 31 }))) {
      expect(html).toMatch(/^<p>Số liệu đã cũ, không phản ánh hiện tại: đã quá 30 phút chưa tính lại\.<\/p>/);
      expect(html).toContain("Số liệu lúc 08h05");
    }
  });

  it("says so when there have never been facts", () => {
    expect(drawnTable(undefined, lateNow, at)).toBe("<p>Chưa có số liệu: việc tính số liệu chưa chạy lần nào.</p>");
  });
});

describe("late now", () => {
  it("has each question by unit, code, due day and working days late, the longest first, its state in words", () => {
    const html = tables(
      [
        { code: "B", dueOn: "2024-02-16", state: "waiting-for-leader" },
        { code: "A", dueOn: "2024-02-07", state: "received", unit: "so-mau" },
        { code: "C", dueOn: "2024-02-19" },
      ],
      { names: { "so-tu-phap": "Sở Tư pháp" } },
    )["late-now"];
    // 15/02, 16/02 and 19/02: Tết lies between.
    expect(rowsOf(html)).toEqual([
      "so-mau||A||07/02/2024||03 ngày làm việc||chưa tiếp nhận|",
      "Sở Tư pháp||B||16/02/2024||01 ngày làm việc||chờ lãnh đạo duyệt|",
    ]);
  });

  it("a question that was due on Friday is late on Saturday, by less than a working day", () => {
    const saturday = Date.parse("2024-02-17T03:00:00Z");
    const facts = tableFacts(openPicture([opened({ dueOn: "2024-02-16" })], "2024-02-17"), [], calendar, saturday);
    expect(drawnTable({ at: saturday, facts: facts["late-now"] }, lateNow, saturday)).toContain(
      "<td>dưới 01 ngày làm việc</td>",
    );
  });

  it("names a hundred and says how many more there are", () => {
    const many = Array.from({ length: 1_334 }, () => ({ dueOn: "2024-02-16" }));
    const html = tables(many)["late-now"];
    expect(rowsOf(html)).toHaveLength(100);
    expect(html).toContain("<p>và 1.234 câu hỏi khác.</p>");
  });
});

describe("due today", () => {
  it("has each question by unit and code, body by body in Vietnamese order", () => {
    const html = tables(
      [
        { code: "C", dueOn: "2024-02-19", unit: "so-tu-phap" },
        { code: "B", dueOn: "2024-02-19", unit: "dang-uy", state: "drafted" },
        { code: "A", dueOn: "2024-02-20" },
        { code: "D", dueOn: "2024-02-16" },
      ],
      { names: { "so-tu-phap": "Sở Tư pháp", "dang-uy": "Đảng ủy Khối" } },
    )["due-today"];
    expect(rowsOf(html)).toEqual([
      "Đảng ủy Khối||B||đã có dự thảo, chưa trình lãnh đạo|",
      "Sở Tư pháp||C||đã tiếp nhận, chưa có dự thảo|",
    ]);
  });
});

describe("bodies that did not answer", () => {
  it("are those with a late question: late of unanswered, the oldest due day, the one that has waited longest first", () => {
    const html = tables([
      { unit: "so-mau", dueOn: "2024-02-16" },
      { unit: "so-mau", dueOn: "2024-02-20" },
      { unit: "so-tu-phap", dueOn: "2024-02-15" },
      { unit: "hoi-mau", dueOn: "2024-02-20" },
    ])["not-answering"];
    expect(rowsOf(html)).toEqual([
      "so-tu-phap||01/01||15/02/2024||02 ngày làm việc||Toàn bộ câu hỏi chưa trả lời đều quá hạn|",
      "so-mau||01/02||16/02/2024||01 ngày làm việc||Có câu hỏi quá hạn|",
    ]);
  });
});

describe("the table by unit", () => {
  const tallies = [
    tally("so-tu-phap", { received: 12, accepted: 10, acceptedLate: 1, answeredOnTime: 7, late: 1 }),
    tally("so-tu-phap", { open: 3 }, "now"),
    tally("dang-uy", {}),
    tally("so-mau", { open: 1 }, "now"),
  ];
  const html = tables([], { tallies, names: { "so-tu-phap": "Sở Tư pháp", "dang-uy": "Đảng ủy Khối" } })[
    "questions-by-unit"
  ];

  it("has the whole province first, as the sum of the rows, then the units by their names in Vietnamese order", () => {
    expect(rowsOf(html)).toEqual([
      "Toàn tỉnh||04||00||12||01/10||01||07/07||Đang xử lý|",
      "Đảng ủy Khối||00||00||00||chưa phát sinh||00||chưa phát sinh||Chưa phát sinh|",
      "so-mau||01||00||00||chưa phát sinh||00||chưa phát sinh||Đang xử lý|",
      "Sở Tư pháp||03||00||12||01/10||01||07/07||Đang xử lý|",
    ]);
    expect(html).toContain("<caption>Tháng 02/2024. Số liệu lúc 08h05 ngày 19/02/2024.</caption>");
  });

  it("of two thousand units names those with most to do, and counts all of them", () => {
    const tallies = Array.from({ length: 2_000 }, (_, index) => tally(`xa-${index}`, { received: 1 }));
    const html = tables([{ unit: "xa-1999", dueOn: "2024-02-16" }], { tallies })["questions-by-unit"];
    const [whole, ...rows] = rowsOf(html);
    expect(whole).toMatch(/^Toàn tỉnh\|\|00\|\|01\|\|2\.000\|\|/);
    expect(html).toContain("<p>và 1.800 cơ quan, đơn vị khác.</p>");
    expect(rows).toHaveLength(mostUnits);
    expect(rows.some((row) => row.startsWith("xa-1999|"))).toBe(true);
  });

  it.each([
    [{ answeredLate: 1, open: 2 }, 1, "Có câu hỏi quá hạn"],
    [{ late: 1, answeredLate: 1, open: 2 }, 0, "Có câu hỏi đã trả lời quá hạn"],
    [{ open: 2, answeredOnTime: 5 }, 0, "Đang xử lý"],
    [{ received: 5, answeredOnTime: 5 }, 0, "Đã trả lời đúng hạn"],
    [{ received: 1, withdrawn: 1 }, 0, "Không còn câu hỏi đang xử lý"],
    [{}, 0, "Chưa phát sinh"],
  ])("says in words how a unit stands: %j with %d late is %s", (counts, lateNow, word) => {
    expect(stateOf({ counts, lateNow })).toBe(word);
  });

  it("a question that turned late in an earlier month is still late in the new one", () => {
    const html = tables([{ dueOn: "2024-01-31" }], { tallies: [tally("so-tu-phap", { open: 1 }, "now")] });
    expect(rowsOf(html["questions-by-unit"])[1]).toBe(
      "so-tu-phap||01||01||00||chưa phát sinh||00||chưa phát sinh||Có câu hỏi quá hạn|",
    );
  });

  it("names a unit whose only question has not reached the counts yet", () => {
    const html = tables([{ unit: "so-mau", dueOn: "2024-02-16" }])["questions-by-unit"];
    expect(rowsOf(html)[1]).toMatch(/^so-mau\|\|00\|\|01\|\|/);
  });
});

describe("the kept facts", () => {
  it("hold no title, and fit into items of 400 KB and one page of a query at their longest names and fullest tables", () => {
    const questions = Array.from({ length: 5_000 }, (_, index) =>
      opened({ unit: `don-vi-${index}`, dueOn: "2024-02-16" }),
    );
    const tallies = questions.map(({ unit }) =>
      tally(unit, { received: 999, accepted: 999, answeredOnTime: 999, open: 99 }),
    );
    const titled = questions.map((question) => ({ ...question, title: "Thủ tục" }));
    const reports = periodsClosedLast(at, regimes).map((period) => ({
      period,
      obligations: questions.map(({ unit }) => ({ ...owed, unit, to: `${unit}-to` })),
    }));
    const facts = {
      ...tableFacts(openPicture(titled, "2024-02-19"), tallies, calendar, at),
      ...reportFacts(reports, at),
      "scores-weakest": { latest: fullestLatest },
    };
    const longest = new Map(unitsIn(facts).map((unit) => [unit, "Ủ".repeat(300)]));
    const all = withNames(facts, longest);
    expect(Buffer.byteLength(JSON.stringify(all))).toBeLessThan(900_000);
    for (const [table, kept] of Object.entries(all)) {
      expect(JSON.stringify(kept), table).not.toContain("Thủ tục");
      expect(Buffer.byteLength(JSON.stringify(kept)), table).toBeLessThan(350_000);
    }
  });
});
