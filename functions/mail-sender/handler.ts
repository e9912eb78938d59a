/** Entry point of the worker that sends mail. */
import type { SQSEvent } from "aws-lambda";
import { readEnvironment } from "../../shared/platform/environment.ts";
import { lambdaOutside } from "../../shared/platform/outside.ts";
import { environment } from "./env.ts";
import { sendAll } from "./send.ts";
import { mailClient, wire } from "./wire.ts";

const deps = wire(readEnvironment(environment, process.env), lambdaOutside("mail-sender"), mailClient());

export const handler = (event: SQSEvent) => sendAll(event, deps);
