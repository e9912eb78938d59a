/**
 * The score sheet (phiếu chấm điểm) of one portal in one period: for each criterion what the system measured, what the body says, what the
 * reviewer says, side by side with evidence and reasons. A sheet is written once; every change writes the next number.
 */
import * as z from "zod";
import { unitGroups } from "../../units/groups.ts";
import { levels, participationKinds, unitKinds } from "../../units/unit.ts";
import { type Fact, fact, notReviewed } from "../facts/fact.ts";

/** An address that shows it; of a checklist, for which item. */
export const evidence = z.strictObject({ item: z.string().optional(), url: z.string() });
export type Evidence = z.output<typeof evidence>;

/** What the body says of itself. */
export const selfEntry = z.strictObject({
  fact,
  evidence: z.array(evidence).default([]),
  note: z.string().optional(),
  /** The officer who wrote it: they never review it. */
  by: z.string().optional(),
});

/** What a reviewer says; a difference from the body's or the system's value has its reason. */
export const reviewedEntry = z.strictObject({
  fact,
  reason: z.string().optional(),
  /** The officer, and when. */
  by: z.string(),
  at: z.string(),
});

/** What was asked to be reconsidered, and what came of it. */
export const reconsideredEntry = z.strictObject({
  reason: z.string(),
  evidence: z.array(evidence).default([]),
  answer: z
    .strictObject({
      /** The reviewed value before and after. */
      before: fact,
      after: fact,
      reason: z.string(),
      by: z.string(),
      byName: z.string(),
      byTitle: z.string(),
      at: z.string(),
    })
    .optional(),
});

export const sheetEntry = z.strictObject({
  /** What the system measured; absent: it is declared. */
  measured: fact.optional(),
  self: selfEntry.optional(),
  reviewed: reviewedEntry.optional(),
  reconsidered: reconsideredEntry.optional(),
});
export type SheetEntry = z.output<typeof sheetEntry>;

export const sheet = z.strictObject({
  portal: z.string(),
  unit: z.string(),
  /** The body as it was on the last day of the period. */
  group: z.enum(unitGroups),
  kind: z.enum(unitKinds),
  level: z.enum(levels),
  participations: z.array(z.enum(participationKinds)),
  /** When the facts were taken, and the day that they are about. */
  factsAt: z.string(),
  factsOn: z.string(),
  /** A suspended portal is not graded; by which document. */
  suspended: z.strictObject({ document: z.string(), on: z.string() }).optional(),
  /** By criterion, those that are asked of this body. */
  entries: z.record(z.string(), sheetEntry),
});
export type Sheet = z.output<typeof sheet>;

/** The fact by which a criterion counts: the reviewer's, else the system's; what only the body says is not measured. */
export function settledFact({
  reviewed,
  measured,
}: Pick<SheetEntry, "measured"> & { readonly reviewed?: { readonly fact: Fact } | undefined }): Fact {
  return reviewed?.fact ?? measured ?? notReviewed;
}

/** The fact that the body stands for: its own, else what the system put there for it. */
export function selfFact({ self, measured }: SheetEntry): Fact {
  return self?.fact ?? measured ?? notReviewed;
}
