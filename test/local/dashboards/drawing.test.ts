import { describe, expect, test } from "vitest";
import type { DeclaredDashboard, DeclaredWidget } from "../../../infra/local/dashboards/declared-dashboards.ts";
import { drawDashboard } from "../../../infra/local/dashboards/draw.ts";
import { valueTicks } from "../../../infra/local/dashboards/numbers.ts";
import { drawnPeriod, rangeBefore, timeTicks } from "../../../infra/local/dashboards/time-range.ts";
import type { Invoked } from "../../../infra/local/functions/pool.ts";
import type { AlarmStanding } from "../../../infra/local/metrics/alarm-watch.ts";
import { compositeRuleOf } from "../../../infra/local/metrics/composite-rule.ts";
import { metricStore } from "../../../infra/local/metrics/metric-store.ts";

const minute = 60_000;
const now = Date.parse("2024-02-05T01:00:00Z");
const store = metricStore();
const late = { namespace: "Dondoc/local", name: "late", dimensions: {} };
for (const [ago, value] of [
  [30, 2],
  [25, 3],
  [0, 1],
] as const)
  store.note({ metric: late, value, unit: "Count", at: now - ago * minute });

const alarm = (name: string, state: AlarmStanding["state"]): AlarmStanding => ({
  alarm: { kind: "composite", name: `dondoc-local-${name}`, description: "", rule: compositeRuleOf("TRUE") },
  state,
  since: now,
});
const arn = (name: string) => `arn:aws:cloudwatch:ap-southeast-1:000000000000:alarm:dondoc-local-${name}`;
const events: unknown[] = [];
const answering = (payload: unknown) => ({
  invoke: async (event: string): Promise<Invoked> => {
    events.push(JSON.parse(event));
    return payload === undefined ? { kind: "failed" } : { kind: "answered", payload: JSON.stringify(payload) };
  },
});
const pools = new Map([
  ["table", answering("<table><tr><td>Sở Tư pháp</td></tr></table><script>1</script>")],
  ["words", answering({ markdown: "**a**" })],
  ["facts", answering({ a: "<b>" })],
  ["broken", answering(undefined)],
]);
const range = { from: now - 60 * minute, to: now };

async function drawn(type: string, properties: object) {
  const widget: DeclaredWidget = {
    id: "widget-1",
    type,
    x: 0,
    y: 0,
    width: 12,
    height: 6,
    properties: { ...properties },
  };
  const dashboard: DeclaredDashboard = { name: "dondoc-local", title: "Điều hành", range: "PT1H", widgets: [widget] };
  const alarms = { look: () => [alarm("calm", "ok"), alarm("loud", "alarm")] };
  const deps = { store, alarms, pools, stackName: "dondoc-local", markdown: { topLevel: 2, address: () => undefined } };
  const [one] = await drawDashboard(dashboard, range, deps);
  if (!one) throw new Error("Nothing was drawn.");
  return one.drawn;
}
const rows = [["Dondoc/local", "late", { label: "Quá hạn <b>", stat: "Maximum" }]];

describe("a graph", () => {
  test("has a line, a legend with the newest value, and the same numbers as a table", async () => {
    const { html, facts, notDrawn } = await drawn("metric", { title: "Diễn biến", view: "timeSeries", metrics: rows });
    expect(html.match(/<path class="line"/g)).toHaveLength(2);
    expect(html).toContain("Quá hạn &lt;b&gt;: 1</li>");
    expect(html).toContain('<th scope="row">07:30 05/02/2024</th><td>2</td>');
    expect(notDrawn).toEqual([]);
    expect(facts).toMatchObject({
      series: [
        {
          points: [
            { at: "2024-02-05T00:30:00.000Z", value: 2 },
            { value: 3 },
            { at: "2024-02-05T01:00:00.000Z", value: 1 },
          ],
        },
      ],
    });
  });

  test("bridges with dots what was not measured, instead of a line through it", async () => {
    const { html } = await drawn("metric", { view: "timeSeries", metrics: rows });
    expect(html.match(/<path class="bridge"[^>]* d="M[^L]+L[^LM]+"/g)).toHaveLength(1);
  });

  test("without values says so", async () => {
    const metrics = [["Dondoc/local", "never"]];
    expect((await drawn("metric", { view: "timeSeries", metrics })).html).toContain(
      "Chưa có số đo trong khoảng thời gian này",
    );
  });

  test("names the metric that nothing here measures", async () => {
    const metrics = [["AWS/SES", "Complaint", { label: "Thư rác" }]];
    expect((await drawn("metric", { view: "timeSeries", metrics })).html).toContain("Thư rác: không đo trên máy này");
  });
});

