/** Draws widgets of metrics: lines over time, or single values. */
import * as z from "zod";
import { escaped } from "../../../shared/platform/html.ts";
import { isoOf } from "../clock.ts";
import type { MetricStore } from "../metrics/metric-store.ts";
import type { DeclaredWidget } from "./declared-dashboards.ts";
import { type DrawnWidget, unknownProperties } from "./drawn-widget.ts";
import { graphHtml, pointsTable } from "./graph.ts";
import { numberText, unitText } from "./numbers.ts";
import { type Series, seriesOf, totalOf } from "./series.ts";
import { momentText, type TimeRange } from "./time-range.ts";
import { widgetMetrics } from "./widget-metrics.ts";

const axis = z.object({
  min: z.number().optional(),
  max: z.number().optional(),
  label: z.string().optional(),
  showUnits: z.boolean().optional(),
});
const schema = z.object({
  title: z.string().default(""),
  view: z.string().default("timeSeries"),
  stacked: z.boolean().default(false),
  metrics: z.array(z.unknown()).default([]),
  stat: z.string().default("Average"),
  period: z.int().min(1).default(300),
  setPeriodToTimeRange: z.boolean().default(false),
  yAxis: z.object({ left: axis.optional(), right: axis.optional() }).default({}),
  annotations: z
    .object({ horizontal: z.array(z.looseObject({ value: z.number(), label: z.string().default("") })).default([]) })
    .default({ horizontal: [] }),
});
/** These change nothing that is seen here. */
const needless = ["region", "liveData", "legend", "timezone", "sparkline", "singleValueFullPrecision"];
const known = [...Object.keys(schema.shape), ...needless];

type Properties = z.output<typeof schema>;

export function drawMetricWidget(widget: DeclaredWidget, range: TimeRange, store: MetricStore): DrawnWidget {
  const result = schema.safeParse(widget.properties);
  if (!result.success) {
    const fields = result.error.issues.map(({ path }) => path.join("."));
    return { title: String(widget.properties.title ?? ""), html: "", facts: {}, notDrawn: fields };
  }
  const properties = result.data;
  const { drawn, notDrawn } = widgetMetrics(properties.metrics, properties);
  const missing = [...notDrawn, ...unknownProperties(widget, known)];
  const isTotal = properties.view === "singleValue" && properties.setPeriodToTimeRange;
  const series = drawn.map((one) => (isTotal ? totalOf(one, range, store) : seriesOf(one, range, store)));
  const facts = { view: properties.view, series: series.map(factsOf) };
  const { title } = properties;
  if (properties.view === "singleValue") return { title, html: valuesHtml(series, isTotal), facts, notDrawn: missing };
  if (properties.view !== "timeSeries")
    return { title, html: "", facts, notDrawn: [...missing, `kiểu ${properties.view}`] };
  if (series.some(({ yAxis }) => yAxis === "right")) missing.push("trục bên phải (vẽ theo trục bên trái)");
  return { title, html: linesHtml(widget, properties, series, range), facts, notDrawn: missing };
}

const rowsOfTable = 48;

function linesHtml(
  { width, height }: DeclaredWidget,
  properties: Properties,
  series: Series[],
  range: TimeRange,
): string {
  const { title, stacked: isStacked, yAxis, annotations } = properties;
  const graph = { title, series, range, width, height, isStacked, lines: annotations.horizontal };
  return `${graphHtml({ ...graph, least: yAxis.left?.min, most: yAxis.left?.max })}${pointsTable(series, rowsOfTable)}`;
}

function valuesHtml(series: readonly Series[], isTotal: boolean): string {
  const items = series.map((one) => {
    const last = one.points.at(-1);
    const number = last ? `${numberText(last.value)}<span class="unit">${unitText(one.unit)}</span>` : "–";
    const when = isTotal ? "cả khoảng thời gian" : last ? `lúc ${momentText(last.at)}` : "chưa có số đo";
    const told = one.isMeasured ? when : "không đo trên máy này";
    return `<div><dt>${escaped(one.label)}</dt><dd class="number">${number}</dd><dd class="when">${told}</dd></div>`;
  });
  return `<dl class="values">${items.join("")}</dl>`;
}

function factsOf({ label, statistic, unit, isMeasured, periodMilliseconds, points }: Series) {
  return {
    label,
    statistic,
    unit,
    isMeasured,
    periodSeconds: periodMilliseconds / 1000,
    points: points.map(({ at, value }) => ({ at: isoOf(at), value })),
  };
}
