/** The dashboard's table of the newest published results, from results to HTML. */
import { describe, expect, it } from "vitest";
import { type CriteriaSet, criteriaSet } from "../../shared/scoring/criteria/criteria-set.ts";
import type { FactValue } from "../../shared/scoring/facts/fact.ts";
import { latestOf } from "../../shared/scoring/results/latest.ts";
import { type Judged, resultsOf } from "../../shared/scoring/results/results.ts";
import { scoresWeakest } from "../../shared/statistics/score-table.ts";
import { drawnTable } from "../../shared/statistics/widget-html.ts";

const at = Date.parse("2024-02-05T01:00:00Z");

const set: CriteriaSet = criteriaSet.parse({
  id: "nho",
  title: "Bộ tiêu chí nhỏ",
  titleEn: "A small set",
  validFrom: "2023-01-01",
  periodKinds: ["year"],
  groups: [{ id: "A", name: "Nhóm A", nameEn: "Group A", max: 1_000 }],
  criteria: ["A1", "A2"].map((id, index) => ({
    id,
    group: "A",
    text: `Tiêu chí ${id}`,
    textEn: `Criterion ${id}`,
    legalBasis: "Đề xuất",
    max: index === 0 ? 600 : 400,
    method: "by-hand",
    judge: "reviewer",
  })),
  bands: [
    { id: "yeu", name: "Yếu", nameEn: "Weak", from: 0, to: 4_999 },
    { id: "dat", name: "Đạt", nameEn: "Passed", from: 5_000, to: 10_000 },
  ],
  minimumCoverage: 5_000,
  ranks: true,
  terms: { selfScoreDays: 10, reconsiderationDays: 5, answerDays: 5 },
});

function judged(portal: string, points: readonly (number | undefined)[], more: Partial<Judged> = {}): Judged {
  const entries = points.map((given, index) => {
    const value: FactValue = { points: given ?? 0 };
    const fact =
      given === undefined ? ({ is: "not-measured", why: "reviewed" } as const) : ({ is: "known", value } as const);
    return [`A${index + 1}`, { reviewed: { fact, by: "x", at: "2024-01-20T01:00:00Z" } }] as const;
  });
  const body = { group: "departments", kind: "department", level: "province", participations: [] } as const;
  return { portal, ...body, entries: Object.fromEntries(entries), ...more };
}

const latest = (sheets: readonly Judged[], isFinal = true) =>
  latestOf(set, resultsOf(set, sheets), (portal) => portal.replace("cong-", ""), {
    period: "2023",
    to: "2023-12-31",
    isFinal,
    at: "2024-02-05T01:00:00Z",
  });
const drawn = (sheets: readonly Judged[], isFinal?: boolean) =>
  drawnTable({ at, facts: { latest: latest(sheets, isFinal) } }, scoresWeakest, at);

describe("the table of the weakest", () => {
  it("shows the lowest scores first, each with what cost it most, dearest first", () => {
    const html = drawn([
      judged("cong-cao", [600, 400]),
      judged("cong-thap", [180, 150]),
      judged("cong-giua", [600, 0]),
    ]);
    expect(html.match(/<tbody>.*<\/tbody>/)?.[0]).toBe(
      "<tbody>" +
        '<tr><th scope="row">thap</th><td>Các sở, ban, ngành tỉnh</td><td>33</td><td>Yếu</td><td>A1 (−4,2): Tiêu chí A1; A2 (−2,5): Tiêu chí A2</td></tr>' +
        '<tr><th scope="row">giua</th><td>Các sở, ban, ngành tỉnh</td><td>60</td><td>Đạt</td><td>A2 (−4): Tiêu chí A2</td></tr>' +
        '<tr><th scope="row">cao</th><td>Các sở, ban, ngành tỉnh</td><td>100</td><td>Đạt</td><td></td></tr>' +
        "</tbody>",
    );
  });

  it("names ten at most, and never who is suspended or was measured too little: they are counted beside the grades", () => {
    const many = Array.from({ length: 14 }, (_, index) =>
      judged(`cong-${String(index).padStart(2, "0")}`, [600, 10 * index]),
    );
    const apart = [
      judged("cong-tam-ngung", [0, 0], { suspended: { document: "1/TB", on: "2023-11-01" } }),
      judged("cong-chua-do", [undefined, 0]),
      judged("cong-khong", [undefined, undefined]),
    ];
    expect(latest([...apart, ...many]).weakest.map(({ portal }) => portal)).toEqual(
      many.slice(0, 10).map(({ portal }) => portal),
    );
    expect(drawn([...apart, ...many])).toContain(
      "Kỳ đánh giá: năm 2023 (kết quả chính thức). Đạt 14/17, Yếu 00/17, không xếp loại 03/17. Số liệu lúc 08h00",
    );
  });

  it("says that results without a decision are provisional, and when there are none at all", () => {
    expect(drawn([judged("cong-a", [600, 400])], false)).toContain("(kết quả dự kiến)");
    expect(drawnTable({ at, facts: {} }, scoresWeakest, at)).toContain("Chưa có kết quả đánh giá nào được công bố.");
    expect(drawn([judged("cong-khong", [undefined, undefined])])).toContain("Không có Cổng TTĐT nào được xếp loại.");
  });
});
