/** Alarms, dashboards and custom metrics of a template. */
import * as z from "zod";
import { type Declared, idsIn, textIn } from "./declared.ts";

export interface MetricFacts {
  /** Metrics watched by ordinary alarms: one each, more where an alarm reckons with several. */
  readonly alarmMetrics: number;
  /** The same of alarms that look every 10 or 30 seconds. */
  readonly fastAlarmMetrics: number;
  readonly compositeAlarms: number;
  /** Dashboards of at most 50 metrics, of which an account has some for nothing; and those of more. */
  readonly dashboards: number;
  readonly largeDashboards: number;
  /** Logical ids of the functions that draw widgets. */
  readonly drawers: readonly string[];
  /** Custom metrics that are shown or watched, and written all the time. */
  readonly steadyMetrics: readonly string[];
  /** Custom metrics made out of log lines: they cost only in the hours in which such a line is written. */
  readonly rareMetrics: readonly string[];
  /** Of those, the ones that measure what happens anyway, as long as anybody calls. */
  readonly busyMetrics: readonly string[];
}

const dimensions = z.array(z.object({ Name: z.string(), Value: z.unknown() })).optional();
const named = z.object({ Namespace: z.string(), MetricName: z.string(), Dimensions: dimensions });
const alarm = named.partial().extend({
  Period: z.number().optional(),
  Metrics: z.array(z.object({ MetricStat: z.object({ Metric: named, Period: z.number() }).optional() })).optional(),
});
type Alarm = z.output<typeof alarm>;
const metricFilter = z.object({
  MetricTransformations: z.array(
    z.object({ MetricName: z.string(), MetricNamespace: z.string(), MetricValue: z.string().default("1") }),
  ),
});
/** More metrics than this, and a dashboard is not among the free ones. */
const metricsOfFreeDashboard = 50;

const dashboard = z.object({ DashboardBody: z.unknown() });
const body = z.object({
  widgets: z.array(
    z.object({
      type: z.string(),
      properties: z.object({ metrics: z.array(z.array(z.unknown())).default([]) }),
    }),
  ),
});

/** Reads them; a dashboard whose body cannot be read is an error. */
export function metricFacts(declared: Declared): MetricFacts {
  const alarms = [...declared.read("AWS::CloudWatch::Alarm", alarm).values()];
  const bodies = [...declared.read("AWS::CloudWatch::Dashboard", dashboard).values()].map((one) => one.DashboardBody);
  const shown = bodies.map(metricsShown);
  const large = shown.filter((names) => new Set(names).size > metricsOfFreeDashboard).length;
  const logged = [...declared.read("AWS::Logs::MetricFilter", metricFilter).values()].flatMap(
    (filter) => filter.MetricTransformations,
  );
  const namesOf = (filters: typeof logged) =>
    [...new Set(filters.map(({ MetricNamespace, MetricName }) => `${MetricNamespace} ${MetricName}`))].toSorted();
  const rareMetrics = namesOf(logged);
  const own = [...alarms.flatMap(metricsWatched), ...shown.flat()].filter((name) => !name.startsWith("AWS/"));
  const watched = (isFast: boolean) =>
    alarms.filter((one) => isFast === isFastAlarm(one)).reduce((total, one) => total + metricsWatched(one).length, 0);
  return {
    alarmMetrics: watched(false),
    fastAlarmMetrics: watched(true),
    compositeAlarms: declared.count("AWS::CloudWatch::CompositeAlarm"),
    dashboards: bodies.length - large,
    largeDashboards: large,
    drawers: [...new Set(bodies.flatMap(idsIn))],
    steadyMetrics: [...new Set(own)].filter((name) => !rareMetrics.includes(name)).toSorted(),
    rareMetrics,
    busyMetrics: namesOf(logged.filter(({ MetricValue }) => MetricValue.startsWith("$"))),
  };
}

function isFastAlarm({ Period, Metrics = [] }: Alarm): boolean {
  return [Period, ...Metrics.map(({ MetricStat }) => MetricStat?.Period)].some(
    (period) => period !== undefined && period < 60,
  );
}

function metricsWatched({ Namespace, MetricName, Dimensions, Metrics }: Alarm): string[] {
  if (Metrics) return Metrics.flatMap(({ MetricStat }) => (MetricStat ? [nameOf(MetricStat.Metric)] : []));
  return Namespace !== undefined && MetricName !== undefined ? [nameOf({ Namespace, MetricName, Dimensions })] : [];
}

/** Two sets of dimensions are two metrics. */
function nameOf({ Namespace, MetricName, Dimensions = [] }: z.output<typeof named>): string {
  return [
    `${Namespace} ${MetricName}`,
    ...Dimensions.map(({ Name, Value }) => `${Name}=${JSON.stringify(Value)}`),
  ].join(" ");
}

/** The metrics of a dashboard's body; `.` stands for what stands at that place in the row above. */
function metricsShown(source: unknown): string[] {
  const { widgets } = body.parse(JSON.parse(textIn(source)));
  return widgets.flatMap(({ properties }) => {
    let above: string[] = [];
    return properties.metrics.flatMap((row) => {
      const texts = row.filter((part) => typeof part === "string");
      if (texts.length < 2) return [];
      above =
        texts[0] === "..."
          ? [...above.slice(0, above.length - texts.length + 1), ...texts.slice(1)]
          : texts.map((text, at) => (text === "." ? (above[at] ?? text) : text));
      const [namespace, name, ...rest] = above;
      return [[`${namespace} ${name}`, ...rest].join(" ")];
    });
  });
}
