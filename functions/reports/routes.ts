/** Reports: what bodies owe, hand in and gather; periods and orders. */
import type { Routes } from "../../shared/platform/http/route.ts";
import { consolidationRoutes } from "./consolidation-routes.ts";
import { obligationRoutes } from "./obligation-routes.ts";
import { orderRoutes } from "./order-routes.ts";
import { periodRoutes } from "./period-routes.ts";

export const reportRoutes = {
  ...obligationRoutes,
  ...consolidationRoutes,
  ...periodRoutes,
  ...orderRoutes,
} as const satisfies Routes;
