/** Limits of AWS, each with the room that is left; the margins are printed. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { afterAll, describe, expect, inject, it } from "vitest";
import { areas } from "../../functions/routes.ts";
import { type Indexes, indexChanges, indexesAtRelease, indexesOf } from "../../infra/index-changes.ts";
import { metrics } from "../../shared/statistics/metrics.ts";
import { of } from "./resources.ts";

const { Resources } = inject("template");
const released = indexesAtRelease.parse(
  JSON.parse(readFileSync(resolve(import.meta.dirname, "..", "..", "infra", "indexes.json"), "utf8")),
);
const changes = indexChanges(released, indexesOf(Resources));
const lines: string[] = [];
afterAll(() => console.log(lines.join("\n")));

describe("limits, with room left", () => {
  it.each([
    ["routes of the API (AWS: 300)", Object.values(areas).flatMap((area) => Object.keys(area)).length, 200],
    ["resources of the stack (AWS: 500)", Object.keys(Resources).length, 450],
    ["bytes of the template (AWS: 1,000,000)", JSON.stringify(inject("template")).length, 500_000],
    [
      "functions that read one stream (AWS: 2 at full speed)",
      of("AWS::Lambda::EventSourceMapping").filter(({ Properties }) => "StartingPosition" in Properties).length,
      2,
    ],
    ["single alarms (0.10 USD a month each)", of("AWS::CloudWatch::Alarm").length, 60],
    ["headlines (0.50 USD a month each)", of("AWS::CloudWatch::CompositeAlarm").length, 4],
    ["metrics of our own (0.30 USD a month each)", Object.keys(metrics).length, 20],
    [
      "alarms under one headline (AWS: 100)",
      Math.max(
        ...of("AWS::CloudWatch::CompositeAlarm").map(
          ({ Properties }) => JSON.stringify(Properties.AlarmRule).split("Fn::GetAtt").length - 1,
        ),
      ),
      50,
    ],
    ["index changes of one table in this release (AWS: 1)", Math.max(...Object.values(changes)), 1],
  ])("%s: %i of %i", (what, count, limit) => {
    lines.push(`${what}: ${count} of ${limit}, ${limit - count} left`);
    expect(count).toBeLessThanOrEqual(limit);
  });
});

describe("changes of indexes", () => {
  const before: Indexes = { Questions: { "by-unit": "unit: ALL", "by-due": "due: ALL" } };

  it.each<[string, Indexes, number]>([
    ["nothing changes", before, 0],
    ["one is made", { Questions: { ...before.Questions, "by-state": "state: ALL" } }, 1],
    ["one is removed", { Questions: { "by-unit": "unit: ALL" } }, 1],
    ["one is renamed: removed and made", { Questions: { "by-unit": "unit: ALL", "by-day": "due: ALL" } }, 2],
    [
      "one shows more: removed and made under one name",
      { Questions: { "by-unit": "unit: ALL", "by-due": "due: KEYS_ONLY" } },
      2,
    ],
    ["two are made", { Questions: { ...before.Questions, a: "a: ALL", b: "b: ALL" } }, 2],
  ])("%s", (_, after, count) => {
    expect(indexChanges(before, after)).toEqual({ Questions: count });
  });

  it("a new table is made with all of its indexes at once", () => {
    expect(indexChanges(before, { ...before, Reports: { a: "a: ALL", b: "b: ALL" } })).toEqual({
      Questions: 0,
      Reports: 0,
    });
  });
});
