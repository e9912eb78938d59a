import { describe, expect, test } from "vitest";
import type { AlarmState } from "../../../infra/local/metrics/alarm-state.ts";
import { compositeRuleOf } from "../../../infra/local/metrics/composite-rule.ts";

const states: Readonly<Record<string, AlarmState>> = { a: "alarm", o: "ok", i: "insufficient-data" };
const holds = (text: string) => compositeRuleOf(text).holds((name) => states[name] ?? "ok");

describe("a composite alarm rings when its rule holds", () => {
  test.each<[string, boolean]>([
    ['ALARM("a")', true],
    ["ALARM(a)", true],
    ["ALARM('o')", false],
    ['ALARM("arn:aws:cloudwatch:ap-southeast-1:000000000000:alarm:a")', true],
    ['OK("o")', true],
    ['INSUFFICIENT_DATA("i")', true],
    ['ALARM("i")', false],
    ['NOT ALARM("o")', true],
    ['NOT (ALARM("a") OR TRUE)', false],
    ['ALARM("a") AND ALARM("o")', false],
    ['(ALARM("o") OR ALARM("i") OR ALARM("a"))', true],
    // AND binds first.
    ['ALARM("a") OR ALARM("o") AND FALSE', true],
    ['(ALARM("a") OR ALARM("o")) AND FALSE', false],
    ['(((ALARM("a"))) AND (NOT FALSE))', true],
  ])("%s: %s", (text, expected) => {
    expect(holds(text)).toBe(expected);
  });
});

test("it names the alarms that it stands on, each once", () => {
  expect(compositeRuleOf('ALARM("a") OR (OK("b") AND ALARM("a"))').names).toEqual(["a", "b"]);
});

test.each([
  "",
  "ALARM",
  "ALARM()",
  'ALARM("a"',
  'ALARM("a") ALARM("b")',
  'ALARM("a") OR',
  'BROKEN("a")',
  "a",
  "AT_LEAST(2, ALARM, (a))",
])("a rule that is not known is refused, never one that never rings: %j", (text) => {
  expect(() => compositeRuleOf(text)).toThrow("does not know the rule");
});
