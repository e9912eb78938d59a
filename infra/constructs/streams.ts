/** The consumers of the stream of events: new events only, in small batches, and a poisoned one never holds up the others for long. */
import { Duration } from "aws-cdk-lib";
import type { ITableV2 } from "aws-cdk-lib/aws-dynamodb";
import { EventSourceMapping, FilterCriteria, FilterRule, StartingPosition } from "aws-cdk-lib/aws-lambda";
import { Construct } from "constructs";
import { type ConsumerName, consumers } from "../../functions/jobs.ts";
import type { Stage } from "../stage.ts";
import { RunbookAlarm } from "./alarms.ts";
import type { DondocFunction } from "./function.ts";
import type { FailureQueue } from "./queues.ts";

export interface StreamConsumersProps {
  readonly stage: Stage;
  /** The table whose stream is read. */
  readonly events: ITableV2;
  readonly functions: Readonly<Record<ConsumerName, DondocFunction>>;
  readonly failures: FailureQueue;
}

/** Half of what the stream keeps: older records are left to catch-up. */
const recordAgeAtMost = Duration.hours(12);

/** New events that somebody follows: they stand in an hour (shared/platform/events.ts). */
const followed = {
  eventName: FilterRule.isEqual("INSERT"),
  dynamodb: { NewImage: { hour: { S: FilterRule.exists() } } },
};

export class StreamConsumers extends Construct {
  constructor(scope: Construct, id: string, { stage, events, functions, failures }: StreamConsumersProps) {
    super(scope, id);
    for (const name of Object.keys(consumers) as ConsumerName[]) {
      const { lambda } = functions[name];
      new EventSourceMapping(this, name, {
        target: lambda,
        eventSourceArn: events.tableStreamArn,
        startingPosition: StartingPosition.TRIM_HORIZON,
        filters: [FilterCriteria.filter(followed)],
        batchSize: 100,
        bisectBatchOnError: true,
        reportBatchItemFailures: true,
        retryAttempts: 10,
        maxRecordAge: recordAgeAtMost,
        onFailure: { bind: () => ({ destination: failures.queue.queueArn }) },
      });
      new RunbookAlarm(this, `${name}-waits`, {
        stage,
        name: `${name}-waits`,
        section: "events-wait",
        impact: consumers[name].errorImpact,
        metric: lambda.metric("IteratorAge", { statistic: "Maximum", period: Duration.minutes(5) }),
        threshold: Duration.minutes(15).toMilliseconds(),
      });
    }
  }
}
