/**
 * What is kept of the events for the integrity list: measures and moments, never a text and never who asked. An observation names the
 * event that it comes from, so that the same one kept twice counts once.
 */
import * as z from "zod";
import { questionClasses } from "../questions/terms.ts";

/** The event: its subject's number, its moment, and whose it is. */
const of = { sequence: z.number().int().min(1), at: z.string(), unit: z.string() };

/** An answer that was signed. */
export const observedAnswer = z.object({
  kind: z.literal("answer"),
  code: z.string(),
  ...of,
  portal: z.string().optional(),
  /** The last day of its term, as it was when the answer was signed; null: it had none. */
  dueOn: z.string().nullable(),
  /** Code points of the answer. */
  length: z.number().int(),
  /** Letters and digits of it that are neither a greeting nor a formula. */
  substance: z.number().int(),
  /** Of the answer's words and of the question's; a short text has none (measured-text.ts). */
  answerHash: z.string().optional(),
  questionHash: z.string().optional(),
});
export type ObservedAnswer = z.output<typeof observedAnswer>;

/** A question that was put into another class. */
export const observedClass = z.object({
  kind: z.literal("class"),
  code: z.string(),
  ...of,
  portal: z.string().optional(),
  from: z.enum(questionClasses),
  to: z.enum(questionClasses),
  startsOn: z.string().nullable(),
  /** The last day of the term before and after. */
  previousDueOn: z.string().nullable(),
  dueOn: z.string().nullable(),
});
export type ObservedClass = z.output<typeof observedClass>;

/** A figure that differs from that of a year before by more than the form allows without a note. */
export const jump = z.object({
  figure: z.string(),
  label: z.string(),
  before: z.number(),
  value: z.number(),
  isExplained: z.boolean(),
});
export type Jump = z.output<typeof jump>;

/** A report that was handed in, with the figures that jump; without any, it takes the place of an earlier one that had some. */
export const observedReport = z.object({
  kind: z.literal("report"),
  obligation: z.string(),
  ...of,
  number: z.number().int().min(1),
  /** More than this share of the figure of a year before is a jump. */
  share: z.number(),
  /** The report that it was compared with; absent: there is none. */
  before: z.object({ obligation: z.string(), number: z.number().int().min(1), at: z.string() }).optional(),
  jumps: z.array(jump),
});
export type ObservedReport = z.output<typeof observedReport>;

/** An event, or what belongs to it, that could not be read: the list says how many it does not know of. */
const unreadEvent = z.object({
  kind: z.literal("unread"),
  subject: z.string(),
  sequence: z.number().int(),
  at: z.string(),
});

export const observation = z.discriminatedUnion("kind", [observedAnswer, observedClass, observedReport, unreadEvent]);
export type Observation = z.output<typeof observation>;

/** Each event's observation once, in the order of time; whatever order they came in. */
export function distinct(observations: readonly Observation[]): Observation[] {
  const byEvent = new Map(observations.map((one) => [eventOf(one), one]));
  return [...byEvent]
    .toSorted(([key, one], [otherKey, other]) => compare(one.at, other.at) || compare(key, otherKey))
    .map(([, one]) => one);
}

function eventOf(one: Observation): string {
  if (one.kind === "unread") return `${one.subject}#${one.sequence}`;
  return `${one.kind === "report" ? `obligation#${one.obligation}` : `question#${one.code}`}#${one.sequence}`;
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
