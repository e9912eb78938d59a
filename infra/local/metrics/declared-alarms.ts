/** Alarms as the template declares them: what they watch, when they ring, what they say. */
import * as z from "zod";
import { type Template, TemplateError } from "../template.ts";
import type { AlarmRule } from "./alarm-state.ts";
import { type CompositeRule, compositeRuleOf } from "./composite-rule.ts";
import type { Metric } from "./metric.ts";
import { type Statistic, statisticNamed } from "./statistic.ts";

const comparison = z.enum([
  "GreaterThanOrEqualToThreshold",
  "GreaterThanThreshold",
  "LessThanThreshold",
  "LessThanOrEqualToThreshold",
]);
const alarmProperties = z.object({
  AlarmDescription: z.string().default(""),
  AlarmName: z.string().optional(),
  ComparisonOperator: comparison,
  DatapointsToAlarm: z.int().min(1).optional(),
  Dimensions: z.array(z.object({ Name: z.string(), Value: z.string() })).default([]),
  EvaluationPeriods: z.int().min(1),
  ExtendedStatistic: z.string().optional(),
  MetricName: z.string(),
  Namespace: z.string(),
  Period: z.int().min(10),
  Statistic: z.string().optional(),
  Threshold: z.number(),
  TreatMissingData: z.enum(["breaching", "notBreaching", "ignore", "missing"]).default("missing"),
});
const compositeProperties = z.object({
  AlarmDescription: z.string().default(""),
  AlarmName: z.string().optional(),
  AlarmRule: z.string(),
});

interface Named {
  readonly name: string;
  /** As it is told to people; it names a section of the runbook. */
  readonly description: string;
}

export interface MetricAlarm extends Named {
  readonly kind: "metric";
  readonly metric: Metric;
  readonly statisticName: string;
  readonly statistic: Statistic;
  readonly periodSeconds: number;
  readonly rule: AlarmRule;
}

export interface CompositeAlarm extends Named {
  readonly kind: "composite";
  readonly rule: CompositeRule;
}

export type DeclaredAlarm = MetricAlarm | CompositeAlarm;

/** Every alarm, composite ones last. One that the runner cannot judge is an error that names it. */
export function alarmsOf(template: Template): DeclaredAlarm[] {
  const nameOf = (id: string) => String(template.resolve({ Ref: id }, id));
  const metric = template.ofType("AWS::CloudWatch::Alarm").map((resource): MetricAlarm => {
    const properties = template.read(resource, alarmProperties);
    const { Statistic: simple, ExtendedStatistic: extended } = properties;
    const statisticName = simple ?? extended ?? "";
    const statistic = statisticNamed(statisticName);
    if (!statistic) throw new TemplateError(`${resource.id}: the runner does not know the statistic ${statisticName}.`);
    return {
      kind: "metric",
      name: nameOf(resource.id),
      description: properties.AlarmDescription,
      metric: {
        namespace: properties.Namespace,
        name: properties.MetricName,
        dimensions: Object.fromEntries(properties.Dimensions.map(({ Name, Value }) => [Name, Value])),
      },
      statisticName,
      statistic,
      periodSeconds: properties.Period,
      rule: {
        comparison: properties.ComparisonOperator,
        threshold: properties.Threshold,
        evaluationPeriods: properties.EvaluationPeriods,
        datapointsToAlarm: properties.DatapointsToAlarm ?? properties.EvaluationPeriods,
        // CloudWatch does so with every alarm on these metrics, whatever it is told.
        missing: properties.Namespace === "AWS/DynamoDB" ? "ignore" : properties.TreatMissingData,
      },
    };
  });
  const composite = template.ofType("AWS::CloudWatch::CompositeAlarm").map((resource): CompositeAlarm => {
    const { AlarmDescription: description, AlarmRule } = template.read(resource, compositeProperties);
    return { kind: "composite", name: nameOf(resource.id), description, rule: compositeRuleOf(AlarmRule) };
  });
  const alarms = [...metric, ...composite];
  for (const { name, rule } of composite) {
    const stranger = rule.names.find((one) => !alarms.some((alarm) => alarm.name === one));
    if (stranger !== undefined)
      throw new TemplateError(`The alarm ${name} names an alarm ${stranger} that is not there.`);
  }
  return alarms;
}
