/** A report of the past is drafted by the body's clerk and handed in by its leader, by the rules of every other report. */
import { actorOf } from "../../../../shared/access/acting.ts";
import type { Role } from "../../../../shared/access/roles.ts";
import { signatureOf } from "../../../../shared/access/signature.ts";
import { type Day, dayNumberOf, instantAt } from "../../../../shared/calendar/province-time.ts";
import type { Actor } from "../../../../shared/platform/events.ts";
import { checkReport } from "../../../../shared/reports/check.ts";
import { consolidate } from "../../../../shared/reports/consolidate.ts";
import { emptyContent, type ReportContent } from "../../../../shared/reports/content.ts";
import { formOf } from "../../../../shared/reports/form.ts";
import { alsoMet, consolidatedReport, draftedReport, handedIn } from "../../../../shared/reports/hand-in.ts";
import type { ObligationHead } from "../../../../shared/reports/obligation.ts";
import type { Gathering, HandedReport, ReportDraft } from "../../../../shared/reports/report.ts";
import type { ReportStore } from "../../../../shared/reports/report-store.ts";
import { totalsOf } from "../../../../shared/reports/totals.ts";
import { nameOn, type Unit } from "../../../../shared/units/unit.ts";
import { since } from "../body.ts";
import type { OfficerRow } from "../officers.ts";
import { type Past, withHappening } from "./past.ts";

/** The obligations of the past by their ids, and whose they are. */
export interface Archive {
  readonly reports: ReportStore;
  readonly pasts: Map<string, Past>;
  readonly units: ReadonlyMap<string, Unit>;
  readonly officers: ReadonlyMap<string, OfficerRow>;
}

/** What is handed in, for which obligation, and on which day. */
export interface Filing {
  readonly id: string;
  /** Others of the same body and day that it meets as well. */
  readonly alsoMeets: readonly string[];
  readonly content: ReportContent;
  readonly on: Day;
}

const hours = { gathered: 8, drafted: 9, signed: 15 } as const;

/** Hands a report in; of a body that gathers, with its children's reports as they are by then. */
export function handIn(filing: Filing, archive: Archive): void {
  const { id, on } = filing;
  if (pastOf(id, archive).head.gathers) gatherChildren(id, on, archive);
  const draft = draftReport(filing, archive);
  const past = pastOf(id, archive);
  const report = signedReport(past.head, draft, on, archive);
  const now = Date.parse(report.at);
  const by = actor(past.head.unit, "leader");
  const facts = {
    number: 1,
    draft: past.head.draft?.number,
    by: by.id,
    isComplete: report.missing.length === 0,
    isValid: report.disagreeing.length === 0,
  };
  const next = handedIn(past.head, facts, now);
  submit(id, next, { report, alsoMeets: filing.alsoMeets }, archive, [
    archive.reports.addReport({ obligation: id, number: 1 }, report),
  ]);
  for (const other of filing.alsoMeets) {
    const metBy = { obligation: id, number: 1 };
    const met = archive.reports.addMet({ obligation: other, number: 1 }, { metBy, by: by.id, at: report.at });
    submit(other, alsoMet(pastOf(other, archive).head, next, now), { report, metBy: id }, archive, [met]);
  }
}

function submit(
  id: string,
  next: ObligationHead,
  { report, alsoMeets, metBy }: { report: HandedReport; alsoMeets?: readonly string[]; metBy?: string },
  archive: Archive,
  beside: Past["beside"],
): void {
  const { first, isComplete = null, isValid = null } = next;
  const facts = {
    number: 1,
    firstOn: first?.on ?? null,
    lateDays: first?.lateDays ?? 0,
    isComplete,
    isValid,
    ...(metBy !== undefined
      ? { metBy }
      : { alsoMeets: [...(alsoMeets ?? [])], signer: report.signature.officer, signatureLine: report.signature.line }),
  };
  const by = actor(next.unit, "leader");
  const past = pastOf(id, archive);
  const happening = { kind: "report-submitted", next, by, now: Date.parse(report.at), facts, beside };
  archive.pasts.set(id, { ...withHappening(past, happening), report });
}

