/** Entry point of the job that gathers what deserves a second look. */
import type { Context } from "aws-lambda";
import { readEnvironment } from "../../shared/platform/environment.ts";
import { lambdaOutside } from "../../shared/platform/outside.ts";
import { environment } from "./env.ts";
import { gather } from "./gather.ts";
import { wire } from "./wire.ts";

/** Kept free at the end of the time limit. */
const reservedMilliseconds = 15_000;
const deps = wire(readEnvironment(environment, process.env), lambdaOutside("integrity"));

export const handler = (_event: unknown, context: Context) =>
  gather(deps, () => context.getRemainingTimeInMillis() > reservedMilliseconds);
