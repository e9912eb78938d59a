/** What is done with score periods. */
import type { Actions } from "../../shared/platform/http/route.ts";
import { Refusal } from "../../shared/platform/refusals.ts";
import type { ScoringDeps } from "./deps.ts";
import type { scorePeriodRoutes } from "./period-routes.ts";

export const scorePeriodActions: Actions<typeof scorePeriodRoutes, ScoringDeps> = {
  showScorePeriod: async ({ params }, { scores }) => {
    const found = await scores.period(params.period);
    if (!found) throw new Refusal("not-found");
    return { body: found };
  },
};
