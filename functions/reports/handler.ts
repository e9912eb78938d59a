/** Entry point of the reports' function. */
import { readEnvironment } from "../../shared/platform/environment.ts";
import { areaHandler } from "../../shared/platform/http/area.ts";
import { lambdaOutside } from "../../shared/platform/outside.ts";
import { reportActions } from "./actions.ts";
import { environment } from "./env.ts";
import { reportRoutes } from "./routes.ts";
import { wire } from "./wire.ts";

const { deps, platform } = wire(readEnvironment(environment, process.env), lambdaOutside("reports"));

export const handler = areaHandler(reportRoutes, reportActions, deps, platform);
