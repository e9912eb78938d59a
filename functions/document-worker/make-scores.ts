/** The results of a score period as a list: every portal, every criterion. */
import { dayAt } from "../../shared/calendar/province-time.ts";
import { csvOf } from "../../shared/documents/csv.ts";
import { mediaTypes } from "../../shared/documents/file-type.ts";
import type { JobTask } from "../../shared/documents/job.ts";
import { type ScoreRow, scoreSummary, scoreTable } from "../../shared/documents/score-table.ts";
import { workbook } from "../../shared/documents/workbook.ts";
import { setName } from "../../shared/notices/score-words.ts";
import type { Instant } from "../../shared/platform/clock.ts";
import type { RegisterStore } from "../../shared/register/register-store.ts";
import type { CriteriaSet } from "../../shared/scoring/criteria/criteria-set.ts";
import type { ListedEvaluation } from "../../shared/scoring/evaluations/evaluation.ts";
import { type ScorePeriodId, scorePeriodName, scorePeriodNamed } from "../../shared/scoring/periods/score-period.ts";
import { resultsOf } from "../../shared/scoring/results/results.ts";
import { type ScoringStore, sheetIn } from "../../shared/scoring/scoring-store.ts";
import { nameOn } from "../../shared/units/unit.ts";
import type { Made, OnProgress } from "./make.ts";

export interface ScoresDeps {
  readonly scores: Pick<ScoringStore, "period" | "criteriaSet" | "allOfPeriod" | "sheetTexts">;
  readonly register: Pick<RegisterStore, "getMany">;
}

type ScoresTask = Extract<JobTask, { kind: "score-table" }>;

export async function makeScores(
  { period: id, group, format }: ScoresTask,
  now: Instant,
  deps: ScoresDeps,
  onProgress: OnProgress,
): Promise<Made> {
  const period = await deps.scores.period(id);
  const named = scorePeriodNamed(id);
  const record = period && (await deps.scores.criteriaSet(period.set));
  if (!period || !named || !record) throw new Error(`There is no score period ${id}.`);
  const evaluations: ListedEvaluation[] = [];
  for await (const evaluation of deps.scores.allOfPeriod(id)) evaluations.push(evaluation);
  await onProgress({ done: 1, of: 3, rows: evaluations.length });
  // A rank and a best value are of all: what is left out of the list still counts.
  const all = await rowsOf(record.set, evaluations, deps);
  const rows = group === undefined ? all : all.filter(({ result }) => result.group === group);
  await onProgress({ done: 2, of: 3, rows: rows.length });
  const mark = period.state === "final" ? "" : " (dự kiến)";
  const title = `Kết quả đánh giá, chấm điểm Cổng TTĐT thành phần ${scorePeriodName(named)}${mark}`;
  const written = await writtenAs(format, { set: record.set, rows, title, period: id }, now, deps);
  return { ...written, name: `${title}.${format}`, rows: rows.length };
}

async function rowsOf(
  set: CriteriaSet,
  evaluations: readonly ListedEvaluation[],
  { scores }: ScoresDeps,
): Promise<ScoreRow[]> {
  const texts = await scores.sheetTexts(evaluations.map(({ id, sheet }) => ({ evaluation: id, number: sheet })));
  const sheets = [...texts].map(([id, text]) => sheetIn(text, id));
  const byPortal = new Map(evaluations.map((evaluation) => [evaluation.portal, evaluation]));
  return resultsOf(set, sheets).flatMap((result) => {
    const evaluation = byPortal.get(result.portal);
    return evaluation ? [{ evaluation, result }] : [];
  });
}

interface Scores {
  readonly set: CriteriaSet;
  readonly rows: readonly ScoreRow[];
  readonly title: string;
  readonly period: ScorePeriodId;
}

/** A workbook also holds the counts by group, on a sheet of their own. */
async function writtenAs(
  format: ScoresTask["format"],
  { set, rows, title, period }: Scores,
  now: Instant,
  { register }: ScoresDeps,
): Promise<Pick<Made, "bytes" | "type">> {
  const on = scorePeriodNamed(period)?.to ?? dayAt(now);
  const [portals, units] = await Promise.all([
    register.getMany(
      "portal",
      rows.map(({ result }) => result.portal),
    ),
    register.getMany(
      "unit",
      rows.map(({ evaluation }) => evaluation.unit),
    ),
  ]);
  const table = scoreTable(set, rows, title, {
    portal: (id) => portals.get(id)?.value.name ?? id,
    unit: (id) => {
      const unit = units.get(id)?.value;
      return unit ? nameOn(unit, on) : id;
    },
  });
  if (format === "csv") return { bytes: new TextEncoder().encode(csvOf(table)), type: "text/csv; charset=utf-8" };
  const bySet = `${title}, theo ${setName(set)}`;
  const summary = scoreSummary(
    set,
    rows.map(({ result }) => result),
    bySet,
  );
  const sheets = [
    { name: "Tổng hợp theo nhóm", table: summary },
    { name: "Kết quả", table: { ...table, title: bySet } },
  ];
  return { bytes: await workbook(sheets, dayAt(now)), type: mediaTypes.xlsx };
}
