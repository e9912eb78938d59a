/** The review of an evaluation, by the supervisor or by whom a document names. */
import * as z from "zod";
import type { Routes } from "../../shared/platform/http/route.ts";
import { reasonsUndecided, writtenReview } from "../../shared/scoring/evaluations/review.ts";
import { evaluationParams, evaluationState, writtenOutcome } from "./written.ts";

export const reviewRoutes = {
  reviewEvaluation: {
    method: "PUT",
    path: "/v1/scores/{portal}/{period}/review",
    summary:
      "Review some criteria: accept the body's or the system's value, or give another with a reason; acceptRest takes what needs no judgement; done completes it",
    summaryVi: "Thẩm định: chấp nhận điểm tự chấm hoặc số liệu của hệ thống, hoặc nêu giá trị khác kèm lý do",
    caller: { officer: { atUnit: [], anywhere: ["supervisor"], byName: true } },
    params: evaluationParams,
    body: writtenReview,
    status: 200,
    versioned: true,
    answer: evaluationState.extend({
      suspended: z.object({ document: z.string(), on: z.string() }).optional(),
      /** What each criterion comes to as it stands. */
      outcomes: z.record(z.string(), writtenOutcome),
      /** What is still to be decided, and why. */
      undecided: z.array(z.object({ criterion: z.string(), why: z.enum(reasonsUndecided) })),
    }),
    refusals: [
      "not-found",
      "own-portal",
      "own-self-score",
      "reviewer-named",
      "version-stale",
      "review-closed",
      "self-score-awaited",
      "invalid-content",
      "review-incomplete",
      "sheet-too-large",
    ],
  },
} as const satisfies Routes;
