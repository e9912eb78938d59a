/** What the cost model sees in a template: counted by hand on a small one, and nothing unseen on the real one. */
import { describe, expect, inject, it } from "vitest";
import { factsOf } from "../../../infra/cost/facts.ts";
import { runsOfMonth } from "../../../infra/cost/schedule-runs.ts";
import { metrics } from "../../../shared/statistics/metrics.ts";

describe("runs of a schedule in a month of 43,800 minutes", () => {
  it.each<[string, number, string]>([
    ["rate(1 minute)", 43_800, "each minute"],
    ["rate(5 minutes)", 8_760, "43,800 / 5"],
    ["rate(1 day)", 30.4167, "730 hours / 24"],
    ["cron(* * * * ? *)", 43_800, "each minute"],
    ["cron(0/5 * * * ? *)", 8_760, "12 an hour × 730"],
    ["cron(2/5 * * * ? *)", 8_760, "2, 7, … 57: 12 an hour"],
    ["cron(0 1 * * ? *)", 30.4167, "once a day"],
    ["cron(0,30 0-3 * * ? *)", 243.333, "2 × 4 a day"],
    ["cron(0 1 ? * MON-FRI *)", 21.7262, "5 of 7 days"],
  ])("%s is %d: %s", (expression, runs) => {
    expect(runsOfMonth(expression)).toBeCloseTo(runs, 3);
  });

  it("that cannot be read is named", () => {
    expect(() => runsOfMonth("at(2026-11-24T08:00:00)")).toThrow(/"at\(2026-11-24T08:00:00\)" is neither/);
  });
});

const widget = (...metrics: unknown[][]) => ({ type: "metric", properties: { metrics } });
const small = {
  Resources: {
    Sweep: { Type: "AWS::Lambda::Function", Properties: { FunctionName: "dondoc-x-sweep", MemorySize: 1_024 } },
    Area: { Type: "AWS::Lambda::Function", Properties: { FunctionName: "dondoc-x-area", MemorySize: 512 } },
    Follower: { Type: "AWS::Lambda::Function", Properties: { FunctionName: "dondoc-x-follower" } },
    Sender: { Type: "AWS::Lambda::Function", Properties: { FunctionName: "dondoc-x-sender", MemorySize: 512 } },
    Drawer: { Type: "AWS::Lambda::Function", Properties: { FunctionName: "dondoc-x-drawer", MemorySize: 512 } },
    Rule: {
      Type: "AWS::Events::Rule",
      Properties: { ScheduleExpression: "rate(5 minutes)", Targets: [{ Arn: { "Fn::GetAtt": ["Sweep", "Arn"] } }] },
    },
    Integration: {
      Type: "AWS::ApiGatewayV2::Integration",
      Properties: { IntegrationUri: { "Fn::GetAtt": ["Area", "Arn"] } },
    },
    Stream: {
      Type: "AWS::Lambda::EventSourceMapping",
      Properties: { EventSourceArn: "…", FunctionName: { Ref: "Follower" }, StartingPosition: "TRIM_HORIZON" },
    },
    Queue: {
      Type: "AWS::Lambda::EventSourceMapping",
      Properties: { EventSourceArn: "…", FunctionName: { Ref: "Sender" } },
    },
    Plain: { Type: "AWS::CloudWatch::Alarm", Properties: { Namespace: "AWS/SQS", MetricName: "Age", Period: 300 } },
    Own: {
      Type: "AWS::CloudWatch::Alarm",
      Properties: { Namespace: "Dondoc/x", MetricName: "oldest-due", Period: 300 },
    },
    Rare: {
      Type: "AWS::CloudWatch::Alarm",
      Properties: { Namespace: "Dondoc/x", MetricName: "event-stuck", Period: 300 },
    },
    Sum: {
      Type: "AWS::CloudWatch::Alarm",
      Properties: {
        Metrics: [
          { Expression: "a / b" },
          { MetricStat: { Metric: { Namespace: "AWS/Lambda", MetricName: "Errors" }, Period: 300 } },
          { MetricStat: { Metric: { Namespace: "AWS/Lambda", MetricName: "Invocations" }, Period: 300 } },
        ],
      },
    },
    Fast: { Type: "AWS::CloudWatch::Alarm", Properties: { Namespace: "AWS/SQS", MetricName: "Age", Period: 10 } },
    Both: { Type: "AWS::CloudWatch::CompositeAlarm", Properties: {} },
    Filter: {
      Type: "AWS::Logs::MetricFilter",
      Properties: { MetricTransformations: [{ MetricName: "event-stuck", MetricNamespace: "Dondoc/x" }] },
    },
    Cold: {
      Type: "AWS::Logs::MetricFilter",
      Properties: {
        MetricTransformations: [{ MetricName: "cold-start", MetricNamespace: "Dondoc/x", MetricValue: "$.ms" }],
      },
    },
    Board: {
      Type: "AWS::CloudWatch::Dashboard",
      Properties: {
        DashboardBody: {
          "Fn::Join": [
            "",
            [
              `{"widgets":[${JSON.stringify(widget(["Dondoc/x", "open", { label: "Đang xử lý" }], [".", "late"], [{ expression: "m1" }]))},{"type":"custom","properties":{"endpoint":"`,
              { "Fn::GetAtt": ["Drawer", "Arn"] },
              `"}}]}`,
            ],
          ],
        },
      },
    },
    Table: {
      Type: "AWS::DynamoDB::GlobalTable",
      Properties: {
        SSESpecification: { SSEEnabled: true },
        Replicas: [{ PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } }],
      },
    },
    Scratch: { Type: "AWS::DynamoDB::GlobalTable", Properties: { Replicas: [{}] } },
    Logs: { Type: "AWS::Logs::LogGroup", Properties: { RetentionInDays: 90 } },
    Subscriber: { Type: "AWS::SNS::Subscription", Properties: { Protocol: "email" } },
    Fed: { Type: "AWS::SNS::Subscription", Properties: { Protocol: "sqs" } },
    Key: { Type: "AWS::KMS::Key", Properties: {} },
    Cache: { Type: "AWS::ElastiCache::CacheCluster", Properties: {} },
  },
};

