import { expect, test } from "vitest";
import { alarmWatch } from "../../../infra/local/metrics/alarm-watch.ts";
import { compositeRuleOf } from "../../../infra/local/metrics/composite-rule.ts";
import type { DeclaredAlarm, MetricAlarm } from "../../../infra/local/metrics/declared-alarms.ts";
import type { Metric } from "../../../infra/local/metrics/metric.ts";
import { metricStore } from "../../../infra/local/metrics/metric-store.ts";
import { statisticNamed } from "../../../infra/local/metrics/statistic.ts";

const minute = 60_000;
const runs: Metric = { namespace: "AWS/Lambda", name: "Invocations", dimensions: { FunctionName: "deadline-sweep" } };
const sum = statisticNamed("Sum") ?? (() => Number.NaN);

const heartbeat = (metric = runs): MetricAlarm => ({
  kind: "metric",
  name: "deadline-sweep-silent",
  description: "",
  metric,
  statisticName: "Sum",
  statistic: sum,
  periodSeconds: 900,
  rule: {
    comparison: "LessThanThreshold",
    threshold: 1,
    evaluationPeriods: 1,
    datapointsToAlarm: 1,
    missing: "breaching",
  },
});
const headline = (name: string, rule: string): DeclaredAlarm => ({
  kind: "composite",
  name,
  description: "",
  rule: compositeRuleOf(rule),
});

/** A world that began at `since`, in which a job runs every five minutes as long as it is let. */
function world(alarms: readonly DeclaredAlarm[]) {
  const since = Date.parse("2024-02-05T00:00:00Z");
  let now = since;
  const store = metricStore();
  const watch = alarmWatch({ alarms, store, clock: { now: () => now }, measuredSince: () => since });
  return {
    since,
    pass: (minutes: number, isRunning: boolean) => {
      for (let count = 0; count < minutes; count++) {
        now += minute;
        if (isRunning && (now / minute) % 5 === 0) store.note({ metric: runs, value: 1, unit: "Count", at: now });
      }
    },
    states: () => Object.fromEntries(watch.look().map(({ alarm, state }) => [alarm.name, state])),
    watch,
  };
}

test("a job that falls silent rings, and with it what people read; when it runs again, both are over", () => {
  const { pass, states } = world([heartbeat(), headline("deadlines-not-checked", 'ALARM("deadline-sweep-silent")')]);
  pass(60, true);
  expect(states()).toEqual({ "deadline-sweep-silent": "ok", "deadlines-not-checked": "ok" });
  pass(60, false);
  expect(states()).toEqual({ "deadline-sweep-silent": "alarm", "deadlines-not-checked": "alarm" });
  pass(10, true);
  expect(states()).toEqual({ "deadline-sweep-silent": "ok", "deadlines-not-checked": "ok" });
});

test("a short silence is none: CloudWatch looks back two periods further before it takes a value for missing", () => {
  const { pass, states } = world([heartbeat()]);
  pass(60, true);
  pass(30, false);
  expect(states()).toEqual({ "deadline-sweep-silent": "ok" });
  pass(20, false);
  expect(states()).toEqual({ "deadline-sweep-silent": "alarm" });
});

test("before the stack has run for a period nothing is missing; after that, what never ran is", () => {
  const { pass, watch, states } = world([heartbeat()]);
  pass(10, false);
  expect(watch.look()).toMatchObject([{ state: "insufficient-data", reason: "not-measured-long-enough" }]);
  pass(10, false);
  expect(states()).toEqual({ "deadline-sweep-silent": "alarm" });
});

test("a metric that nothing here measures is not judged, and says so", () => {
  const { pass, watch } = world([heartbeat({ namespace: "AWS/SES", name: "Reputation.BounceRate", dimensions: {} })]);
  pass(120, true);
  expect(watch.look()).toMatchObject([{ state: "insufficient-data", reason: "not-measured-here" }]);
});

test("the moment since when a state is seen stays as long as the state does", () => {
  const { pass, watch, since } = world([heartbeat()]);
  pass(20, true);
  watch.look();
  pass(20, true);
  expect(watch.look().map((standing) => (standing.since - since) / minute)).toEqual([20]);
  pass(90, false);
  expect(watch.look().map((standing) => (standing.since - since) / minute)).toEqual([130]);
});

test("a composite alarm may stand on another one; in a circle nobody rings", () => {
  const { pass, states } = world([
    headline("upper", 'ALARM("lower")'),
    headline("lower", 'ALARM("deadline-sweep-silent")'),
    headline("one", 'ALARM("other")'),
    headline("other", 'ALARM("one")'),
    heartbeat(),
  ]);
  pass(60, false);
  expect(states()).toEqual({
    upper: "alarm",
    lower: "alarm",
    one: "ok",
    other: "ok",
    "deadline-sweep-silent": "alarm",
  });
});
