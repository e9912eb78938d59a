/** From a report as it is kept to the facts of its document. */
import { type Day, dayAt } from "../calendar/province-time.ts";
import { shortDay } from "../notices/dates-for-people.ts";
import type { Portal } from "../portals/portal.ts";
import { formOf } from "../reports/form.ts";
import type { ObligationHead } from "../reports/obligation.ts";
import type { Order } from "../reports/order.ts";
import type { FigureRule, ReportForm } from "../reports/regime.ts";
import type { Gathering, HandedReport, ReportDraft } from "../reports/report.ts";
import { addUp, totalsOf } from "../reports/totals.ts";
import { nameOn, type Unit } from "../units/unit.ts";
import type { DocumentFacts, FigureFacts, GatheringFacts, SourceFacts } from "./document-facts.ts";
import { expectedSignatureLines, issuerOf, parentBodyOn, signatureLines } from "./letterhead.ts";

/** A report with everything that its document names, read beforehand. */
export interface LoadedReport {
  readonly head: Pick<ObligationHead, "unit" | "to" | "period" | "regime">;
  readonly report: ReportDraft | HandedReport;
  /** Of a directed report. */
  readonly order: Order | undefined;
  /** Of a report that gathers: the gathering that it holds (`report.gathered`), and its sources by obligation. */
  readonly gathering: Gathering | undefined;
  readonly sources: ReadonlyMap<string, HandedReport>;
  /** At least those of `unitsOf`, and the body above the issuer (`parentBodyOn`). */
  readonly units: ReadonlyMap<string, Unit>;
  /** Those that the duties of an order are about; one that was not read is not named. */
  readonly portals: ReadonlyMap<string, Pick<Portal, "name">>;
  /** "tỉnh Lào Cai". */
  readonly provinceName: string;
  /** The title of the issuer's leader, for a report that nobody has signed yet. */
  readonly headTitle?: string | undefined;
}

type Unnamed = Omit<LoadedReport, "units" | "portals" | "provinceName" | "headTitle">;

/** The body in whose name the report is written: the one that owes, or the parent that acts for it. */
export function issuingUnit({ head, report }: Pick<LoadedReport, "head" | "report">): string {
  const acting = "signature" in report ? report.onBehalfBy : report.byUnit;
  return acting ?? head.unit;
}

/** The ids of the units that the document names; the issuer's own links name one more. */
export function unitsOf(loaded: Unnamed): string[] {
  const { head, gathering, sources, order } = loaded;
  const acting = [...sources.values()].flatMap(({ onBehalfBy }) => onBehalfBy ?? []);
  const children = [...(gathering?.sources ?? []), ...(gathering?.gaps ?? [])].map(({ unit }) => unit);
  return [
    ...new Set([head.unit, head.to, issuingUnit(loaded), ...(order ? [order.issuer] : []), ...children, ...acting]),
  ];
}

/** The facts of a report's document. A unit or a source that was not read, or sums that do not agree with their sources, are errors. */
export function reportFacts(loaded: LoadedReport): DocumentFacts {
  const { head, report, order, units } = loaded;
  const on = dayAt(Date.parse(report.at));
  const unitOf = (id: string) => {
    const unit = units.get(id);
    if (!unit) throw new Error(`The unit ${id} of a document was not read.`);
    return unit;
  };
  const nameOf = (id: string) => nameOn(unitOf(id), on);
  const form = formOf(head, order);
  const issuer = unitOf(issuingUnit(loaded));
  const parent = parentBodyOn(issuer, on);
  return {
    issuer: issuerOf(issuer, parent && nameOf(parent), loaded.provinceName, on),
    recipient: nameOf(head.to),
    subject: head.period
      ? { kind: "periodic", name: form.name, ...daysOf(head.period) }
      : { kind: "directed", name: form.name },
    legalBasis: order ? orderText(order, nameOf(order.issuer)) : form.legalBasis,
    sections: sectionsOf(loaded, form),
    figures: figuresOf(form, report),
    gathering: gatheringOf(loaded, form, nameOf),
    inPlaceOf:
      issuer.id === head.unit
        ? undefined
        : { name: nameOf(head.unit), reason: "onBehalfReason" in report ? report.onBehalfReason : undefined },
    signature: signatureOf(loaded, issuer, on),
    at: Date.parse(report.at),
  };
}

