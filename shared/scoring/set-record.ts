/** A criteria set as the system keeps it: a draft until it is published, then immutable, known by its hash. */
import * as z from "zod";
import { criteriaSet } from "./criteria-set.ts";

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
export const listedSet = setRecord.omit({ set: true }).extend({
  title: z.string(),
  validFrom: z.string(),
});
export type ListedSet = z.output<typeof listedSet>;
