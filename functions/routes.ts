/** Every area and its routes: the one list from which the gateway, the OpenAPI document and the role matrix are made. */
import type { Routes } from "../shared/platform/http/route.ts";
import { calendarRoutes } from "./calendar/routes.ts";
import { documentRoutes } from "./documents/routes.ts";
import { questionRoutes } from "./questions/routes.ts";
import { registerRoutes } from "./register/routes.ts";
import { reportRoutes } from "./reports/routes.ts";
import { scoringRoutes } from "./scoring/routes.ts";

export const areas = {
  questions: questionRoutes,
  calendar: calendarRoutes,
  register: registerRoutes,
  documents: documentRoutes,
  reports: reportRoutes,
  scoring: scoringRoutes,
} as const satisfies Record<string, Routes>;

export type AreaName = keyof typeof areas;
