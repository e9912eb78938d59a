/**
 * The self-score (điểm tự chấm): what a body says of itself, criterion by criterion, with evidence. What the system measured stands there
 * already; the body may claim another value. A clerk or a leader writes it, a leader hands it in; late is taken and marked.
 */
import * as z from "zod";
import { dayAt, dayNumberOf } from "../../calendar/province-time.ts";
import type { Instant } from "../../platform/clock.ts";
import { errorsAtMost, fieldError } from "../../platform/field-errors.ts";
import { type FieldError, Refusal } from "../../platform/refusals.ts";
import { must, paragraphs } from "../../platform/schemas.ts";
import { applies } from "../criteria/applies.ts";
import { type CriteriaSet, type Criterion, criteriaAtMost } from "../criteria/criteria-set.ts";
import { evidenceProblems, writtenEvidence } from "../facts/evidence.ts";
import { askedCriterion, declaredFact, differs, factProblems, takesOut } from "../facts/written-fact.ts";
import type { ScorePeriodRecord } from "../periods/period-record.ts";
import { type EvaluationHead, movedEvaluation } from "./evaluation.ts";
import type { Sheet, SheetEntry } from "./sheet.ts";

/** A body's entry for one criterion, as it is sent. */
export const writtenSelfEntry = z.strictObject({
  fact: declaredFact,
  evidence: writtenEvidence,
  note: paragraphs(1000).optional(),
});
type WrittenSelfEntry = z.output<typeof writtenSelfEntry>;

/** Entries by criterion: those named are replaced, the others stay; null takes one back. */
export const writtenSelfScore = z
  .record(z.string(), writtenSelfEntry.nullable())
  .refine((entries) => Object.keys(entries).length <= criteriaAtMost, must("too-long"));
export type WrittenSelfScore = z.output<typeof writtenSelfScore>;

/** The self-score is taken until the evaluation is reviewed or published. */
export function refuseClosedSelfScore({ state }: EvaluationHead, period: Pick<ScorePeriodRecord, "state">): void {
  const isOpen = (state === "open" || state === "self-scored") && period.state === "open";
  if (!isOpen) throw new Refusal("self-score-closed");
}

/** What a leader handed in, only a leader changes. */
export function refuseChangeOfHandedIn({ selfScore }: Pick<EvaluationHead, "selfScore">, isLeader: boolean): void {
  if (selfScore && !isLeader) throw new Refusal("self-score-handed-in");
}

/** The sheet with a body's entries, written by an officer; refused, with every entry at fault, when one cannot stand. */
export function selfScoredSheet(set: CriteriaSet, before: Sheet, written: WrittenSelfScore, by: string): Sheet {
  const entries = { ...before.entries };
  const errors: FieldError[] = [];
  for (const [id, entry] of Object.entries(written)) {
    const path = `entries.${id}`;
    const asked = askedCriterion(set, before, id, path);
    if ("error" in asked) {
      errors.push(asked.error);
      continue;
    }
    const { self: _before, ...rest } = entries[id] ?? {};
    if (entry) errors.push(...entryProblems(asked.criterion, entry, rest, path));
    entries[id] = entry ? { ...rest, self: { ...entry, by } } : rest;
  }
  if (errors.length > 0) throw new Refusal("invalid-content", errors.slice(0, errorsAtMost));
  return { ...before, entries };
}

function entryProblems(
  criterion: Criterion,
  { fact, evidence, note }: WrittenSelfEntry,
  { measured }: SheetEntry,
  path: string,
): FieldError[] {
  const problems = [
    ...factProblems(criterion, fact, `${path}.fact`, "body"),
    ...evidenceProblems(criterion, evidence, path),
  ];
  if (problems.length > 0) return problems;
  const isMeasuredToo = measured !== undefined && !differs(criterion, fact, measured);
  if (fact.is === "known" && isMeasuredToo) return [];
  if (takesOut(criterion, fact) && note === undefined) return [fieldError(`${path}.note`, "note-missing")];
  return fact.is === "known" ? evidenceMissing(criterion, fact, evidence, path) : [];
}

/** Where evidence is asked for, each item of a checklist that is said to be there is shown; so is anything else that earns points. */
function evidenceMissing(
  criterion: Criterion,
  { value }: Extract<WrittenSelfEntry["fact"], { is: "known" }>,
  evidence: WrittenSelfEntry["evidence"],
  path: string,
): FieldError[] {
  if (criterion.evidence === undefined) return [];
  if ("done" in value) {
    const shown = new Set(evidence.map(({ item }) => item));
    return value.done.flatMap((item, index) =>
      shown.has(item) ? [] : [fieldError(`${path}.fact.value.done[${index}]`, "evidence-missing")],
    );
  }
  const isClaimed = differs(criterion, { is: "known", value }, nothingOf(value));
  return isClaimed && evidence.length === 0 ? [fieldError(`${path}.evidence`, "evidence-missing")] : [];
}

/** The same fact, worth nothing. */
function nothingOf(value: Extract<WrittenSelfEntry["fact"], { is: "known" }>["value"]): SheetFact {
  if ("n" in value) return { is: "known", value: { n: 0, of: value.of } };
  if ("count" in value) return { is: "known", value: { count: 0 } };
  if ("yes" in value) return { is: "known", value: { yes: false } };
  return { is: "known", value: { points: 0 } };
}
type SheetFact = NonNullable<SheetEntry["measured"]>;

/** Criteria that only the body can speak of, and it has not. */
export function undeclared(set: CriteriaSet, { entries, ...body }: Sheet): string[] {
  return set.criteria.flatMap((criterion) => {
    const { self, measured } = entries[criterion.id] ?? {};
    const isMissing = applies(criterion, body) && !criterion.isInformative && !self && !measured;
    return isMissing ? [criterion.id] : [];
  });
}

/** The self-score handed in by a leader; the day of the first time decides whether it was late. */
export function handedInSelfScore(
  head: EvaluationHead,
  missing: readonly string[],
  { by, despite }: { readonly by: string; readonly despite: boolean },
  now: Instant,
): EvaluationHead {
  if (missing.length > 0 && !despite) {
    const errors = missing.map((id) => fieldError(`entries.${id}`, "not-declared"));
    throw new Refusal("self-score-incomplete", errors.slice(0, errorsAtMost));
  }
  const lateDays = Math.max(0, dayNumberOf(dayAt(now)) - dayNumberOf(head.selfScoreDueOn));
  const selfScore = { at: new Date(now).toISOString(), by, lateDays: head.selfScore?.lateDays ?? lateDays };
  return { ...movedEvaluation(head, "score-self-scored"), selfScore };
}
