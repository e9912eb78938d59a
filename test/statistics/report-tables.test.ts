/** The dashboard's tables of the periodic reports that closed last, from obligations to HTML. */
import { describe, expect, it } from "vitest";
import { regimes } from "../../shared/reports/regimes.ts";
import { reportsByGroup, reportsMissing, stateOfReports } from "../../shared/statistics/report-tables.ts";
import type { Facts } from "../../shared/statistics/widget.ts";
import { drawnTable } from "../../shared/statistics/widget-html.ts";
import { periodsClosedLast, reportFacts, type SeenObligation } from "../../shared/statistics/widget-reports.ts";
import { withNames } from "../../shared/statistics/widget-rows.ts";
import { owed } from "../support/owed.ts";

const at = Date.parse("2024-01-03T01:05:00Z");
const minute = 60_000;
const first = (lateDays: number) => ({ at: "2023-12-18T00:00:00Z", on: "2023-12-18", lateDays });
const poisoned = `<img src=x onerror="alert('&')">`;

/** Both tables of what is owed for the longest period that closed last, and for the second, so many minutes after the count. */
function tables(
  ofYear: readonly Partial<SeenObligation>[],
  {
    ofQuarter = [],
    names = {},
    now = at,
    run = at,
    shown = run,
  }: {
    ofQuarter?: readonly Partial<SeenObligation>[];
    names?: Record<string, string>;
    now?: number;
    run?: number;
    shown?: number;
  } = {},
) {
  const seen = periodsClosedLast(now, regimes).map((period, index) => ({
    period,
    obligations: (index === 0 ? ofYear : ofQuarter).map((given) => ({ ...owed, ...given })),
  }));
  const empty = { total: 0, rows: [] };
  const questions = {
    "late-now": empty,
    "due-today": empty,
    "not-answering": empty,
    "questions-by-unit": { ...empty, month: "2024-01", whole: { counts: {}, lateNow: 0 } },
    "scores-weakest": {},
  };
  const named = withNames({ ...questions, ...reportFacts(seen, now) }, new Map(Object.entries(names)));
  return {
    groups: drawnTable({ at: run, facts: named["reports-by-group"] }, reportsByGroup, shown),
    missing: drawnTable({ at: run, facts: named["reports-missing"] }, reportsMissing, shown),
  };
}

const rowsOf = (html: string) =>
  [...html.matchAll(/<tr><th scope="row">(.*?)<\/tr>/g)].map(([, row = ""]) => row.replaceAll(/<[^>]+>+/g, "|"));

describe("the periods that closed last", () => {
  it.each([
    // The 14th is the last day of the data: the period closes at its end.
    ["2024-06-14T16:59:59Z", ["2024-quarter-1"]],
    ["2024-06-14T17:00:00Z", ["2024-half-year", "2024-quarter-2"]],
    ["2024-02-05T01:00:00Z", ["2023-year", "2023-quarter-4"]],
    ["2024-12-31T16:59:59Z", ["2024-year", "2024-quarter-4"]],
  ])("at %s are %j: all that closed on one date, the longest first", (now, expected) => {
    expect(periodsClosedLast(Date.parse(now), regimes).map(({ id }) => id)).toEqual(expected);
  });

  it("are none where no regime has been in force", () => {
    expect(periodsClosedLast(at, [])).toEqual([]);
    expect(reportFacts([], at)["reports-by-group"]).toMatchObject({ periods: [], owing: 0, rows: [] });
  });
});

describe("the table by group", () => {
  it("counts n of the N that the province itself is owed, 65 in 2023; what parents gather stands beside it, not in it", () => {
    const onTime = Array.from({ length: 19 }, () => ({ state: "submitted" as const, first: first(0) }));
    const districts = Array.from({ length: 9 }, () => ({ group: "districts" as const }));
    const others = Array.from({ length: 37 }, () => ({ group: "others" as const }));
    const communes = Array.from({ length: 152 }, () => ({ group: "communes" as const, tier: "child" as const }));
    expect(rowsOf(tables([...onTime, ...districts, ...others, ...communes]).groups)).toEqual([
      "Gửi trực tiếp về UBND tỉnh||năm 2023||19/65||00||46||00||00||00||00||Có cơ quan, đơn vị chưa gửi, đã quá hạn|",
      "Các sở, ban, ngành tỉnh||năm 2023||19/19||00||00||00||00||00||00||Đã gửi đúng hạn|",
      "UBND các huyện, thị xã, thành phố||năm 2023||00/09||00||09||00||00||00||00||Có cơ quan, đơn vị chưa gửi, đã quá hạn|",
      "Cơ quan, đơn vị, tổ chức khác||năm 2023||00/37||00||37||00||00||00||00||Có cơ quan, đơn vị chưa gửi, đã quá hạn|",
      "Gửi về cơ quan cấp trên để tổng hợp (tính riêng)||năm 2023||00/152||00||152||00||00||00||00||Có cơ quan, đơn vị chưa gửi, đã quá hạn|",
    ]);
  });

  it("has every standing once, so that a row adds up to its N: late, missing, not yet due, returned, excused; lapsed is in none", () => {
    const { groups } = tables([
      { state: "submitted", first: first(0), outOfDate: ["xa-mau-01"] },
      { state: "accepted", first: first(2) },
      { state: "drafted" },
      { extension: { reason: "", by: "", at: "", until: "2024-01-03" } },
      { state: "returned", first: first(0) },
      { state: "excused" },
      { state: "lapsed" },
    ]);
    expect(rowsOf(groups)[0]).toContain("|năm 2023||01/06||01||01||01||01||01||01||");
  });

  it("has the rows of periods that closed on one date beside each other, each with its own N", () => {
    const { groups } = tables([owed, owed], { ofQuarter: [owed] });
    expect(rowsOf(groups).map((row) => row.split("||").slice(0, 3))).toEqual([
      ["Gửi trực tiếp về UBND tỉnh", "năm 2023", "00/02"],
      ["Các sở, ban, ngành tỉnh", "năm 2023", "00/02"],
      ["Gửi trực tiếp về UBND tỉnh", "quý IV năm 2023", "00/01"],
      ["Các sở, ban, ngành tỉnh", "quý IV năm 2023", "00/01"],
    ]);
    expect(groups).toContain(
      "<caption>Kỳ báo cáo: năm 2023, quý IV năm 2023, chốt số liệu ngày 14/12/2023. Số liệu lúc 08h05 ngày 03/01/2024.</caption>",
    );
  });

  it("says that the list is not frozen while who owes may still change", () => {
    expect(tables([{ state: "expected" }]).groups).toContain("(danh sách phải gửi chưa chốt)");
    expect(tables([{ state: "owed" }]).groups).not.toContain("chưa chốt");
  });

  const row = { period: "năm 2023", of: "direct", owing: 2, onTime: 0, late: 0, missing: 0 } as const;
  const counts: Facts<"reports-by-group">["rows"][number] = {
    ...row,
    notYetDue: 0,
    returned: 0,
    excused: 0,
    outOfDate: 0,
  };
  it.each([
    [{ missing: 1, returned: 1 }, "Có cơ quan, đơn vị chưa gửi, đã quá hạn"],
    [{ returned: 1, outOfDate: 1 }, "Có báo cáo trả lại để bổ sung"],
    [{ outOfDate: 1, notYetDue: 1 }, "Có báo cáo cần tổng hợp lại"],
    [{ notYetDue: 1, late: 1 }, "Đang trong thời hạn gửi"],
    [{ late: 1, onTime: 1 }, "Đã gửi, có báo cáo quá hạn"],
    [{ onTime: 1, excused: 1 }, "Đã gửi đúng hạn"],
    [{ excused: 2 }, "Được miễn báo cáo"],
  ])("says in words how a group stands: %j is %s", (given, word) => {
    expect(stateOfReports({ ...counts, ...given })).toBe(word);
  });
});

