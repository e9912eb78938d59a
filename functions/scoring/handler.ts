/** Entry point of the scoring function. */
import { readEnvironment } from "../../shared/platform/environment.ts";
import { areaHandler } from "../../shared/platform/http/area.ts";
import { lambdaOutside } from "../../shared/platform/outside.ts";
import { scoringActions } from "./actions.ts";
import { environment } from "./env.ts";
import { scoringRoutes } from "./routes.ts";
import { wire } from "./wire.ts";

const { deps, platform } = wire(readEnvironment(environment, process.env), lambdaOutside("scoring"));

export const handler = areaHandler(scoringRoutes, scoringActions, deps, platform);
