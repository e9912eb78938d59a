/** Entry point of the job that makes up for lost events. */
import type { Context } from "aws-lambda";
import { readEnvironment } from "../../shared/platform/environment.ts";
import { lambdaOutside } from "../../shared/platform/outside.ts";
import { environment } from "./env.ts";
import { run } from "./run.ts";
import { wire } from "./wire.ts";

/** Kept free at the end of the time limit, for the event that is being digested. */
const reservedMilliseconds = 30_000;
const deps = wire(readEnvironment(environment, process.env), lambdaOutside("catch-up"));

export const handler = (event: unknown, context: Context) =>
  run(event, deps, () => context.getRemainingTimeInMillis() > reservedMilliseconds);
