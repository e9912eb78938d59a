/** A small province that was decided, then amended once: every method, ties, nobody graded for each reason, a reconsidered result. */

import { criteriaSet } from "../../../shared/scoring/criteria/criteria-set.ts";
import { type Sheet, type SheetEntry, sheet } from "../../../shared/scoring/evaluations/sheet.ts";
import type { Fact } from "../../../shared/scoring/facts/fact.ts";
import { amendedSheet, byPortal } from "../../../shared/scoring/periods/amend.ts";
import { type ScorePeriodRecord, scorePeriodRecord } from "../../../shared/scoring/periods/period-record.ts";
import { judgedSheet } from "../../../shared/scoring/results/judged.ts";
import { resultsOf } from "../../../shared/scoring/results/results.ts";
import { canonicalText, hashOf } from "../../../shared/scoring/snapshots/canonical.ts";
import { snapshotLines } from "../../../shared/scoring/snapshots/snapshot.ts";
import { headerOf } from "../../../shared/scoring/snapshots/snapshot-header.ts";

const asked = { legalBasis: "Bộ tiêu chí mẫu, không phải Quyết định 4526/QĐ-HĐBT", textEn: "Sample" };
const items = ["gioi-thieu", "chuc-nang", "lich-su"].map((id) => ({ id, text: id, textEn: id }));

export const goldenSet = criteriaSet.parse({
  id: "bo-mau-2023",
  title: "Bộ tiêu chí mẫu năm 2023",
  titleEn: "Sample criteria set of 2023",
  validFrom: "2023-01-01",
  periodKinds: ["year"],
  groups: [
    { id: "A", name: "Cung cấp thông tin", nameEn: "Information", max: 6_000 },
    { id: "D", name: "Hỏi – Đáp", nameEn: "Questions", max: 4_000 },
  ],
  criteria: [
    { ...asked, id: "A1", group: "A", text: "Giới thiệu", max: 600, method: "checklist", judge: "reviewer", items },
    { ...asked, id: "A2", group: "A", text: "Lịch làm việc", max: 400, method: "yes-no", judge: "reviewer" },
    { ...asked, id: "A3", group: "A", text: "Tin, bài", max: 2_000, method: "ratio", judge: "reviewer", target: 300 },
    {
      ...asked,
      id: "A4",
      group: "A",
      text: "So trong nhóm",
      max: 1_000,
      method: "normalised",
      judge: "reviewer",
      within: "group",
    },
    {
      ...asked,
      id: "A5",
      group: "A",
      text: "So toàn tỉnh",
      max: 1_000,
      method: "normalised",
      judge: "reviewer",
      within: "all",
    },
    { ...asked, id: "A6", group: "A", text: "Trình bày", max: 1_000, method: "by-hand", judge: "reviewer" },
    {
      ...{ ...asked, id: "D1", group: "D", text: "Trả lời đúng hạn", max: 3_000, method: "on-time", judge: "system" },
      ...{ fact: "questions-on-time", appliesTo: { participations: ["questions"] } },
    },
    {
      ...{
        ...asked,
        id: "D2",
        group: "D",
        text: "Hài lòng (chỉ báo thay thế)",
        max: 0,
        method: "ratio",
        judge: "system",
      },
      ...{ fact: "questions-satisfaction", isInformative: true, dependsOn: ["D1"] },
    },
    {
      ...{ ...asked, id: "D3", group: "D", text: "Báo cáo đúng hạn", max: 1_000, method: "deduction", judge: "system" },
      ...{ fact: "reports-dates", each: 250, deductions: { late: 63, missing: 250 } },
    },
  ],
  bands: [
    { id: "tot", name: "Tốt", nameEn: "Good", from: 9_000, to: 10_000 },
    { id: "kha", name: "Khá", nameEn: "Fair", from: 7_000, to: 8_999 },
    { id: "trung-binh", name: "Trung bình", nameEn: "Average", from: 5_000, to: 6_999 },
    { id: "yeu", name: "Yếu", nameEn: "Weak", from: 0, to: 4_999 },
  ],
  minimumCoverage: 6_000,
  ranks: true,
  terms: { selfScoreDays: 10, reconsiderationDays: 5, answerDays: 5 },
});

const known = (value: Extract<Fact, { is: "known" }>["value"]): Fact => ({ is: "known", value });
const silent: Fact = { is: "not-measured", why: "source-silent" };

/** What a good body has. */
const good: Record<string, Fact> = {
  A1: known({ done: ["gioi-thieu", "chuc-nang"] }),
  A2: known({ yes: true }),
  A3: known({ count: 299 }),
  A4: known({ n: 7, of: 9 }),
  A5: known({ count: 41 }),
  A6: known({ points: 875 }),
  D1: known({ n: 17, of: 18 }),
  D2: known({ n: 2, of: 3 }),
  D3: known({ of: 4, lapses: { late: 1, missing: 0 } }),
};

const reviewer = "van-phong-ubnd-tinh.supervisor";
const system = new Set(["D1", "D2", "D3"]);

function sheetOf(unit: string, body: Partial<Sheet>, facts: Record<string, Fact> = {}): Sheet {
  const entries = Object.entries({ ...good, ...facts }).map(([id, fact]): [string, SheetEntry] => [
    id,
    system.has(id)
      ? { measured: fact }
      : {
          self: { fact, evidence: [{ url: `https://${unit}.example/${id}` }] },
          reviewed: { fact, by: reviewer, at: "2024-01-20T02:00:00.000Z" },
        },
  ]);
  return sheet.parse({
    portal: `cong-${unit}`,
    unit,
    group: "departments",
    kind: "department",
    level: "province",
    participations: ["questions"],
    factsAt: "2024-01-02T01:00:00.000Z",
    factsOn: "2023-12-31",
    entries: Object.fromEntries(entries),
    ...body,
  });
}

