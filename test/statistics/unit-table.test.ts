import { describe, expect, it } from "vitest";
import { figureNames, metricLine, monthFigures, openFigures } from "../../shared/statistics/figures.ts";
import { stateOf, unitTable } from "../../shared/statistics/unit-table.ts";

const at = Date.parse("2024-02-16T01:15:00Z");
const rows = [
  { name: "Sở Tư pháp", counts: { open: 3, received: 12, accepted: 10, acceptedLate: 1, answeredOnTime: 7, late: 1 } },
  { name: "Đảng ủy Khối", counts: {} },
  { name: `<img src=x onerror="alert('&')">`, counts: { open: 1 } },
];

describe("the table by unit", () => {
  const table = unitTable(rows, "2024-02", at);

  it("says of what month and of what moment its facts are", () => {
    expect(table).toContain("Tháng 02/2024. Số liệu lúc 08h15 ngày 16/02/2024.");
  });

  it("has the whole province first, as the sum of the rows, then the units by their names in Vietnamese order", () => {
    const names = [...table.matchAll(/<th scope="row">(.*?)<\/th>/g)].map(([, name]) => name);
    expect(names).toEqual(["Toàn tỉnh", expect.stringContaining("&lt;img"), "Đảng ủy Khối", "Sở Tư pháp"]);
    expect(table).toContain(
      '<th scope="row">Toàn tỉnh</th><td>04</td><td>12</td><td>01/10</td><td>01</td><td>07/07</td>',
    );
  });

  it("escapes every value", () => {
    expect(table).toContain("&lt;img src=x onerror=&quot;alert(&#39;&amp;&#39;)&quot;&gt;");
    expect(table).not.toContain("<img");
  });

  it("writes shares as n/N, and a share of nothing in words", () => {
    expect(table).toMatch(
      /Đảng ủy Khối<\/th><td>00<\/td><td>00<\/td><td>chưa phát sinh<\/td><td>00<\/td><td>chưa phát sinh<\/td>/,
    );
  });

  it("runs nothing and calls nothing", () => {
    expect(table).not.toMatch(/cwdb-action|<script|<a |style=|onclick/);
  });
});

describe("the state of a unit stands there in words", () => {
  it.each([
    [{ late: 1, answeredLate: 1, open: 2 }, "Có câu hỏi quá hạn"],
    [{ answeredLate: 1, open: 2 }, "Có câu hỏi đã trả lời quá hạn"],
    [{ open: 2, answeredOnTime: 5 }, "Đang xử lý"],
    [{ answeredOnTime: 5 }, "Đã trả lời đúng hạn"],
    [{ received: 1 }, "Chưa phát sinh"],
  ])("%j: %s", (counts, word) => {
    expect(stateOf(counts)).toBe(word);
  });
});

describe("the figures of the province", () => {
  it("sort open questions by their due day; without one, a question is neither due nor late", () => {
    const open = ["2024-02-15", "2024-02-16", "2024-02-19", null].map((dueOn) => ({ dueOn }));
    expect(openFigures(open, "2024-02-16")).toEqual({ open: 4, "due-today": 1, late: 1, "without-due-day": 1 });
  });

  it("of a month are sums over all units", () => {
    expect(
      monthFigures([
        { received: 2, answeredOnTime: 1 },
        { received: 1, answeredLate: 1, answeredUndated: 4 },
      ]),
    ).toEqual({
      "received-in-month": 3,
      "answered-in-month": 2,
      "answered-on-time-in-month": 1,
    });
  });

  it("are one line in the embedded metric format: a closed list of at most 20, without a dimension", () => {
    const figures = { ...openFigures([], "2024-02-16"), ...monthFigures([]) };
    const line = JSON.parse(metricLine("Dondoc/test", figures, at));
    expect(Object.keys(figureNames).length).toBeLessThanOrEqual(20);
    expect(line).toEqual({
      _aws: {
        Timestamp: at,
        CloudWatchMetrics: [
          {
            Namespace: "Dondoc/test",
            Dimensions: [[]],
            Metrics: Object.keys(figureNames).map((Name) => ({ Name, Unit: "Count" })),
          },
        ],
      },
      ...figures,
    });
    expect(Object.keys(figures).toSorted()).toEqual(Object.keys(figureNames).toSorted());
  });
});
