/** The questions' function in this process: the same wiring as in Lambda, over a client that can be listened to. */
import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from "aws-lambda";
import * as z from "zod";
import { questionActions } from "../../functions/questions/actions.ts";
import { environment } from "../../functions/questions/env.ts";
import { questionRoutes } from "../../functions/questions/routes.ts";
import { wire } from "../../functions/questions/wire.ts";
import type { Clock } from "../../shared/platform/clock.ts";
import { readEnvironment } from "../../shared/platform/environment.ts";
import { areaHandler } from "../../shared/platform/http/area.ts";
import { systemChance } from "../../shared/platform/ids.ts";
import { lambdaLog } from "../../shared/platform/log.ts";
import type { LocalStack } from "./local-stack.ts";

export type CallFunction = (event: APIGatewayProxyEventV2) => Promise<APIGatewayProxyStructuredResultV2>;

/** The function as it answers while it is warm; officers are taken by their subject in the register, whatever their token. */
export function questionsFunction(
  { environment: variables }: LocalStack,
  client: DynamoDBDocumentClient,
  clock: Clock,
  officerSubject = "nobody",
): CallFunction {
  const read = readEnvironment(environment, variables);
  const verify = async () => ({ issuer: read.OIDC_ISSUER, subject: officerSubject });
  const outside = { client, clock, chance: systemChance, log: lambdaLog("questions"), verify };
  const { deps, platform } = wire(read, outside);
  const handler = areaHandler(questionRoutes, questionActions, deps, platform);
  return async (event) => {
    const answer: APIGatewayProxyStructuredResultV2 = await handler(event, contextOf("bench"));
    if ((answer.statusCode ?? 500) >= 400) throw new Error(`The function refused: ${answer.body}`);
    return answer;
  };
}

const context = { awsRequestId: "bench", callbackWaitsForEmptyEventLoop: false };

/** What the function reads of Lambda's context. */
function contextOf(awsRequestId: string): Context {
  return Object.assign(Object.create(null), context, { awsRequestId });
}

const received = z.object({ code: z.string() });

/** The code in an answer to a post. */
export function codeOf({ body }: APIGatewayProxyStructuredResultV2): string {
  return received.parse(JSON.parse(body ?? "{}")).code;
}
