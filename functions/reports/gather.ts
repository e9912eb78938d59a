/** Gathering: the children's newest reports added to the body's own part, with the gaps and what has changed since the last time. */
import type { Instant } from "../../shared/platform/clock.ts";
import { consolidate, type GatheredFigure } from "../../shared/reports/consolidate.ts";
import { emptyContent, type ReportContent } from "../../shared/reports/content.ts";
import { type CellChange, gatheringChanges } from "../../shared/reports/difference.ts";
import type { ObligationHead } from "../../shared/reports/obligation.ts";
import type { ReportForm } from "../../shared/reports/regime.ts";
import type { Gathering, ReportDraft } from "../../shared/reports/report.ts";
import { childrenNow, gapsOf, sourcesOf, versionsOf } from "./children.ts";
import type { ReportDeps } from "./deps.ts";
import { newestDraft, writingOf } from "./writing.ts";

export interface Gathered {
  /** The body's own part, as its newest draft has it. */
  readonly content: ReportContent;
  readonly form: ReportForm;
  readonly children: readonly string[];
  readonly figures: readonly GatheredFigure[];
  /** Of the figures that any child gives. */
  readonly sums: Record<string, number>;
  readonly missing: string[];
  readonly gathering: Gathering;
  readonly changes: CellChange[];
}

/** Gathers what the children of `head` have handed in, as they stand now. */
export async function gather(
  head: ObligationHead,
  next: ObligationHead,
  deps: ReportDeps,
  now: Instant,
): Promise<Gathered> {
  const [children, draft, { form }] = await Promise.all([
    childrenNow(head, deps),
    newestDraft(head, deps),
    writingOf(head, now, deps),
  ]);
  const [sources, gaps] = await Promise.all([sourcesOf(versionsOf(children), deps), gapsOf(children, deps)]);
  const units = children.map(({ unit }) => unit);
  const content = draft?.content ?? emptyContent;
  const { figures, sources: versions, missing } = consolidate(content, sources, units, form);
  const given = figures.filter(({ givenBy }) => givenBy > 0);
  const sums = Object.fromEntries(given.map(({ id, gathered }) => [id, gathered]));
  const gathering: Gathering = { at: next.draft?.at ?? "", sources: [...versions], gaps };
  const changes = await changesSince(head, draft, sums, gathering, deps);
  return { content, form, children: units, figures, sums, missing: [...missing], gathering, changes };
}

async function changesSince(
  { id, gathering: number }: ObligationHead,
  draft: ReportDraft | undefined,
  sums: Record<string, number>,
  { sources }: Gathering,
  { reports }: ReportDeps,
): Promise<CellChange[]> {
  const before = number === undefined ? undefined : await reports.gathering(id, number);
  return gatheringChanges({ sums: draft?.gathered?.sums, sources: before?.sources }, { sums, sources });
}
