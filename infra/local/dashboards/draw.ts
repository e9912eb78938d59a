/** Draws a whole dashboard: every widget of its body, in its place; what cannot be drawn says so in its place. */
import * as z from "zod";
import { reasonOf } from "../failure.ts";
import type { AlarmWatch } from "../metrics/alarm-watch.ts";
import type { MetricStore } from "../metrics/metric-store.ts";
import { drawAlarmWidget } from "./alarm-widget.ts";
import { type CustomWidgetDeps, drawCustomWidget } from "./custom-widget.ts";
import type { DeclaredDashboard, DeclaredWidget } from "./declared-dashboards.ts";
import { type DrawnWidget, unknownProperties } from "./drawn-widget.ts";
import { markdownHtml } from "./markdown.ts";
import { drawMetricWidget } from "./metric-widget.ts";
import type { TimeRange } from "./time-range.ts";

export interface DrawDeps extends CustomWidgetDeps {
  readonly store: MetricStore;
  readonly alarms: AlarmWatch;
  readonly stackName: string;
}

export interface Drawn {
  readonly widget: DeclaredWidget;
  readonly drawn: DrawnWidget;
}

/** One after the other: functions that draw run one at a time. */
export async function drawDashboard(dashboard: DeclaredDashboard, range: TimeRange, deps: DrawDeps): Promise<Drawn[]> {
  const all: Drawn[] = [];
  for (const widget of dashboard.widgets) {
    all.push({
      widget,
      drawn: await drawn(dashboard, widget, range, deps).catch((error: unknown) => failed(widget, error)),
    });
  }
  return all;
}

const text = z.object({ markdown: z.string() });

async function drawn(
  dashboard: DeclaredDashboard,
  widget: DeclaredWidget,
  range: TimeRange,
  deps: DrawDeps,
): Promise<DrawnWidget> {
  switch (widget.type) {
    case "metric":
      return drawMetricWidget(widget, range, deps.store);
    case "alarm":
      return drawAlarmWidget(widget, deps.alarms.look(), deps.stackName);
    case "custom":
      return drawCustomWidget(dashboard, widget, range, deps);
    case "text": {
      const { markdown } = text.parse(widget.properties);
      const notDrawn = unknownProperties(widget, ["markdown", "background"]);
      return { title: "", html: markdownHtml(markdown, deps.markdown), facts: { markdown }, notDrawn };
    }
    default:
      return { title: String(widget.properties.title ?? ""), html: "", facts: {}, notDrawn: [`loại ${widget.type}`] };
  }
}

function failed(widget: DeclaredWidget, error: unknown): DrawnWidget {
  const reasons =
    error instanceof z.ZodError ? error.issues.map(({ path }) => `thuộc tính ${path.join(".")}`) : [reasonOf(error)];
  return { title: String(widget.properties.title ?? ""), html: "", facts: {}, notDrawn: reasons };
}
