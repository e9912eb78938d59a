/** Evaluations: listed, explained, self-scored, reviewed, reconsidered. */
import type { Routes } from "../../shared/platform/http/route.ts";

export const evaluationRoutes = {} as const satisfies Routes;
