/** What is done with reviews. */
import { actorOf } from "../../shared/access/acting.ts";
import { dayAt } from "../../shared/calendar/province-time.ts";
import type { Actor } from "../../shared/platform/events.ts";
import type { Actions } from "../../shared/platform/http/route.ts";
import { Refusal } from "../../shared/platform/refusals.ts";
import { personsOf, refuseOwnSelfScore, refuseOwnUnit } from "../../shared/scoring/evaluations/own-part.ts";
import {
  refuseClosedReview,
  refuseEarlyReview,
  refuseIncomplete,
  refuseSuspensionAhead,
  reviewedEvaluation,
  reviewedSheet,
  undecided,
} from "../../shared/scoring/evaluations/review.ts";
import { settledFact } from "../../shared/scoring/evaluations/sheet.ts";
import { namedReviewer } from "../../shared/scoring/periods/period-record.ts";
import { type Asked, changeEvaluation, type Evaluated, matterOf } from "./change.ts";
import type { ScoringDeps } from "./deps.ts";
import type { reviewRoutes } from "./review-routes.ts";
import { outcomesBy, stateOf } from "./written.ts";

export const reviewActions: Actions<typeof reviewRoutes, ScoringDeps> = {
  reviewEvaluation: (request, deps) =>
    changeEvaluation(
      request,
      deps,
      byReviewer(request, deps),
      ({ head, period, sheet: before, set }, by) => {
        refuseOwnSelfScore(by, head, before);
        refuseClosedReview(head, period);
        const { done } = request.body;
        if (done) refuseEarlyReview(head, dayAt(request.now));
        const isHandedIn = head.selfScore !== undefined;
        refuseSuspensionAhead(request.body, dayAt(request.now));
        const reviewing = { by: by.id, at: new Date(request.now).toISOString(), isHandedIn };
        const sheet = reviewedSheet(set, before, request.body, reviewing);
        if (done) refuseIncomplete(set, sheet, isHandedIn);
        return {
          event: done ? "score-reviewed" : "score-review-drafted",
          next: reviewedEvaluation(head, done, { ...reviewing, persons: personsOf(by) }),
          sheet,
          facts: {
            criteria: Object.keys(request.body.entries),
            // Of a reviewer who was named: by which document.
            namedBy: namedReviewer(period, head.portal)?.document.number ?? null,
          },
          whilePeriodIs: "open",
          isFollowed: false,
        };
      },
      ({ next, sheet }, set) => ({
        ...stateOf(next),
        suspended: sheet.suspended,
        outcomes: outcomesBy(set, sheet, settledFact),
        undecided: undecided(set, sheet, next.selfScore !== undefined),
      }),
    ),
};

/** The supervisor; or the person whom a document names for this portal, whatever their roles, and then nobody else. */
function byReviewer({ caller, now }: Pick<Asked, "caller" | "now">, deps: ScoringDeps) {
  return ({ head, period }: Evaluated): Actor => {
    const { officer } = caller;
    const named = namedReviewer(period, head.portal)?.officer;
    const by: Actor =
      named === officer.id ? { kind: "officer", id: officer.id } : actorOf(officer, caller.admit(matterOf(head, deps)));
    if (named !== undefined && named !== officer.id) throw new Refusal("reviewer-named");
    refuseOwnUnit(officer, head, dayAt(now));
    return by;
  };
}
