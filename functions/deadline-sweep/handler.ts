/** Entry point of the deadline check. */
import type { Context } from "aws-lambda";
import { readEnvironment } from "../../shared/platform/environment.ts";
import { lambdaOutside } from "../../shared/platform/outside.ts";
import { environment } from "./env.ts";
import { sweep } from "./sweep.ts";
import { wire } from "./wire.ts";

/** Kept free at the end of the time limit, for the steps that are in flight. */
const reservedMilliseconds = 15_000;
const deps = wire(readEnvironment(environment, process.env), lambdaOutside("deadline-sweep"));

export const handler = (_event: unknown, context: Context) =>
  sweep(deps, () => context.getRemainingTimeInMillis() > reservedMilliseconds);
