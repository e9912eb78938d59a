/** Entry point of the dashboard's tables. */
import { readEnvironment } from "../../shared/platform/environment.ts";
import { lambdaOutside } from "../../shared/platform/outside.ts";
import { draw } from "./draw.ts";
import { environment } from "./env.ts";
import { wire } from "./wire.ts";

const deps = wire(readEnvironment(environment, process.env), lambdaOutside("widgets"));

export const handler = (event: unknown) => draw(event, deps);
