/** The states of a question and the moves between them: one table, from which tests and the README's diagram are made. */
import { Refusal } from "../platform/refusals.ts";

export const questionStates = [
  "received",
  "accepted",
  "drafted",
  "waiting-for-leader",
  "returned",
  "answered",
] as const;
export type QuestionState = (typeof questionStates)[number];

/** Events that move a question, or change it where it stands. */
export type QuestionEvent =
  | "question-received"
  | "question-accepted"
  | "question-classified"
  | "question-drafted"
  | "question-submitted"
  | "question-returned"
  | "question-answered";

/** An event that leads from a state (null: it did not exist) to another. */
export interface Move {
  readonly event: QuestionEvent;
  readonly from: QuestionState | null;
  readonly to: QuestionState;
  /** What the people call it. */
  readonly vi: string;
}

export const moves: readonly Move[] = [
  { event: "question-received", from: null, to: "received", vi: "nhận câu hỏi" },
  { event: "question-accepted", from: "received", to: "accepted", vi: "tiếp nhận" },
  // Any first act of the unit implies that it has taken the question in.
  { event: "question-classified", from: "received", to: "accepted", vi: "phân loại" },
  { event: "question-classified", from: "accepted", to: "accepted", vi: "phân loại" },
  { event: "question-classified", from: "drafted", to: "drafted", vi: "phân loại" },
  { event: "question-classified", from: "waiting-for-leader", to: "waiting-for-leader", vi: "phân loại" },
  { event: "question-classified", from: "returned", to: "returned", vi: "phân loại" },
  { event: "question-drafted", from: "received", to: "drafted", vi: "dự thảo" },
  { event: "question-drafted", from: "accepted", to: "drafted", vi: "dự thảo" },
  { event: "question-drafted", from: "drafted", to: "drafted", vi: "dự thảo" },
  { event: "question-drafted", from: "returned", to: "drafted", vi: "dự thảo" },
  { event: "question-submitted", from: "received", to: "waiting-for-leader", vi: "trình lãnh đạo" },
  { event: "question-submitted", from: "accepted", to: "waiting-for-leader", vi: "trình lãnh đạo" },
  { event: "question-submitted", from: "drafted", to: "waiting-for-leader", vi: "trình lãnh đạo" },
  { event: "question-submitted", from: "returned", to: "waiting-for-leader", vi: "trình lãnh đạo" },
  { event: "question-returned", from: "waiting-for-leader", to: "returned", vi: "trả lại để hoàn thiện" },
  { event: "question-answered", from: "waiting-for-leader", to: "answered", vi: "trả lời" },
];

/** States in which nothing more is due. */
const closedStates: readonly QuestionState[] = ["answered"];

export function isClosed(state: QuestionState): boolean {
  return closedStates.includes(state);
}

/** The state after an event; a move that is not in the table is refused. */
export function stateAfter(event: QuestionEvent, from: QuestionState): QuestionState {
  const move = moves.find((entry) => entry.event === event && entry.from === from);
  if (!move)
    throw new Refusal(event === "question-accepted" && from === "accepted" ? "already-accepted" : "move-not-allowed");
  return move.to;
}
