/** The self-score of a body: written by a clerk or a leader, handed in by a leader. */
import * as z from "zod";
import type { Routes } from "../../shared/platform/http/route.ts";
import { writtenSelfScore } from "../../shared/scoring/evaluations/self-score.ts";
import { evaluationParams, evaluationState, writtenOutcome } from "./written.ts";

export const selfScoreRoutes = {
  writeSelfScore: {
    method: "PUT",
    path: "/v1/scores/{portal}/{period}/self-score",
    summary: "Write the body's own value of some criteria, with evidence; the others stay, null takes one back",
    summaryVi: "Ghi điểm tự chấm và tài liệu kiểm chứng theo từng tiêu chí",
    caller: { officer: { atUnit: ["clerk", "leader"], anywhere: [] } },
    params: evaluationParams,
    body: z.strictObject({ entries: writtenSelfScore }),
    status: 200,
    versioned: true,
    answer: evaluationState.extend({
      /** What each criterion would earn, by the body's value or else the system's. */
      outcomes: z.record(z.string(), writtenOutcome),
      /** Criteria that only the body can speak of, and it has not. */
      missing: z.array(z.string()),
    }),
    refusals: [
      "not-found",
      "version-stale",
      "invalid-content",
      "self-score-closed",
      "self-score-handed-in",
      "sheet-too-large",
    ],
  },
  submitSelfScore: {
    method: "POST",
    path: "/v1/scores/{portal}/{period}/self-score/submission",
    summary: "Hand in the self-score; late is taken and marked",
    summaryVi: "Gửi điểm tự chấm; gửi sau thời hạn được ghi nhận là gửi chậm",
    caller: { officer: { atUnit: ["leader"], anywhere: [] } },
    params: evaluationParams,
    body: z.strictObject({
      /** Hands it in although some criteria are not declared. */
      despite: z.boolean().default(false),
    }),
    status: 200,
    versioned: true,
    answer: evaluationState.extend({ missing: z.array(z.string()) }),
    refusals: ["not-found", "version-stale", "self-score-closed", "self-score-incomplete"],
  },
} as const satisfies Routes;
