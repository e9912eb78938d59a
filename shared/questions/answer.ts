/** Drafting, returning and answering. Whoever wrote the draft does not sign it; the answer ends the time at that instant, for ever. */
import * as z from "zod";
import { dayAt } from "../calendar/province-time.ts";
import { type WorkingCalendar, workingDaysBetween } from "../calendar/working-days.ts";
import type { Instant } from "../platform/clock.ts";
import { Refusal } from "../platform/refusals.ts";
import { paragraphs } from "../platform/schemas.ts";
import { acted } from "./accept.ts";
import { withCall } from "./classify.ts";
import type { CallReason, QuestionHead } from "./question.ts";
import { unscheduled } from "./schedule.ts";

/** The body of `POST …/draft`; `submit`: it goes to the leader at once. */
export const draft = z.strictObject({ content: paragraphs(30_000), submit: z.boolean().default(false) });

/** The body of `POST …/return`. */
export const returned = z.strictObject({ reason: paragraphs(500) });

/** The question with a new draft by an officer. */
export function draftedQuestion(head: QuestionHead, by: string, isSubmitted: boolean, now: Instant): QuestionHead {
  return {
    ...acted(head, isSubmitted ? "question-submitted" : "question-drafted", now),
    draft: { number: (head.draft?.number ?? 0) + 1, by, at: new Date(now).toISOString() },
    returnReason: undefined,
  };
}

/** The question given back to its clerk. */
export function returnedQuestion(head: QuestionHead, reason: string, now: Instant): QuestionHead {
  return { ...acted(head, "question-returned", now), returnReason: reason };
}

/** The answered question: on time or late by so many working days, fixed for ever. */
export function answeredQuestion(
  head: QuestionHead,
  signer: string,
  now: Instant,
  calendar: WorkingCalendar,
): QuestionHead {
  const next = acted(head, "question-answered", now);
  if (head.draft === undefined) throw new Refusal("move-not-allowed");
  if (head.draft.by === signer) throw new Refusal("own-draft");
  const today = dayAt(now);
  const isLate = head.dueOn !== null && today > head.dueOn;
  return unscheduled({
    ...next,
    answered: {
      at: new Date(now).toISOString(),
      onTime: head.dueOn === null ? null : !isLate,
      lateDays: head.dueOn !== null && isLate ? workingDaysBetween(head.dueOn, today, calendar) : 0,
      ...(head.appointmentOn !== undefined && { appointmentBroken: today > head.appointmentOn }),
    },
    callFor: head.asker?.email === undefined ? withCall(head, "answered") : head.callFor,
  });
}

/** The question after a call was made; one that was not owed is refused. */
export function calledQuestion(head: QuestionHead, reason: CallReason, wasReached: boolean): QuestionHead {
  if (!head.callFor?.includes(reason)) throw new Refusal("call-not-owed");
  const left = wasReached ? head.callFor.filter((owed) => owed !== reason) : head.callFor;
  return {
    ...head,
    version: head.version + 1,
    sequence: head.sequence + 1,
    callFor: left.length > 0 ? left : undefined,
  };
}
