/** What the synthesized template holds that costs something, or that is called by something that does. */
import * as z from "zod";
import { type Declared, declaredIn } from "./declared.ts";
import { type FunctionFact, functionFacts, mapping } from "./function-facts.ts";
import { type MetricFacts, metricFacts } from "./metric-facts.ts";

export interface Facts extends MetricFacts {
  readonly functions: readonly FunctionFact[];
  /** Queues that Lambda asks for messages, day and night. */
  readonly polledQueues: number;
  readonly tables: number;
  readonly recoverableTables: number;
  /** Tables whose key lies in KMS, AWS's own or ours: each use of it that is not remembered is a request. */
  readonly keyedTables: number;
  readonly keys: number;
  readonly buckets: number;
  readonly mailedSubscribers: number;
  readonly userPools: number;
  readonly logRetentionDays: number;
  /** Types that this model does not know: they may cost something. */
  readonly unknownTypes: readonly string[];
}

const globalTable = z.object({
  SSESpecification: z.object({ SSEEnabled: z.boolean() }).optional(),
  Replicas: z.array(
    z.object({ PointInTimeRecoverySpecification: z.object({ PointInTimeRecoveryEnabled: z.boolean() }).optional() }),
  ),
});
const logGroup = z.object({ RetentionInDays: z.number().default(3_650) });
const subscription = z.object({ Protocol: z.string() });

/** Reads a template; one that is not as the CDK makes it is an error. */
export function factsOf(template: unknown, stage: string): Facts {
  const declared = declaredIn(template);
  const metrics = metricFacts(declared);
  const tables = [...declared.read("AWS::DynamoDB::GlobalTable", globalTable).values()];
  const mappings = [...declared.read("AWS::Lambda::EventSourceMapping", mapping).values()];
  return {
    ...metrics,
    functions: functionFacts(declared, stage, metrics.drawers),
    polledQueues: mappings.filter(({ StartingPosition }) => StartingPosition === undefined).length,
    tables: tables.length,
    recoverableTables: tables.filter(({ Replicas }) =>
      Replicas.some((one) => one.PointInTimeRecoverySpecification?.PointInTimeRecoveryEnabled),
    ).length,
    keyedTables: tables.filter(({ SSESpecification }) => SSESpecification?.SSEEnabled).length,
    keys: declared.count("AWS::KMS::Key"),
    buckets: declared.count("AWS::S3::Bucket"),
    mailedSubscribers: [...declared.read("AWS::SNS::Subscription", subscription).values()].filter(
      ({ Protocol }) => Protocol === "email",
    ).length,
    userPools: declared.count("AWS::Cognito::UserPool"),
    logRetentionDays: longestRetention(declared),
    unknownTypes: declared.types.filter((type) => !counted.has(type) && !free.has(type)),
  };
}

function longestRetention(declared: Declared): number {
  return Math.max(
    0,
    ...[...declared.read("AWS::Logs::LogGroup", logGroup).values()].map((group) => group.RetentionInDays),
  );
}

/** Types whose number or content is reckoned with. */
const counted = new Set([
  "AWS::ApiGatewayV2::Api",
  "AWS::ApiGatewayV2::Integration",
  "AWS::CloudWatch::Alarm",
  "AWS::CloudWatch::CompositeAlarm",
  "AWS::CloudWatch::Dashboard",
  "AWS::Cognito::UserPool",
  "AWS::DynamoDB::GlobalTable",
  "AWS::Events::Rule",
  "AWS::KMS::Key",
  "AWS::Lambda::EventSourceMapping",
  "AWS::Lambda::Function",
  "AWS::Logs::LogGroup",
  "AWS::Logs::MetricFilter",
  "AWS::S3::Bucket",
  "AWS::SNS::Subscription",
  "AWS::SNS::Topic",
  "AWS::SQS::Queue",
]);

/** Types for which AWS asks nothing. A budget costs nothing as long as it only tells. */
const free = new Set([
  "AWS::ApiGatewayV2::Route",
  "AWS::ApiGatewayV2::Stage",
  "AWS::Budgets::Budget",
  "AWS::CDK::Metadata",
  "AWS::Cognito::UserPoolClient",
  "AWS::Cognito::UserPoolDomain",
  "AWS::IAM::ManagedPolicy",
  "AWS::IAM::Policy",
  "AWS::IAM::Role",
  "AWS::KMS::Alias",
  "AWS::Lambda::EventInvokeConfig",
  "AWS::Lambda::Permission",
  "AWS::S3::BucketPolicy",
  "AWS::SES::ConfigurationSet",
  "AWS::SES::ConfigurationSetEventDestination",
  "AWS::SES::EmailIdentity",
  "AWS::SNS::TopicPolicy",
  "AWS::SQS::QueuePolicy",
]);
