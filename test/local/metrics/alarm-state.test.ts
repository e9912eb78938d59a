import { describe, expect, test } from "vitest";
import {
  type AlarmRule,
  type AlarmState,
  alarmState,
  type MissingRule,
} from "../../../infra/local/metrics/alarm-state.ts";

const rule: AlarmRule = {
  comparison: "GreaterThanOrEqualToThreshold",
  threshold: 1,
  evaluationPeriods: 3,
  datapointsToAlarm: 3,
  missing: "missing",
};
/** As CloudWatch's manual draws them, the newest last: `X` is past the threshold, `0` is not, `-` was not measured. */
const values = (drawing: string) =>
  drawing
    .split(" ")
    .toReversed()
    .map((sign) => (sign === "-" ? undefined : sign === "X" ? 1 : 0));
const order: readonly MissingRule[] = ["missing", "ignore", "breaching", "notBreaching"];
/** What `ignore` keeps is told apart by keeping what nothing else answers. */
const states = (drawing: string, changes: Partial<AlarmRule> = {}) =>
  order.map((missing): AlarmState | "kept" => {
    const before: AlarmState = "insufficient-data";
    const state = alarmState({ ...rule, ...changes, missing }, values(drawing), before);
    return missing === "ignore" && state === before ? "kept" : state;
  });

describe("three out of three: the table of CloudWatch's manual", () => {
  test.each<[string, (AlarmState | "kept")[]]>([
    ["0 - X - X", ["ok", "ok", "ok", "ok"]],
    ["0 - - - -", ["ok", "ok", "ok", "ok"]],
    ["- - - - -", ["insufficient-data", "kept", "alarm", "ok"]],
    ["0 X X - X", ["alarm", "alarm", "alarm", "alarm"]],
    ["- - X - -", ["alarm", "kept", "alarm", "ok"]],
  ])("%s", (drawing, expected) => {
    expect(states(drawing)).toEqual(expected);
  });
});

describe("two out of three: the table of CloudWatch's manual", () => {
  test.each<[string, (AlarmState | "kept")[]]>([
    ["0 - X - X", ["alarm", "alarm", "alarm", "alarm"]],
    ["0 0 X 0 X", ["alarm", "alarm", "alarm", "alarm"]],
    ["0 - X - -", ["ok", "ok", "alarm", "ok"]],
    ["- - - - 0", ["ok", "ok", "alarm", "ok"]],
    ["- - - X -", ["alarm", "kept", "alarm", "ok"]],
  ])("%s", (drawing, expected) => {
    expect(states(drawing, { datapointsToAlarm: 2 })).toEqual(expected);
  });
});

test("one value past the threshold is not enough for three, however much is missing, until it is three periods old", () => {
  expect(states("- - - - X")).toEqual(["ok", "ok", "alarm", "ok"]);
  expect(states("- - X - -")[0]).toBe("alarm");
});

describe("one out of one", () => {
  const once = { evaluationPeriods: 1, datapointsToAlarm: 1 };

  test.each<[string, AlarmRule["comparison"], AlarmState]>([
    ["at", "GreaterThanOrEqualToThreshold", "alarm"],
    ["at", "GreaterThanThreshold", "ok"],
    ["at", "LessThanThreshold", "ok"],
    ["at", "LessThanOrEqualToThreshold", "alarm"],
    ["below", "LessThanThreshold", "alarm"],
    ["below", "GreaterThanOrEqualToThreshold", "ok"],
  ])("a value %s the threshold, %s: %s", (where, comparison, expected) => {
    const value = where === "at" ? 1 : 0.5;
    expect(alarmState({ ...rule, ...once, comparison }, [value], "ok")).toBe(expected);
  });

  test("the newest value counts, also when the newest periods are missing", () => {
    expect(states("X 0 - -", once)).toEqual(["ok", "ok", "ok", "ok"]);
    expect(states("0 X - -", once)).toEqual(["alarm", "alarm", "alarm", "alarm"]);
  });
});
