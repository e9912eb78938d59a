/** Entry point of the register's function. */
import { readEnvironment } from "../../shared/platform/environment.ts";
import { areaHandler } from "../../shared/platform/http/area.ts";
import { lambdaOutside } from "../../shared/platform/outside.ts";
import { registerActions } from "./actions.ts";
import { environment } from "./env.ts";
import { registerRoutes } from "./routes.ts";
import { wire } from "./wire.ts";

const { deps, platform } = wire(readEnvironment(environment, process.env), lambdaOutside("register"));

export const handler = areaHandler(registerRoutes, registerActions, deps, platform);
