/** What people look at: the two dashboards, the closed list of metrics, and the policy of those who look. */
import { globSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, inject, it } from "vitest";
import { consumers, jobs } from "../../functions/jobs.ts";
import { areas } from "../../functions/routes.ts";
import { metrics } from "../../shared/statistics/metrics.ts";
import { widgetTitles } from "../../shared/statistics/widget.ts";
import { of } from "./resources.ts";

const { Resources } = inject("template");
const root = resolve(import.meta.dirname, "..", "..");
const namespace = "Dondoc/test";
const pages = new Map(
  of("AWS::CloudWatch::Dashboard").map(({ Properties }) => [
    Properties.DashboardName,
    pageOf(Properties.DashboardBody),
  ]),
);
const management = pages.get("dondoc-test") ?? [];
const operations = pages.get("dondoc-test-van-hanh") ?? [];
const idOf = (type: string, key: string, name: string) =>
  of(type).find(({ Properties }) => Properties[key] === name)?.id;
const widgetsId = idOf("AWS::Lambda::Function", "FunctionName", "dondoc-test-widgets");
const filters = of("AWS::Logs::MetricFilter").map(({ Properties }) => Properties);
const alarmIds = [...of("AWS::CloudWatch::Alarm"), ...of("AWS::CloudWatch::CompositeAlarm")].map(({ id }) => id);

interface Widget {
  type: string;
  properties: {
    title?: string;
    markdown?: string;
    view?: string;
    endpoint?: string;
    params?: { widget: string };
    alarms?: string[];
    yAxis?: unknown;
    metrics?: (string | Record<string, unknown>)[][];
  };
}

/** The widgets of a body in which each resource stands as `{id}`. */
function pageOf(body: { "Fn::Join": [string, (string | Record<string, unknown>)[]] }): Widget[] {
  const text = body["Fn::Join"][1].map((part) => (typeof part === "string" ? part : `{${nameIn(part)}}`)).join("");
  return JSON.parse(text).widgets;
}

function nameIn(reference: Record<string, unknown>): string {
  return String([Object.values(reference)[0]].flat()[0]);
}

/** Metrics as CloudWatch draws them: `.` repeats what stood above, the last may be settings. */
function metricsOf(widgets: readonly Widget[]) {
  return widgets.flatMap(({ properties }) => {
    let above: unknown[] = [];
    return (properties.metrics ?? []).map((row) => {
      const names = row
        .filter((part) => typeof part === "string")
        .map((part, index) => (part === "." ? above[index] : part));
      above = names;
      const [space, name, ...dimensions] = names.map(String);
      const settings = row.find((part) => typeof part === "object");
      return { space, name, dimensions, settings: Object(settings) };
    });
  });
}