describe("who has not handed in", () => {
  it("has each body once, for however many periods: late ones first, then those of the province itself, with parent and last day", () => {
    const commune = {
      unit: "xa-mau-01",
      group: "communes",
      tier: "child",
      to: "thi-xa-sa-pa",
      dueOn: "2023-12-16",
    } as const;
    const { missing } = tables(
      [
        { unit: "so-mau", extension: { reason: "", by: "", at: "", until: "2024-01-03" } },
        commune,
        { unit: "so-tu-phap" },
        { unit: "so-xong", state: "submitted", first: first(3) },
        { unit: "so-mien", state: "excused" },
        { unit: "so-tra-lai", state: "returned", first: first(0) },
      ],
      { ofQuarter: [commune], names: { "so-tu-phap": "Sở Tư pháp", "thi-xa-sa-pa": "UBND thị xã Sa Pa" } },
    );
    expect(rowsOf(missing)).toEqual([
      "Sở Tư pháp||ubnd-tinh||năm 2023||18/12/2023||Chưa gửi, đã quá hạn|",
      "xa-mau-01||UBND thị xã Sa Pa||năm 2023, quý IV năm 2023||16/12/2023||Chưa gửi, đã quá hạn|",
      "so-mau||ubnd-tinh||năm 2023||03/01/2024||Chưa gửi, chưa đến hạn|",
    ]);
  });

  it("names a hundred of the 3,321 communes of the country and says how many more there are", () => {
    const { missing } = tables(Array.from({ length: 3_321 }, (_, index) => ({ unit: `xa-${index}` })));
    expect(rowsOf(missing)).toHaveLength(100);
    expect(missing).toContain("<p>và 3.221 cơ quan, đơn vị khác.</p>");
  });
});

describe("both tables of reports", () => {
  it("escape every value: a unit's name is what somebody typed", () => {
    const { missing } = tables([owed], { names: { "so-tu-phap": poisoned, "ubnd-tinh": poisoned } });
    expect(missing.match(/&lt;img src=x onerror=&quot;alert\(&#39;&amp;&#39;\)&quot;&gt;/g)).toHaveLength(2);
    expect(missing).not.toContain("<img");
  });

  it("run nothing, call nothing, and say nothing by colour", () => {
    for (const html of Object.values(tables([owed])))
      expect(html).not.toMatch(/cwdb-action|<a |style|class=|on\w+="|color/);
  });

  it("are a sentence when nothing is owed, and another when all of it came", () => {
    const moment =
      "Kỳ báo cáo: năm 2023, quý IV năm 2023, chốt số liệu ngày 14/12/2023. Số liệu lúc 08h05 ngày 03/01/2024.";
    for (const html of Object.values(tables([])))
      expect(html).toBe(`<p>Chưa có danh sách báo cáo phải gửi. ${moment}</p>`);
    const { missing } = tables([{ state: "submitted", first: first(0) }]);
    expect(missing).toBe(`<p>Không có cơ quan, đơn vị nào chưa gửi báo cáo. ${moment}</p>`);
  });

  it("say when they were counted, and are old only when the job has stood still", () => {
    const run = at + 55 * minute;
    for (const html of Object.values(tables([owed], { run }))) {
      expect(html).toContain("Số liệu lúc 08h05 ngày 03/01/2024.");
      expect(html).not.toContain("đã cũ");
    }
    for (const html of Object.values(tables([owed], { run, shown: run + 31 * minute }))) {
      expect(html).toMatch(/^<p>Số liệu đã cũ, .*Số liệu lúc 08h05/);
    }
  });
});
