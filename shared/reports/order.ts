/**
 * An order (văn bản giao nhiệm vụ) with its duties: who must answer what, by a deadline quoted as it is written, with its last day.
 * Letter 6821/UBND-BBT item 3.1: "báo cáo … trước ngày 10/01/2024"; the last day in time is 09/01/2024.
 */
import * as z from "zod";
import { type Day, dayNumberOf, dayOf } from "../calendar/province-time.ts";
import { day, line, must, paragraphs, slug } from "../platform/schemas.ts";

const duty = z.strictObject({
  /** The governing body (cơ quan chủ quản) that answers; may be the body itself. */
  unit: slug,
  /** The portal that it is about. */
  portal: slug.optional(),
  /** What is to be answered. */
  what: paragraphs(1_000),
});

/** The body of `POST /v1/orders`. `lastOn` is checked against the quoted words. */
export const postedOrder = z
  .strictObject({
    documentKind: line(60),
    number: line(60),
    on: day,
    issuer: slug,
    recipient: slug,
    subject: line(300),
    quotedDeadline: line(200),
    lastOn: day,
    duties: z.array(duty).min(1).max(200),
  })
  .refine(({ quotedDeadline, lastOn }) => lastDayQuoted(quotedDeadline) === lastOn, {
    ...must("deadline-differs"),
    path: ["lastOn"],
  })
  .refine(({ on, lastOn }) => on <= lastOn, { ...must("days-reversed"), path: ["lastOn"] });
export type PostedOrder = z.output<typeof postedOrder>;

/**
 * The last day in time of a deadline as it is written: "trước ngày D" excludes D; "chậm nhất (hết, vào) ngày D", "đến (hết) ngày D" and
 * "trong ngày D" include it. Undefined when no such day is found: then a person must say it.
 */
export function lastDayQuoted(text: string): Day | undefined {
  const words = text.normalize("NFC").toLocaleLowerCase("vi");
  const [, limit, date, month, year] =
    /(trước|chậm nhất|đến hết|đến|hết|trong)(?: là| hết| vào| trong)*(?: thứ \p{L}+,?| chủ nhật,?)? ngày (\d{1,2})\/(\d{1,2})\/(\d{4})/u.exec(
      words,
    ) ?? [];
  if (!limit || !date || !month || !year) return undefined;
  const on = `${year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`;
  if (!day.safeParse(on).success) return undefined;
  return limit === "trước" ? dayOf(dayNumberOf(on) - 1) : on;
}
