/** What stands in a report: the outline's texts, figures with their source, notes, and the parent's corrections. */
import * as z from "zod";
import { instantText, paragraphs, slug } from "../platform/schemas.ts";
import { figureSources } from "./regime.ts";

/** Where a figure comes from: the body says it, or the system knew it at a moment. */
const provenance = z.strictObject({ from: z.enum(figureSources), at: instantText });

const writtenFigure = z.strictObject({
  value: z.number(),
  /** Why it differs from what is expected, or from what the system knows. */
  note: paragraphs(1_000).optional(),
});
/** A figure as it is kept. That the system knew it, only the system says. */
const reportFigure = writtenFigure.extend({ source: provenance.optional() });

/** What a parent changes of a sum, and why. The total is always sources + own + correction. */
export const correction = z.strictObject({ by: z.number(), note: paragraphs(1_000) });
export type Correction = z.output<typeof correction>;

const parts = {
  sections: z.record(slug, paragraphs(20_000)).default({}),
  /** Of a report that gathers others. */
  corrections: z.record(slug, correction).default({}),
  attachments: z.array(slug).max(20).default([]),
};

/** What an officer writes. Ids of sections and figures are the regime's. */
export const writtenContent = z.strictObject({ ...parts, figures: z.record(slug, writtenFigure).default({}) });
export type WrittenContent = z.output<typeof writtenContent>;

/** What is kept of it. */
export const reportContent = z.strictObject({ ...parts, figures: z.record(slug, reportFigure).default({}) });
export type ReportContent = z.output<typeof reportContent>;

/** A report of which nothing is written yet. */
export const emptyContent: ReportContent = { sections: {}, figures: {}, corrections: {}, attachments: [] };
