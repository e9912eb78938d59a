/** Alarms on what the logs say, beside each function's own. */
import { Duration } from "aws-cdk-lib";
import { Alarm, ComparisonOperator, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import { FilterPattern, type ILogGroup, MetricFilter } from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";
import type { LogCode } from "../../shared/platform/log.ts";
import type { Stage } from "../stage.ts";

export interface LogCodeAlarmProps {
  readonly stage: Stage;
  readonly logs: ILogGroup;
  readonly code: LogCode;
  /** What a person loses while this goes on. */
  readonly impact: string;
}

/** Rings when a log code appears even once in five minutes. */
export class LogCodeAlarm extends Construct {
  constructor(scope: Construct, id: string, { stage, logs, code, impact }: LogCodeAlarmProps) {
    super(scope, id);
    const filter = new MetricFilter(this, "Filter", {
      logGroup: logs,
      filterPattern: FilterPattern.stringValue("$.code", "=", code),
      metricNamespace: `Dondoc/${stage.name}`,
      metricName: code,
      metricValue: "1",
    });
    new Alarm(this, "Alarm", {
      alarmName: `dondoc-${stage.name}-${code}`,
      alarmDescription: `${impact} Runbook: infra/docs/runbook.md#${code}`,
      metric: filter.metric({ statistic: "Sum", period: Duration.minutes(5) }),
      threshold: 1,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
  }
}
