/** Requests for reconsideration: asked by a leader of the body, answered by somebody who did not review it. */
import * as z from "zod";
import type { Routes } from "../../shared/platform/http/route.ts";
import { writtenAnswer, writtenRequest } from "../../shared/scoring/evaluations/reconsideration.ts";
import { reconsideredEntry } from "../../shared/scoring/evaluations/sheet.ts";
import { evaluationParams, evaluationState } from "./written.ts";

const answered = evaluationState.extend({
  /** By criterion: what was asked, and what was answered. */
  reconsidered: z.record(z.string(), reconsideredEntry),
});

export const reconsiderationRoutes = {
  askReconsideration: {
    method: "POST",
    path: "/v1/scores/{portal}/{period}/reconsideration",
    summary: "Ask, once and inside the window, that some criteria be reconsidered, with reason and evidence",
    summaryVi: "Đề nghị xem xét lại kết quả, kèm lý do và tài liệu kiểm chứng",
    caller: { officer: { atUnit: ["leader"], anywhere: [] } },
    params: evaluationParams,
    body: z.strictObject({ criteria: writtenRequest }),
    status: 200,
    versioned: true,
    answer: answered,
    refusals: [
      "not-found",
      "version-stale",
      "not-yet-published",
      "already-asked",
      "window-closed",
      "invalid-content",
      "calendar-not-published",
      "sheet-too-large",
    ],
  },
  answerReconsideration: {
    method: "POST",
    path: "/v1/scores/{portal}/{period}/reconsideration/answer",
    summary: "Answer a request, criterion by criterion, with a reason; without a fact the value stays",
    summaryVi: "Trả lời đề nghị xem xét lại, nêu lý do theo từng tiêu chí",
    caller: { officer: { atUnit: [], atRecipient: ["leader"], anywhere: ["supervisor"] } },
    params: evaluationParams,
    body: z.strictObject({ criteria: writtenAnswer }),
    status: 200,
    versioned: true,
    answer: answered,
    refusals: [
      "not-found",
      "own-portal",
      "own-self-score",
      "own-review",
      "version-stale",
      "not-asked",
      "already-answered",
      "answer-closed",
      "invalid-content",
      "sheet-too-large",
    ],
  },
} as const satisfies Routes;
