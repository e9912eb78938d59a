/** The proof's own clients of the emulator, with the rights of an administrator. */
import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { IAMClient } from "@aws-sdk/client-iam";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { S3Client } from "@aws-sdk/client-s3";
import { SNSClient } from "@aws-sdk/client-sns";
import { SQSClient } from "@aws-sdk/client-sqs";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import type { Emulator } from "./emulator.ts";

export interface Clients {
  readonly dynamo: DynamoDBDocumentClient;
  readonly lambda: LambdaClient;
  readonly iam: IAMClient;
  readonly logs: CloudWatchLogsClient;
  readonly objects: S3Client;
  readonly queues: SQSClient;
  readonly topics: SNSClient;
  readonly rules: EventBridgeClient;
  readonly users: CognitoIdentityProviderClient;
}

export function clientsOf({ endpoint, region }: Emulator): Clients {
  const settings = {
    endpoint,
    region,
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
    maxAttempts: 2,
    requestHandler: { connectionTimeout: 2_000, requestTimeout: 30_000, throwOnRequestTimeout: true },
  };
  return {
    dynamo: DynamoDBDocumentClient.from(new DynamoDBClient(settings), {
      marshallOptions: { removeUndefinedValues: true },
    }),
    lambda: new LambdaClient(settings),
    iam: new IAMClient(settings),
    logs: new CloudWatchLogsClient(settings),
    objects: new S3Client({ ...settings, forcePathStyle: true }),
    queues: new SQSClient(settings),
    topics: new SNSClient(settings),
    rules: new EventBridgeClient(settings),
    users: new CognitoIdentityProviderClient(settings),
  };
}
