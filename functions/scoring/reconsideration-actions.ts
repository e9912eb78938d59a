/** What is done with requests for reconsideration. */
import { actorOf } from "../../shared/access/acting.ts";
import { dayAt } from "../../shared/calendar/province-time.ts";
import type { Actions } from "../../shared/platform/http/route.ts";
import { refuseOwnReview, refuseOwnSelfScore, refuseOwnUnit } from "../../shared/scoring/evaluations/own-part.ts";
import {
  answerDueOn,
  answeredEvaluation,
  answeredSheet,
  changedByAnswer,
  refuseAnswer,
  refuseRequest,
  requestedEvaluation,
  requestedSheet,
} from "../../shared/scoring/evaluations/reconsideration.ts";
import type { Sheet } from "../../shared/scoring/evaluations/sheet.ts";
import { type Changed, changeEvaluation, matterOf } from "./change.ts";
import type { ScoringDeps } from "./deps.ts";
import type { reconsiderationRoutes } from "./reconsideration-routes.ts";
import { stateOf } from "./written.ts";

export const reconsiderationActions: Actions<typeof reconsiderationRoutes, ScoringDeps> = {
  askReconsideration: (request, deps) => {
    const { caller, now, body } = request;
    return changeEvaluation(
      request,
      deps,
      ({ head }) => actorOf(caller.officer, caller.admit(matterOf(head, deps))),
      async ({ head, period, sheet, set }): Promise<Reconsidered> => {
        refuseRequest(head, period, dayAt(now));
        const dueOn = answerDueOn(now, set.terms.answerDays, await deps.calendars.current());
        const next = requestedEvaluation(head, body.criteria, { by: caller.officer.id, dueOn }, now);
        return {
          event: "reconsideration-asked",
          next,
          sheet: requestedSheet(set, sheet, body.criteria),
          facts: { criteria: next.reconsideration?.criteria ?? [], answerDueOn: dueOn },
          whilePeriodIs: "provisional",
          isFollowed: true,
        };
      },
      shown,
    );
  },

  answerReconsideration: (request, deps) => {
    const { caller, now, body } = request;
    const { id: by, fullName: byName, title: byTitle } = caller.officer;
    return changeEvaluation(
      request,
      deps,
      ({ head }) => {
        const acting = caller.admit(matterOf(head, deps));
        refuseOwnUnit(caller.officer, head, dayAt(now));
        return actorOf(caller.officer, acting);
      },
      ({ head, period, sheet: before, set }, acting): Reconsidered => {
        refuseOwnSelfScore(acting, head, before);
        refuseOwnReview(acting, head);
        refuseAnswer(head, period);
        const at = new Date(now).toISOString();
        const sheet = answeredSheet(set, before, body.criteria, { by, byName, byTitle, at });
        return {
          event: "reconsideration-answered",
          next: answeredEvaluation(head, by, now),
          sheet,
          facts: { criteria: head.reconsideration?.criteria ?? [], changed: changedByAnswer(sheet) },
          whilePeriodIs: "provisional",
          isFollowed: true,
        };
      },
      shown,
    );
  },
};

interface Reconsidered extends Changed {
  readonly sheet: Sheet;
}

function shown({ next, sheet: { entries } }: Reconsidered) {
  const reconsidered = Object.entries(entries).flatMap(([id, entry]) =>
    entry.reconsidered ? [[id, entry.reconsidered] as const] : [],
  );
  return { ...stateOf(next), reconsidered: Object.fromEntries(reconsidered) };
}
