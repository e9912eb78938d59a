/** Writes down what the platform's own parts measure: functions, gateway, queues, tables, mail, rules. */
import type { Clock, Instant } from "../../../shared/platform/clock.ts";
import type { ConsumedUnits } from "../functions/messages.ts";
import type { Measures } from "../functions/pool.ts";
import type { Answered } from "../gateway/gateway.ts";
import type { Metric, Note } from "./metric.ts";

export interface QueueLook {
  readonly visible: number;
  readonly inFlight: number;
  readonly oldestSeconds: number;
}

export interface PlatformMetrics {
  ran(functionName: string, measures: Measures): void;
  /** A firing of a rule that was spared while the clock moved: the function would have run and found nothing to do. */
  spared(functionNames: readonly string[], at: Instant): void;
  fired(ruleName: string): void;
  /** How old the last record of a batch of a stream was. */
  streamBatch(functionName: string, ageMilliseconds: number): void;
  answered(api: { readonly id: string; readonly stageName: string }, answer: Answered): void;
  queue(queueName: string, look: QueueLook): void;
  messages(queueName: string, what: "Sent" | "Received" | "Deleted", count: number): void;
  mail(what: "Send" | "Delivery" | "Bounce" | "Reject", count: number): void;
}

export function platformMetrics(note: Note, clock: Pick<Clock, "now">): PlatformMetrics {
  const write = (metric: Metric, unit: string, value: number, at = clock.now()) => note({ metric, unit, value, at });
  const lambda = (functionName: string | undefined, name: string, unit: string, value: number, at?: number) =>
    write(
      { namespace: "AWS/Lambda", name, dimensions: functionName === undefined ? {} : { FunctionName: functionName } },
      unit,
      value,
      at,
    );
  return {
    ran: (functionName, run) => {
      for (const name of [functionName, undefined]) {
        lambda(name, "Invocations", "Count", 1);
        lambda(name, "Errors", "Count", run.hasFailed ? 1 : 0);
        lambda(name, "Throttles", "Count", 0);
        lambda(name, "Duration", "Milliseconds", run.durationMilliseconds);
        lambda(name, "ConcurrentExecutions", "Count", run.atOnce);
      }
      for (const consumed of run.consumed) writeConsumed(write, consumed);
    },
    spared: (functionNames, at) => {
      for (const name of functionNames) lambda(name, "Invocations", "Count", 1, at);
    },
    fired: (ruleName) => {
      const dimensions = { RuleName: ruleName };
      write({ namespace: "AWS/Events", name: "TriggeredRules", dimensions }, "Count", 1);
      write({ namespace: "AWS/Events", name: "Invocations", dimensions }, "Count", 1);
    },
    streamBatch: (functionName, age) => lambda(functionName, "IteratorAge", "Milliseconds", Math.max(0, age)),
    answered: ({ id, stageName }, { status, milliseconds, integrationMilliseconds }) => {
      const sets: Metric["dimensions"][] = [{ ApiId: id }, { ApiId: id, Stage: stageName }];
      for (const dimensions of sets) {
        const gateway = (name: string, unit: string, value: number) =>
          write({ namespace: "AWS/ApiGateway", name, dimensions }, unit, value);
        gateway("Count", "Count", 1);
        gateway("4xx", "Count", status >= 400 && status < 500 ? 1 : 0);
        gateway("5xx", "Count", status >= 500 ? 1 : 0);
        gateway("Latency", "Milliseconds", milliseconds);
        if (integrationMilliseconds !== undefined)
          gateway("IntegrationLatency", "Milliseconds", integrationMilliseconds);
      }
    },
    queue: (queueName, { visible, inFlight, oldestSeconds }) => {
      const sqs = (name: string, unit: string, value: number) =>
        write({ namespace: "AWS/SQS", name, dimensions: { QueueName: queueName } }, unit, value);
      sqs("ApproximateNumberOfMessagesVisible", "Count", visible);
      sqs("ApproximateNumberOfMessagesNotVisible", "Count", inFlight);
      sqs("ApproximateAgeOfOldestMessage", "Seconds", oldestSeconds);
    },
    messages: (queueName, what, count) => {
      const name = `NumberOfMessages${what}`;
      if (count > 0) write({ namespace: "AWS/SQS", name, dimensions: { QueueName: queueName } }, "Count", count);
    },
    mail: (what, count) => {
      if (count > 0) write({ namespace: "AWS/SES", name: what, dimensions: {} }, "Count", count);
    },
  };
}

type Write = (metric: Metric, unit: string, value: number, at?: number) => void;

function writeConsumed(write: Write, { table, index, kind, units, refused }: ConsumedUnits): void {
  const dimensions = { TableName: table, ...(index !== undefined && { GlobalSecondaryIndexName: index }) };
  const word = kind === "read" ? "Read" : "Write";
  if (units > 0) write({ namespace: "AWS/DynamoDB", name: `Consumed${word}CapacityUnits`, dimensions }, "Count", units);
  if (refused > 0) write({ namespace: "AWS/DynamoDB", name: `${word}ThrottleEvents`, dimensions }, "Count", refused);
}
