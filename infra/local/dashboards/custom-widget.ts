/** Has a function draw its widget, as CloudWatch does: with the widget's parameters, and a context that says where it is shown. */
import * as z from "zod";
import { escaped } from "../../../shared/platform/html.ts";
import type { Pool } from "../functions/pool.ts";
import { place } from "../meanings.ts";
import { lastPart } from "../queues/declared-queues.ts";
import type { DeclaredDashboard, DeclaredWidget } from "./declared-dashboards.ts";
import { type DrawnWidget, unknownProperties } from "./drawn-widget.ts";
import { type MarkdownOptions, markdownHtml } from "./markdown.ts";
import type { TimeRange } from "./time-range.ts";
import { safeHtml } from "./widget-html.ts";

const schema = z.object({
  title: z.string().default(""),
  endpoint: z.string(),
  params: z.record(z.string(), z.unknown()).default({}),
  updateOn: z.record(z.string(), z.unknown()).optional(),
});
const markdownAnswer = z.object({ markdown: z.string() });

export interface CustomWidgetDeps {
  readonly pools: ReadonlyMap<string, Pick<Pool, "invoke">>;
  readonly markdown: MarkdownOptions;
}

const signal = new AbortController().signal;

/** A function that fails is told in the widget; the other widgets are drawn. */
export async function drawCustomWidget(
  dashboard: DeclaredDashboard,
  widget: DeclaredWidget,
  range: TimeRange,
  deps: CustomWidgetDeps,
): Promise<DrawnWidget> {
  const { title, endpoint, params } = schema.parse(widget.properties);
  const event = { ...params, widgetContext: contextOf(dashboard, widget, range, { title, params }) };
  const answer = await answerOf(endpoint, event, deps);
  const { html, removed } = shownAnswer(answer, deps.markdown);
  const describe = `<p class="foot"><a href="/dashboards/${escaped(dashboard.name)}/${widget.id}">Mô tả bảng này</a></p>`;
  return {
    title,
    html: `<div class="custom" tabindex="0" role="region" aria-label="${escaped(title)}">${html}</div>${describe}`,
    facts: { answer: answer ?? null },
    notDrawn: [...removed, ...unknownProperties(widget, Object.keys(schema.shape))],
  };
}

/** What the function says about itself when it is asked to describe; HTML. */
export async function describedWidget(widget: DeclaredWidget, deps: CustomWidgetDeps): Promise<string> {
  const { endpoint } = schema.parse(widget.properties);
  return shownAnswer(await answerOf(endpoint, { describe: true }, deps), deps.markdown).html;
}

async function answerOf(endpoint: string, event: object, { pools }: CustomWidgetDeps): Promise<unknown> {
  const invoked = await pools.get(lastPart(endpoint, ":"))?.invoke(JSON.stringify(event), signal);
  return invoked?.kind === "answered" ? JSON.parse(invoked.payload) : undefined;
}

/** A text is HTML, `{ markdown }` is Markdown, anything else is shown as it is. */
function shownAnswer(answer: unknown, options: MarkdownOptions): { html: string; removed: string[] } {
  if (answer === undefined) {
    const sentence = "Hàm vẽ bảng này không trả lời được; xem nhật ký của các hàm.";
    return { html: `<p class="problem">${sentence}</p>`, removed: [] };
  }
  if (typeof answer === "string") {
    const { html, removed } = safeHtml(answer);
    return { html, removed: removed.map((name) => `${name} trong HTML của hàm`) };
  }
  const result = markdownAnswer.safeParse(answer);
  if (result.success) return { html: markdownHtml(result.data.markdown, options), removed: [] };
  return { html: `<pre>${escaped(JSON.stringify(answer, null, 2))}</pre>`, removed: [] };
}

const pixels = { column: 56, row: 48 };

function contextOf(
  { name }: DeclaredDashboard,
  { id, width, height }: DeclaredWidget,
  { from, to }: TimeRange,
  { title, params }: { title: string; params: object },
): object {
  return {
    dashboardName: name,
    widgetId: id,
    accountId: place.account,
    locale: "vi",
    timezone: { label: "Asia/Ho_Chi_Minh", offsetISO: "+07:00", offsetInMinutes: 420 },
    period: 300,
    isAutoPeriod: false,
    timeRange: { mode: "relative", start: from, end: to, relativeStart: to - from },
    theme: "light",
    linkCharts: true,
    title,
    forms: { all: {} },
    params,
    width: width * pixels.column,
    height: height * pixels.row,
  };
}