describe("a template", () => {
  const facts = factsOf(small, "x");

  it("gives its functions with their size and what wakes them", () => {
    expect(facts.functions).toEqual([
      { name: "sweep", gigabytes: 1, waker: "clock", clockRuns: 8_760 },
      { name: "area", gigabytes: 0.5, waker: "request", clockRuns: 0 },
      { name: "follower", gigabytes: 0.125, waker: "stream", clockRuns: 0 },
      { name: "sender", gigabytes: 0.5, waker: "queue", clockRuns: 0 },
      { name: "drawer", gigabytes: 0.5, waker: "dashboard", clockRuns: 0 },
    ]);
  });

  it("gives its alarms by the metrics that they watch, as they are billed", () => {
    // Plain, Own, Rare are one each, Sum two.
    expect(facts).toMatchObject({ alarmMetrics: 5, fastAlarmMetrics: 1, compositeAlarms: 1 });
  });

  it("parts metrics that are written all the time from those that a log line makes", () => {
    expect(facts.steadyMetrics).toEqual(["Dondoc/x late", "Dondoc/x oldest-due", "Dondoc/x open"]);
    expect(facts.rareMetrics).toEqual(["Dondoc/x cold-start", "Dondoc/x event-stuck"]);
    expect(facts.busyMetrics).toEqual(["Dondoc/x cold-start"]);
  });

  it("gives the rest as it stands", () => {
    expect(facts).toMatchObject({
      dashboards: 1,
      largeDashboards: 0,
      polledQueues: 1,
      tables: 2,
      recoverableTables: 1,
      keyedTables: 1,
      keys: 1,
      buckets: 0,
      mailedSubscribers: 1,
      userPools: 0,
      logRetentionDays: 90,
    });
  });

  it("says what the model does not know, for that may be what costs most", () => {
    expect(facts.unknownTypes).toEqual(["AWS::ElastiCache::CacheCluster"]);
  });

  it("that is none is an error", () => {
    expect(() => factsOf({ resources: {} }, "x")).toThrow();
  });
});

describe("the stack", () => {
  const facts = factsOf(inject("template"), "test");

  it("has no type that the model does not know", () => {
    expect(facts.unknownTypes).toEqual([]);
  });

  it("shows or watches every metric that its jobs write: one that nobody looks at would be paid for all the same", () => {
    const written = Object.entries(metrics)
      .filter(([, { from }]) => from !== "logs")
      .map(([name]) => `Dondoc/test ${name}`);
    expect(facts.steadyMetrics).toEqual(written.toSorted());
    expect(facts.steadyMetrics.length + facts.rareMetrics.length).toBeLessThanOrEqual(20);
  });

  it("has nothing that is always on: no function is woken by nothing, no table is paid by the hour", () => {
    expect(facts.functions.filter(({ waker }) => waker === "hand").map(({ name }) => name)).toEqual([]);
    expect(facts.functions.length).toBeGreaterThan(10);
  });
});
