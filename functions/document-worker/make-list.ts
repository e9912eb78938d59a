/** The register of a period as a list: every body, whatever their number. */
import { type Day, dayAt } from "../../shared/calendar/province-time.ts";
import { csvOf } from "../../shared/documents/csv.ts";
import { mediaTypes } from "../../shared/documents/file-type.ts";
import type { JobTask } from "../../shared/documents/job.ts";
import { registerTable } from "../../shared/documents/register-table.ts";
import { registerWorkbook } from "../../shared/documents/register-workbook.ts";
import type { Instant } from "../../shared/platform/clock.ts";
import type { RegisterStore } from "../../shared/register/register-store.ts";
import { periodName } from "../../shared/reports/kinds.ts";
import type { ListedObligation, ReportStore } from "../../shared/reports/report-store.ts";
import { nameOn } from "../../shared/units/unit.ts";
import type { Made, OnProgress } from "./make.ts";

export interface ListDeps {
  readonly reports: Pick<ReportStore, "allOfPeriod" | "period">;
  readonly register: Pick<RegisterStore, "getMany">;
}

type ListTask = Extract<JobTask, { kind: "period-register" }>;

/** Rows between two words about the progress. */
const rowsPerWord = 1_000;

export async function makeList(
  { period: id, to, format }: ListTask,
  now: Instant,
  { reports, register }: ListDeps,
  onProgress: OnProgress,
): Promise<Made> {
  const period = await reports.period(id);
  if (!period) throw new Error(`There is no period ${id}.`);
  const obligations: ListedObligation[] = [];
  for await (const obligation of reports.allOfPeriod(id, to)) {
    obligations.push(obligation);
    const done = obligations.length;
    // Reading is half of the work.
    if (done % rowsPerWord === 0) await onProgress({ done, of: 2 * (period.owing ?? done), rows: done });
  }
  const today = dayAt(now);
  const nameOf = await namesOf(obligations, today, register);
  const title = `Sổ theo dõi báo cáo ${periodName(period)}`;
  const list = { obligations, title, today, nameOf };
  const owed = obligations.filter(({ state }) => state !== "lapsed");
  return { ...(await writtenAs(format, list)), name: `${title}.${format}`, rows: owed.length };
}

interface List {
  readonly obligations: readonly ListedObligation[];
  readonly title: string;
  readonly today: Day;
  readonly nameOf: (unit: string) => string;
}

/** A workbook also holds the counts by group, on a sheet of their own. */
async function writtenAs(format: ListTask["format"], list: List): Promise<Pick<Made, "bytes" | "type">> {
  const { obligations, title, today, nameOf } = list;
  if (format === "xlsx") {
    return { bytes: await registerWorkbook(obligations, title, today, nameOf), type: mediaTypes.xlsx };
  }
  const text = csvOf(registerTable(obligations, title, today, nameOf));
  return { bytes: new TextEncoder().encode(text), type: "text/csv; charset=utf-8" };
}

/** The names of all bodies of a list on a day; one that the register does not know is named by its id. */
async function namesOf(
  obligations: readonly ListedObligation[],
  on: Day,
  register: ListDeps["register"],
): Promise<(id: string) => string> {
  const ids = obligations.flatMap(({ unit, to, onBehalfBy, outOfDate = [] }) => [
    ...[unit, to, ...outOfDate],
    ...(onBehalfBy === undefined ? [] : [onBehalfBy]),
  ]);
  const found = await register.getMany("unit", [...new Set(ids)]);
  return (id) => {
    const unit = found.get(id)?.value;
    return unit ? nameOn(unit, on) : id;
  };
}
