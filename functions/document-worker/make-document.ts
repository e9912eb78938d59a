/** A report as a document: reads everything that it names, and has it written. */
import { dayAt } from "../../shared/calendar/province-time.ts";
import { mediaTypes } from "../../shared/documents/file-type.ts";
import type { JobTask } from "../../shared/documents/job.ts";
import { parentBodyOn } from "../../shared/documents/letterhead.ts";
import { reportDocument } from "../../shared/documents/report-document.ts";
import { issuingUnit, type LoadedReport, reportFacts, unitsOf } from "../../shared/documents/report-facts.ts";
import type { Instant } from "../../shared/platform/clock.ts";
import type { Portal } from "../../shared/portals/portal.ts";
import type { RegisterStore } from "../../shared/register/register-store.ts";
import { periodName } from "../../shared/reports/kinds.ts";
import type { Order } from "../../shared/reports/order.ts";
import type { OrderStore } from "../../shared/reports/order-store.ts";
import type { ReportDraft } from "../../shared/reports/report.ts";
import type { ReportStore } from "../../shared/reports/report-store.ts";
import { nameOn, type Unit } from "../../shared/units/unit.ts";
import type { Made } from "./make.ts";

export interface DocumentDeps {
  readonly reports: Pick<ReportStore, "obligation" | "report" | "draft" | "gathering" | "reports">;
  readonly orders: Pick<OrderStore, "get">;
  readonly register: Pick<RegisterStore, "get" | "getMany" | "officersAt">;
  /** "tỉnh Lào Cai". */
  readonly provinceName: string;
}

type DocumentTask = Extract<JobTask, { kind: "report-document" }>;

export async function makeDocument(task: DocumentTask, now: Instant, deps: DocumentDeps): Promise<Made> {
  const loaded = await loadedReport(task, now, deps);
  return { bytes: await reportDocument(reportFacts(loaded)), name: nameOf(loaded), type: mediaTypes.docx };
}

async function loadedReport(task: DocumentTask, now: Instant, deps: DocumentDeps): Promise<LoadedReport> {
  const { reports, orders } = deps;
  const head = present(await reports.obligation(task.obligation), task);
  const written = task.of === "report" ? await reports.report(task) : await reports.draft(task.obligation, task.number);
  const report = present(written, task);
  const order = head.period ? undefined : present(await orders.get(head.of), task);
  const bare = { head, report, order, ...(await gatheredFor(report, deps)) };
  const signed = "signature" in report;
  const [units, portals, headTitle] = await Promise.all([
    unitsFor(bare, deps),
    portalsOf(order, deps),
    signed ? undefined : leaderTitle(issuingUnit(bare), now, deps),
  ]);
  return { ...bare, units, portals, headTitle, provinceName: deps.provinceName };
}

/** The portals that an order is about. */
async function portalsOf(order: Order | undefined, { register }: DocumentDeps): Promise<ReadonlyMap<string, Portal>> {
  const found = await register.getMany("portal", order?.duties.flatMap(({ portal }) => portal ?? []) ?? []);
  return new Map([...found].map(([id, { value }]) => [id, value]));
}

/** The gathering that a report holds, and its sources at the very versions that were gathered. */
async function gatheredFor({ gathered }: ReportDraft, { reports }: DocumentDeps) {
  const gathering = gathered && (await reports.gathering(gathered.obligation, gathered.number));
  return { gathering, sources: await reports.reports(gathering?.sources ?? []) };
}

/** Every unit that the document names, and the body above its issuer. */
async function unitsFor(
  bare: Parameters<typeof unitsOf>[0],
  { register }: DocumentDeps,
): Promise<ReadonlyMap<string, Unit>> {
  const units = await read(unitsOf(bare));
  const issuer = units.get(issuingUnit(bare));
  const parent = issuer && parentBodyOn(issuer, dayAt(Date.parse(bare.report.at)));
  if (parent === undefined || units.has(parent)) return units;
  return new Map([...units, ...(await read([parent]))]);

  async function read(ids: readonly string[]): Promise<Map<string, Unit>> {
    const found = await register.getMany("unit", ids);
    return new Map([...found].map(([id, { value }]) => [id, value]));
  }
}

/** Of a report that nobody has signed yet: the title of the body's leader today. */
async function leaderTitle(unit: string, now: Instant, { register }: DocumentDeps): Promise<string | undefined> {
  const [leader] = await register.officersAt(unit, "leader", dayAt(now));
  return leader === undefined ? undefined : (await register.get("officer", leader))?.value.title;
}

/** Under which it is saved: for what and of whom, without signs that no file system takes. */
function nameOf({ head, order, report, units }: LoadedReport): string {
  const what = head.period ? periodName(head.period) : `theo văn bản số ${order?.number ?? ""}`;
  const unit = units.get(head.unit);
  const whose = unit ? nameOn(unit, dayAt(Date.parse(report.at))) : head.unit;
  return `Báo cáo ${what} - ${whose}.docx`.replace(/[/\\:*?"<>|]/g, "-");
}

function present<Value>(value: Value | undefined, { obligation, of, number }: DocumentTask): Value {
  if (value === undefined) throw new Error(`The ${of} ${number} of ${obligation}, or what it names, is not there.`);
  return value;
}
