/** Evaluations: listed, explained, self-scored, reviewed, reconsidered. */
import type { Routes } from "../../shared/platform/http/route.ts";
import { reconsiderationRoutes } from "./reconsideration-routes.ts";
import { reviewRoutes } from "./review-routes.ts";
import { selfScoreRoutes } from "./self-score-routes.ts";

export const evaluationRoutes = {
  ...selfScoreRoutes,
  ...reviewRoutes,
  ...reconsiderationRoutes,
} as const satisfies Routes;
