/** The results of a score period (bảng điểm): portal by portal with the points of every criterion, and by group of bodies. */
import { counted } from "../notices/dates-for-people.ts";
import type { CriteriaSet, Criterion } from "../scoring/criteria/criteria-set.ts";
import { type ListedEvaluation, reconsiderationStanding } from "../scoring/evaluations/evaluation.ts";
import { notGradedWords } from "../scoring/explaining/words.ts";
import type { Outcome } from "../scoring/results/check.ts";
import type { Result } from "../scoring/results/results.ts";
import { groupNames, type UnitGroup, unitGroups } from "../units/groups.ts";
import type { Cell, Column, Table } from "./table.ts";

/** A portal's evaluation beside its result. */
export interface ScoreRow {
  readonly evaluation: ListedEvaluation;
  readonly result: Result;
}

const number = (heading: string): Column => ({ heading, kind: "number" });
const text = (heading: string): Column => ({ heading, kind: "text" });

const reconsiderationNames = { waiting: "Đang xem xét", answered: "Đã trả lời", unanswered: "Chưa được trả lời" };

/** How names of portals and bodies are found. */
export interface Names {
  readonly portal: (id: string) => string;
  readonly unit: (id: string) => string;
}

/** Group by group, the best rank first; who is not graded stands at the end of its group, in the order of ids. */
export function scoreTable(set: CriteriaSet, rows: readonly ScoreRow[], title: string, names: Names): Table {
  return {
    title,
    columns: [
      number("STT"),
      ...["Cổng TTĐT", "Cơ quan, đơn vị vận hành", "Mã Cổng TTĐT", "Nhóm"].map(text),
      ...["Điểm (thang 100)", "Tỷ lệ điểm tối đa đã đo được (%)"].map(number),
      text("Xếp loại"),
      ...(set.ranks ? [number("Xếp hạng trong nhóm"), number("Số Cổng TTĐT đồng hạng")] : []),
      ...["Tổng điểm", "Tổng điểm tối đa đã đo được", "Tổng điểm tối đa áp dụng"].map(number),
      ...set.criteria.map(headingOf),
      number("Điểm tự chấm gửi chậm (ngày)"),
      text("Đề nghị xem xét lại"),
    ],
    rows: rows.toSorted(byPlace).map((row, index) => cellsOf(set, row, index + 1, names)),
  };
}

/** An informative criterion is worth nothing: its column holds a share. */
function headingOf({ id, text: criterion, max, isInformative }: Criterion): Column {
  const worth = isInformative ? "chỉ báo thay thế, %" : `tối đa ${max / 100}`.replace(".", ",");
  return { heading: `${id} (${worth}): ${criterion}`, kind: "text" };
}

function byPlace(one: ScoreRow, other: ScoreRow): number {
  const groups = unitGroups.indexOf(one.result.group) - unitGroups.indexOf(other.result.group);
  const graded = Number(one.result.notGraded !== undefined) - Number(other.result.notGraded !== undefined);
  const score = (other.result.score ?? 0) - (one.result.score ?? 0);
  return groups || graded || score || (one.result.portal < other.result.portal ? -1 : 1);
}

function cellsOf(set: CriteriaSet, { evaluation, result }: ScoreRow, place: number, names: Names): readonly Cell[] {
  const { portal, group, score, coverage, sums, outcomes, rank, tied } = result;
  const standing = reconsiderationStanding(evaluation);
  return [
    place,
    names.portal(portal),
    names.unit(evaluation.unit),
    portal,
    groupNames[group],
    inWhole(score),
    inWhole(coverage),
    gradeName(set, result),
    ...(set.ranks ? [rank, tied] : []),
    ...[sums.points, sums.measured, sums.applicable].map(inWhole),
    ...set.criteria.map((criterion) => outcomeCell(criterion, outcomes.get(criterion.id))),
    evaluation.selfScore?.lateDays,
    standing && reconsiderationNames[standing],
  ];
}

/** The name of a grade, or why there is none. */
function gradeName({ bands }: CriteriaSet, { grade, notGraded }: Result): string | undefined {
  return notGraded ? notGradedWords[notGraded].text : bands.find(({ id }) => id === grade)?.name;
}

/** Points, or the word for why there are none: never a zero that nobody gave. */
function outcomeCell({ isInformative }: Criterion, outcome: Outcome | undefined): Cell {
  if (outcome === undefined || outcome.is === "not-applicable") return "Không áp dụng";
  if (outcome.is === "not-measured") return "Chưa đo được";
  return inWhole(isInformative ? Math.round((10_000 * outcome.n) / outcome.of) : outcome.points);
}

function inWhole(hundredths: number | null): Cell {
  return hundredths === null ? undefined : hundredths / 100;
}

/** How many of each group have which grade, n of N; all together at the end. */
export function scoreSummary(set: CriteriaSet, results: readonly Result[], title: string): Table {
  const groups = unitGroups.filter((group) => results.some((result) => result.group === group));
  const bands = set.bands.toSorted((one, other) => other.from - one.from);
  const rowOf = (name: string, of: readonly Result[]): readonly Cell[] => [
    name,
    of.length,
    ...bands.map(({ id }) => share(of.filter(({ grade }) => grade === id).length, of.length)),
    share(of.filter(({ notGraded }) => notGraded !== undefined).length, of.length),
    ...spread(of),
  ];
  return {
    title,
    columns: [
      text("Nhóm cơ quan, đơn vị, tổ chức, địa phương"),
      number("Số Cổng TTĐT (N)"),
      ...bands.map(({ name }) => text(`${name} (n/N)`)),
      text("Không xếp loại (n/N)"),
      ...["Điểm thấp nhất", "Điểm trung vị", "Điểm cao nhất"].map(number),
    ],
    rows: [
      ...groups.map((group: UnitGroup) =>
        rowOf(
          groupNames[group],
          results.filter((result) => result.group === group),
        ),
      ),
      rowOf("Tổng số", results),
    ],
  };
}

function share(n: number, of: number): string {
  return `${counted(n)}/${counted(of)}`;
}

/** Lowest, median and highest score of those that are graded. */
function spread(results: readonly Result[]): readonly Cell[] {
  const scores = results
    .flatMap(({ score, notGraded }) => (score === null || notGraded ? [] : [score]))
    .toSorted((one, other) => one - other);
  return [scores[0], scores[Math.floor((scores.length - 1) / 2)], scores.at(-1)].map((score) => inWhole(score ?? null));
}
