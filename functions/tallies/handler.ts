/** Entry point of the consumer that counts. */
import { readEnvironment } from "../../shared/platform/environment.ts";
import { lambdaOutside } from "../../shared/platform/outside.ts";
import { environment } from "./env.ts";
import { wire } from "./wire.ts";

export const handler = wire(readEnvironment(environment, process.env), lambdaOutside("tallies"));
