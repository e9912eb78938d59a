/** Entry point of the worker that settles what became of mails. */
import type { SQSEvent } from "aws-lambda";
import { readEnvironment } from "../../shared/platform/environment.ts";
import { lambdaOutside } from "../../shared/platform/outside.ts";
import { environment } from "./env.ts";
import { settle } from "./settle.ts";
import { wire } from "./wire.ts";

const deps = wire(readEnvironment(environment, process.env), lambdaOutside("mail-feedback"));

export const handler = (event: SQSEvent) => settle(event, deps);