const allSilent = Object.fromEntries(Object.keys(good).map((id) => [id, silent]));
const commune = { group: "communes", kind: "people-committee", level: "commune" } as const;
const society: Partial<Sheet> = { group: "party-and-mass", kind: "mass-organisation", participations: [] };

const reconsidered = sheetOf("xa-tien", commune, { A2: known({ yes: true }) });
const decided: readonly Sheet[] = [
  // Two that share a rank, the next one is third.
  sheetOf("so-bac", {}),
  sheetOf("so-an", {}),
  sheetOf("so-cuu", {}, { A4: known({ n: 9, of: 9 }), A2: known({ yes: false }), A6: known({ points: 120 }) }),
  sheetOf("so-dong", { suspended: { document: "12/QĐ-UBND", on: "2023-11-01" } }),
  // Not a participant in questions; half of the rest is unknown.
  sheetOf("hoi-nguoi-cao-tuoi", society, { A3: silent, A4: silent, A5: silent, A6: silent }),
  sheetOf("hoi-luat-gia", society, { D3: { is: "not-applicable", why: "nothing-to-judge" } }),
  sheetOf("xa-im", commune, allSilent),
  // No question was received; the criterion that depends on it says nothing either.
  sheetOf("xa-ia", commune, { D1: known({ n: 0, of: 0 }) }),
  {
    ...reconsidered,
    entries: {
      ...reconsidered.entries,
      A2: {
        ...reconsidered.entries.A2,
        reconsidered: {
          reason: "Lịch làm việc đã được đăng từ tháng 3.",
          evidence: [{ url: "https://xa-tien.example/lich" }],
          answer: {
            ...{ before: known({ yes: false }), after: known({ yes: true }), reason: "Đúng như bằng chứng." },
            ...{
              by: "ubnd-tinh.leader",
              byName: "Nguyễn Văn Mẫu",
              byTitle: "Chủ tịch",
              at: "2024-02-20T02:00:00.000Z",
            },
          },
        },
      },
    },
  },
];

const signature = {
  officer: "ubnd-tinh.leader",
  fullName: "Nguyễn Văn Mẫu",
  title: "Chủ tịch",
  unit: "ubnd-tinh",
  unitName: "Ủy ban nhân dân tỉnh",
  capacity: "tm",
  line: "TM. HỘI ĐỒNG BIÊN TẬP\nCHỦ TỊCH",
  at: "2024-03-01T02:00:00.000Z",
};

const goldenPeriod = scorePeriodRecord.parse({
  ...{ id: "2023", kind: "year", year: 2023, from: "2023-01-01", to: "2023-12-31" },
  ...{ set: goldenSet.id, setHash: hashOf(canonicalText(goldenSet)), state: "deciding", version: 4, sequence: 4 },
  ...{ openedAt: "2024-01-02T01:00:00.000Z", selfScoreDueOn: "2024-01-15", portals: decided.length },
  published: { at: "2024-02-02T02:00:00.000Z", by: reviewer, unreviewed: 0, windowEndsOn: "2024-02-16" },
  decision: { number: "15/QĐ-HĐBT", on: "2024-03-01", signature, unanswered: 0 },
});

/** The text of a snapshot of these sheets. */
function textOf(record: ScorePeriodRecord, number: number, sheets: readonly Sheet[]): { text: string; hash: string } {
  const byPortal = sheets.toSorted((one, other) => (one.portal < other.portal ? -1 : 1));
  const inputs = byPortal.map((one) => ({
    number: number + 2,
    sha256: hashOf(JSON.stringify(one)),
    judged: judgedSheet.parse(one),
  }));
  const lines = snapshotLines(headerOf(record, goldenSet, number), inputs, resultsOf(goldenSet, sheets));
  let text = "";
  for (let line = lines.next(); ; line = lines.next()) {
    if (line.done) return { text, hash: line.value };
    text += line.value;
  }
}

/** Both snapshots as they are made today: the decided one, and the amended one that names its hash. */
export function goldenTexts(): readonly [decided: string, amended: string] {
  const first = textOf(goldenPeriod, 1, decided);
  const at = "2024-04-01T02:00:00.000Z";
  const entries = [
    { portal: "cong-so-cuu", criterion: "A2", fact: known({ yes: true }), reason: "Số liệu nhập nhầm." },
    { portal: "cong-xa-im", criterion: "A3", fact: known({ count: 12 }), reason: "Nguồn đã có số liệu." },
  ];
  const amendment = { number: "22/QĐ-HĐBT", on: "2024-04-01", reason: "Điều chỉnh số liệu", entries, signature };
  const frozen = { number: 1, key: "scores/2023/1.ndjson.gz", hash: first.hash, at, portals: decided.length };
  const record = scorePeriodRecord.parse({ ...goldenPeriod, state: "amending", amendment, snapshots: [frozen] });
  const changes = byPortal(entries);
  const sheets = decided.map((one) =>
    amendedSheet(one, changes.get(one.portal) ?? [], { officer: "ubnd-tinh.leader", at }),
  );
  return [first.text, textOf(record, 2, sheets).text];
}
