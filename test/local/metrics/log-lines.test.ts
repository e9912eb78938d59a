import { describe, expect, test } from "vitest";
import type { DeclaredFilter } from "../../../infra/local/metrics/declared-filters.ts";
import { measuredIn } from "../../../infra/local/metrics/log-lines.ts";
import { logPatternOf } from "../../../infra/local/metrics/log-pattern.ts";

const now = Date.parse("2024-02-05T01:00:00Z");
const transformation = {
  MetricName: "cold-start",
  MetricNamespace: "Dondoc/local",
  MetricValue: "1",
  Dimensions: [],
  Unit: "None",
};
const filter = (pattern: string, changes: Partial<DeclaredFilter["transformations"][number]> = {}): DeclaredFilter => ({
  functionName: "questions",
  matches: logPatternOf(pattern),
  transformations: [{ ...transformation, ...changes }],
});
const report = {
  time: "2024-02-05T00:59:00.000Z",
  type: "platform.report",
  record: { requestId: "1", metrics: { durationMs: 3.5, initDurationMs: 81.25 }, status: "success" },
};
const read = (line: object | string, filters: DeclaredFilter[] = [], functionName = "questions") =>
  measuredIn(typeof line === "string" ? line : JSON.stringify(line), functionName, filters, now);

describe("figures in the embedded format", () => {
  const line = {
    _aws: {
      Timestamp: now - 1,
      CloudWatchMetrics: [
        {
          Namespace: "Dondoc/local",
          Dimensions: [[], ["job"]],
          Metrics: [{ Name: "open", Unit: "Count" }, { Name: "late" }],
        },
      ],
    },
    open: 3,
    late: [1, 2],
    job: "figures",
  };

  test("are taken under each set of dimensions, at the line's own moment, several values too", () => {
    const found = read(line).map(({ metric, value, unit, at }) => [
      metric.name,
      metric.dimensions,
      value,
      unit,
      at - now,
    ]);
    expect(found).toEqual([
      ["open", {}, 3, "Count", -1],
      ["late", {}, 1, "None", -1],
      ["late", {}, 2, "None", -1],
      ["open", { job: "figures" }, 3, "Count", -1],
      ["late", { job: "figures" }, 1, "None", -1],
      ["late", { job: "figures" }, 2, "None", -1],
    ]);
  });

  test.each([["no JSON"], ["{"], ['{"_aws":{}}'], [JSON.stringify({ ...line, open: "3", late: null })]])(
    "are not made up out of %s",
    (text) => {
      expect(read(text)).toEqual([]);
    },
  );
});

describe("metric filters", () => {
  test("count a code, at the moment that the line names, in the log of their own function only", () => {
    const line = { code: "calendar-missing", timestamp: "2024-02-05T00:30:00.000Z" };
    const filters = [filter('{ $.code = "calendar-missing" }')];
    expect(read(line, filters)).toEqual([
      {
        metric: { namespace: "Dondoc/local", name: "cold-start", dimensions: {} },
        value: 1,
        unit: "None",
        at: Date.parse(line.timestamp),
      },
    ]);
    expect(read(line, filters, "notices")).toEqual([]);
    expect(read({ code: "other" }, filters)).toEqual([]);
  });

  test("take a cold start out of the platform's report; a warm run has none", () => {
    const filters = [
      filter('{ ($.type = "platform.report") && ($.record.metrics.initDurationMs > 0) }', {
        MetricValue: "$.record.metrics.initDurationMs",
      }),
    ];
    expect(read(report, filters).map(({ value }) => value)).toEqual([81.25]);
    expect(read({ ...report, record: { metrics: { durationMs: 3 } } }, filters)).toEqual([]);
  });

  test("give their default for a line that is not meant", () => {
    const found = read({ code: "other" }, [filter('{ $.code = "x" }', { DefaultValue: 0 })]);
    expect(found.map(({ value }) => value)).toEqual([0]);
  });
});

describe("a pattern", () => {
  const line = { code: "notice-held", level: "ERROR", count: 3, isLast: true, left: null, items: [{ id: "a" }] };

  test.each<[string, boolean]>([
    ['{ $.code = "notice-held" }', true],
    ['{ $.code = "notice-*" }', true],
    ['{ $.code = "notice.held" }', false],
    ['{ $.code != "notice-held" }', false],
    ['{ $.none != "x" }', false],
    ["{ $.count = 3 }", true],
    ["{ $.count >= 4 }", false],
    ["{ $.count < 4 && $.level = ERROR }", true],
    ['{ $.count > 4 || $.items[0].id = "a" }', true],
    ['{ ($.count > 4 || $.level = "ERROR") && $.isLast IS TRUE }', true],
    ["{ $.left IS NULL }", true],
    ["{ $.none IS NULL }", false],
    ["{ $.code = * }", true],
    ["{ $.none = * }", false],
    ["{ $.none NOT EXISTS }", true],
    ['{ $.code > "a" }', false],
  ])("%s: %s", (pattern, expected) => {
    const read = () => logPatternOf(pattern)(line);
    if (pattern.includes('> "a"')) expect(read).toThrow("does not know the filter pattern");
    else expect(read()).toBe(expected);
  });

  test.each(["ERROR", "", "{ }", "{ $.a }", "{ $.a = }", "{ $.a = 1 && }", "{ ($.a = 1 }", "{ a = 1 }", "[ip, user]"])(
    "that is not known is refused, never a pattern that lets everything through: %j",
    (pattern) => {
      expect(() => logPatternOf(pattern)).toThrow("does not know the filter pattern");
    },
  );
});
