/** What each route of this area does. */
import type { Actions } from "../../shared/platform/http/route.ts";
import type { ScoringDeps } from "./deps.ts";
import { evaluationActions } from "./evaluation-actions.ts";
import { integrityActions } from "./integrity-actions.ts";
import { scorePeriodActions } from "./period-actions.ts";
import { readingActions } from "./reading-actions.ts";
import type { scoringRoutes } from "./routes.ts";
import { setActions } from "./set-actions.ts";

export const scoringActions: Actions<typeof scoringRoutes, ScoringDeps> = {
  ...setActions,
  ...scorePeriodActions,
  ...evaluationActions,
  ...readingActions,
  ...integrityActions,
};
