/** The children of a parent in a period, and their newest reports. */

import type { Source, SourceVersion } from "../../shared/reports/consolidate.ts";
import type { ObligationHead } from "../../shared/reports/obligation.ts";
import type { Gap } from "../../shared/reports/report.ts";
import type { ListedObligation } from "../../shared/reports/report-store.ts";
import { obligationSubject } from "../../shared/reports/subject.ts";
import { totalsOf } from "../../shared/reports/totals.ts";
import type { ReportDeps } from "./deps.ts";

/** Those of the list that owe a report to a body: neither excused nor lapsed. */
export async function childrenOf(of: string, to: string, { reports }: ReportDeps): Promise<ListedObligation[]> {
  const children: ListedObligation[] = [];
  for await (const child of reports.allOfPeriod(of, to)) {
    if (isOwing(child)) children.push(child);
  }
  return children;
}

/** The same as they stand now: an index may lag behind what a child has just written. */
export async function childrenNow(
  { of, unit }: Pick<ObligationHead, "of" | "unit">,
  deps: ReportDeps,
): Promise<ObligationHead[]> {
  const listed = await childrenOf(of, unit, deps);
  const heads = await deps.reports.obligations(listed.map(({ id }) => id));
  return heads.filter(isOwing);
}

function isOwing({ state }: Pick<ObligationHead, "state">): boolean {
  return state !== "excused" && state !== "lapsed";
}

/** The newest versions that the children have handed in. */
export function versionsOf(children: readonly ListedObligation[]): SourceVersion[] {
  return children.flatMap(({ id, unit, report }) => (report ? [{ obligation: id, unit, number: report.number }] : []));
}

/** The children's reports as they are added up: of one that gathers itself, its totals. */
export async function sourcesOf(versions: readonly SourceVersion[], { reports }: ReportDeps): Promise<Source[]> {
  const found = await reports.reports(versions);
  return versions.flatMap((version) => {
    const report = found.get(version.obligation);
    if (!report) return [];
    const totals = [...totalsOf(report.content, report.gathered?.sums)];
    return [{ ...version, figures: Object.fromEntries(totals.map(([id, value]) => [id, { value }])) }];
  });
}

/** So many histories are read at once. */
const readsAtOnce = 10;

/** The children that have not handed in, each with when it was reminded. */
export async function gapsOf(children: readonly ObligationHead[], deps: ReportDeps): Promise<Gap[]> {
  const missing = children.filter(({ report }) => report === undefined);
  const gaps: Gap[] = [];
  for (let first = 0; first < missing.length; first += readsAtOnce) {
    gaps.push(...(await Promise.all(missing.slice(first, first + readsAtOnce).map((child) => gapOf(child, deps)))));
  }
  return gaps;
}

async function gapOf({ id, unit }: ObligationHead, { events }: ReportDeps): Promise<Gap> {
  const { items } = await events.of(obligationSubject(id), { limit: 200 });
  const reminders = items.filter(({ kind }) => kind === "deadline-rung-reached");
  return { obligation: id, unit, remindedAt: reminders.map(({ at }) => at) };
}
