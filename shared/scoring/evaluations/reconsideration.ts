/**
 * Reconsideration (đề nghị xem xét lại kết quả): once, inside the window after publication, a leader of the body asks, criterion by criterion;
 * somebody who neither reviewed it nor belongs to the body answers all of it, with name, before and after.
 */
import * as z from "zod";
import { withGuessedYears } from "../../calendar/guessed-years.ts";
import { type Day, dayAt, yearOf } from "../../calendar/province-time.ts";
import { termOf, type WorkingCalendar } from "../../calendar/working-days.ts";
import type { Instant } from "../../platform/clock.ts";
import { errorsAtMost, fieldError } from "../../platform/field-errors.ts";
import { type FieldError, Refusal } from "../../platform/refusals.ts";
import { must, paragraphs } from "../../platform/schemas.ts";
import { type CriteriaSet, criteriaAtMost, criterionNamed } from "../criteria/criteria-set.ts";
import { evidenceProblems, writtenEvidence } from "../facts/evidence.ts";
import { askedCriterion, factProblems, reviewersFact } from "../facts/written-fact.ts";
import type { ScorePeriodRecord } from "../periods/period-record.ts";
import { canonicalText } from "../snapshots/canonical.ts";
import { type EvaluationHead, isWindowOpen, movedEvaluation } from "./evaluation.ts";
import { type Sheet, settledFact } from "./sheet.ts";

const isSome = (criteria: object) => Object.keys(criteria).length > 0;
const isFew = (criteria: object) => Object.keys(criteria).length <= criteriaAtMost;

/** What is asked, by criterion. */
export const writtenRequest = z
  .record(z.string(), z.strictObject({ reason: paragraphs(2000), evidence: writtenEvidence }))
  .refine(isSome, must("too-short"))
  .refine(isFew, must("too-long"));
export type WrittenRequest = z.output<typeof writtenRequest>;

/** What is answered, by criterion; without a fact it stays as it was. */
export const writtenAnswer = z
  .record(z.string(), z.strictObject({ fact: reviewersFact.optional(), reason: paragraphs(2000) }))
  .refine(isFew, must("too-long"));
export type WrittenAnswer = z.output<typeof writtenAnswer>;

/** A request is taken from publication to the end of the window, once. */
export function refuseRequest(head: EvaluationHead, { state }: Pick<ScorePeriodRecord, "state">, today: Day): void {
  const isEarly = state === "open" || state === "publishing";
  if (isEarly || !["provisional", "final"].includes(head.state)) throw new Refusal("not-yet-published");
  if (head.reconsideration) throw new Refusal("already-asked");
  if (state !== "provisional" || !isWindowOpen(head, today)) throw new Refusal("window-closed");
}

/** The last day to answer a request that is made now: so many working days, counted by rule R. */
export function answerDueOn(now: Instant, answerDays: number, calendar: WorkingCalendar): Day {
  const term = termOf(now, answerDays, withGuessedYears(calendar, yearOf(dayAt(now))));
  if (term.kind !== "term") throw new Refusal("calendar-not-published");
  return term.dueOn;
}

/** The sheet with a request; every criterion of it is asked of this body. */
export function requestedSheet(set: CriteriaSet, before: Sheet, written: WrittenRequest): Sheet {
  const entries = { ...before.entries };
  const errors: FieldError[] = [];
  for (const [id, { reason, evidence }] of Object.entries(written)) {
    const path = `criteria.${id}`;
    const asked = askedCriterion(set, before, id, path);
    if ("error" in asked) {
      errors.push(asked.error);
      continue;
    }
    errors.push(...evidenceProblems(asked.criterion, evidence, path));
    entries[id] = { ...entries[id], reconsidered: { reason, evidence } };
  }
  if (errors.length > 0) throw new Refusal("invalid-content", errors.slice(0, errorsAtMost));
  return { ...before, entries };
}

/** The evaluation once reconsideration was asked for. */
export function requestedEvaluation(
  head: EvaluationHead,
  written: WrittenRequest,
  { by, dueOn }: { readonly by: string; readonly dueOn: Day },
  now: Instant,
): EvaluationHead {
  const criteria = Object.keys(written).toSorted();
  const reconsideration = { at: new Date(now).toISOString(), by, criteria, answerDueOn: dueOn };
  return { ...movedEvaluation(head, "reconsideration-asked"), reconsideration };
}

/** A request is answered once, before the results are decided. */
export function refuseAnswer({ reconsideration }: EvaluationHead, { state }: Pick<ScorePeriodRecord, "state">): void {
  if (!reconsideration) throw new Refusal("not-asked");
  if (reconsideration.answeredAt !== undefined) throw new Refusal("already-answered");
  if (state !== "provisional") throw new Refusal("answer-closed");
}

/** Who answers: their name and title are public. */
export interface Answering {
  readonly by: string;
  readonly byName: string;
  readonly byTitle: string;
  readonly at: string;
}

/** The sheet with the answers: one for each criterion that was asked about, and no other. A new fact counts as the reviewed one. */
export function answeredSheet(set: CriteriaSet, before: Sheet, written: WrittenAnswer, answering: Answering): Sheet {
  const entries = { ...before.entries };
  const asked = Object.keys(entries).filter((id) => entries[id]?.reconsidered);
  const errors = [
    ...asked.filter((id) => !Object.hasOwn(written, id)).map((id) => fieldError(`criteria.${id}`, "answer-missing")),
    ...Object.keys(written)
      .filter((id) => !asked.includes(id))
      .map((id) => fieldError(`criteria.${id}`, "not-reconsidered")),
    ...answerProblems(set, written),
  ];
  if (errors.length > 0) throw new Refusal("invalid-content", errors.slice(0, errorsAtMost));
  for (const id of asked) {
    const entry = entries[id];
    const answer = written[id];
    if (!entry?.reconsidered || !answer) continue;
    const { by, at } = answering;
    const earlier = settledFact(entry);
    const { fact = earlier, reason } = answer;
    entries[id] = {
      ...entry,
      ...(answer.fact && { reviewed: { fact, reason, by, at } }),
      reconsidered: { ...entry.reconsidered, answer: { before: earlier, after: fact, reason, ...answering } },
    };
  }
  return { ...before, entries };
}

function answerProblems(set: CriteriaSet, written: WrittenAnswer): FieldError[] {
  return Object.entries(written).flatMap(([id, { fact }]) => {
    const criterion = criterionNamed(set, id);
    return fact && criterion ? factProblems(criterion, fact, `criteria.${id}.fact`, "reviewer") : [];
  });
}

/** Criteria whose value an answer changed. */
export function changedByAnswer({ entries }: Sheet): string[] {
  return Object.keys(entries).filter((id) => {
    const answer = entries[id]?.reconsidered?.answer;
    return answer !== undefined && canonicalText(answer.before) !== canonicalText(answer.after);
  });
}

/** The evaluation once its request is answered. */
export function answeredEvaluation(head: EvaluationHead, by: string, now: Instant): EvaluationHead {
  const next = movedEvaluation(head, "reconsideration-answered");
  const { reconsideration } = head;
  if (!reconsideration) throw new Refusal("not-asked");
  return { ...next, reconsideration: { ...reconsideration, answeredAt: new Date(now).toISOString(), answeredBy: by } };
}
