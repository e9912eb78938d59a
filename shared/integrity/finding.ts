/** A finding: what deserves a second look, and by what it can be seen. It changes no score. */
import * as z from "zod";
import { millisecondsPerHour } from "../calendar/province-time.ts";

export const findingKinds = [
  "signed-in-bulk",
  "without-text",
  "raised-late",
  "identical-answers",
  "renewed-before-scoring",
  "figure-jump",
] as const;
export type FindingKind = (typeof findingKinds)[number];

/** One thing that it can be seen by: a question, a report, a portal; the moment, and where it is shown. */
const proof = z.object({ of: z.string(), at: z.string(), link: z.string() });

export const finding = z.object({
  kind: z.enum(findingKinds),
  unit: z.string(),
  portal: z.string().optional(),
  /** Of when it is: the moment of the last thing in it. */
  at: z.string(),
  /** The sentence, in both languages. */
  detail: z.string(),
  detailEn: z.string(),
  evidence: z.object({
    /** The first of them, and how many there are. */
    items: z.array(proof),
    count: z.number().int(),
    /** Measures: numbers, days, moments, hashes; never a text of the question or the answer. */
    facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  }),
});
export type Finding = z.output<typeof finding>;

/** So many of the things are named one by one. */
const mostItems = 20;

type Proof = z.output<typeof proof>;

/** The evidence of a finding out of all that belongs to it. */
export function evidenceOf(items: readonly Proof[], facts: Finding["evidence"]["facts"]): Finding["evidence"] {
  return { items: items.slice(0, mostItems), count: items.length, facts };
}

/** A question as evidence. */
export function questionProof({ code, at }: { readonly code: string; readonly at: string }): Proof {
  return { of: code, at, link: `/v1/questions/${code}/case` };
}

/** The portal of them all, if it is one. */
export function onePortal(all: readonly { readonly portal?: string | undefined }[]): string | undefined {
  const [first, ...others] = new Set(all.map(({ portal }) => portal));
  return others.length === 0 ? first : undefined;
}

/** Two digits, as numbers below ten are written in Vietnamese documents. */
export function twoDigits(count: number): string {
  return String(count).padStart(2, "0");
}

/** The clock of the province at an instant, `16:05`. */
export function clockText(at: string): string {
  return new Date(Date.parse(at) + 7 * millisecondsPerHour).toISOString().slice(11, 16);
}

/** A number as it is written in Vietnamese: decimal comma, thousands dot. */
export function numberText(value: number): string {
  const [whole = "", decimals] = String(Math.abs(value)).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ".");
  return `${value < 0 ? "-" : ""}${grouped}${decimals === undefined ? "" : `,${decimals}`}`;
}

/** A number as it is written in English. */
export function numberTextEn(value: number): string {
  const [whole = "", decimals] = String(Math.abs(value)).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return `${value < 0 ? "-" : ""}${grouped}${decimals === undefined ? "" : `.${decimals}`}`;
}
