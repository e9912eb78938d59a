/** Drafts and reports that were handed in: written once, one item per number. */
import * as z from "zod";
import { signature } from "../questions/signature.ts";
import { reportContent } from "./content.ts";

/** A child's report at the version that was gathered. */
const sourceVersion = z.object({ obligation: z.string(), unit: z.string(), number: z.number().int().min(1) });

/** What a parent gathered: which versions, the sums that they gave, and which children had not handed in. */
const gathering = z.object({
  at: z.string(),
  sources: z.array(sourceVersion),
  sums: z.record(z.string(), z.number()),
  missing: z.array(z.string()),
});
export type Gathering = z.output<typeof gathering>;

/** The report as an officer wrote it. Of one that gathers: figures are the body's own part, `gathering` the children's. */
export const reportDraft = z.object({
  content: reportContent,
  gathering: gathering.optional(),
  by: z.string(),
  at: z.string(),
});
export type ReportDraft = z.output<typeof reportDraft>;

/** The report as it was handed in. `onBehalfBy`: the parent that acted for a body that could not. */
export const handedReport = reportDraft.extend({
  signature,
  missing: z.array(z.string()),
  disagreeing: z.array(z.string()),
  onBehalfBy: z.string().optional(),
});
export type HandedReport = z.output<typeof handedReport>;

/** A figure's total: the body's own part, what was gathered, and the correction with its note. */
export function totalsOf({ content, gathering }: Pick<ReportDraft, "content" | "gathering">): Map<string, number> {
  const ids = new Set([...Object.keys(content.figures), ...Object.keys(gathering?.sums ?? {})]);
  const cents = (value: number | undefined) => Math.round((value ?? 0) * 100);
  return new Map(
    [...ids].map((id) => [
      id,
      (cents(content.figures[id]?.value) + cents(gathering?.sums[id]) + cents(content.corrections[id]?.by)) / 100,
    ]),
  );
}
