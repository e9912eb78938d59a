/** A criteria set as the system keeps it: a draft until it is published, then immutable, known by its hash. */
import * as z from "zod";
import { proposalLabel } from "../explaining/words.ts";
import { criteriaSet, setHeader } from "./criteria-set.ts";

export const setStates = ["draft", "published"] as const;

export const setRecord = z.object({
  id: z.string(),
  state: z.enum(setStates),
  set: criteriaSet,
  /** SHA-256 of the set's canonical text, in hex. */
  hash: z.string(),
  version: z.number().int().min(1),
  sequence: z.number().int().min(1),
  loaded: z.object({ at: z.string(), by: z.string() }),
  /** The trial run on the last period, of exactly this content. */
  trial: z
    .object({ at: z.string(), by: z.string(), period: z.string(), hash: z.string(), changed: z.number().int() })
    .optional(),
  published: z.object({ at: z.string(), by: z.string() }).optional(),
});
export type SetRecord = z.output<typeof setRecord>;

/** What lists show of a set; who loaded it and how it was tried is for those who see drafts. */
export const listedSet = setRecord
  .omit({ set: true, sequence: true, version: true, loaded: true, trial: true })
  .extend({
    ...setHeader.pick({
      title: true,
      titleEn: true,
      decision: true,
      validFrom: true,
      periodKinds: true,
      ranks: true,
    }).shape,
    /** Of a set without a decision: that it is nobody's decision. */
    proposal: z.object({ text: z.string(), textEn: z.string() }).optional(),
    criteria: z.number().int(),
    loaded: setRecord.shape.loaded.optional(),
    trial: setRecord.shape.trial,
    published: z.object({ at: z.string() }).optional(),
  });
export type ListedSet = z.output<typeof listedSet>;

/** A set as it is listed. */
export function setListed(record: SetRecord, seesDrafts: boolean): ListedSet {
  const { id, state, hash, set, loaded, trial, published } = record;
  const { title, titleEn, decision, validFrom, periodKinds, ranks, criteria } = set;
  return {
    ...{ id, state, hash, title, titleEn, validFrom, periodKinds, ranks, criteria: criteria.length },
    ...(decision ? { decision } : { proposal: proposalLabel }),
    ...(published && { published: { at: published.at } }),
    ...(seesDrafts && { loaded, trial }),
  };
}
