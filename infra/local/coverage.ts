/** What of the template runs on this machine, what has no meaning here, and what the runner cannot run yet: nothing is skipped in silence. */
import type { Resource } from "./template.ts";

/** Types that the runner plays. */
const run = new Set([
  "AWS::ApiGatewayV2::Api",
  "AWS::ApiGatewayV2::Integration",
  "AWS::ApiGatewayV2::Route",
  "AWS::ApiGatewayV2::Stage",
  "AWS::CloudWatch::Alarm",
  "AWS::CloudWatch::CompositeAlarm",
  "AWS::CloudWatch::Dashboard",
  "AWS::Cognito::UserPool",
  "AWS::Cognito::UserPoolClient",
  "AWS::DynamoDB::GlobalTable",
  "AWS::DynamoDB::Table",
  "AWS::Events::Rule",
  "AWS::Lambda::EventInvokeConfig",
  "AWS::Lambda::EventSourceMapping",
  "AWS::Lambda::Function",
  "AWS::S3::Bucket",
  "AWS::Logs::MetricFilter",
  "AWS::SES::ConfigurationSet",
  "AWS::SES::ConfigurationSetEventDestination",
  "AWS::SES::EmailIdentity",
  "AWS::SNS::Subscription",
  "AWS::SNS::Topic",
  "AWS::SQS::Queue",
]);

/** Types that change nothing that could be seen on one machine. */
const needless = new Map([
  ["AWS::Budgets::Budget", "nothing costs anything here"],
  ["AWS::CDK::Metadata", "facts about the synthesis"],
  ["AWS::Cognito::UserPoolDomain", "the runner signs tokens itself"],
  ["AWS::IAM::ManagedPolicy", "every function may do everything here"],
  ["AWS::IAM::Policy", "every function may do everything here"],
  ["AWS::IAM::Role", "every function may do everything here"],
  ["AWS::KMS::Alias", "nothing is encrypted here"],
  ["AWS::KMS::Key", "nothing is encrypted here"],
  ["AWS::Lambda::Permission", "the runner calls the functions itself"],
  ["AWS::Logs::LogGroup", "all logs go to one file"],
  ["AWS::S3::BucketPolicy", "every function may do everything here"],
  ["AWS::SNS::TopicPolicy", "every function may do everything here"],
  ["AWS::SQS::QueuePolicy", "every function may do everything here"],
]);

export interface Coverage {
  /** Types that are played, with their number. */
  readonly run: readonly Counted[];
  readonly needless: readonly (Counted & { readonly reason: string })[];
  /** Types that do something on AWS and nothing here. */
  readonly missing: readonly (Counted & { readonly ids: readonly string[] })[];
}

interface Counted {
  readonly type: string;
  readonly count: number;
}

/** Sorts every resource of the template. */
export function coverageOf(resources: readonly Resource[]): Coverage {
  const idsByType = new Map<string, string[]>();
  for (const { id, type } of resources) idsByType.set(type, [...(idsByType.get(type) ?? []), id]);
  const kinds = [...idsByType]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([type, ids]) => ({ type, ids, count: ids.length }));
  return {
    run: kinds.filter(({ type }) => run.has(type)),
    needless: kinds.flatMap(({ type, count }) => {
      const reason = needless.get(type);
      return reason === undefined ? [] : [{ type, count, reason }];
    }),
    missing: kinds.filter(({ type }) => !run.has(type) && !needless.has(type)),
  };
}
