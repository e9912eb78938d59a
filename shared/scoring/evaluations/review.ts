/**
 * The review (thẩm định): somebody who holds no role at the body goes through what it says and what the system measured, side by side, and
 * accepts one of them or gives another value. What differs from either has its reason. A self-score counts once a leader handed it in.
 */
import * as z from "zod";
import type { Day } from "../../calendar/province-time.ts";
import { errorsAtMost, fieldError } from "../../platform/field-errors.ts";
import { type FieldError, Refusal } from "../../platform/refusals.ts";
import { day, line, must, paragraphs } from "../../platform/schemas.ts";
import { applies } from "../criteria/applies.ts";
import { type CriteriaSet, type Criterion, criteriaAtMost } from "../criteria/criteria-set.ts";
import type { Fact } from "../facts/fact.ts";
import { askedCriterion, differs, factProblems, reviewersFact, takesOut } from "../facts/written-fact.ts";
import type { ScorePeriodRecord } from "../periods/period-record.ts";
import { type EvaluationHead, movedEvaluation } from "./evaluation.ts";
import type { Sheet, SheetEntry } from "./sheet.ts";

/** The evaluation after a review, or a part of one; it is reviewed once the review is complete. `persons`: also in whose place. */
export function reviewedEvaluation(
  head: EvaluationHead,
  isDone: boolean,
  { by, at, persons = [by] }: Pick<Reviewing, "by" | "at"> & { readonly persons?: readonly string[] },
): EvaluationHead {
  const reviewedBy = [...new Set([...(head.reviewedBy ?? []), ...persons])];
  const moved = movedEvaluation(head, isDone ? "score-reviewed" : "score-review-drafted");
  return { ...moved, reviewedBy, ...(isDone && { review: { at, by } }) };
}

/** What is accepted, or the reviewer's own fact. */
const writtenDecision = z
  .strictObject({
    accept: z.enum(["self", "measured"]).optional(),
    fact: reviewersFact.optional(),
    reason: paragraphs(1000).optional(),
  })
  .refine(({ accept, fact }) => (accept === undefined) !== (fact === undefined), must("malformed"));
type WrittenDecision = z.output<typeof writtenDecision>;

export const writtenReview = z.strictObject({
  entries: z
    .record(z.string(), writtenDecision)
    .refine((entries) => Object.keys(entries).length <= criteriaAtMost, must("too-long"))
    .default({}),
  /** Of all that is neither named nor decided: the measured value where the body agrees or is silent, else the body's. */
  acceptRest: z.boolean().default(false),
  /** A suspended portal, by which document; null: no longer. */
  suspended: z
    .strictObject({ document: line(200), on: day })
    .nullable()
    .optional(),
  /** The review is complete. */
  done: z.boolean().default(false),
});
export type WrittenReview = z.output<typeof writtenReview>;

/** Who reviews, when, and whether a leader of the body stands for what it says. */
export interface Reviewing {
  readonly by: string;
  readonly at: string;
  readonly isHandedIn: boolean;
}

/** A review is made until the results are published. */
export function refuseClosedReview({ state }: EvaluationHead, period: Pick<ScorePeriodRecord, "state">): void {
  if (state === "provisional" || state === "final" || period.state !== "open") throw new Refusal("review-closed");
}

/** A complete review closes the self-score: not before it was handed in, or its time is over. */
export function refuseEarlyReview({ selfScore, selfScoreDueOn }: EvaluationHead, today: Day): void {
  if (!selfScore && today <= selfScoreDueOn) throw new Refusal("self-score-awaited");
}

/** A portal is suspended from a day that has come. */
export function refuseSuspensionAhead({ suspended }: Pick<WrittenReview, "suspended">, today: Day): void {
  if (suspended && suspended.on > today)
    throw new Refusal("invalid-content", [fieldError("suspended.on", "day-ahead")]);
}

/** The sheet after a review, or a part of one; refused, with every entry at fault, when one cannot stand. */
export function reviewedSheet(set: CriteriaSet, before: Sheet, written: WrittenReview, reviewing: Reviewing): Sheet {
  const { suspended: suspendedBefore, ...kept } = before;
  const entries = { ...before.entries };
  const errors: FieldError[] = [];
  for (const [id, decision] of Object.entries(written.entries)) {
    const made = decided(set, before, id, decision, reviewing);
    if ("errors" in made) errors.push(...made.errors);
    else entries[id] = made.entry;
  }
  if (errors.length > 0) throw new Refusal("invalid-content", errors.slice(0, errorsAtMost));
  if (written.acceptRest) acceptRest(set, before, entries, reviewing);
  const suspended = written.suspended === undefined ? suspendedBefore : written.suspended;
  return { ...kept, entries, ...(suspended && { suspended }) };
}

