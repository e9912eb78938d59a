/** What becomes of a criteria set: loaded as a draft, tried, published for ever. Pure. */
import type { Actor, ChangeEvent } from "../../platform/events.ts";
import { Refusal } from "../../platform/refusals.ts";
import { criteriaSetSubject } from "../subject.ts";
import type { CriteriaSet } from "./criteria-set.ts";
import { setHashOf } from "./set-loading.ts";
import { setProblems } from "./set-problems.ts";
import type { SetRecord } from "./set-record.ts";

/** Who does it, at which moment (ISO 8601). */
export interface Doing {
  readonly by: Actor;
  readonly at: string;
}

/** A draft with this content; what was tried of another content no longer counts. */
export function loadedSet(set: CriteriaSet, before: SetRecord | undefined, { by, at }: Doing): SetRecord {
  if (before?.state === "published") throw new Refusal("set-published");
  const hash = setHashOf(set);
  return {
    id: set.id,
    state: "draft",
    set,
    hash,
    version: (before?.version ?? 0) + 1,
    sequence: (before?.sequence ?? 0) + 1,
    loaded: { at, by: by.id },
    ...(before?.trial?.hash === hash && { trial: before.trial }),
  };
}

/** The draft with what a trial run of its content found; its content, and so its version, stays. */
export function triedSet(before: SetRecord, period: string, changed: number, { by, at }: Doing): SetRecord {
  if (before.state === "published") throw new Refusal("set-published");
  const hash = setHashOf(before.set);
  const trial = { at, by: by.id, period, hash, changed };
  return { ...before, hash, sequence: before.sequence + 1, trial };
}

/** The published set. Refused for whoever loaded it, and without a trial of exactly this content where `anyDecided` period exists. */
export function publishedSet(before: SetRecord, anyDecided: boolean, { by, at }: Doing): SetRecord {
  if (before.state === "published") throw new Refusal("set-published");
  if (before.loaded.by === by.id) throw new Refusal("own-draft");
  // What was loaded by an earlier version of these rules is held to today's.
  const errors = setProblems(before.set);
  if (errors.length > 0) throw new Refusal("invalid-content", errors);
  const hash = setHashOf(before.set);
  if (anyDecided && before.trial?.hash !== hash) throw new Refusal("trial-missing");
  const moved = { version: before.version + 1, sequence: before.sequence + 1 };
  return { ...before, ...moved, state: "published", hash, published: { at, by: by.id } };
}

/** What the history says of it. */
export function setEvent(
  kind: "criteria-set-loaded" | "criteria-set-tried" | "criteria-set-published",
  next: SetRecord,
  { by, at }: Doing,
): ChangeEvent {
  const { id, sequence, version, hash, set, trial, state } = next;
  const tried = kind === "criteria-set-tried" ? trial : undefined;
  const facts = {
    ...{ hash, criteria: set.criteria.length, validFrom: set.validFrom },
    ...(tried && { period: tried.period, changed: tried.changed }),
  };
  return { subject: criteriaSetSubject(id), sequence, version, kind, at, by, to: state, facts };
}
