/** Alarms beside each function's own: on what the logs say, on jobs that fall silent, on queues that wait or should be empty. */
import { Duration } from "aws-cdk-lib";
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import { FilterPattern, type ILogGroup, MetricFilter } from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";
import type { LogCode } from "../../shared/platform/log.ts";
import type { Stage } from "../stage.ts";

export interface LogCodeAlarmProps {
  readonly stage: Stage;
  /** Where the code is written. */
  readonly logs: readonly ILogGroup[];
  readonly code: LogCode;
  /** What a person loses while this goes on. */
  readonly impact: string;
}

/** Rings when a log code appears even once in five minutes. */
export class LogCodeAlarm extends Construct {
  constructor(scope: Construct, id: string, { stage, logs, code, impact }: LogCodeAlarmProps) {
    super(scope, id);
    const filters = logs.map(
      (logGroup, index) =>
        new MetricFilter(this, index === 0 ? "Filter" : `Filter${index + 1}`, {
          logGroup,
          filterPattern: FilterPattern.stringValue("$.code", "=", code),
          metricNamespace: metricNamespaceOf(stage),
          metricName: code,
          metricValue: "1",
        }),
    );
    const metric = filters[0]?.metric({ statistic: "Sum", period: Duration.minutes(5) });
    if (metric) new RunbookAlarm(this, "Alarm", { stage, name: code, section: code, impact, metric, threshold: 1 });
  }
}

/** Where our own metrics stand. */
export function metricNamespaceOf(stage: Stage): string {
  return `Dondoc/${stage.name}`;
}

export interface RunbookAlarmProps {
  readonly stage: Stage;
  /** Of the alarm, without the prefix of the stage. */
  readonly name: string;
  /** The section of the runbook that says what to do. */
  readonly section: string;
  /** What a person loses while this goes on. */
  readonly impact: string;
  readonly metric: IMetric;
  /** Rings at or above it. */
  readonly threshold: number;
  /** Rings below the threshold instead, and when nothing is measured. @default false */
  readonly isHeartbeat?: boolean;
}

/** An alarm that says who is hurt and where the runbook goes on. */
export class RunbookAlarm extends Alarm {
  constructor(scope: Construct, id: string, props: RunbookAlarmProps) {
    const { stage, name, section, impact, metric, threshold, isHeartbeat = false } = props;
    super(scope, id, {
      alarmName: `dondoc-${stage.name}-${name}`,
      alarmDescription: `${impact} Runbook: infra/docs/runbook.md#${section}`,
      metric,
      threshold,
      evaluationPeriods: 1,
      comparisonOperator: isHeartbeat
        ? ComparisonOperator.LESS_THAN_THRESHOLD
        : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: isHeartbeat ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    });
  }
}