function decided(
  set: CriteriaSet,
  before: Sheet,
  id: string,
  { accept, fact: given, reason }: WrittenDecision,
  { by, at, isHandedIn }: Reviewing,
): { readonly entry: SheetEntry } | { readonly errors: readonly FieldError[] } {
  const path = `entries.${id}`;
  const asked = askedCriterion(set, before, id, path);
  if ("error" in asked) return { errors: [asked.error] };
  const entry = before.entries[id] ?? {};
  const fact = given ?? (accept === "self" ? claimedIn(entry, isHandedIn) : entry.measured);
  if (!fact) return { errors: [fieldError(`${path}.accept`, "nothing-to-accept")] };
  const problems = given ? factProblems(asked.criterion, given, `${path}.fact`, "reviewer") : [];
  if (problems.length > 0) return { errors: problems };
  if (reason === undefined && needsReason(asked.criterion, entry, fact, isHandedIn))
    return { errors: [fieldError(path, "reason-missing")] };
  return { entry: { ...entry, reviewed: { fact, ...(reason !== undefined && { reason }), by, at } } };
}

/** What the body says, if a leader of it handed it in. */
function claimedIn({ self }: SheetEntry, isHandedIn: boolean): Fact | undefined {
  return isHandedIn ? self?.fact : undefined;
}

/** What the system found, if it could measure. */
function measuredIn({ measured }: SheetEntry): Fact | undefined {
  return measured?.is === "not-measured" ? undefined : measured;
}

/** A reviewed value that is not what the body or the system says; or one that takes a criterion out of the score on nobody's word. */
function needsReason(criterion: Criterion, entry: SheetEntry, fact: Fact, isHandedIn: boolean): boolean {
  const said = [claimedIn(entry, isHandedIn), measuredIn(entry)].filter((other) => other !== undefined);
  if (said.length === 0) return takesOut(criterion, fact);
  return said.some((other) => differs(criterion, fact, other));
}

/** Takes what can be taken without a judgement; where the body and the system differ, nothing is. */
function acceptRest(
  set: CriteriaSet,
  before: Sheet,
  entries: Record<string, SheetEntry>,
  { by, at, isHandedIn }: Reviewing,
): void {
  for (const criterion of set.criteria) {
    const entry = entries[criterion.id] ?? {};
    if (!applies(criterion, before) || entry.reviewed || areApart(criterion, entry, isHandedIn)) continue;
    const fact = measuredIn(entry) ?? claimedIn(entry, isHandedIn) ?? entry.measured;
    if (fact) entries[criterion.id] = { ...entry, reviewed: { fact, by, at } };
  }
}

function areApart(criterion: Criterion, entry: SheetEntry, isHandedIn: boolean): boolean {
  const [claimed, measured] = [claimedIn(entry, isHandedIn), measuredIn(entry)];
  return claimed !== undefined && measured !== undefined && differs(criterion, claimed, measured);
}

/** Why a criterion is still to be decided: the two values differ; nobody confirmed the body's; nobody said anything. */
export const reasonsUndecided = ["differ", "not-confirmed", "nothing-said"] as const;
export interface Undecided {
  readonly criterion: string;
  readonly why: (typeof reasonsUndecided)[number];
}

/** What is still to be decided before the review is complete; an informative criterion never is. */
export function undecided(set: CriteriaSet, sheet: Sheet, isHandedIn: boolean): Undecided[] {
  return set.criteria.flatMap((criterion): Undecided[] => {
    const entry = sheet.entries[criterion.id] ?? {};
    if (!applies(criterion, sheet) || criterion.isInformative || entry.reviewed) return [];
    if (areApart(criterion, entry, isHandedIn)) return [{ criterion: criterion.id, why: "differ" }];
    if (measuredIn(entry)) return [];
    return [{ criterion: criterion.id, why: claimedIn(entry, isHandedIn) ? "not-confirmed" : "nothing-said" }];
  });
}

/** A complete review leaves nothing open, and has a reason for each difference from what the body says by now. */
export function refuseIncomplete(set: CriteriaSet, sheet: Sheet, isHandedIn: boolean): void {
  const open = undecided(set, sheet, isHandedIn).map(({ criterion }) =>
    fieldError(`entries.${criterion}`, "not-decided"),
  );
  const unexplained = set.criteria.flatMap((criterion) => {
    const entry = sheet.entries[criterion.id];
    if (!entry?.reviewed || entry.reviewed.reason !== undefined) return [];
    const isUnexplained = needsReason(criterion, entry, entry.reviewed.fact, isHandedIn);
    return isUnexplained ? [fieldError(`entries.${criterion.id}`, "reason-missing")] : [];
  });
  const errors = [...open, ...unexplained];
  if (errors.length > 0) throw new Refusal("review-incomplete", errors.slice(0, errorsAtMost));
}
