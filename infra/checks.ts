/** cdk-nag: the AwsSolutions and Serverless packs fail synthesis on any finding that has no reason here. */
import { type App, Validations } from "aws-cdk-lib";
import { AwsSolutionsChecks, ServerlessChecks } from "cdk-nag";
import type { IConstruct } from "constructs";
import type { DondocStack } from "./stack.ts";

interface Acknowledged {
  readonly id: string;
  readonly reason: string;
  /** The constructs it is about; nothing else of the stack is excused. */
  readonly of: (stack: DondocStack) => IConstruct;
}

const acknowledged: readonly Acknowledged[] = [
  {
    id: "AwsSolutions::AwsSolutions-APIG4",
    reason:
      "Callers are verified inside the functions, so that 401 and 403 are problem details; the role matrix test proves it route by route.",
    of: ({ api }) => api,
  },
  {
    id: "AwsSolutions::AwsSolutions-COG8",
    reason:
      "The Plus plan's risk scoring is paid per user; sign-up is closed, MFA is required, and any other issuer can be set.",
    of: ({ data }) => data.users,
  },
  ...(["questions", "calendar", "register"] as const).flatMap((area): Acknowledged[] => [
    {
      id: "Serverless::Serverless-LambdaDLQ",
      reason: "Called by the gateway and answered at once: there is no asynchronous event that could be lost.",
      of: ({ functions }) => functions[area],
    },
    {
      id: "Serverless::Serverless-LambdaTracing",
      reason:
        "One function and one table deep: the access log, the function's log and its request id tell the same; traces are paid per call.",
      of: ({ functions }) => functions[area],
    },
  ]),
];

/** Adds both packs and the reasons for what they find. */
export function addChecks(app: App, stack: DondocStack): void {
  Validations.of(app).addPlugins(new AwsSolutionsChecks(), new ServerlessChecks());
  for (const { id, reason, of } of acknowledged) Validations.of(of(stack)).acknowledge({ id, reason });
}