describe("single values", () => {
  test("are the newest, with their moment", async () => {
    const { html } = await drawn("metric", { view: "singleValue", metrics: rows });
    expect(html).toContain(
      '<dd class="number">1<span class="unit"></span></dd><dd class="when">lúc 08:00 05/02/2024</dd>',
    );
  });

  test("are those of the whole time where the widget wants it", async () => {
    const metrics = [["Dondoc/local", "late", { stat: "Sum" }]];
    const { html } = await drawn("metric", { view: "singleValue", metrics, setPeriodToTimeRange: true });
    expect(html).toContain('<dd class="number">6<');
  });
});

test("alarms stand with their state by word, those that ring first, each with a link", async () => {
  const { html } = await drawn("alarm", { title: "Cảnh báo", alarms: [arn("calm"), arn("loud")] });
  expect(html).toContain("Đang báo động: 1 · Chưa đủ số liệu: 0 · Bình thường: 1");
  expect(html.indexOf("#dondoc-local-loud")).toBeLessThan(html.indexOf("#dondoc-local-calm"));
});

describe("a widget that a function draws", () => {
  const custom = (name: string) =>
    drawn("custom", {
      title: "Bảng",
      endpoint: `arn:aws:lambda:ap-southeast-1:000000000000:function:${name}`,
      params: { widget: "late-now" },
    });

  test("is asked as CloudWatch asks, with the parameters on top and in the context", async () => {
    events.length = 0;
    await custom("table");
    expect(events).toMatchObject([
      {
        widget: "late-now",
        widgetContext: {
          dashboardName: "dondoc-local",
          widgetId: "widget-1",
          params: { widget: "late-now" },
          timeRange: { start: range.from, end: now },
        },
      },
    ]);
  });

  test("shows its HTML without scripts, and says that there was one", async () => {
    const { html, notDrawn } = await custom("table");
    expect(html).toContain("<table><tr><td>Sở Tư pháp</td></tr></table></div>");
    expect(notDrawn).toEqual(["script trong HTML của hàm"]);
  });

  test.each([
    ["words", "<p><strong>a</strong></p>"],
    ["facts", "&lt;b&gt;"],
    ["broken", "Hàm vẽ bảng này không trả lời được"],
    ["nobody", "Hàm vẽ bảng này không trả lời được"],
  ])("shows Markdown, facts, or that it failed: %s", async (name, expected) => {
    expect((await custom(name)).html).toContain(expected);
  });
});

describe("what is not known is named in its place, never left out", () => {
  test.each<[string, object, string]>([
    ["log", { title: "Nhật ký", query: "fields @message" }, "loại log"],
    ["metric", { view: "pie", metrics: rows }, "kiểu pie"],
    ["metric", { view: "timeSeries", metrics: rows, table: {} }, "thuộc tính table"],
    ["metric", { view: "timeSeries", metrics: [[{ expression: "m1*2" }]] }, "biểu thức m1*2"],
    ["alarm", { alarms: [arn("gone")] }, "cảnh báo dondoc-local-gone"],
    ["text", {}, "markdown"],
  ])("%s", async (type, properties, expected) => {
    expect((await drawn(type, properties)).notDrawn.join()).toContain(expected);
  });
});

describe("time", () => {
  test.each(["PT3H", "P7D", "P15D"])("%s is a span that is kept", (span) => {
    expect(rangeBefore(now, span)).toMatchObject({ to: now });
  });
  test.each(["", "P16D", "P1M", "PT10S", "-P1D", "7d"])("%j is none", (span) => {
    expect(rangeBefore(now, span)).toBeUndefined();
  });

  test("a long span is drawn in longer periods, so that a page stays light; never shorter than what is kept", () => {
    const days = (count: number) => ({ from: now - count * 86_400_000, to: now });
    expect([
      drawnPeriod(days(1), 60),
      drawnPeriod(days(1), 300),
      drawnPeriod(days(7), 60),
      drawnPeriod(days(15), 300),
    ]).toEqual([minute, 5 * minute, 10 * minute, 15 * minute]);
  });

  test("marks are round moments of the province's clocks", () => {
    const ticks = timeTicks({ from: Date.parse("2024-02-04T10:30:00Z"), to: Date.parse("2024-02-05T10:30:00Z") }, 8);
    expect(ticks.map(({ text }) => text)).toEqual([
      "18:00",
      "21:00",
      "05/02",
      "03:00",
      "06:00",
      "09:00",
      "12:00",
      "15:00",
    ]);
  });
});

test.each<[number, number, number, number[]]>([
  [0, 1, 4, [0, 1]],
  [0, 3, 4, [0, 1, 2, 3]],
  [0, 17, 4, [0, 5, 10, 15, 20]],
  [0, 0.3, 3, [0, 0.1, 0.2, 0.3]],
  [-5, 5, 2, [-5, 0, 5]],
])("from %d to %d in about %d steps: %j", (least, most, count, expected) => {
  expect(valueTicks(least, most, count)).toEqual(expected);
});
