import { expect, test } from "vitest";
import { scheduleOf } from "../../../infra/local/schedules/schedule-expression.ts";

const next = (expression: string, after: string, count = 1) => {
  const schedule = scheduleOf(expression);
  const found: string[] = [];
  for (let at = schedule.after(Date.parse(after)); at !== undefined && found.length < count; at = schedule.after(at)) {
    found.push(new Date(at).toISOString());
  }
  return found;
};

test.each([
  ["every minute", "cron(* * * * ? *)", "2024-02-05T01:00:30Z", "2024-02-05T01:01:00.000Z"],
  [
    "a firing is after the moment, never at it",
    "cron(0/5 * * * ? *)",
    "2024-02-05T01:05:00Z",
    "2024-02-05T01:10:00.000Z",
  ],
  ["a millisecond before is before", "cron(0/5 * * * ? *)", "2024-02-05T01:04:59.999Z", "2024-02-05T01:05:00.000Z"],
  ["over midnight", "cron(30 0 * * ? *)", "2024-12-31T00:30:00Z", "2025-01-01T00:30:00.000Z"],
  ["lists and ranges", "cron(0,30 8-10 * * ? *)", "2024-02-05T10:30:00Z", "2024-02-06T08:00:00.000Z"],
  [
    "days of the week by name, Sunday is 1",
    "cron(0 1 ? * MON-FRI *)",
    "2024-02-02T01:00:00Z",
    "2024-02-05T01:00:00.000Z",
  ],
  ["days of the week by number", "cron(0 1 ? * 1 *)", "2024-02-02T01:00:00Z", "2024-02-04T01:00:00.000Z"],
  ["a day of the month, and a month", "cron(0 0 15 JAN,JUL ? *)", "2024-02-05T00:00:00Z", "2024-07-15T00:00:00.000Z"],
  ["a leap day waits for its year", "cron(0 0 29 2 ? *)", "2024-02-29T00:00:00Z", "2028-02-29T00:00:00.000Z"],
  ["a year", "cron(0 0 1 1 ? 2030)", "2024-02-05T00:00:00Z", "2030-01-01T00:00:00.000Z"],
  ["a step within a range", "cron(10-40/15 * * * ? *)", "2024-02-05T01:10:00Z", "2024-02-05T01:25:00.000Z"],
  ["a rate", "rate(15 minutes)", "2024-02-05T01:07:00Z", "2024-02-05T01:15:00.000Z"],
  ["one hour", "rate(1 hour)", "2024-02-05T01:00:00Z", "2024-02-05T02:00:00.000Z"],
])("%s: %s after %s is %s", (_what, expression, after, expected) => {
  expect(next(expression, after)).toEqual([expected]);
});

test("a year that is over never comes again", () => {
  expect(next("cron(0 0 1 1 ? 2023)", "2024-01-01T00:00:00Z")).toEqual([]);
});

test("a day has 288 times five minutes", () => {
  expect(next("cron(0/5 * * * ? *)", "2024-02-04T23:59:00Z", 288).at(-1)).toBe("2024-02-05T23:55:00.000Z");
});

test.each([
  "cron(0 0 L * ? *)",
  "cron(0 0 ? * 2#1 *)",
  "cron(60 * * * ? *)",
  "cron(* * * * * *)",
  "cron(* * * * ?)",
  "cron(1/0 * * * ? *)",
  "rate(0 minutes)",
  "rate(5 weeks)",
  "at(2024-01-01T00:00:00)",
])("%s is refused, not guessed at", (expression) => {
  expect(() => scheduleOf(expression)).toThrow(`The runner does not know the schedule ${expression}.`);
});
