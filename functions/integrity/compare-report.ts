/** A report that was handed in, beside the same body's report of the same period a year before. */
import { jumpsIn } from "../../shared/integrity/figure-jumps.ts";
import type { ObservedReport } from "../../shared/integrity/observation.ts";
import type { ChangeEvent } from "../../shared/platform/events.ts";
import { formOf } from "../../shared/reports/form.ts";
import { periodIdOf } from "../../shared/reports/kinds.ts";
import { obligationIdOf } from "../../shared/reports/obligation.ts";
import type { ReportStore } from "../../shared/reports/report-store.ts";
import { obligationOfSubject } from "../../shared/reports/subject.ts";

export type ComparedReports = Pick<ReportStore, "obligation" | "report">;

/** The jumps of the report that an event tells of. `nothing`: a directed report, which no other year has; undefined: it is not there. */
export async function observedReportOf(
  { subject, sequence, at, unit, facts: { number } }: ChangeEvent,
  reports: ComparedReports,
): Promise<ObservedReport | "nothing" | undefined> {
  const id = obligationOfSubject(subject);
  if (id === undefined || unit === undefined || typeof number !== "number") return undefined;
  const [head, report] = await Promise.all([reports.obligation(id), reports.report({ obligation: id, number })]);
  if (!head || !report) return undefined;
  if (!head.period) return "nothing";
  const form = formOf(head, undefined);
  const yearBefore = obligationIdOf(periodIdOf(head.period.kind, head.period.year - 1), head.unit);
  const newest = (await reports.obligation(yearBefore))?.report?.number;
  const before = newest === undefined ? undefined : { obligation: yearBefore, number: newest };
  const earlier = before && (await reports.report(before));
  const lastYear = new Map(
    Object.entries(earlier?.content.figures ?? {}).map(([figure, { value }]) => [figure, value]),
  );
  return {
    kind: "report",
    obligation: id,
    sequence,
    at,
    unit,
    number,
    share: form.jumpShare,
    ...(before && earlier && { before: { ...before, at: earlier.at } }),
    jumps: jumpsIn(report.content, form, lastYear),
  };
}
