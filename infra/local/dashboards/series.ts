/** The points of a widget's metrics within a span of time. */
import type { Instant } from "../../../shared/platform/clock.ts";
import { isMeasured } from "../metrics/measured-metrics.ts";
import type { MetricStore } from "../metrics/metric-store.ts";
import { drawnPeriod, type TimeRange } from "./time-range.ts";
import type { WidgetMetric } from "./widget-metrics.ts";

export interface Point {
  /** Where its period begins. */
  readonly at: Instant;
  readonly value: number;
}

export interface Series {
  readonly label: string;
  readonly statistic: string;
  /** As CloudWatch writes it. */
  readonly unit: string;
  readonly yAxis: "left" | "right";
  readonly periodMilliseconds: number;
  /** In their order; periods without a value are left out. */
  readonly points: readonly Point[];
  /** False: nothing on this machine measures it. */
  readonly isMeasured: boolean;
}

type Store = Pick<MetricStore, "spans" | "within" | "unitOf">;

/** One point per period. */
export function seriesOf(one: WidgetMetric, range: TimeRange, store: Store): Series {
  const periodMilliseconds = drawnPeriod(range, one.periodSeconds);
  const from = Math.floor(range.from / periodMilliseconds) * periodMilliseconds;
  const points = store
    .spans(one.metric, from, range.to + 1, periodMilliseconds)
    .map(({ at, bucket }) => ({ at, value: one.statistic(bucket) }));
  return { ...described(one, store), periodMilliseconds, points };
}

/** One point for the whole span. */
export function totalOf(one: WidgetMetric, range: TimeRange, store: Store): Series {
  const bucket = store.within(one.metric, range.from, range.to + 1);
  const points = bucket ? [{ at: range.from, value: one.statistic(bucket) }] : [];
  return { ...described(one, store), periodMilliseconds: range.to - range.from, points };
}

function described({ metric, label, statisticName, yAxis }: WidgetMetric, store: Store) {
  const unit = statisticName === "SampleCount" ? "Count" : (store.unitOf(metric) ?? "None");
  return { label, statistic: statisticName, unit, yAxis, isMeasured: isMeasured(metric) };
}
