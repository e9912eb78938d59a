/** Entry point of the job that opens and freezes the periods of reports. */
import type { Context } from "aws-lambda";
import { readEnvironment } from "../../shared/platform/environment.ts";
import { lambdaOutside } from "../../shared/platform/outside.ts";
import { environment } from "./env.ts";
import { openPeriods } from "./open-periods.ts";
import { wire } from "./wire.ts";

/** Kept free at the end of the time limit, for the transactions that are in flight. */
const reservedMilliseconds = 15_000;
const deps = wire(readEnvironment(environment, process.env), lambdaOutside("reports-opening"));

export const handler = (_event: unknown, context: Context) =>
  openPeriods(deps, () => context.getRemainingTimeInMillis() > reservedMilliseconds);
