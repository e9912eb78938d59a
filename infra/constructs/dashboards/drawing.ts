/** How dashboards are drawn: few kinds of widgets, each as the local console can draw it as well. */
import { Duration } from "aws-cdk-lib";
import { GraphWidget, type IMetric, Metric, SingleValueWidget } from "aws-cdk-lib/aws-cloudwatch";
import { type MetricName, metrics } from "../../../shared/statistics/metrics.ts";
import type { Stage } from "../../stage.ts";
import { metricNamespaceOf } from "../alarms.ts";

/** The width of a page. */
export const pageWidth = 24;
/** Every figure is of so many minutes: the pace of the job that publishes them. */
export const period = Duration.minutes(5);

/** A metric of our own, under its Vietnamese name. */
export function own(stage: Stage, metricName: MetricName, statistic = "Maximum", label?: string): IMetric {
  const name = label ?? metrics[metricName].vi;
  return new Metric({ namespace: metricNamespaceOf(stage), metricName, label: name, statistic, period });
}

/** Figures as they stood last. */
export function values(title: string, width: number, shown: readonly IMetric[]): SingleValueWidget {
  return new SingleValueWidget({ title, width, height: 4, metrics: [...shown], setPeriodToTimeRange: false });
}

/** Sums of all the time that is looked at. */
export function totals(title: string, width: number, shown: readonly IMetric[]): SingleValueWidget {
  return new SingleValueWidget({ title, width, height: 4, metrics: [...shown], setPeriodToTimeRange: true });
}

/** Lines over time, from zero up. */
export function lines(title: string, width: number, shown: readonly IMetric[]): GraphWidget {
  return new GraphWidget({ title, width, height: 6, left: [...shown], leftYAxis: { min: 0, showUnits: false } });
}

/** The name of the page for the office. */
export function managementName(stage: Stage): string {
  return `dondoc-${stage.name}`;
}

/** The name of the page for operators. */
export function operationsName(stage: Stage): string {
  return `dondoc-${stage.name}-van-hanh`;
}
