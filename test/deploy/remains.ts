/** What is left of a stack in the emulator: everything of ours has the stage in its name. */

import { DescribeLogGroupsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { ListUserPoolsCommand } from "@aws-sdk/client-cognito-identity-provider";
import { ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { ListRulesCommand } from "@aws-sdk/client-eventbridge";
import { ListRolesCommand } from "@aws-sdk/client-iam";
import { ListFunctionsCommand } from "@aws-sdk/client-lambda";
import { ListBucketsCommand } from "@aws-sdk/client-s3";
import { ListTopicsCommand } from "@aws-sdk/client-sns";
import { ListQueuesCommand } from "@aws-sdk/client-sqs";
import type { Clients } from "./clients.ts";

/** Names of what a stage has, by their kind. */
export async function remainsOf(
  { dynamo, objects, lambda, iam, queues, topics, logs, rules, users }: Clients,
  stage: string,
) {
  const [tables, buckets, functions, roles, waiting, told, written, fired, pools] = await Promise.all([
    dynamo.send(new ListTablesCommand({})),
    objects.send(new ListBucketsCommand({})),
    lambda.send(new ListFunctionsCommand({})),
    iam.send(new ListRolesCommand({})),
    queues.send(new ListQueuesCommand({})),
    topics.send(new ListTopicsCommand({})),
    logs.send(new DescribeLogGroupsCommand({})),
    rules.send(new ListRulesCommand({})),
    users.send(new ListUserPoolsCommand({ MaxResults: 50 })),
  ]);
  const marks = [`dondoc-${stage}-`, `/dondoc/${stage}/`];
  const ours = (names: readonly (string | undefined)[] = []) =>
    names.flatMap((name) => (name !== undefined && marks.some((mark) => name.includes(mark)) ? [name] : []));
  return {
    tables: ours(tables.TableNames),
    buckets: ours(buckets.Buckets?.map(({ Name }) => Name)),
    pools: (pools.UserPools ?? []).flatMap(({ Name }) => (Name === `dondoc-${stage}` ? [Name] : [])),
    logs: ours(written.logGroups?.map(({ logGroupName }) => logGroupName)),
    functions: ours(functions.Functions?.map(({ FunctionName }) => FunctionName)),
    roles: ours(roles.Roles?.map(({ RoleName }) => RoleName)),
    queues: ours(waiting.QueueUrls),
    topics: ours(told.Topics?.map(({ TopicArn }) => TopicArn)),
    rules: ours(fired.Rules?.map(({ Name }) => Name)),
  };
}
