/** Reads the metrics of a widget: CloudWatch's rows with their shorthands. What cannot be drawn here is said in a sentence. */
import * as z from "zod";
import type { Metric } from "../metrics/metric.ts";
import { type Statistic, statisticNamed } from "../metrics/statistic.ts";

const optionsSchema = z.object({
  id: z.string().optional(),
  label: z.string().optional(),
  stat: z.string().optional(),
  period: z.int().min(1).optional(),
  color: z.string().optional(),
  visible: z.boolean().default(true),
  yAxis: z.enum(["left", "right"]).default("left"),
  region: z.string().optional(),
  accountId: z.string().optional(),
});
const expressionSchema = z.looseObject({ expression: z.string() });

export interface WidgetMetric {
  readonly metric: Metric;
  readonly label: string;
  readonly statisticName: string;
  readonly statistic: Statistic;
  readonly periodSeconds: number;
  readonly yAxis: "left" | "right";
}

export interface WidgetMetrics {
  readonly drawn: readonly WidgetMetric[];
  /** What is not drawn, and why. */
  readonly notDrawn: readonly string[];
}

/** What the widget sets for all of its metrics. */
interface Defaults {
  readonly stat: string;
  readonly period: number;
}

export function widgetMetrics(rows: unknown, defaults: Defaults): WidgetMetrics {
  const drawn: WidgetMetric[] = [];
  const notDrawn: string[] = [];
  let before: readonly string[] = [];
  for (const row of Array.isArray(rows) ? rows : []) {
    const [words, options] = partsOf(row);
    const whole = spelledOut(words, before);
    before = whole;
    const read = words.length === 0 ? expressionIn(options) : metricFrom(whole, options, defaults);
    if (typeof read === "string") notDrawn.push(read);
    else if (read) drawn.push(read);
  }
  return { drawn, notDrawn };
}

/** The texts of a row, and the object at its end. */
function partsOf(row: unknown): [words: string[], options: unknown] {
  const cells: unknown[] = Array.isArray(row) ? row : [];
  const words = cells.filter((cell) => typeof cell === "string");
  return [words, cells.length > words.length ? cells.at(-1) : {}];
}

/** `.` is what stands at the same place of the row above; `...` is everything of it but what follows. */
function spelledOut(words: readonly string[], before: readonly string[]): string[] {
  const [first, ...rest] = words;
  if (first === "...") return [...before.slice(0, before.length - rest.length), ...rest];
  return words.map((word, index) => (word === "." ? (before[index] ?? "") : word));
}

function expressionIn(options: unknown): string {
  const result = expressionSchema.safeParse(options);
  return result.success ? `biểu thức ${result.data.expression}` : "một dòng không có tên số liệu";
}

function metricFrom(words: readonly string[], options: unknown, defaults: Defaults): WidgetMetric | string | undefined {
  const [namespace = "", name = "", ...pairs] = words;
  const result = optionsSchema.safeParse(options);
  if (!result.success) return `${name}: tùy chọn ${result.error.issues.map(({ path }) => path.join(".")).join(", ")}`;
  const { label = name, stat = defaults.stat, period = defaults.period, yAxis, visible } = result.data;
  const statistic = statisticNamed(stat);
  if (!statistic) return `${label}: phép thống kê ${stat}`;
  if (!visible) return undefined;
  const dimensions: Record<string, string> = {};
  for (let index = 0; index + 1 < pairs.length; index += 2) dimensions[pairs[index] ?? ""] = pairs[index + 1] ?? "";
  return {
    metric: { namespace, name, dimensions },
    label,
    statisticName: stat,
    statistic,
    periodSeconds: period,
    yAxis,
  };
}
