/** A parent gathers its children's reports; a route leads from any figure back to them. */
import { type Day, dayAt } from "../../shared/calendar/province-time.ts";
import type { Action } from "../../shared/platform/http/route.ts";
import { Refusal } from "../../shared/platform/refusals.ts";
import type { GatheredFigure, SourceVersion } from "../../shared/reports/consolidate.ts";
import { consolidatedReport } from "../../shared/reports/hand-in.ts";
import type { ObligationHead } from "../../shared/reports/obligation.ts";
import type { ReportForm } from "../../shared/reports/regime.ts";
import type { Gap, ReportDraft } from "../../shared/reports/report.ts";
import { totalsOf } from "../../shared/reports/totals.ts";
import { changeObligation, openObligation } from "./change.ts";
import { childrenNow, versionsOf } from "./children.ts";
import type { consolidationRoutes } from "./consolidation-routes.ts";
import type { ReportDeps } from "./deps.ts";
import { type Gathered, gather } from "./gather.ts";
import { unitNames } from "./obligation-actions.ts";
import { markIfChanged } from "./outdated.ts";
import { stateOf } from "./shown.ts";
import { newestDraft, writingOf } from "./writing.ts";

type ActionOf<Name extends keyof typeof consolidationRoutes> = Action<(typeof consolidationRoutes)[Name], ReportDeps>;

export const consolidateReports: ActionOf<"consolidate"> = async (request, deps) => {
  const { caller, now } = request;
  const { body, version, made } = await changeObligation(
    request,
    deps,
    async (head, acting) => {
      const next = consolidatedReport(head, caller.officer.id, now);
      const gathered = await gather(head, next, deps, now);
      const names = await unitNames(gathered.children, dayAt(now), deps);
      return { ...consolidated(gathered, next, acting.unit, deps), next, gathered, names };
    },
    ({ next, gathered: { figures, gathering, changes, form }, names }) => ({
      ...stateOf(next),
      draft: next.draft?.number ?? 1,
      gathering: next.gathering ?? 1,
      figures: labelled(figures, form),
      sources: gathering.sources.map((source) => ({ ...source, unitName: names(source.unit) })),
      gaps: gathering.gaps.map((gap) => ({ ...gap, unitName: names(gap.unit) })),
      changes,
    }),
  );
  // A child that came in between did not see that its parent had gathered.
  const newest = versionsOf(await childrenNow(made.next, deps));
  await markIfChanged(made.next, made.gathered.gathering.sources, newest, now, deps);
  return { body, version };
};

/** The draft with the sums, and beside it which versions they are of. */
function consolidated(
  { content, sums, missing, gathering }: Gathered,
  { id, draft, gathering: number = 1 }: ObligationHead,
  byUnit: string,
  { reports }: ReportDeps,
) {
  const { number: drafted = 1, by = "", at = "" } = draft ?? {};
  const made: ReportDraft = { content, gathered: { obligation: id, number, at, sums, missing }, by, byUnit, at };
  return {
    event: "report-consolidated" as const,
    beside: [reports.addDraft(id, drafted, made), reports.addGathering(id, number, gathering)],
    facts: { draft: drafted, gathering: number, sources: gathering.sources.length, gaps: missing },
  };
}

export const traceFigures: ActionOf<"traceFigures"> = async ({ params, query, caller, now }, deps) => {
  const { head, acting } = await openObligation(params.obligation, caller, deps);
  const { form } = await writingOf(head, now, deps);
  const traced = await tracedReport(head, query.report, acting.unit, deps);
  const { content, gathered } = traced.report;
  const gathering = gathered && (await deps.reports.gathering(gathered.obligation, gathered.number));
  const rules = query.figure === undefined ? form.figures : form.figures.filter(({ id }) => id === query.figure);
  if (rules.length === 0 && query.figure !== undefined) throw new Refusal("not-found");
  const { sources = [], gaps = [] } = gathering ?? {};
  const given = query.figure === undefined ? undefined : await givenBySource(query.figure, sources, deps);
  const totals = totalsOf(content, gathered?.sums);
  const figures = rules.map(({ id }) => ({
    id,
    own: content.figures[id]?.value ?? 0,
    gathered: gathered?.sums[id] ?? 0,
    correction: content.corrections[id],
    total: totals.get(id) ?? 0,
    givenBy: given ? [...given.values()].filter(({ value }) => value !== null).length : sources.length,
  }));
  return {
    body: {
      obligation: head.id,
      report: traced.number,
      gatheredAt: gathered?.at,
      figures: labelled(figures, form),
      ...(await namedSources(sources, gaps, given, dayAt(now), deps)),
    },
  };
};

/** The report with a number; without one, the draft for who writes it, else the newest report. */
async function tracedReport(head: ObligationHead, number: number | undefined, unit: string, deps: ReportDeps) {
  const draft = number === undefined ? await newestDraft(head, deps) : undefined;
  if (draft && (unit === head.unit || draft.byUnit === unit)) return { report: draft, number: null };
  const named = number ?? head.report?.number;
  const report = named === undefined ? undefined : await deps.reports.report({ obligation: head.id, number: named });
  if (!report || named === undefined) throw new Refusal("not-found");
  return { report, number: named };
}

/** What each source version gives for a figure, and whether that itself was gathered from others. */
async function givenBySource(figure: string, sources: readonly SourceVersion[], { reports }: ReportDeps) {
  const found = await reports.reports(sources);
  return new Map(
    sources.map(({ obligation }) => {
      const report = found.get(obligation);
      const value = report && totalsOf(report.content, report.gathered?.sums).get(figure);
      return [obligation, { value: value ?? null, gathersItself: report?.gathered !== undefined }];
    }),
  );
}

async function namedSources(
  sources: readonly SourceVersion[],
  gaps: readonly Gap[],
  given: ReadonlyMap<string, { value: number | null; gathersItself: boolean }> | undefined,
  today: Day,
  deps: ReportDeps,
) {
  const names = await unitNames(
    [...sources, ...gaps].map(({ unit }) => unit),
    today,
    deps,
  );
  return {
    sources: sources.map((source) => ({ ...source, unitName: names(source.unit), ...given?.get(source.obligation) })),
    gaps: gaps.map((gap) => ({ ...gap, unitName: names(gap.unit) })),
  };
}

function labelled(figures: readonly GatheredFigure[], form: ReportForm) {
  const rules = new Map(form.figures.map((rule) => [rule.id, rule]));
  return figures.map((figure) => {
    const { label = figure.id, unit = "" } = rules.get(figure.id) ?? {};
    return { ...figure, label, unit };
  });
}
