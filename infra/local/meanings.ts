/** What names, ARNs and addresses of the template mean on this machine. */
import type { Meanings, Resource } from "./template.ts";

/** Where the stack seems to be. No call ever leaves this machine. */
export const place = { region: "ap-southeast-1", account: "000000000000", partition: "aws" } as const;

export interface Addresses {
  readonly stackName: string;
  readonly apiUrl: string;
  readonly consoleUrl: string;
  /** Where queues and topics are served. @default nowhere: enough for whoever sends nothing */
  readonly queuesUrl?: string;
}

const nowhere = "http://127.0.0.1:9";

/** Where the issuer of a user pool's tokens is found. */
export function issuerUrl(consoleUrl: string, userPoolId: string): string {
  return `${consoleUrl}/oidc/${userPoolId}`;
}

/** The names that AWS would give, and the addresses of this runner. */
export function localMeanings({ stackName, apiUrl, consoleUrl, queuesUrl = nowhere }: Addresses): Meanings {
  const pseudo = new Map([
    ["AWS::Region", place.region],
    ["AWS::AccountId", place.account],
    ["AWS::Partition", place.partition],
    ["AWS::URLSuffix", "amazonaws.com"],
    ["AWS::StackName", stackName],
    ["AWS::StackId", arn("cloudformation", `stack/${stackName}/local`)],
  ]);
  const nameOf = (resource: Resource): string => {
    const given = resource.properties[nameProperties.get(resource.type) ?? ""];
    const made = `${stackName}-${resource.id}`;
    if (typeof given === "string") return given;
    return resource.type === "AWS::S3::Bucket" ? made.toLowerCase() : made;
  };
  return {
    pseudo: (name) => pseudo.get(name),
    ref: (resource) => {
      if (resource.type === "AWS::SQS::Queue") return `${queuesUrl}/${place.account}/${nameOf(resource)}`;
      if (resource.type === "AWS::SNS::Topic") return topicArn(nameOf(resource));
      if (nameProperties.has(resource.type)) return nameOf(resource);
      return namedById.has(resource.type) ? resource.id : undefined;
    },
    attribute: (resource, name) => {
      const qualified = `${resource.type}.${name}`;
      if (qualified === "AWS::Cognito::UserPool.ProviderURL") return issuerUrl(consoleUrl, resource.id);
      if (qualified === "AWS::Cognito::UserPool.ProviderName")
        return issuerUrl(consoleUrl, resource.id).replace("http://", "");
      if (qualified === "AWS::ApiGatewayV2::Api.ApiEndpoint") return apiUrl;
      if (qualified === "AWS::ApiGatewayV2::Api.ApiId") return resource.id;
      if (qualified === "AWS::Cognito::UserPoolClient.ClientId") return resource.id;
      if (qualified === "AWS::SQS::Queue.QueueName" || qualified === "AWS::SNS::Topic.TopicName")
        return nameOf(resource);
      if (qualified === "AWS::SNS::Topic.TopicArn") return topicArn(nameOf(resource));
      if (name === "StreamArn" && tableTypes.has(resource.type)) return streamArn(nameOf(resource));
      return name === "Arn" ? arns.get(resource.type)?.(nameOf(resource)) : undefined;
    },
  };
}

/** Types whose `Ref` is a name that the template may give. */
const nameProperties = new Map([
  ["AWS::DynamoDB::GlobalTable", "TableName"],
  ["AWS::DynamoDB::Table", "TableName"],
  ["AWS::Lambda::Function", "FunctionName"],
  ["AWS::Logs::LogGroup", "LogGroupName"],
  ["AWS::S3::Bucket", "BucketName"],
  ["AWS::IAM::Role", "RoleName"],
  ["AWS::SQS::Queue", "QueueName"],
  ["AWS::SNS::Topic", "TopicName"],
  ["AWS::SES::ConfigurationSet", "Name"],
  ["AWS::SES::EmailIdentity", "EmailIdentity"],
  ["AWS::Events::Rule", "Name"],
  ["AWS::CloudWatch::Alarm", "AlarmName"],
  ["AWS::CloudWatch::CompositeAlarm", "AlarmName"],
  ["AWS::CloudWatch::Dashboard", "DashboardName"],
]);

const tableTypes = new Set(["AWS::DynamoDB::GlobalTable", "AWS::DynamoDB::Table"]);

/** Types whose `Ref` is an id that AWS would draw. */
const namedById = new Set([
  "AWS::ApiGatewayV2::Api",
  "AWS::ApiGatewayV2::Integration",
  "AWS::ApiGatewayV2::Route",
  "AWS::Cognito::UserPool",
  "AWS::Cognito::UserPoolClient",
]);

const arns = new Map<string, (name: string) => string>([
  ["AWS::DynamoDB::GlobalTable", (name) => arn("dynamodb", `table/${name}`)],
  ["AWS::DynamoDB::Table", (name) => arn("dynamodb", `table/${name}`)],
  ["AWS::Lambda::Function", functionArn],
  ["AWS::Logs::LogGroup", (name) => arn("logs", `log-group:${name}:*`)],
  ["AWS::Cognito::UserPool", (name) => arn("cognito-idp", `userpool/${name}`)],
  ["AWS::S3::Bucket", (name) => `arn:${place.partition}:s3:::${name}`],
  ["AWS::SQS::Queue", queueArn],
  ["AWS::Events::Rule", ruleArn],
  ["AWS::SES::ConfigurationSet", (name) => arn("ses", `configuration-set/${name}`)],
  ["AWS::SES::EmailIdentity", (name) => arn("ses", `identity/${name}`)],
  ["AWS::CloudWatch::Alarm", alarmArn],
  ["AWS::CloudWatch::CompositeAlarm", alarmArn],
  ["AWS::IAM::Role", (name) => `arn:aws:iam::${place.account}:role/${name}`],
]);

export function functionArn(name: string): string {
  return arn("lambda", `function:${name}`);
}

export function queueArn(name: string): string {
  return arn("sqs", name);
}

export function alarmArn(name: string): string {
  return arn("cloudwatch", `alarm:${name}`);
}

export function ruleArn(name: string): string {
  return arn("events", `rule/${name}`);
}

/** The stream of a table; the engine's own names for its streams change with every new table. */
export function streamArn(tableName: string): string {
  return arn("dynamodb", `table/${tableName}/stream/local`);
}

function topicArn(name: string): string {
  return arn("sns", name);
}

function arn(service: string, resource: string): string {
  return `arn:${place.partition}:${service}:${place.region}:${place.account}:${resource}`;
}
