/**
 * Who sees what of an evaluation. Results are public once they are final by decision. Before that: the body itself, whoever follows up,
 * reads or runs the whole province, its deciding leader, and the person named to review this portal. What a reviewer wrote is the body's to
 * read once it was published as provisional; a draft of a self-score that was never handed in is nobody else's result, and never public.
 */
import { type Grant, grantsOn, provinceWideRoles } from "../../access/roles.ts";
import type { Day } from "../../calendar/province-time.ts";
import { namedReviewer, type ScorePeriodRecord } from "../periods/period-record.ts";
import type { EvaluationHead } from "./evaluation.ts";

/** Whoever reads, and on which day; without an officer, the public. */
export interface Reader {
  readonly officer?: { readonly id: string; readonly grants: readonly Grant[] } | undefined;
  readonly today: Day;
  /** The unit at the root of the tree: its leader decides. */
  readonly provinceUnit: string;
}

/** What a reader is shown of an evaluation. */
export interface Sight {
  readonly as: "province" | "reviewer" | "body" | "public";
  /** What the reviewer wrote. */
  readonly showsReview: boolean;
  /** What the body says of itself. */
  readonly showsSelf: boolean;
  /** Which officer wrote it. */
  readonly showsOfficers: boolean;
}

/** True for whoever sees every evaluation of every period. */
export function seesProvince({ officer, today, provinceUnit }: Reader): boolean {
  return grantsOn(officer?.grants ?? [], today).some(
    ({ role, unit }) => provinceWideRoles.includes(role) || (role === "leader" && unit === provinceUnit),
  );
}

/** The units whose evaluations a reader sees as their own. */
export function ownUnits({ officer, today }: Reader): string[] {
  const held = grantsOn(officer?.grants ?? [], today).filter(({ role }) => !provinceWideRoles.includes(role));
  return [...new Set(held.map(({ unit }) => unit))].sort();
}

/** The results of a period that are anyone's to read. */
export function isPublic({ state }: Pick<ScorePeriodRecord, "state">): boolean {
  return state === "final" || state === "amending";
}

/** How a reader sees an evaluation; undefined: for them it is not there. */
export function sightOf(
  reader: Reader,
  evaluation: Pick<EvaluationHead, "portal" | "unit" | "state" | "selfScore">,
  period: Pick<ScorePeriodRecord, "state" | "reviewers">,
): Sight | undefined {
  const as = readingOf(reader, evaluation, period);
  if (!as) return undefined;
  const reviews = as === "province" || as === "reviewer";
  return {
    as,
    showsReview: reviews || evaluation.state === "provisional" || evaluation.state === "final",
    showsSelf: as !== "public" || evaluation.selfScore !== undefined,
    showsOfficers: as !== "public",
  };
}

function readingOf(
  reader: Reader,
  { portal, unit, state }: Pick<EvaluationHead, "portal" | "unit" | "state">,
  period: Pick<ScorePeriodRecord, "state" | "reviewers">,
): Sight["as"] | undefined {
  if (seesProvince(reader)) return "province";
  if (reader.officer && namedReviewer(period, portal)?.officer === reader.officer.id) return "reviewer";
  if (ownUnits(reader).includes(unit)) return "body";
  return isPublic(period) && state === "final" ? "public" : undefined;
}
