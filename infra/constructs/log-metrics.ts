/** Metrics that are counted out of the logs and ring no alarm. */

import { Unit } from "aws-cdk-lib/aws-cloudwatch";
import { FilterPattern, type ILogGroup, MetricFilter } from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";
import type { LogCode } from "../../shared/platform/log.ts";
import type { MetricName } from "../../shared/statistics/metrics.ts";
import type { Stage } from "../stage.ts";
import { metricNamespaceOf } from "./alarms.ts";

export interface ColdStartsProps {
  readonly stage: Stage;
  /** Logs of the functions behind the API. */
  readonly logs: readonly ILogGroup[];
}

/** How long new environments took to start, from Lambda's own report of each run (level INFO): a warm run has no such field. */
export class ColdStarts extends Construct {
  constructor(scope: Construct, id: string, { stage, logs }: ColdStartsProps) {
    super(scope, id);
    const metricName: MetricName = "cold-start";
    for (const [index, logGroup] of logs.entries()) {
      new MetricFilter(this, `Filter${index + 1}`, {
        logGroup,
        filterPattern: FilterPattern.all(
          FilterPattern.stringValue("$.type", "=", "platform.report"),
          FilterPattern.numberValue("$.record.metrics.initDurationMs", ">", 0),
        ),
        metricNamespace: metricNamespaceOf(stage),
        metricName,
        metricValue: "$.record.metrics.initDurationMs",
        unit: Unit.MILLISECONDS,
      });
    }
  }
}

export interface CountedLogCodeProps {
  readonly stage: Stage;
  readonly logs: ILogGroup;
  readonly code: LogCode & MetricName;
}

/** Counts a log code that is a figure and no alarm. */
export class CountedLogCode extends Construct {
  constructor(scope: Construct, id: string, { stage, logs, code }: CountedLogCodeProps) {
    super(scope, id);
    new MetricFilter(this, "Filter", {
      logGroup: logs,
      filterPattern: FilterPattern.stringValue("$.code", "=", code),
      metricNamespace: metricNamespaceOf(stage),
      metricName: code,
      metricValue: "1",
      unit: Unit.COUNT,
    });
  }
}
