/** Entry point of the questions' function. */
import { readEnvironment } from "../../shared/platform/environment.ts";
import { areaHandler } from "../../shared/platform/http/area.ts";
import { lambdaOutside } from "../../shared/platform/outside.ts";
import { questionActions } from "./actions.ts";
import { environment } from "./env.ts";
import { questionRoutes } from "./routes.ts";
import { wire } from "./wire.ts";

const { deps, platform } = wire(readEnvironment(environment, process.env), lambdaOutside("questions"));

export const handler = areaHandler(questionRoutes, questionActions, deps, platform);
