/** What is done with evaluations. */
import type { Actions } from "../../shared/platform/http/route.ts";
import type { ScoringDeps } from "./deps.ts";
import type { evaluationRoutes } from "./evaluation-routes.ts";

export const evaluationActions: Actions<typeof evaluationRoutes, ScoringDeps> = {};
