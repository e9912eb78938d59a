/** cdk-nag: the AwsSolutions and Serverless packs fail synthesis on any finding that has no reason here. */
import { type App, Validations } from "aws-cdk-lib";
import { AwsSolutionsChecks, ServerlessChecks } from "cdk-nag";
import type { IConstruct } from "constructs";
import { consumers, jobs, widgets, workers } from "../functions/jobs.ts";
import type { DondocStack } from "./stack.ts";

interface Acknowledged {
  readonly id: string;
  readonly reason: string;
  /** The constructs it is about; nothing else of the stack is excused. */
  readonly of: (stack: DondocStack) => readonly IConstruct[];
}

const acknowledged: readonly Acknowledged[] = [
  {
    id: "AwsSolutions::AwsSolutions-APIG4",
    reason:
      "Callers are verified inside the functions, so that 401 and 403 are problem details; the role matrix test proves it route by route.",
    of: ({ api }) => [api],
  },
  {
    id: "AwsSolutions::AwsSolutions-COG8",
    reason:
      "The Plus plan's risk scoring is paid per user; sign-up is closed, MFA is required, and any other issuer can be set.",
    of: ({ data }) => [data.users],
  },
  {
    id: "AwsSolutions::AwsSolutions-SQS3",
    reason: "A failure queue itself, of rules, functions, streams or a topic, which the pack does not look at.",
    of: ({ failures }) => Object.values(failures),
  },
  {
    id: "Serverless::Serverless-SQSRedrivePolicy",
    reason: "The end of the line: what lies here rings until a person has dealt with it.",
    of: ({ failures }) => Object.values(failures),
  },
  {
    id: "Serverless::Serverless-LambdaEventSourceMappingDestination",
    reason: "AWS offers no such destination for a queue: the queue's own redrive policy does it.",
    of: ({ queueWorkers }) => [queueWorkers],
  },
  {
    id: "Serverless::Serverless-LambdaDLQ",
    reason: "Called by the gateway and answered at once: there is no asynchronous event that could be lost.",
    of: ({ areas }) => Object.values(areas),
  },
  {
    id: "Serverless::Serverless-LambdaDLQ",
    reason:
      "A run that failed twice goes to the failure queue of jobs by the function's own destination, with its reason.",
    of: (stack) => namesIn(jobs).map((name) => stack.background[name]),
  },
  {
    id: "Serverless::Serverless-LambdaDLQ",
    reason: "Called by an event source mapping, which has its own failure queue; there is no asynchronous event.",
    of: ({ background }) => [...namesIn(consumers), ...namesIn(workers)].map((name) => background[name]),
  },
  {
    id: "Serverless::Serverless-LambdaDLQ",
    reason: "Called by the dashboard and answered at once: who looks sees that it failed.",
    of: ({ background }) => namesIn(widgets).map((name) => background[name]),
  },
  {
    id: "AwsSolutions::AwsSolutions-S1",
    reason:
      "S3's access logs would be a second bucket, with names of keys and addresses of people. Who asked for an upload, a file or a list stands in our events.",
    of: ({ data }) => [data.documents],
  },
  ...["attachments", "exports"].map((folder) => ({
    id: `AwsSolutions::AwsSolutions-IAM5[Resource::<DataDocumentsDACEAC53.Arn>/${folder}/*]`,
    reason: "The objects below one folder of the one bucket: their keys are drawn by chance, so none can be named.",
    of: ({ areas, background }: DondocStack) => [areas.documents, background["document-worker"]],
  })),
  {
    id: "AwsSolutions::AwsSolutions-IAM5[Resource::<DataDocumentsDACEAC53.Arn>/scores/*]",
    reason: "The frozen results of all score periods, each under its own key below one folder.",
    of: ({ areas, background }) => [areas.scoring, background["scoring-rounds"]],
  },
  {
    id: "Serverless::Serverless-SNSRedrivePolicy",
    reason:
      "The mail of an alarm: SNS tries for an hour, and the alarm itself stays to be seen; later it would tell nobody anything.",
    of: ({ alarmTopic }) => [alarmTopic],
  },
  {
    id: "AwsSolutions::AwsSolutions-IAM5[Resource::*]",
    reason:
      "Reading metrics, the state of alarms and the list of dashboards: CloudWatch knows no resource for them. Dashboards and the function that draws are named.",
    of: ({ dashboards }) => [dashboards.viewers],
  },
  {
    id: "Serverless::Serverless-LambdaTracing",
    reason:
      "A function and its tables, no deeper: the access log, the function's log and its request id tell the same; traces are paid per call.",
    of: ({ areas, background }) => [...Object.values(areas), ...Object.values(background)],
  },
];

function namesIn<Name extends string>(list: Readonly<Record<Name, unknown>>): Name[] {
  return Object.keys(list) as Name[];
}

/** Adds both packs and the reasons for what they find. */
export function addChecks(app: App, stack: DondocStack): void {
  Validations.of(app).addPlugins(new AwsSolutionsChecks(), new ServerlessChecks());
  for (const { id, reason, of } of acknowledged) {
    for (const construct of of(stack)) Validations.of(construct).acknowledge({ id, reason });
  }
}
