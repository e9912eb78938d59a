/**
 * An order (văn bản giao nhiệm vụ) with its duties: who must answer what, by a deadline quoted as it is written, with its last day.
 * Letter 6821/UBND-BBT item 3.1: "báo cáo … trước ngày 10/01/2024"; the last day in time is 09/01/2024.
 */
import { isDeepStrictEqual } from "node:util";
import * as z from "zod";
import { type Day, dayNumberOf, dayOf } from "../calendar/province-time.ts";
import { Refusal } from "../platform/refusals.ts";
import { day, line, must, paragraphs, slug } from "../platform/schemas.ts";
import { fold } from "../platform/text.ts";

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

/** An order as it is kept. Its duties are owed as obligations under its id. */
export const order = z.object({
  id: z.string(),
  documentKind: z.string(),
  number: z.string(),
  on: z.string(),
  issuer: z.string(),
  recipient: z.string(),
  subject: z.string(),
  /** The deadline as it is written in the document, and the last day in time by it. */
  quotedDeadline: z.string(),
  lastOn: z.string(),
  duties: z.array(z.object({ unit: z.string(), portal: z.string().optional(), what: z.string() })),
  state: z.enum(["open", "closed"]),
  closed: z.object({ at: z.string(), by: z.string(), reason: z.string() }).optional(),
  version: z.number().int().min(1),
  sequence: z.number().int().min(1),
});
export type Order = z.output<typeof order>;

/** Day, number and issuer name an order for ever: `2023-12-31-6821-ubnd-bbt-ubnd-tinh`. The same document is never entered twice. */
export function orderIdOf({ on, number, issuer }: Pick<PostedOrder, "on" | "number" | "issuer">): string {
  const words = fold(number)
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  return `${on}-${words}-${issuer}`;
}

/** An order as it is entered. */
export function openedOrder(posted: PostedOrder): Order {
  return { ...posted, id: orderIdOf(posted), state: "open", version: 1, sequence: 1 };
}

/** True when an order holds what is posted: a repeat of it, not another under the same name. */
export function isSameOrder(kept: Order, posted: PostedOrder): boolean {
  const { closed: _closed, ...content } = kept;
  return isDeepStrictEqual({ ...content, state: "open", version: 1, sequence: 1 }, openedOrder(posted));
}

/** The order closed for a reason: it takes no more reports. */
export function closedOrder(kept: Order, { reason, by, at }: { reason: string; by: string; at: string }): Order {
  if (kept.state === "closed") throw new Refusal("order-closed");
  return {
    ...kept,
    state: "closed",
    closed: { at, by, reason },
    version: kept.version + 1,
    sequence: kept.sequence + 1,
  };
}

/** The bodies that an order addresses, each once. */
export function bodiesOf({ duties }: Pick<Order, "duties">): string[] {
  return [...new Set(duties.map(({ unit }) => unit))];
}

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
