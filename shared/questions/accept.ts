/** Tiếp nhận: the body's own act, due within 1 working day; the machine's receipt is not it. A fact beside the answer's time. */
import { dayAt } from "../calendar/province-time.ts";
import type { Instant } from "../platform/clock.ts";
import { type QuestionEvent, stateAfter } from "./moves.ts";
import type { QuestionHead } from "./question.ts";

/** The question after an act of its unit: the state by the table, the next version; a first act implies that it was taken in. */
export function acted(head: QuestionHead, event: QuestionEvent, now: Instant): QuestionHead {
  return {
    ...head,
    version: head.version + 1,
    sequence: head.sequence + 1,
    state: stateAfter(event, head.state),
    acceptedAt: head.acceptedAt ?? new Date(now).toISOString(),
    // Without a calendar nobody can be late.
    acceptedLate: head.acceptedLate ?? (head.acceptBy !== null && dayAt(now) > head.acceptBy),
  };
}
