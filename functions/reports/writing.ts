/** What a report is written and judged with: its form, what the system knows, last year's figures, what was gathered. */
import type { Instant } from "../../shared/platform/clock.ts";
import { Refusal } from "../../shared/platform/refusals.ts";
import { type CellError, cellErrors } from "../../shared/reports/cell-errors.ts";
import { type Checked, checkReport, type Earlier } from "../../shared/reports/check.ts";
import { formOf } from "../../shared/reports/form.ts";
import { periodIdOf } from "../../shared/reports/kinds.ts";
import { type KnownFigure, knownFigures, monthsNeeded } from "../../shared/reports/known-figures.ts";
import { type ObligationHead, obligationIdOf } from "../../shared/reports/obligation.ts";
import type { Order } from "../../shared/reports/order.ts";
import type { ReportForm } from "../../shared/reports/regime.ts";
import type { ReportDraft } from "../../shared/reports/report.ts";
import type { ReportDeps } from "./deps.ts";

export interface Writing {
  readonly form: ReportForm;
  /** Of a directed report. */
  readonly order: Order | undefined;
  readonly known: readonly KnownFigure[];
  readonly lastYear: Earlier;
}

/** Reads what an obligation's report is written with. */
export async function writingOf(head: ObligationHead, now: Instant, deps: ReportDeps): Promise<Writing> {
  const order = head.period ? undefined : await deps.orders.get(head.of);
  if (!head.period && !order) throw new Refusal("not-found");
  const form = formOf(head, order);
  const [known, lastYear] = await Promise.all([knownOf(head, form, now, deps), lastYearOf(head, deps)]);
  return { form, order, known, lastYear };
}

async function knownOf(
  { unit, period }: ObligationHead,
  form: ReportForm,
  now: Instant,
  { tallies }: ReportDeps,
): Promise<KnownFigure[]> {
  const months = period && monthsNeeded(period, now);
  return period && months ? knownFigures(form, period, await tallies.ofUnit(unit, months), now) : [];
}

/** The body's own figures in its newest report of the same period a year before. */
async function lastYearOf({ unit, period }: ObligationHead, { reports }: ReportDeps): Promise<Earlier> {
  if (!period) return new Map();
  const id = obligationIdOf(periodIdOf(period.kind, period.year - 1), unit);
  const before = await reports.obligation(id);
  const report = before?.report && (await reports.report({ obligation: id, number: before.report.number }));
  return new Map(Object.entries(report?.content.figures ?? {}).map(([figure, { value }]) => [figure, value]));
}

/** Judges a draft. */
export function judged({ content, gathered }: Pick<ReportDraft, "content" | "gathered">, writing: Writing): Checked {
  return checkReport(content, writing.form, writing.lastYear, gathered?.sums);
}

/** What is not complete and what is not valid, in sentences. */
export function shortcomings(
  { missing, disagreeing }: Pick<Checked, "missing" | "disagreeing">,
  { form }: Writing,
): { missing: CellError[]; disagreeing: CellError[] } {
  return { missing: cellErrors(missing, form), disagreeing: cellErrors(disagreeing, form) };
}

/** The newest draft of an obligation, or undefined. */
export async function newestDraft(
  { id, draft }: ObligationHead,
  { reports }: ReportDeps,
): Promise<ReportDraft | undefined> {
  return draft && reports.draft(id, draft.number);
}

/** A directed report may be written and handed in while its order is open. */
export function refuseClosed({ order }: Writing): void {
  if (order?.state === "closed") throw new Refusal("order-closed");
}
