/** What is done with self-scores. */
import { actorOf } from "../../shared/access/acting.ts";
import { grantsOn } from "../../shared/access/roles.ts";
import { dayAt } from "../../shared/calendar/province-time.ts";
import type { Actions } from "../../shared/platform/http/route.ts";
import { movedEvaluation } from "../../shared/scoring/evaluations/evaluation.ts";
import {
  handedInSelfScore,
  refuseChangeOfHandedIn,
  refuseClosedSelfScore,
  selfScoredSheet,
  undeclared,
} from "../../shared/scoring/evaluations/self-score.ts";
import { selfFact } from "../../shared/scoring/evaluations/sheet.ts";
import { type Asked, changeEvaluation, type Evaluated, matterOf } from "./change.ts";
import type { ScoringDeps } from "./deps.ts";
import type { selfScoreRoutes } from "./self-score-routes.ts";
import { outcomesBy, stateOf } from "./written.ts";

export const selfScoreActions: Actions<typeof selfScoreRoutes, ScoringDeps> = {
  writeSelfScore: (request, deps) =>
    changeEvaluation(
      request,
      deps,
      byOwnBody(request, deps),
      ({ head, period, sheet: before, set }) => {
        refuseClosedSelfScore(head, period);
        refuseChangeOfHandedIn(head, leads(request, head.unit));
        const sheet = selfScoredSheet(set, before, request.body.entries, request.caller.officer.id);
        return {
          event: "score-drafted",
          next: movedEvaluation(head, "score-drafted"),
          sheet,
          facts: { criteria: Object.keys(request.body.entries) },
          whilePeriodIs: "open",
          isFollowed: false,
        };
      },
      ({ next, sheet }, set) => ({
        ...stateOf(next),
        outcomes: outcomesBy(set, sheet, selfFact),
        missing: undeclared(set, sheet),
      }),
    ),

  submitSelfScore: (request, deps) =>
    changeEvaluation(
      request,
      deps,
      byOwnBody(request, deps),
      ({ head, period, sheet, set }) => {
        refuseClosedSelfScore(head, period);
        const missing = undeclared(set, sheet);
        const signing = { by: request.caller.officer.id, despite: request.body.despite };
        const next = handedInSelfScore(head, missing, signing, request.now);
        return {
          event: "score-self-scored",
          next,
          facts: { dueOn: head.selfScoreDueOn, lateDays: next.selfScore?.lateDays ?? 0, missing },
          whilePeriodIs: "open",
          isFollowed: true,
          missing,
        };
      },
      ({ next, missing }) => ({ ...stateOf(next), missing }),
    ),
};

/** Acts for the body itself. */
function byOwnBody({ caller }: Pick<Asked, "caller">, deps: ScoringDeps) {
  return ({ head }: Evaluated) => actorOf(caller.officer, caller.admit(matterOf(head, deps)));
}

function leads({ caller, now }: Pick<Asked, "caller" | "now">, unit: string): boolean {
  return grantsOn(caller.officer.grants, dayAt(now)).some((held) => held.role === "leader" && held.unit === unit);
}