/** `Công văn số 6821/UBND-BBT ngày 31/12/2023 của Ủy ban nhân dân tỉnh Lào Cai`. */
function orderText({ documentKind, number, on }: Order, issuerName: string): string {
  return `${documentKind} số ${number} ngày ${shortDay(on)} của ${issuerName}`;
}

/** Of a directed report, each answer under its duty and the portal that it is about. */
function sectionsOf(
  { head, report, order, portals }: LoadedReport,
  { outline }: ReportForm,
): DocumentFacts["sections"] {
  const duties = order?.duties.filter(({ unit }) => unit === head.unit) ?? [];
  return outline.map(({ id, title }, index) => {
    const portal = portals.get(duties[index]?.portal ?? "");
    return { title: portal ? `${title} (${portal.name})` : title, text: report.content.sections[id] };
  });
}

function daysOf({ dataFrom, dataTo }: { dataFrom: Day; dataTo: Day }) {
  return { dataFrom, dataTo };
}

function signatureOf({ report, headTitle }: LoadedReport, issuer: Unit, on: Day): string[] {
  if ("signature" in report) return signatureLines(report.signature);
  return expectedSignatureLines(issuer, nameOn(issuer, on), headTitle);
}

function figuresOf({ figures }: ReportForm, { content, gathered }: ReportDraft): FigureFacts[] {
  const totals = totalsOf(content, gathered?.sums);
  return figures.map(({ id, label, unit, gathers }) => {
    const own = content.figures[id];
    return {
      label,
      unit,
      own: own && {
        value: own.value,
        note: own.note,
        countedAt: own.source && Date.parse(own.source.at),
      },
      gathered: gathered?.sums[id],
      correction: content.corrections[id],
      total: totals.get(id),
      addsUp: gathers === "sum",
    };
  });
}

function gatheringOf(
  { report: { gathered }, gathering, sources }: LoadedReport,
  { figures }: ReportForm,
  nameOf: (unit: string) => string,
): GatheringFacts | undefined {
  if (!gathered) return undefined;
  if (!gathering) throw new Error(`The gathering ${gathered.number} of ${gathered.obligation} was not read.`);
  const read = gathering.sources.map(({ obligation, unit, number }): SourceFacts => {
    const source = sources.get(obligation);
    if (!source) throw new Error(`The report ${number} of ${obligation} was not read.`);
    return sourceOf(source, nameOf(unit), number, figures, nameOf);
  });
  refuseOtherSums(figures, gathered.sums, read);
  return {
    at: Date.parse(gathered.at),
    sources: read,
    gaps: gathering.gaps.map(({ unit, remindedAt }) => ({
      name: nameOf(unit),
      remindedOn: [...new Set(remindedAt.map((at) => dayAt(Date.parse(at))))].toSorted(),
    })),
  };
}

function sourceOf(
  { content, gathered, at, onBehalfBy }: HandedReport,
  name: string,
  number: number,
  figures: readonly FigureRule[],
  nameOf: (unit: string) => string,
): SourceFacts {
  const totals = totalsOf(content, gathered?.sums);
  return {
    name,
    number,
    at: Date.parse(at),
    gathers: gathered !== undefined,
    onBehalfBy: onBehalfBy === undefined ? undefined : nameOf(onBehalfBy),
    values: figures.map(({ id }) => totals.get(id)),
  };
}

/** A document never prints a sum that its own annex disproves. */
function refuseOtherSums(
  figures: readonly FigureRule[],
  sums: Readonly<Record<string, number>>,
  sources: readonly SourceFacts[],
): void {
  figures.forEach(({ id, gathers }, index) => {
    if (gathers !== "sum") return;
    const sum = addUp(sources.flatMap(({ values }) => values[index] ?? []));
    if (sum !== (sums[id] ?? 0)) throw new Error(`The sum of the figure ${id} is not that of its sources.`);
  });
}
