/** Drafts, reports that were handed in, and what was gathered for them: written once, one item per number. */
import * as z from "zod";
import { signature } from "../access/signature.ts";
import { reportContent } from "./content.ts";

/** A child's report at the version that was gathered. */
const sourceVersion = z.object({ obligation: z.string(), unit: z.string(), number: z.number().int().min(1) });

/** A child that owed and had not handed in, and when it had been reminded. */
const gap = z.object({ obligation: z.string(), unit: z.string(), remindedAt: z.array(z.string()) });
export type Gap = z.output<typeof gap>;

/** One gathering of the children's reports: which versions, and the gaps. */
export const gathering = z.object({ at: z.string(), sources: z.array(sourceVersion), gaps: z.array(gap) });
export type Gathering = z.output<typeof gathering>;

/** What a report holds of a gathering: the sums that it gave, and the children that were missing. */
const gathered = z.object({
  /** Where the gathering stands. */
  obligation: z.string(),
  number: z.number().int().min(1),
  at: z.string(),
  sums: z.record(z.string(), z.number()),
  missing: z.array(z.string()),
});

/** The report as an officer wrote it. Of one that gathers: figures are the body's own part, `gathered` the children's. */
export const reportDraft = z.object({
  content: reportContent,
  gathered: gathered.optional(),
  by: z.string(),
  /** The body for which they wrote: the one that owes, or the parent that acts for it. */
  byUnit: z.string().optional(),
  at: z.string(),
});
export type ReportDraft = z.output<typeof reportDraft>;

/** The report as it was handed in. `onBehalfBy`: the parent that acted for a body that could not. */
export const handedReport = reportDraft.extend({
  signature,
  missing: z.array(z.string()),
  disagreeing: z.array(z.string()),
  onBehalfBy: z.string().optional(),
  onBehalfReason: z.string().optional(),
});
export type HandedReport = z.output<typeof handedReport>;

/** A report that is another obligation's as well: it stands there. */
export const metReport = z.object({
  metBy: z.object({ obligation: z.string(), number: z.number().int().min(1) }),
  by: z.string(),
  at: z.string(),
});
export type MetReport = z.output<typeof metReport>;
