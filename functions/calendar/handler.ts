/** Entry point of the calendar's function. */
import { readEnvironment } from "../../shared/platform/environment.ts";
import { areaHandler } from "../../shared/platform/http/area.ts";
import { lambdaOutside } from "../../shared/platform/outside.ts";
import { calendarActions } from "./actions.ts";
import { environment } from "./env.ts";
import { calendarRoutes } from "./routes.ts";
import { wire } from "./wire.ts";

const { deps, platform } = wire(readEnvironment(environment, process.env), lambdaOutside("calendar"));

export const handler = areaHandler(calendarRoutes, calendarActions, deps, platform);
