/** What is done with evaluations. */
import type { Actions } from "../../shared/platform/http/route.ts";
import type { ScoringDeps } from "./deps.ts";
import type { evaluationRoutes } from "./evaluation-routes.ts";
import { reconsiderationActions } from "./reconsideration-actions.ts";
import { reviewActions } from "./review-actions.ts";
import { selfScoreActions } from "./self-score-actions.ts";

export const evaluationActions: Actions<typeof evaluationRoutes, ScoringDeps> = {
  ...selfScoreActions,
  ...reviewActions,
  ...reconsiderationActions,
};
