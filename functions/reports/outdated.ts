/**
 * A child's report marks its parent's as out of date: in the child's own transaction, once the parent has gathered. Two reads close the
 * gap between them: the child looks at its parent again after it was written, and the parent at its children after it has gathered.
 */
import type { Instant } from "../../shared/platform/clock.ts";
import { Refusal } from "../../shared/platform/refusals.ts";
import { changedSince, type SourceVersion } from "../../shared/reports/consolidate.ts";
import { outdatedReport } from "../../shared/reports/hand-in.ts";
import { type ObligationHead, obligationIdOf } from "../../shared/reports/obligation.ts";
import { obligationEvent } from "../../shared/reports/obligation-event.ts";
import type { Changed, ObligationChange } from "./change.ts";
import type { ReportDeps } from "./deps.ts";

const mostTries = 8;

/** The marks that children's new reports make upon those of their parents that have gathered. */
export async function parentsOutdated(
  children: readonly ObligationHead[],
  deps: ReportDeps,
): Promise<ObligationChange[]> {
  const marks = await Promise.all(
    children.map(async (child) => {
      const parent = await parentOf(child, deps);
      return parent && markOf(parent, [child.unit]);
    }),
  );
  return marks.flatMap((mark) => mark ?? []);
}

/** Of a child whose parent had not gathered when it was written: marks those that have since, and not with this report. */
export async function markGatheredMeanwhile(made: Changed, now: Instant, deps: ReportDeps): Promise<void> {
  const { also = [] } = made;
  const marked = new Set(also.filter(({ event }) => event === "report-outdated").map(({ next }) => next.id));
  const children = [made, ...also].filter(({ event }) => event !== "report-outdated").map(({ next }) => next);
  for (const child of children) {
    if (child.tier === "child" && !marked.has(obligationIdOf(child.of, child.to))) await markChanged(child, now, deps);
  }
}

async function markChanged(child: ObligationHead, now: Instant, deps: ReportDeps): Promise<void> {
  const parent = await parentOf(child, deps);
  if (parent?.gathering === undefined) return;
  const gathered = await deps.reports.gathering(parent.id, parent.gathering);
  const newest = { obligation: child.id, unit: child.unit, number: child.report?.number ?? 1 };
  const changed = changedSince(gathered?.sources ?? [], [newest]);
  if (changed.length > 0) await mark(parent.id, changed, now, deps);
}

/** Marks a parent whose children have changed since it gathered them. */
export async function markIfChanged(
  parent: ObligationHead,
  gathered: readonly SourceVersion[],
  newest: readonly SourceVersion[],
  now: Instant,
  deps: ReportDeps,
): Promise<void> {
  const changed = changedSince(gathered, newest);
  if (changed.length > 0) await mark(parent.id, changed, now, deps);
}

async function mark(id: string, children: readonly string[], now: Instant, deps: ReportDeps): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const parent = await deps.reports.obligation(id);
    const change = parent && markOf(parent, children);
    if (!change) return;
    const { event, before, next, facts = {} } = change;
    const by = { kind: "system", id: "reports" } as const;
    try {
      const told = obligationEvent(event, next, { by, now, from: before.state, facts });
      await deps.transactions.commit({ writes: deps.reports.save(next, before), events: [told] }, undefined, now);
      return;
    } catch (error) {
      const hasMoved = error instanceof Refusal && error.code === "moved-meanwhile";
      if (!hasMoved || attempt === mostTries) throw error;
    }
  }
}

/** The parent of a child's obligation, by the list of its period. */
async function parentOf(
  { tier, of, to }: ObligationHead,
  { reports }: ReportDeps,
): Promise<ObligationHead | undefined> {
  return tier === "child" ? reports.obligation(obligationIdOf(of, to)) : undefined;
}

/** The mark, where there is a gathering to be out of date and the child is not named already. */
function markOf(parent: ObligationHead, children: readonly string[]): ObligationChange | undefined {
  const isSettledAway = parent.state === "excused" || parent.state === "lapsed";
  const { outOfDate = [] } = parent;
  if (parent.gathering === undefined || isSettledAway || children.every((child) => outOfDate.includes(child)))
    return undefined;
  return {
    event: "report-outdated",
    before: parent,
    next: outdatedReport(parent, children),
    facts: { children: [...children] },
  };
}
