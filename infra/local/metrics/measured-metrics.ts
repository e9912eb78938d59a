/** The platform's metrics that are measured on this machine: one closed list, so that whatever is not can be named. */
import type { Metric } from "./metric.ts";

/** Namespace → sets of dimensions that are written, and the metrics written under each. */
const measured: Readonly<
  Record<string, readonly { readonly dimensions: readonly string[]; readonly names: readonly string[] }[]>
> = {
  "AWS/Lambda": [
    {
      dimensions: ["FunctionName"],
      names: ["Invocations", "Errors", "Duration", "Throttles", "ConcurrentExecutions", "IteratorAge"],
    },
    { dimensions: [], names: ["Invocations", "Errors", "Duration", "Throttles", "ConcurrentExecutions"] },
  ],
  "AWS/ApiGateway": [
    { dimensions: ["ApiId"], names: ["Count", "4xx", "5xx", "Latency", "IntegrationLatency"] },
    { dimensions: ["ApiId", "Stage"], names: ["Count", "4xx", "5xx", "Latency", "IntegrationLatency"] },
  ],
  "AWS/SQS": [
    {
      dimensions: ["QueueName"],
      names: [
        "ApproximateNumberOfMessagesVisible",
        "ApproximateNumberOfMessagesNotVisible",
        "ApproximateAgeOfOldestMessage",
        "NumberOfMessagesSent",
        "NumberOfMessagesReceived",
        "NumberOfMessagesDeleted",
      ],
    },
  ],
  "AWS/DynamoDB": [
    {
      dimensions: ["TableName"],
      names: ["ConsumedReadCapacityUnits", "ConsumedWriteCapacityUnits", "ReadThrottleEvents", "WriteThrottleEvents"],
    },
    {
      dimensions: ["GlobalSecondaryIndexName", "TableName"],
      names: ["ConsumedReadCapacityUnits", "ConsumedWriteCapacityUnits"],
    },
  ],
  "AWS/SES": [{ dimensions: [], names: ["Send", "Delivery", "Bounce", "Reject"] }],
  "AWS/Events": [{ dimensions: ["RuleName"], names: ["Invocations", "TriggeredRules"] }],
};

/** Whether a metric is measured here. The stack's own are: they come out of the functions' logs. */
export function isMeasured({ namespace, name, dimensions }: Metric): boolean {
  if (!namespace.startsWith("AWS/")) return true;
  const wanted = Object.keys(dimensions).sort().join();
  return (measured[namespace] ?? []).some((set) => set.dimensions.join() === wanted && set.names.includes(name));
}

/** The same list for people. */
export function measuredNames(): { readonly namespace: string; readonly names: readonly string[] }[] {
  return Object.entries(measured).map(([namespace, sets]) => ({
    namespace,
    names: [...new Set(sets.flatMap(({ names }) => names))],
  }));
}
