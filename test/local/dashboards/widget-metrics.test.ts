import { describe, expect, test } from "vitest";
import { dashboardFrom } from "../../../infra/local/dashboards/declared-dashboards.ts";
import { widgetMetrics } from "../../../infra/local/dashboards/widget-metrics.ts";

const read = (...rows: unknown[]) => widgetMetrics(rows, { stat: "Average", period: 300 });

describe("the metrics of a widget", () => {
  test("have their own statistic, period and label, or those of the widget", () => {
    const { drawn } = read(
      ["AWS/Lambda", "Errors", "FunctionName", "f", { stat: "Sum", label: "Lỗi", period: 60 }],
      ["n", "m"],
    );
    expect(drawn).toMatchObject([
      {
        metric: { namespace: "AWS/Lambda", name: "Errors", dimensions: { FunctionName: "f" } },
        label: "Lỗi",
        statisticName: "Sum",
        periodSeconds: 60,
      },
      {
        metric: { namespace: "n", name: "m", dimensions: {} },
        label: "m",
        statisticName: "Average",
        periodSeconds: 300,
      },
    ]);
  });

  test("may be written short: a point repeats what stands above, three points everything but what follows", () => {
    const { drawn } = read(["n", "m", "a", "1", "b", "2"], [".", "o", ".", ".", ".", "3"], ["...", "4"]);
    expect(drawn.map(({ metric }) => [metric.name, metric.dimensions])).toEqual([
      ["m", { a: "1", b: "2" }],
      ["o", { a: "1", b: "3" }],
      ["o", { a: "1", b: "4" }],
    ]);
  });

  test("that are hidden are not drawn; they are there for expressions only", () => {
    expect(read(["n", "m", { visible: false }])).toEqual({ drawn: [], notDrawn: [] });
  });

  test.each<[string, unknown[], string]>([
    ["an expression", [{ expression: "m1 / m2", label: "Tỷ lệ" }], "biểu thức m1 / m2"],
    ["a statistic", ["n", "m", { stat: "TM(1%:99%)", label: "Giữa" }], "Giữa: phép thống kê TM(1%:99%)"],
    ["an option", ["n", "m", { yAxis: "middle" }], "m: tùy chọn yAxis"],
  ])("what is not known here is named, never left out: %s", (_, row, sentence) => {
    expect(read(row)).toEqual({ drawn: [], notDrawn: [sentence] });
  });
});

describe("the body of a dashboard", () => {
  const widget = { type: "text", x: 0, y: 0, width: 24, height: 2, properties: { markdown: "# Điều hành\nSố liệu" } };
  const body = (changes: object) => JSON.stringify({ start: "-P7D", widgets: [widget], ...changes });

  test("names itself by its first heading, and its widgets as CloudWatch does", () => {
    const { title, range, widgets } = dashboardFrom("dondoc-local", body({}));
    expect([title, range, widgets.map(({ id }) => id)]).toEqual(["Điều hành", "P7D", ["widget-1"]]);
    expect(dashboardFrom("dondoc-local", body({ widgets: [] })).title).toBe("dondoc-local");
  });

  test.each([
    ["start", { start: "2024-01-01T00:00:00Z" }],
    ["widgets.0.width", { widgets: [{ ...widget, width: 25 }] }],
    ["widgets", { widgets: undefined }],
  ])(
    "that CloudWatch would refuse, or that begins at a fixed day, is an error that names the dashboard: %s",
    (_, changes) => {
      expect(() => dashboardFrom("dondoc-local", body(changes))).toThrow("dondoc-local");
    },
  );
});
