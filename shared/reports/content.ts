/** What stands in a report: the outline's texts, figures with their source, notes, and the parent's corrections. */
import * as z from "zod";
import { instantText, paragraphs, slug } from "../platform/schemas.ts";
import { figureSources } from "./regime.ts";

/** Where a figure comes from: the body says it, or the system knew it at a moment. */
const provenance = z.strictObject({ from: z.enum(figureSources), at: instantText });

export const reportFigure = z.strictObject({
  value: z.number(),
  /** Why it differs from what is expected, or from what the system knows. */
  note: paragraphs(1_000).optional(),
  source: provenance.optional(),
});
export type ReportFigure = z.output<typeof reportFigure>;

/** What a parent changes of a sum, and why. The total is always sources + own + correction. */
export const correction = z.strictObject({ by: z.number(), note: paragraphs(1_000) });
export type Correction = z.output<typeof correction>;

/** The body of `PUT …/draft`. Ids of sections and figures are the regime's. */
export const reportContent = z.strictObject({
  sections: z.record(slug, paragraphs(20_000)).default({}),
  figures: z.record(slug, reportFigure).default({}),
  /** Of a report that gathers others. */
  corrections: z.record(slug, correction).default({}),
  attachments: z.array(slug).max(20).default([]),
});
export type ReportContent = z.output<typeof reportContent>;
