/** What an alarm is here: it says who is hurt, who acts, and where the runbook goes on; and the alarms on what the logs say. */
import { Duration } from "aws-cdk-lib";
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import { FilterPattern, type ILogGroup, MetricFilter } from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";
import type { LogCode } from "../../shared/platform/log.ts";
import type { MetricName } from "../../shared/statistics/metrics.ts";
import type { Stage } from "../stage.ts";

/** Who acts upon an alarm: a closed list. */
export const owners = {
  operations: "đơn vị vận hành hệ thống",
  "province-office": "Văn phòng UBND tỉnh",
} as const;
export type Owner = keyof typeof owners;

/** Where our own metrics stand. */
export function metricNamespaceOf(stage: Stage): string {
  return `Dondoc/${stage.name}`;
}

export interface AlarmText {
  /** The section of the runbook that says what to do. */
  readonly section: string;
  /** What a person loses while this goes on. */
  readonly impact: string;
  /** @default "operations" */
  readonly owner?: Owner;
}

/** What is read in the mail of an alarm. */
export function descriptionOf({ impact, owner = "operations", section }: AlarmText, { alarms }: Stage): string {
  return `${impact} Owner: ${owner} (${owners[owner]}). Runbook: ${alarms.runbook ?? "infra/docs/runbook.md"}#${section}`;
}

/** What no measurement means: nothing to complain of, something that should have been measured, or nothing new. */
export type Missing = "is-fine" | "rings" | "changes-nothing";

const missingData: Readonly<Record<Missing, TreatMissingData>> = {
  "is-fine": TreatMissingData.NOT_BREACHING,
  rings: TreatMissingData.BREACHING,
  "changes-nothing": TreatMissingData.IGNORE,
};

export interface RunbookAlarmProps extends AlarmText {
  readonly stage: Stage;
  /** Of the alarm, without the prefix of the stage. */
  readonly name: string;
  readonly metric: IMetric;
  /** Rings at or above it. */
  readonly threshold: number;
  /** Rings when so many periods in a row are past the threshold. @default 1 */
  readonly periods?: number;
  /** @default "is-fine" */
  readonly missing?: Missing;
  /** Rings below the threshold instead, and when nothing is measured. @default false */
  readonly isHeartbeat?: boolean;
}

/** A single alarm. It rings by itself, or through its headline (headlines.ts), which gives every alarm its way to people. */
export class RunbookAlarm extends Alarm {
  /** Without the prefix of the stage. */
  readonly shortName: string;

  constructor(scope: Construct, id: string, props: RunbookAlarmProps) {
    const { stage, name, metric, threshold, periods = 1, isHeartbeat = false } = props;
    const { missing = isHeartbeat ? "rings" : "is-fine" } = props;
    super(scope, id, {
      alarmName: alarmNameOf(stage, name),
      alarmDescription: descriptionOf(props, stage),
      metric,
      threshold,
      evaluationPeriods: periods,
      comparisonOperator: isHeartbeat
        ? ComparisonOperator.LESS_THAN_THRESHOLD
        : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: missingData[missing],
    });
    this.shortName = name;
  }
}

export function alarmNameOf(stage: Stage, name: string): string {
  return `dondoc-${stage.name}-${name}`;
}

export interface LogCodeAlarmProps {
  readonly stage: Stage;
  /** Where the code is written. */
  readonly logs: readonly ILogGroup[];
  readonly code: LogCode;
  /** Only lines of this consumer of events. @default every line with the code */
  readonly consumer?: string;
  /** The metric that counts the lines, which also names the alarm. */
  readonly metric: MetricName;
  /** @default the name of the metric */
  readonly section?: string;
  readonly impact: string;
  /** @default "operations" */
  readonly owner?: Owner;
}

/** Rings when a log code appears even once in five minutes: a failure of the office's work, where no function failed. */
export class LogCodeAlarm extends Construct {
  constructor(scope: Construct, id: string, props: LogCodeAlarmProps) {
    super(scope, id);
    const { stage, logs, code, consumer, metric: metricName, section = metricName, impact, owner } = props;
    const isCode = FilterPattern.stringValue("$.code", "=", code);
    const filterPattern =
      consumer === undefined
        ? isCode
        : FilterPattern.all(isCode, FilterPattern.stringValue("$.consumer", "=", consumer));
    const filters = logs.map(
      (logGroup, index) =>
        new MetricFilter(this, index === 0 ? "Filter" : `Filter${index + 1}`, {
          logGroup,
          filterPattern,
          metricNamespace: metricNamespaceOf(stage),
          metricName,
          metricValue: "1",
        }),
    );
    const metric = filters[0]?.metric({ statistic: "Sum", period: Duration.minutes(5) });
    if (metric) {
      new RunbookAlarm(this, "Alarm", { stage, name: metricName, section, impact, owner, metric, threshold: 1 });
    }
  }
}
