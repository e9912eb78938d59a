/** Alarms on what the watcher measures: how long what is due has been left alone. */
import { Duration } from "aws-cdk-lib";
import { Metric } from "aws-cdk-lib/aws-cloudwatch";
import { Construct } from "constructs";
import { jobs } from "../../functions/jobs.ts";
import type { MetricName } from "../../shared/statistics/metrics.ts";
import type { Stage } from "../stage.ts";
import { metricNamespaceOf, RunbookAlarm } from "./alarms.ts";

export interface WatcherAlarmsProps {
  readonly stage: Stage;
}

const agedAtMost = Duration.minutes(30);
/** Its runs that must all be missing before their silence rings. */
const runs = 3;

export class WatcherAlarms extends Construct {
  constructor(scope: Construct, id: string, { stage }: WatcherAlarmsProps) {
    super(scope, id);
    this.age("oldest-due-unhandled", "For half an hour deadlines have not been checked: nobody is reminded.", stage);
    this.age("oldest-notice-waiting", "For half an hour a notice has been due to leave and has not left.", stage);
  }

  private age(name: MetricName, impact: string, stage: Stage): void {
    new RunbookAlarm(this, name, {
      stage,
      name,
      section: name,
      impact,
      metric: new Metric({
        namespace: metricNamespaceOf(stage),
        metricName: name,
        statistic: "Maximum",
        period: Duration.seconds(runs * jobs.watcher.everySeconds),
      }),
      threshold: agedAtMost.toSeconds(),
      missing: "rings",
    });
  }
}
