/** Tiếp nhận: the body's own act, due within 1 working day; the machine's receipt is not it. A fact beside the answer's time. */
import { dayAt } from "../calendar/province-time.ts";
import type { Instant } from "../platform/clock.ts";
import { stateAfter } from "./moves.ts";
import type { QuestionHead } from "./question.ts";

/** The question taken in at a moment; taken in already: refused. Without a calendar nobody can be late. */
export function acceptedQuestion(question: QuestionHead, now: Instant) {
  return {
    ...question,
    version: question.version + 1,
    sequence: question.sequence + 1,
    state: stateAfter("question-accepted", question.state),
    acceptedAt: new Date(now).toISOString(),
    acceptedLate: question.acceptBy !== null && dayAt(now) > question.acceptBy,
  };
}
