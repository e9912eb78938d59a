/**
 * Nobody judges their own: not the portal of a body where they hold a role or held one in the period, not a self-score that they had a part
 * in, not a review that they made. Whoever stands in for somebody acts in that person's place, and is held to what that person did.
 */
import type { Grant } from "../../access/roles.ts";
import type { Day } from "../../calendar/province-time.ts";
import { Refusal } from "../../platform/refusals.ts";
import { scorePeriodNamed } from "../periods/score-period.ts";
import { type EvaluationHead, hasReviewed } from "./evaluation.ts";
import type { Sheet } from "./sheet.ts";

/** Who judges; `deputyFor`: in whose place. */
export interface Judging {
  readonly id: string;
  readonly deputyFor?: string | undefined;
}

/** Whether somebody holds a role at a body, whichever it is, or held one at any time since the period began. */
export function hasPartIn(
  grants: readonly Grant[],
  { unit, period }: Pick<EvaluationHead, "unit" | "period">,
  today: Day,
): boolean {
  const since = scorePeriodNamed(period)?.from ?? today;
  return grants.some((grant) => grant.unit === unit && grant.from <= today && (grant.to ?? today) >= since);
}

/** Whoever has a part in a body does not judge it. */
export function refuseOwnUnit(
  { grants }: { readonly grants: readonly Grant[] },
  head: Pick<EvaluationHead, "unit" | "period">,
  today: Day,
): void {
  if (hasPartIn(grants, head, today)) throw new Refusal("own-portal");
}

/** Whoever wrote, handed in or asked for a body does not judge it, wherever they work by now. */
export function refuseOwnSelfScore(
  judging: Judging,
  { selfScore, reconsideration }: Pick<EvaluationHead, "selfScore" | "reconsideration">,
  { entries }: Pick<Sheet, "entries">,
): void {
  const wrote = new Set([selfScore?.by, reconsideration?.by, ...Object.values(entries).map(({ self }) => self?.by)]);
  if (personsOf(judging).some((id) => wrote.has(id))) throw new Refusal("own-self-score");
}

/** Whoever reviewed it, or a part of it, neither answers what is asked about it nor decides it. */
export function refuseOwnReview(judging: Judging, head: Pick<EvaluationHead, "review" | "reviewedBy">): void {
  if (personsOf(judging).some((id) => hasReviewed(head, id))) throw new Refusal("own-review");
}

/** Who judges, and in whose place. */
export function personsOf({ id, deputyFor }: Judging): string[] {
  return deputyFor === undefined ? [id] : [id, deputyFor];
}

/** Who decides for all, by their roles. */
export type Deciding = Judging & { readonly grants: readonly Grant[] };

/** Whoever decides neither reviewed it nor has a part in the body; but for the province's own unit, where everybody who decides has one. */
export function refuseOwnDecision(
  deciding: Deciding,
  head: Pick<EvaluationHead, "unit" | "period" | "review" | "reviewedBy">,
  today: Day,
  provinceUnit: string,
): void {
  refuseOwnReview(deciding, head);
  if (head.unit !== provinceUnit) refuseOwnUnit(deciding, head, today);
}
