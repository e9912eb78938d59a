/** What is done with criteria sets. */
import type { Actions } from "../../shared/platform/http/route.ts";
import type { ScoringDeps } from "./deps.ts";
import type { setRoutes } from "./set-routes.ts";

export const setActions: Actions<typeof setRoutes, ScoringDeps> = {};
