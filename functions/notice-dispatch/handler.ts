/** Entry point of the job that lets notices leave. */
import { readEnvironment } from "../../shared/platform/environment.ts";
import { lambdaOutside } from "../../shared/platform/outside.ts";
import { queueClient } from "../../shared/platform/queue.ts";
import { dispatch } from "./dispatch.ts";
import { environment } from "./env.ts";
import { wire } from "./wire.ts";

const deps = wire(readEnvironment(environment, process.env), lambdaOutside("notice-dispatch"), queueClient());

export const handler = () => dispatch(deps);
