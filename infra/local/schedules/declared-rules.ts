/** Rules by schedule as the template declares them, with the functions that they run and what happens when a run fails. */
import * as z from "zod";
import { lastPart } from "../queues/declared-queues.ts";
import { type Template, TemplateError } from "../template.ts";
import { type Schedule, scheduleOf } from "./schedule-expression.ts";

const ruleProperties = z.object({
  ScheduleExpression: z.string().optional(),
  State: z.enum(["ENABLED", "DISABLED"]).default("ENABLED"),
  Targets: z.array(z.object({ Arn: z.string(), Input: z.string().optional() })).default([]),
});
const invokeProperties = z.object({
  FunctionName: z.string(),
  MaximumRetryAttempts: z.number().int().min(0).max(2).default(2),
  DestinationConfig: z.object({ OnFailure: z.object({ Destination: z.string() }).optional() }).optional(),
});

export interface Job {
  readonly functionName: string;
  /** The event, when the rule gives one of its own. */
  readonly input: string | undefined;
  /** Further tries of a run that failed. */
  readonly retries: number;
  /** The queue for what failed in the end. */
  readonly failureQueueArn: string | undefined;
}

export interface DeclaredRule {
  readonly name: string;
  readonly schedule: Schedule;
  readonly isEnabled: boolean;
  readonly jobs: readonly Job[];
}

/** In the order of the template: so do rules of the same moment fire. */
export function rulesOf(template: Template): DeclaredRule[] {
  const handling = failureHandling(template);
  return template.ofType("AWS::Events::Rule").map((resource) => {
    const { ScheduleExpression: expression, State, Targets } = template.read(resource, ruleProperties);
    if (expression === undefined) throw new TemplateError(`${resource.id}: the runner knows rules by schedule only.`);
    return {
      name: String(template.resolve({ Ref: resource.id }, resource.id)),
      schedule: scheduleOf(expression),
      isEnabled: State === "ENABLED",
      jobs: Targets.map(({ Arn, Input }) => {
        if (!Arn.includes(":function:")) throw new TemplateError(`${resource.id}: the runner knows functions only.`);
        const functionName = lastPart(Arn, ":");
        return {
          functionName,
          input: Input,
          ...(handling.get(functionName) ?? { retries: 2, failureQueueArn: undefined }),
        };
      }),
    };
  });
}

/** What a function's own settings say about runs that failed. */
function failureHandling(template: Template): Map<string, Pick<Job, "retries" | "failureQueueArn">> {
  return new Map(
    template.ofType("AWS::Lambda::EventInvokeConfig").map((resource) => {
      const {
        FunctionName,
        MaximumRetryAttempts: retries,
        DestinationConfig,
      } = template.read(resource, invokeProperties);
      const failureQueueArn = DestinationConfig?.OnFailure?.Destination;
      return [lastPart(FunctionName, ":"), { retries, failureQueueArn }] as const;
    }),
  );
}
