/** Criteria sets: listed, shown, loaded as drafts, tried on the last period, published. */
import type { Routes } from "../../shared/platform/http/route.ts";

export const setRoutes = {} as const satisfies Routes;
