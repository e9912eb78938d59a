/** Obligations that lie in the past: how each stands in the end, what stands beside it, and every event on the way. */
import type { Instant } from "../../../../shared/platform/clock.ts";
import type { Actor, ChangeEvent } from "../../../../shared/platform/events.ts";
import type { Change, Write } from "../../../../shared/platform/transaction.ts";
import type { ObligationHead } from "../../../../shared/reports/obligation.ts";
import { obligationEvent } from "../../../../shared/reports/obligation-event.ts";
import type { HandedReport, ReportDraft } from "../../../../shared/reports/report.ts";
import type { ReportStore } from "../../../../shared/reports/report-store.ts";

export interface Past {
  readonly head: ObligationHead;
  readonly beside: readonly Write[];
  readonly events: readonly ChangeEvent[];
  /** The report that it was met by, its own or another obligation's. */
  readonly report?: HandedReport;
  /** What was gathered from its children. */
  readonly gathered?: ReportDraft["gathered"];
}

/** One thing that happened to an obligation, after which it is `next`. */
export interface Happening {
  readonly kind: string;
  readonly next: ObligationHead;
  readonly by: Actor;
  readonly now: Instant;
  readonly facts?: ChangeEvent["facts"];
  readonly beside?: readonly Write[];
}

/** The obligation with one thing more; `before` undefined: it began so. */
export function withHappening(before: Past | undefined, { kind, next, by, now, facts, beside = [] }: Happening): Past {
  const from = before?.head.state;
  const event = obligationEvent(kind, next, { by, now, ...(from && { from }), ...(facts && { facts }) });
  return {
    ...before,
    head: next,
    beside: [...(before?.beside ?? []), ...beside],
    events: [...(before?.events ?? []), event],
  };
}

/** All that is to be written of it: its head as it ends. */
export function changeOf({ head, beside, events }: Past, reports: ReportStore): Change {
  return { writes: [...reports.add(head), ...beside], events };
}