describe("both dashboards", () => {
  const all = [...management, ...operations];

  it("are two pages, for the office and for operators", () => {
    expect([...pages.keys()].toSorted()).toEqual(["dondoc-test", "dondoc-test-van-hanh"]);
    expect(management[0]?.properties.markdown).toMatch(/^# Điều hành\n/);
    expect(operations[0]?.properties.markdown).toMatch(/^# Vận hành\n/);
  });

  it("use only the kinds of widgets and statistics that can be drawn on one machine as well, and no metric math", () => {
    const kinds = all.map(({ type, properties: { view } }) => (view ? `${type}: ${view}` : type));
    expect([...new Set(kinds)].toSorted()).toEqual([
      "alarm",
      "custom",
      "metric: singleValue",
      "metric: timeSeries",
      "text",
    ]);
    const statistics = metricsOf(all).map(({ settings }) => String(settings.stat ?? "Average"));
    expect([...new Set(statistics)].toSorted()).toEqual(["Maximum", "SampleCount", "Sum", "p50", "p95", "p99"]);
    for (const { settings } of metricsOf(all)) expect(settings).not.toHaveProperty("expression");
  });

  it("call every widget and every metric by a Vietnamese name or by that of a part of the system", () => {
    for (const { type, properties } of all) if (type !== "text") expect(properties.title).toMatch(/^\p{Lu}/u);
    for (const { settings, name } of metricsOf(all)) expect(settings.label, name).toBeTruthy();
  });

  it("show of our own metrics the whole closed list, and nothing that is not in it", () => {
    const shown = metricsOf(all).filter(({ space }) => space === namespace);
    expect([...new Set(shown.map(({ name }) => name))].toSorted()).toEqual(Object.keys(metrics).toSorted());
  });
});

describe("Điều hành", () => {
  it("shows shares as n/N: both numbers side by side, and no percentage anywhere", () => {
    const share = management.find(({ properties }) => properties.title?.includes("đúng hạn / đã trả lời"));
    expect(metricsOf(share ? [share] : []).map(({ name }) => name)).toEqual([
      "answered-on-time-in-month",
      "answered-in-month",
    ]);
    expect(JSON.stringify(management)).not.toContain("%");
  });

  it("has every table, each drawn by the one function", () => {
    const drawn = management.filter(({ type }) => type === "custom").map(({ properties }) => properties);
    expect(drawn.map(({ title, params }) => [params?.widget, title])).toEqual(
      expect.arrayContaining(Object.entries(widgetTitles)),
    );
    expect(drawn).toHaveLength(Object.keys(widgetTitles).length);
    for (const { endpoint } of drawn) expect(endpoint).toBe(`{${widgetsId}}`);
  });

  it("stays within the 50 metrics up to which a page is free", () => {
    expect(metricsOf(management).length).toBeLessThanOrEqual(50);
  });
});

describe("Vận hành", () => {
  const shown = metricsOf(operations);
  const has = (space: string, name: string, ...dimensions: (string | undefined)[]) =>
    shown.filter(
      (metric) =>
        metric.space === space &&
        metric.name === name &&
        dimensions.every((one) => metric.dimensions.includes(`{${one}}`)),
    );
  const functionId = (name: string) => idOf("AWS::Lambda::Function", "FunctionName", `dondoc-test-${name}`);

  it("shows the state of every alarm of the stack, headlines among them: none can be added and forgotten", () => {
    const listed = operations.flatMap(({ properties }) => properties.alarms ?? []);
    expect(listed.toSorted()).toEqual(alarmIds.map((id) => `{${id}}`).toSorted());
    // CloudWatch shows at most so many in one widget.
    expect(listed.length).toBeLessThanOrEqual(100);
  });

  it("shows calls, errors and the duration of the API at p50, p95 and p99", () => {
    expect(has("AWS/ApiGateway", "Count")).toHaveLength(1);
    expect(has("AWS/ApiGateway", "5xx")).toHaveLength(1);
    expect(has("AWS/ApiGateway", "Latency").map(({ settings }) => settings.stat)).toEqual(["p50", "p95", "p99"]);
  });

  it.each(of("AWS::Lambda::Function").map(({ id, Properties }) => [Properties.FunctionName, id]))(
    "shows errors and duration of %s",
    (_, id) => {
      expect(has("AWS/Lambda", "Errors", id)).toHaveLength(1);
      expect(has("AWS/Lambda", "Duration", id)).toHaveLength(1);
    },
  );

  it.each(Object.keys(jobs))("shows the heartbeat of %s", (name) => {
    expect(has("AWS/Lambda", "Invocations", functionId(name))).toHaveLength(1);
  });

  it.each(Object.keys(consumers))("shows how far %s lies behind the stream", (name) => {
    expect(has("AWS/Lambda", "IteratorAge", functionId(name))).toHaveLength(1);
  });

  it.each(of("AWS::DynamoDB::GlobalTable").map(({ id, Properties }) => [Properties.TableName, id]))(
    "shows units and throttles of %s",
    (_, id) => {
      for (const name of [
        "ConsumedReadCapacityUnits",
        "ConsumedWriteCapacityUnits",
        "ReadThrottleEvents",
        "WriteThrottleEvents",
      ]) {
        expect(has("AWS/DynamoDB", name, id), name).toHaveLength(1);
      }
    },
  );

  it.each(of("AWS::SQS::Queue").map(({ id, Properties }) => [Properties.QueueName, id]))(
    "shows what waits in %s",
    (name, id) => {
      expect(
        shown.filter(
          ({ name, dimensions }) => name === "ApproximateNumberOfMessagesVisible" && dimensions.includes(`{${id}}`),
        ),
      ).toHaveLength(1);
      const ages = shown.filter(
        ({ name, dimensions }) => name === "ApproximateAgeOfOldestMessage" && dimensions.includes(`{${id}}`),
      );
      expect(ages).toHaveLength(name.includes("-failed-") ? 0 : 1);
    },
  );
});

describe("the closed list of metrics", () => {
  const ofSource = (from: string) =>
    Object.entries(metrics)
      .filter(([, metric]) => metric.from === from)
      .map(([name]) => name);
  const inTemplate = Object.values(Resources).flatMap(({ Properties }) => namesBelow(Properties));

  it("no metric of ours has a dimension: it is paid for by the month and once more for every value", () => {
    for (const { MetricTransformations } of filters) {
      for (const transformation of MetricTransformations) {
        expect(transformation.Dimensions).toBeUndefined();
        expect(transformation.MetricNamespace).toBe(namespace);
      }
    }
    for (const { dimensions } of metricsOf([...management, ...operations]).filter(({ space }) => space === namespace)) {
      expect(dimensions).toEqual([]);
    }
  });

  it("names what the logs are counted for, all of it and nothing else", () => {
    const counted = filters.flatMap(({ MetricTransformations }) =>
      MetricTransformations.map(({ MetricName }: { MetricName: string }) => MetricName),
    );
    expect([...new Set(counted)].toSorted()).toEqual(ofSource("logs").toSorted());
  });

  it("names every metric of ours that an alarm looks at", () => {
    expect(inTemplate.length).toBeGreaterThan(5);
    expect(inTemplate.filter((name) => !(name in metrics))).toEqual([]);
  });

  it("names nothing that is not written", () => {
    for (const from of ["figures", "watcher"]) {
      const sources = globSync([`functions/${from}/*.ts`, "shared/statistics/figures.ts"], { cwd: root });
      const written = sources.map((path) => readFileSync(join(root, path), "utf8")).join("\n");
      for (const name of ofSource(from)) expect(written, name).toMatch(new RegExp(`\\b${name}"?: `));
    }
  });

  it("leaves the code through one door, so that what is written is in the list", () => {
    const writers = globSync("{functions,shared}/**/*.ts", { cwd: root }).filter((path) =>
      readFileSync(join(root, path), "utf8").includes("CloudWatchMetrics"),
    );
    expect(writers).toEqual(["shared/statistics/metrics.ts"]);
  });

  /** Our metrics in alarms, however deep. */
  function namesBelow(value: unknown): string[] {
    if (typeof value !== "object" || value === null) return [];
    const { Namespace, MetricName } = Object(value);
    const own = Namespace === namespace ? [String(MetricName)] : [];
    return [...own, ...Object.values(value).flatMap(namesBelow)];
  }
});

describe("cold starts", () => {
  it("are read from Lambda's own report of a run, in the logs of every function behind the API", () => {
    const cold = filters.filter(
      ({ MetricTransformations: [transformation] }) => transformation.MetricName === "cold-start",
    );
    expect(cold).toHaveLength(Object.keys(areas).length);
    for (const { FilterPattern, MetricTransformations } of cold) {
      expect(FilterPattern).toBe('{ ($.type = "platform.report") && ($.record.metrics.initDurationMs > 0) }');
      expect(MetricTransformations[0]).toMatchObject({
        MetricValue: "$.record.metrics.initDurationMs",
        Unit: "Milliseconds",
      });
    }
    const groups = cold.map(({ LogGroupName }) => Resources[LogGroupName.Ref]?.Properties.LogGroupName);
    expect(groups.toSorted()).toEqual(
      Object.keys(areas)
        .map((area) => `/dondoc/test/${area}`)
        .toSorted(),
    );
  });

  it("reach the logs: no function turns off what Lambda says at level INFO", () => {
    for (const { Properties } of of("AWS::Lambda::Function")) {
      expect(["INFO", undefined]).toContain(Properties.LoggingConfig.SystemLogLevel);
    }
  });
});

describe("whoever looks", () => {
  const [policy] = of("AWS::IAM::ManagedPolicy");
  const dashboardArns = of("AWS::CloudWatch::Dashboard").map(({ Properties }) => ({
    "Fn::Join": [
      "",
      [
        "arn:",
        { Ref: "AWS::Partition" },
        ":cloudwatch::",
        { Ref: "AWS::AccountId" },
        `:dashboard/${Properties.DashboardName}`,
      ],
    ],
  }));

  it("may see both dashboards, their metrics and alarms, and call the one function that draws, and nothing else", () => {
    expect(of("AWS::IAM::ManagedPolicy")).toHaveLength(1);
    expect(policy?.Properties.ManagedPolicyName).toBe("dondoc-test-viewers");
    const statements = policy?.Properties.PolicyDocument.Statement.map(
      ({ Effect, Action, Resource }: Record<string, unknown>) => [Effect, Action, Resource],
    );
    expect(statements).toEqual([
      ["Allow", "cloudwatch:GetDashboard", dashboardArns],
      ["Allow", "lambda:InvokeFunction", { "Fn::GetAtt": [widgetsId, "Arn"] }],
      [
        "Allow",
        [
          "cloudwatch:DescribeAlarms",
          "cloudwatch:GetMetricData",
          "cloudwatch:ListDashboards",
          "cloudwatch:ListMetrics",
        ],
        "*",
      ],
    ]);
  });

  it("is nobody by this stack: the account's administrator attaches it to people", () => {
    for (const name of ["Users", "Groups", "Roles"]) expect(policy?.Properties[name]).toBeUndefined();
  });
});
