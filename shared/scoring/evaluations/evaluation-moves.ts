/** The states of an evaluation and the moves between them: one table. */
import { Refusal } from "../../platform/refusals.ts";

export const evaluationStates = [
  /** The period is opened: the body scores itself. */
  "open",
  /** The self-score was handed in. */
  "self-scored",
  /** Whoever reviews has gone through it. */
  "reviewed",
  /** The body has been told; it may ask for reconsideration. */
  "provisional",
  /** By the council's decision, frozen in a snapshot. */
  "final",
] as const;
export type EvaluationState = (typeof evaluationStates)[number];

export const evaluationMoves = [
  { event: "score-drafted", from: ["open", "self-scored"], to: undefined, vi: "ghi điểm tự chấm" },
  { event: "score-self-scored", from: ["open", "self-scored"], to: "self-scored", vi: "gửi điểm tự chấm" },
  {
    event: "score-review-drafted",
    from: ["open", "self-scored", "reviewed"],
    to: undefined,
    vi: "ghi điểm thẩm định",
  },
  { event: "score-reviewed", from: ["open", "self-scored", "reviewed"], to: "reviewed", vi: "thẩm định" },
  {
    event: "score-published",
    from: ["open", "self-scored", "reviewed"],
    to: "provisional",
    vi: "công bố kết quả dự kiến",
  },
  { event: "reconsideration-asked", from: ["provisional"], to: undefined, vi: "đề nghị xem xét lại" },
  { event: "reconsideration-answered", from: ["provisional"], to: undefined, vi: "trả lời đề nghị xem xét lại" },
  { event: "score-final", from: ["provisional"], to: "final", vi: "quyết định kết quả" },
  { event: "score-amended", from: ["final"], to: "final", vi: "điều chỉnh kết quả" },
] as const satisfies readonly {
  event: string;
  from: readonly EvaluationState[];
  /** Undefined: it stays. */
  to: EvaluationState | undefined;
  vi: string;
}[];
export type EvaluationEvent = (typeof evaluationMoves)[number]["event"];

/** The state after an event; a move that is not in the table is refused. */
export function evaluationStateAfter(event: EvaluationEvent, from: EvaluationState): EvaluationState {
  const move = evaluationMoves.find((entry) => entry.event === event && entry.from.some((state) => state === from));
  if (!move) throw new Refusal("move-not-allowed");
  return move.to ?? from;
}
