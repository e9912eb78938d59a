/**
 * A score period as the system keeps it. What concerns all portals at once is asked for by a person and done by the job `scoring-rounds`:
 * `publishing`, `deciding` and `amending` say that it is under way.
 */
import * as z from "zod";
import { signature } from "../../access/signature.ts";
import type { Instant } from "../../platform/clock.ts";
import { fact } from "../facts/fact.ts";
import { type ScorePeriod, scorePeriodKinds } from "./score-period.ts";

export const scorePeriodStates = ["open", "publishing", "provisional", "deciding", "final", "amending"] as const;
export type ScorePeriodState = (typeof scorePeriodStates)[number];

/** A decision or document: number, day. */
const document = z.object({ number: z.string(), on: z.string() });

/** A frozen result in the bucket; the newest counts, the earlier ones stay. */
export const frozenSnapshot = z.object({
  number: z.number().int().min(1),
  key: z.string(),
  objectVersion: z.string().optional(),
  /** SHA-256 of its text, in hex. */
  hash: z.string(),
  at: z.string(),
  /** Portals on it. */
  portals: z.number().int(),
  /** Of an amended one: why it differs from the one before. */
  reason: z.string().optional(),
});
export type FrozenSnapshot = z.output<typeof frozenSnapshot>;

/** What an amendment changes: one criterion of one portal. */
export const amendedEntry = z.object({ portal: z.string(), criterion: z.string(), fact, reason: z.string() });
export type AmendedEntry = z.output<typeof amendedEntry>;

/** The council's decision, as it was recorded. */
const decision = z.object({
  ...document.shape,
  signature,
  /** Requests for reconsideration that it left without answer. */
  unanswered: z.number().int(),
});

export const scorePeriodRecord = z.object({
  id: z.string(),
  kind: z.enum(scorePeriodKinds),
  year: z.number().int(),
  from: z.string(),
  to: z.string(),
  set: z.string(),
  /** Of the published set, as it was opened with. */
  setHash: z.string(),
  state: z.enum(scorePeriodStates),
  /** Of what people change: the ETag. */
  version: z.number().int().min(1),
  sequence: z.number().int().min(1),
  /** When it was opened; the self-scores are due at the end of the day. */
  openedAt: z.string(),
  selfScoreDueOn: z.string(),
  portals: z.number().int(),
  /** Persons who review instead of the supervisor, by portal: named by a document. */
  reviewers: z
    .record(z.string(), z.object({ officer: z.string(), document, by: z.string(), at: z.string() }))
    .default({}),
  published: z
    .object({
      at: z.string(),
      by: z.string(),
      unreviewed: z.number().int(),
      windowEndsOn: z.string(),
      /** Asked for although something speaks against it: unreviewed evaluations, or too much that is unknown. */
      despite: z.boolean().optional(),
    })
    .optional(),
  /** Why results that were asked for were not published: then they are asked for anew. */
  stopped: z.object({ at: z.string(), why: z.enum(["too-much-unknown"]), coverage: z.number().int() }).optional(),
  /** The best values that normalised criteria are compared with (`Best` of results.ts), as the newest results were published. */
  best: z.record(z.string(), z.object({ n: z.number(), of: z.number() })).optional(),
  decision: decision.optional(),
  amendment: z.object({ ...document.shape, signature, reason: z.string(), entries: z.array(amendedEntry) }).optional(),
  snapshots: z.array(frozenSnapshot).default([]),
});
export type ScorePeriodRecord = z.output<typeof scorePeriodRecord>;

/** The snapshot that counts. */
export function newestSnapshot({ snapshots }: Pick<ScorePeriodRecord, "snapshots">): FrozenSnapshot | undefined {
  return snapshots.at(-1);
}

/** Who was named to review a portal in the supervisor's place, and by which document. */
export function namedReviewer(
  { reviewers }: Pick<ScorePeriodRecord, "reviewers">,
  portal: string,
): ScorePeriodRecord["reviewers"][string] | undefined {
  // A portal may be called as something that every object has.
  return Object.hasOwn(reviewers, portal) ? reviewers[portal] : undefined;
}

/** How a period is opened: with which set, until when bodies score themselves. */
export type OpenedPeriod = Pick<ScorePeriodRecord, "set" | "setHash" | "selfScoreDueOn" | "portals">;

/** The record of a period that has just been opened. */
export function openedPeriod(period: ScorePeriod, opened: OpenedPeriod, now: Instant): ScorePeriodRecord {
  const openedAt = new Date(now).toISOString();
  return { ...period, ...opened, state: "open", version: 1, sequence: 1, openedAt, reviewers: {}, snapshots: [] };
}
