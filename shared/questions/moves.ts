/** The states of a question and the moves between them: one table, from which tests and the README's diagram are made. */
import { Refusal } from "../platform/refusals.ts";

export const questionStates = ["received", "accepted"] as const;
export type QuestionState = (typeof questionStates)[number];

/** An event of a question that moves it from a state (null: it did not exist) to another. */
export interface Move {
  readonly event: QuestionEvent;
  readonly from: QuestionState | null;
  readonly to: QuestionState;
  /** What the people call it. */
  readonly vi: string;
}

export type QuestionEvent = "question-received" | "question-accepted";

export const moves: readonly Move[] = [
  { event: "question-received", from: null, to: "received", vi: "nhận câu hỏi" },
  { event: "question-accepted", from: "received", to: "accepted", vi: "tiếp nhận" },
];

/** The state after an event; a move that is not in the table is refused. */
export function stateAfter(event: QuestionEvent, from: QuestionState): QuestionState {
  const move = moves.find((entry) => entry.event === event && entry.from === from);
  if (!move) throw new Refusal(event === "question-accepted" ? "already-accepted" : "move-not-allowed");
  return move.to;
}
