/**
 * Phân loại: 5, 8 or 10 working days from the same start. A clerk raises the class before the running term is over, with a reason;
 * 8 needs a body to work with, 10 an appointment on a working day on or before day 10. A leader may put it back.
 */
import * as z from "zod";
import type { Grant } from "../access/roles.ts";
import { type Day, dayAt } from "../calendar/province-time.ts";
import { termFromDay, type WorkingCalendar } from "../calendar/working-days.ts";
import type { Instant } from "../platform/clock.ts";
import { type FieldCode, fieldError } from "../platform/field-errors.ts";
import { Refusal } from "../platform/refusals.ts";
import { day, paragraphs, slug } from "../platform/schemas.ts";
import { acted } from "./accept.ts";
import { datesOf } from "./dates.ts";
import type { QuestionHead } from "./question.ts";
import { scheduled } from "./schedule.ts";
import { questionClasses } from "./terms.ts";

/** The body of `PUT …/classification`. */
export const classification = z.strictObject({
  class: z.enum(questionClasses),
  coUnits: z.array(slug).max(10).default([]),
  appointmentOn: day.optional(),
  reason: paragraphs(500).optional(),
});
export type Classification = z.output<typeof classification>;

/** The question under its new class: dates from the same start, the plan made anew. */
export function classified(
  head: QuestionHead,
  asked: Classification,
  { role }: Pick<Grant, "role">,
  now: Instant,
  calendar: WorkingCalendar,
): QuestionHead {
  const today = dayAt(now);
  const rank = (name: QuestionHead["class"]) => questionClasses.indexOf(name);
  if (head.dueOn !== null && today > head.dueOn) throw new Refusal("term-over");
  const next = acted(head, "question-classified", now);
  if (rank(asked.class) < rank(head.class) && role !== "leader") throw new Refusal("class-lowered-by-leader-only");
  const dates = datesOf(Date.parse(head.receivedAt), asked.class, calendar);
  if (dates.dueOn !== null && today > dates.dueOn) throw new Refusal("term-over");
  refuse(contentErrors(head, asked));
  refuse(appointmentErrors(asked, dates.dueOn, today, calendar));
  const isAppointed = asked.appointmentOn !== undefined && asked.appointmentOn !== head.appointmentOn;
  return scheduled(
    {
      ...next,
      ...dates,
      class: asked.class,
      coUnits: asked.coUnits.length > 0 ? asked.coUnits : undefined,
      classReason: asked.class === "own" ? undefined : asked.reason,
      appointmentOn: asked.appointmentOn,
      callFor: isAppointed && head.asker?.email === undefined ? withCall(head, "appointment") : head.callFor,
    },
    head.plan.version,
    now,
    calendar,
  );
}

/** Adds a call that the clerk owes, once. */
export function withCall(head: QuestionHead, reason: "appointment" | "answered") {
  return [...new Set([...(head.callFor ?? []), reason])];
}

function refuse(errors: [path: string, code: FieldCode][]): void {
  if (errors.length > 0)
    throw new Refusal(
      "invalid-content",
      errors.map(([path, code]) => fieldError(path, code)),
    );
}

function contentErrors({ unit }: QuestionHead, asked: Classification): [string, FieldCode][] {
  const { coUnits } = asked;
  const errors: [string, FieldCode][] = [];
  if (asked.class !== "own" && asked.reason === undefined) errors.push(["reason", "missing"]);
  if (asked.class === "joint" && coUnits.length === 0) errors.push(["coUnits", "co-unit-missing"]);
  if (asked.class === "own" && coUnits.length > 0) errors.push(["coUnits", "not-with-this-class"]);
  coUnits.forEach((id, index) => {
    if (id === unit) errors.push([`coUnits[${index}]`, "co-unit-itself"]);
    else if (coUnits.indexOf(id) !== index) errors.push([`coUnits[${index}]`, "co-unit-twice"]);
  });
  if (asked.class !== "special" && asked.appointmentOn !== undefined)
    errors.push(["appointmentOn", "not-with-this-class"]);
  if (asked.class === "special" && asked.appointmentOn === undefined) errors.push(["appointmentOn", "missing"]);
  return errors;
}

function appointmentErrors(
  { appointmentOn }: Classification,
  latest: Day | null,
  today: Day,
  calendar: WorkingCalendar,
): [string, FieldCode][] {
  if (appointmentOn === undefined) return [];
  if (latest === null) throw new Refusal("calendar-not-published");
  if (appointmentOn < today) return [["appointmentOn", "appointment-past"]];
  if (appointmentOn > latest) return [["appointmentOn", "appointment-too-late"]];
  const isWorkingDay = termFromDay(appointmentOn, 1, calendar);
  return isWorkingDay.kind === "term" && isWorkingDay.dueOn === appointmentOn
    ? []
    : [["appointmentOn", "appointment-on-day-off"]];
}
