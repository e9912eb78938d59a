/** What a function reaches outside itself; tests hand in their own. */
import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import type { TokenVerifier } from "../access/officer-token.ts";
import { type Clock, systemClock } from "./clock.ts";
import { dynamoClient } from "./dynamo.ts";
import { type Chance, systemChance } from "./ids.ts";
import { type Log, lambdaLog } from "./log.ts";

export interface Outside {
  readonly client: DynamoDBDocumentClient;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly log: Log;
  /** @default by the issuer of the function's variables */
  readonly verify?: TokenVerifier;
}

/** The real things, inside Lambda. */
export function lambdaOutside(serviceName: string): Outside {
  return { client: dynamoClient(), clock: systemClock, chance: systemChance, log: lambdaLog(serviceName) };
}
