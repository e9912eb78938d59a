/** The evaluation of one portal in one period: its head. What is judged stands on its sheets (sheet.ts). */
import * as z from "zod";
import type { Day } from "../../calendar/province-time.ts";
import { plan } from "../../deadlines/plan.ts";
import { unitGroups } from "../../units/groups.ts";
import type { ScorePeriodId } from "../periods/score-period.ts";
import { type Result, reasonsNotGraded } from "../results/results.ts";
import { type EvaluationEvent, evaluationStateAfter, evaluationStates } from "./evaluation-moves.ts";

/** A result as it is listed; score and coverage in hundredths of a percent. */
export const listedResult = z.object({
  score: z.number().int().nullable(),
  coverage: z.number().int().nullable(),
  grade: z.string().optional(),
  notGraded: z.enum(reasonsNotGraded).optional(),
  rank: z.number().int().optional(),
  tied: z.number().int().optional(),
  ranked: z.number().int().optional(),
});
export type ListedResult = z.output<typeof listedResult>;

/** What lists show of a result. */
export function listedResultOf({ score, coverage, grade, notGraded, rank, tied, ranked }: Result): ListedResult {
  return {
    score,
    coverage,
    ...(grade !== undefined && { grade }),
    ...(notGraded !== undefined && { notGraded }),
    ...(rank !== undefined && { rank, tied, ranked }),
  };
}

export const evaluationHead = z.object({
  id: z.string(),
  period: z.string(),
  portal: z.string(),
  unit: z.string(),
  group: z.enum(unitGroups),
  set: z.string(),
  state: z.enum(evaluationStates),
  /** Of the content that people change: the ETag. */
  version: z.number().int().min(1),
  /** Of everything that happened: the condition of every write. */
  sequence: z.number().int().min(1),
  /** The newest sheet. */
  sheet: z.number().int().min(1),
  selfScoreDueOn: z.string(),
  /** The self-score that was handed in; late by the day of the first time. */
  selfScore: z.object({ at: z.string(), by: z.string(), lateDays: z.number().int().min(0) }).optional(),
  /** Who completed the review last. */
  review: z.object({ at: z.string(), by: z.string() }).optional(),
  /** Everybody who wrote a part of it. */
  reviewedBy: z.array(z.string()).optional(),
  /** As published: provisional, then final. */
  result: listedResult.optional(),
  /** What the newest amendment that changed it replaced. */
  resultBefore: listedResult.optional(),
  /** The last day to ask for reconsideration. */
  windowEndsOn: z.string().optional(),
  reconsideration: z
    .object({
      at: z.string(),
      by: z.string(),
      criteria: z.array(z.string()),
      /** The last day to answer it. */
      answerDueOn: z.string(),
      answeredAt: z.string().optional(),
      answeredBy: z.string().optional(),
    })
    .optional(),
  /** The snapshot by which it is final: 1, or more after an amendment. */
  snapshot: z.number().int().min(1).optional(),
  plan,
});
export type EvaluationHead = z.output<typeof evaluationHead>;

/** What lists show of an evaluation. */
export const listedEvaluation = evaluationHead.omit({ plan: true, sequence: true, resultBefore: true });
export type ListedEvaluation = z.output<typeof listedEvaluation>;

export function evaluationIdOf(period: ScorePeriodId, portal: string): string {
  return `${period}.${portal}`;
}

/** A head one version on, moved by an event. */
export function movedEvaluation(head: EvaluationHead, event: EvaluationEvent): EvaluationHead {
  return {
    ...head,
    state: evaluationStateAfter(event, head.state),
    version: head.version + 1,
    sequence: head.sequence + 1,
  };
}

/** Whether an officer reviewed it, or a part of it: they neither answer for it nor decide it. */
export function hasReviewed(
  { reviewedBy, review }: Pick<EvaluationHead, "reviewedBy" | "review">,
  id: string,
): boolean {
  return review?.by === id || (reviewedBy?.includes(id) ?? false);
}

/** How a request for reconsideration stands. Without an answer when the result is final, it stays unanswered for ever. */
export const reconsiderationStandings = ["waiting", "answered", "unanswered"] as const;
export type ReconsiderationStanding = (typeof reconsiderationStandings)[number];

export function reconsiderationStanding({
  reconsideration,
  state,
}: Pick<EvaluationHead, "reconsideration" | "state">): ReconsiderationStanding | undefined {
  if (!reconsideration) return undefined;
  if (reconsideration.answeredAt !== undefined) return "answered";
  return state === "final" ? "unanswered" : "waiting";
}

/** Whether a request can still be made on a day. */
export function isWindowOpen(
  { state, windowEndsOn }: Pick<EvaluationHead, "state" | "windowEndsOn">,
  today: Day,
): boolean {
  return state === "provisional" && windowEndsOn !== undefined && today <= windowEndsOn;
}
