/** Scoring: criteria sets, score periods, evaluations of portals. */
import type { Routes } from "../../shared/platform/http/route.ts";
import { evaluationRoutes } from "./evaluation-routes.ts";
import { integrityRoutes } from "./integrity-routes.ts";
import { scorePeriodRoutes } from "./period-routes.ts";
import { readingRoutes } from "./reading-routes.ts";
import { setRoutes } from "./set-routes.ts";

export const scoringRoutes = {
  ...setRoutes,
  ...scorePeriodRoutes,
  ...evaluationRoutes,
  ...readingRoutes,
  ...integrityRoutes,
} as const satisfies Routes;
