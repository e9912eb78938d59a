/** Entry point of the job that opens, publishes and freezes score periods. */
import type { Context } from "aws-lambda";
import { readEnvironment } from "../../shared/platform/environment.ts";
import { lambdaOutside } from "../../shared/platform/outside.ts";
import { environment } from "./env.ts";
import { runRounds } from "./rounds.ts";
import { wire } from "./wire.ts";

/** Kept free at the end of the time limit, for the transactions that are in flight. */
const reservedMilliseconds = 15_000;
const deps = wire(readEnvironment(environment, process.env), lambdaOutside("scoring-rounds"));

export const handler = (_event: unknown, context: Context) =>
  runRounds(deps, () => context.getRemainingTimeInMillis() > reservedMilliseconds);
