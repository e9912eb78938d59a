/** The versions of a report that were handed in: listed, shown, compared. */
import { dayAt } from "../../shared/calendar/province-time.ts";
import type { Actions } from "../../shared/platform/http/route.ts";
import { Refusal } from "../../shared/platform/refusals.ts";
import { changesBetween, totalChanges } from "../../shared/reports/difference.ts";
import type { ReportVersion } from "../../shared/reports/document-store.ts";
import { lastDayOf, type ObligationHead } from "../../shared/reports/obligation.ts";
import { totalsOf } from "../../shared/reports/totals.ts";
import { openObligation } from "./change.ts";
import type { consolidationRoutes } from "./consolidation-routes.ts";
import type { ReportDeps } from "./deps.ts";

type Names = "listReports" | "showReport" | "compareReports";

export const versionActions: Pick<Actions<typeof consolidationRoutes, ReportDeps>, Names> = {
  listReports: async ({ params, query, caller }, deps) => {
    const { head } = await openObligation(params.obligation, caller, deps);
    const { items, nextCursor } = await deps.reports.versions(head.id, query);
    return { body: { items: items.map((version) => versionShown(version, head)), nextCursor } };
  },

  showReport: async ({ params, caller }, deps) => {
    const { head } = await openObligation(params.obligation, caller, deps);
    const number = /^[1-9]\d{0,3}$/.test(params.number) ? Number(params.number) : 0;
    const report = await reportNumbered(head, number, deps);
    const totals = Object.fromEntries(totalsOf(report.content, report.gathered?.sums));
    return { body: { ...report, number, totals } };
  },

  compareReports: async ({ params, query: { from, to }, caller }, deps) => {
    const { head } = await openObligation(params.obligation, caller, deps);
    const [before, after] = await Promise.all([from, to].map((number) => reportNumbered(head, number, deps)));
    if (!before || !after) throw new Refusal("not-found");
    const totals = [before, after].map(({ content, gathered }) => totalsOf(content, gathered?.sums));
    const [old = new Map(), now = new Map()] = totals;
    return {
      body: { from, to, changes: [...changesBetween(before.content, after.content), ...totalChanges(old, now)] },
    };
  },
};

async function reportNumbered(head: ObligationHead, number: number, { reports }: ReportDeps) {
  const report = await reports.report({ obligation: head.id, number });
  if (!report) throw new Refusal("not-found");
  return report;
}

function versionShown(version: ReportVersion, head: ObligationHead) {
  const { number, at, by, signature, missing = [], disagreeing = [], onBehalfBy, metBy } = version;
  return {
    number,
    at,
    by,
    signedBy: signature?.fullName,
    signatureLine: signature?.line,
    isSupplement: number > 1 && dayAt(Date.parse(at)) > lastDayOf(head),
    missing: missing.length,
    disagreeing: disagreeing.length,
    onBehalfBy,
    metBy,
  };
}
