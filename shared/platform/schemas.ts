/** Building blocks of schemas: each says what is wrong by a code of field-errors.ts. */
import * as z from "zod";
import type { FieldCode } from "./field-errors.ts";
import { hasControlsInLine, hasControlsInText, isBlank, isLongerThan } from "./text.ts";

/** A refinement whose failure carries one of our codes. */
export function must(code: FieldCode): { params: { code: FieldCode } } {
  return { params: { code } };
}

function text(maxLength: number, hasControls: (value: string) => boolean) {
  return z
    .string()
    .refine((value) => value.isWellFormed(), { ...must("unpaired-surrogate"), abort: true })
    .refine((value) => !hasControls(value), { ...must("control-characters"), abort: true })
    .refine((value) => !isBlank(value), { ...must("blank"), abort: true })
    .refine((value) => !isLongerThan(value, maxLength), must("too-long"))
    .meta({ maxLength });
}

/** One line of text, 1 to `maxLength` code points after NFC. */
export const line = (maxLength: number) => text(maxLength, hasControlsInLine);

/** Paragraphs of text, 1 to `maxLength` code points after NFC. */
export const paragraphs = (maxLength: number) => text(maxLength, hasControlsInText);

/** An e-mail address of plain form, at most 254 characters, ASCII only (as SES takes it). */
export const email = z
  .string()
  .refine((value) => value.length <= 254 && emailForm.test(value), must("email-malformed"))
  .meta({ format: "email", maxLength: 254 });
const emailForm =
  /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}$/;

/** A telephone number as people write it: digits, with spaces, dots, hyphens, brackets and a leading +. 8 to 15 digits. */
export const phone = z
  .string()
  .refine((value) => {
    const digits = value.replace(/\D/g, "").length;
    return /^\+?[\d .()-]+$/.test(value) && digits >= 8 && digits <= 15 && value.length <= 30;
  }, must("phone-malformed"))
  .meta({ maxLength: 30 });

const instantForm = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/;
/** Days are written with four digits of year, in every time zone. */
const instants = { first: Date.parse("0001-01-02T00:00:00Z"), last: Date.parse("9999-12-31T00:00:00Z") };
/** An instant as sent: ISO 8601 with its offset, a day that exists. */
export const instantText = z
  .string()
  .refine(
    (value) => instantForm.test(value) && isRealDay(value.slice(0, 10)) && hasDay(Date.parse(value)),
    must("instant-malformed"),
  )
  .meta({ format: "date-time" });

/** A calendar day of the province, `YYYY-MM-DD`, that exists. */
export const day = z
  .string()
  .refine((value) => /^\d{4}-\d{2}-\d{2}$/.test(value) && isRealDay(value), must("day-malformed"))
  .meta({ format: "date" });

function hasDay(instant: number): boolean {
  return instants.first <= instant && instant < instants.last;
}

function isRealDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text;
}

/** A slug without diacritics, unique for ever. */
export const slug = z
  .string()
  .refine((value) => /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(value) && value.length <= 80, must("id-malformed"))
  .meta({ maxLength: 80, pattern: "^[a-z0-9]+(?:-[a-z0-9]+)*$" });

/** A whole number in a query string. */
export const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .refine((value) => /^-?\d{1,9}$/.test(value), { ...must("not-an-integer"), abort: true })
    .transform(Number)
    .pipe(z.number().min(least).max(most));

/** From a day to a day, both included; open at the end when `to` is absent. */
export const period = { from: day, to: day.optional() };

/** True when `to` is absent or not before `from`. */
export function isOrdered(span: { from: string; to?: string | undefined }): boolean {
  return span.to === undefined || span.from <= span.to;
}
