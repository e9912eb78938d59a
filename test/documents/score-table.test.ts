/** The results of a score period as a list: from sheets to cells. */
import { describe, expect, it } from "vitest";
import { csvOf } from "../../shared/documents/csv.ts";
import { type ScoreRow, scoreSummary, scoreTable } from "../../shared/documents/score-table.ts";
import { type CriteriaSet, criteriaSet } from "../../shared/scoring/criteria/criteria-set.ts";
import type { ListedEvaluation } from "../../shared/scoring/evaluations/evaluation.ts";
import type { Fact } from "../../shared/scoring/facts/fact.ts";
import { type Judged, resultsOf } from "../../shared/scoring/results/results.ts";

const common = { group: "D", textEn: "x", legalBasis: "x", judge: "reviewer" } as const;
const set: CriteriaSet = criteriaSet.parse({
  id: "nho",
  title: "Bộ tiêu chí nhỏ",
  titleEn: "A small set",
  validFrom: "2023-01-01",
  periodKinds: ["year"],
  groups: [{ id: "D", name: "Hỏi - Đáp", nameEn: "Q&A", max: 2_000 }],
  criteria: [
    { ...common, id: "D1", text: "Trả lời đúng hạn", max: 1_250, method: "on-time" },
    { ...common, id: "D2", text: "Có; chuyên mục", max: 750, method: "yes-no" },
    { ...common, id: "P1", text: "Chỉ báo", max: 0, method: "ratio", isInformative: true },
  ],
  bands: [
    { id: "yeu", name: "Yếu", nameEn: "Weak", from: 0, to: 4_999 },
    { id: "tot", name: "Tốt", nameEn: "Good", from: 5_000, to: 10_000 },
  ],
  minimumCoverage: 5_000,
  ranks: true,
  terms: { selfScoreDays: 10, reconsiderationDays: 5, answerDays: 5 },
});

const known = (value: Extract<Fact, { is: "known" }>["value"]): Fact => ({ is: "known", value });
const silent: Fact = { is: "not-measured", why: "reviewed" };

function judged(portal: string, facts: Record<string, Fact>, more: Partial<Judged> = {}): Judged {
  const entries = Object.entries(facts).map(([id, fact]) => [id, { reviewed: { fact, by: "x", at: "x" } }]);
  const body = { group: "departments", kind: "department", level: "province", participations: [] } as const;
  return { portal, ...body, entries: Object.fromEntries(entries), ...more };
}

const half = { D1: known({ n: 1, of: 3 }), D2: known({ yes: false }), P1: known({ n: 2, of: 3 }) };
const sheets = [
  judged("cong-c", half),
  judged("cong-a", half),
  judged("cong-b", { ...half, D2: known({ yes: true }) }),
  judged("cong-khong", { D1: known({ n: 0, of: 0 }), D2: silent, P1: silent }),
  judged("cong-xa", half, { group: "communes", suspended: { document: "1/TB", on: "2023-11-01" } }),
];
const results = resultsOf(set, sheets);

function row(portal: string, more: Partial<ListedEvaluation> = {}): ScoreRow {
  const result = results.find((one) => one.portal === portal);
  if (!result) throw new Error(portal);
  const evaluation: ListedEvaluation = {
    id: `2023.${portal}`,
    period: "2023",
    portal,
    unit: portal.replace("cong-", "don-vi-"),
    group: result.group,
    set: set.id,
    state: "final",
    version: 1,
    sheet: 1,
    selfScoreDueOn: "2024-01-15",
    ...more,
  };
  return { evaluation, result };
}
const names = { portal: (id: string) => `Cổng ${id}`, unit: (id: string) => `Đơn vị ${id}` };
const asked = { at: "x", by: "x", criteria: ["D1"], answerDueOn: "2024-02-20" };

describe("the list of results", () => {
  const rows = [
    row("cong-xa"),
    row("cong-khong"),
    row("cong-c", { reconsideration: asked }),
    row("cong-b", { selfScore: { at: "x", by: "x", lateDays: 2 } }),
    row("cong-a", { reconsideration: { ...asked, answeredAt: "x" } }),
  ];
  const lines = csvOf(scoreTable(set, rows, "Kết quả", names)).split("\r\n");

  it("stands group by group, the best first, the same scores in the order of ids, who is not graded last", () => {
    expect(lines.slice(1, -1).map((line) => line.split(";")[3])).toEqual([
      "cong-b",
      "cong-a",
      "cong-c",
      "cong-khong",
      "cong-xa",
    ]);
  });

  it("has the points of every criterion with a decimal comma, and the word where there are none", () => {
    expect(lines[0]).toContain(
      'D1 (tối đa 12,5): Trả lời đúng hạn;"D2 (tối đa 7,5): Có; chuyên mục";P1 (chỉ báo thay thế, %): Chỉ báo',
    );
    expect(lines.slice(1, -1)).toEqual([
      "1;Cổng cong-b;Đơn vị don-vi-b;cong-b;Các sở, ban, ngành tỉnh;58,35;100;Tốt;1;1;11,67;20;20;4,17;7,5;66,67;2;",
      "2;Cổng cong-a;Đơn vị don-vi-a;cong-a;Các sở, ban, ngành tỉnh;20,85;100;Yếu;2;2;4,17;20;20;4,17;0;66,67;;Đã trả lời",
      "3;Cổng cong-c;Đơn vị don-vi-c;cong-c;Các sở, ban, ngành tỉnh;20,85;100;Yếu;2;2;4,17;20;20;4,17;0;66,67;;Chưa được trả lời",
      "4;Cổng cong-khong;Đơn vị don-vi-khong;cong-khong;Các sở, ban, ngành tỉnh;;0;Không xếp loại: chưa đo được tiêu chí nào;;;0;0;7,5;Không áp dụng;Chưa đo được;Chưa đo được;;",
      "5;Cổng cong-xa;Đơn vị don-vi-xa;cong-xa;UBND cấp xã;20,85;100;Không xếp loại: Cổng TTĐT tạm ngừng hoạt động;;;4,17;20;20;4,17;0;66,67;;",
    ]);
  });

  it("leaves the ranks out where the set does not rank", () => {
    const unranked = { ...set, ranks: false };
    const { columns } = scoreTable(unranked, rows, "Kết quả", names);
    expect(columns.map(({ heading }) => heading)).not.toContain("Xếp hạng trong nhóm");
  });
});

describe("the counts by group", () => {
  it("are n of N by grade, with the spread of the graded scores; all together at the end", () => {
    expect(scoreSummary(set, results, "Kết quả").rows).toEqual([
      ["Các sở, ban, ngành tỉnh", 4, "01/04", "02/04", "01/04", 20.85, 20.85, 58.35],
      ["UBND cấp xã", 1, "00/01", "00/01", "01/01", undefined, undefined, undefined],
      ["Tổng số", 5, "01/05", "02/05", "02/05", 20.85, 20.85, 58.35],
    ]);
  });

  it("of a period without portals are zero of zero", () => {
    expect(scoreSummary(set, [], "Kết quả").rows).toEqual([
      ["Tổng số", 0, "00/00", "00/00", "00/00", undefined, undefined, undefined],
    ]);
  });
});