function draftReport({ id, content, on }: Filing, archive: Archive): ReportDraft {
  const past = pastOf(id, archive);
  const now = instantAt(dayNumberOf(on), hours.drafted);
  const by = actor(past.head.unit, past.head.gathers ? "consolidator" : "clerk");
  const next = draftedReport(past.head, by.id, true, now);
  const gathered = past.gathered;
  const draft = { content, gathered, by: by.id, byUnit: next.unit, at: new Date(now).toISOString() };
  const number = next.draft?.number ?? 1;
  const beside = [archive.reports.addDraft(id, number, draft)];
  const facts = { draft: number, onBehalfBy: null };
  archive.pasts.set(id, withHappening(past, { kind: "report-sent-to-leader", next, by, now, facts, beside }));
  return draft;
}

/** The draft signed by the leader, judged by its form. A draft that no form takes is a mistake of the demonstration. */
function signedReport(head: ObligationHead, draft: ReportDraft, on: Day, { units, officers }: Archive): HandedReport {
  const { refused, missing, disagreeing } = checkReport(
    draft.content,
    formOf(head, undefined),
    new Map(),
    draft.gathered?.sums,
  );
  const [fault] = refused;
  if (fault) throw new Error(`The demo's report ${head.id} cannot stand: ${fault.path} ${fault.code}.`);
  const leader = officers.get(`${head.unit}.leader`);
  const unit = units.get(head.unit);
  if (!leader || !unit) throw new Error(`The demo has no leader of ${head.unit}.`);
  const at = new Date(instantAt(dayNumberOf(on), hours.signed)).toISOString();
  const signer = { ...leader, unit: head.unit, unitName: nameOn(unit, on), isDeputy: false };
  return {
    ...draft,
    at,
    signature: signatureOf(signer, { capacity: "own" }, at, on),
    missing: missing.map(({ path }) => path),
    disagreeing: disagreeing.map(({ path }) => path),
  };
}

/** Gathers what the children have handed in for the same period, with the gaps. */
function gatherChildren(id: string, on: Day, archive: Archive): void {
  const past = pastOf(id, archive);
  const now = instantAt(dayNumberOf(on), hours.gathered);
  const by = actor(past.head.unit, "consolidator");
  const next = consolidatedReport(past.head, by.id, now);
  const children = [...archive.pasts.values()].filter(({ head }) => head.of === next.of && head.to === next.unit);
  const sources = children.flatMap(({ head, report }) => {
    if (!report) return [];
    const totals = [...totalsOf(report.content, report.gathered?.sums)];
    const figures = Object.fromEntries(totals.map(([figure, value]) => [figure, { value }]));
    return [{ obligation: head.id, unit: head.unit, number: 1, figures }];
  });
  const units = children.map(({ head }) => head.unit);
  const { figures, sources: versions, missing } = consolidate(emptyContent, sources, units, formOf(next, undefined));
  const given = figures.filter(({ givenBy }) => givenBy > 0);
  const at = new Date(now).toISOString();
  const gaps = children
    .filter(({ report }) => !report)
    .map(({ head }) => ({ obligation: head.id, unit: head.unit, remindedAt: [] }));
  const gathering: Gathering = { at, sources: [...versions], gaps };
  const sums = Object.fromEntries(given.map(({ id: figure, gathered }) => [figure, gathered]));
  const gathered = { obligation: id, number: 1, at, sums, missing: [...missing] };
  const draft: ReportDraft = { content: emptyContent, gathered, by: by.id, byUnit: next.unit, at };
  const beside = [archive.reports.addDraft(id, 1, draft), archive.reports.addGathering(id, 1, gathering)];
  const facts = { draft: 1, gathering: 1, sources: versions.length, gaps: [...missing] };
  const happening = { kind: "report-consolidated", next, by, now, facts, beside };
  archive.pasts.set(id, { ...withHappening(past, happening), gathered });
}

function pastOf(id: string, { pasts }: Archive): Past {
  const past = pasts.get(id);
  if (!past) throw new Error(`The demo hands in a report that nobody owes: ${id}.`);
  return past;
}

function actor(unit: string, role: Role): Actor {
  return actorOf({ id: `${unit}.${role}` }, { role, unit, from: since });
}
