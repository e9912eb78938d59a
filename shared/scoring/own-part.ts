/** Nobody judges their own: not their body's portal, not a self-score that they had a part in, not a review that they made. */
import { type Grant, grantsOn } from "../access/roles.ts";
import type { Day } from "../calendar/province-time.ts";
import { Refusal } from "../platform/refusals.ts";
import { type EvaluationHead, hasReviewed } from "./evaluation.ts";
import type { Sheet } from "./sheet.ts";

/** Who judges. */
export interface JudgingOfficer {
  readonly id: string;
  readonly grants: readonly Grant[];
}

/** Whoever holds a role at a body on that day, whichever it is, does not judge it. */
export function refuseOwnUnit({ grants }: JudgingOfficer, { unit }: Pick<EvaluationHead, "unit">, today: Day): void {
  if (grantsOn(grants, today).some((grant) => grant.unit === unit)) throw new Refusal("own-portal");
}

/** Whoever wrote, handed in or asked for a body does not judge it, wherever they work by now. */
export function refuseOwnSelfScore(
  { id }: JudgingOfficer,
  { selfScore, reconsideration }: Pick<EvaluationHead, "selfScore" | "reconsideration">,
  { entries }: Pick<Sheet, "entries">,
): void {
  const took = selfScore?.by === id || reconsideration?.by === id;
  if (took || Object.values(entries).some(({ self }) => self?.by === id)) throw new Refusal("own-self-score");
}

/** Whoever reviewed it, or a part of it, does not answer what is asked about it. */
export function refuseOwnReview({ id }: JudgingOfficer, head: Pick<EvaluationHead, "review" | "reviewedBy">): void {
  if (hasReviewed(head, id)) throw new Refusal("own-review");
}
