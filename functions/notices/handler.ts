/** Entry point of the consumer that plans notices. */
import type { DynamoDBStreamEvent } from "aws-lambda";
import { readEnvironment } from "../../shared/platform/environment.ts";
import { lambdaOutside } from "../../shared/platform/outside.ts";
import { queueClient } from "../../shared/platform/queue.ts";
import { environment } from "./env.ts";
import { follow } from "./follow.ts";
import { wire } from "./wire.ts";

const deps = wire(readEnvironment(environment, process.env), lambdaOutside("notices"), queueClient());

export const handler = (event: DynamoDBStreamEvent) => follow(event, deps);
