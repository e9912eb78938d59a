import { expect, test } from "vitest";
import { faultsOf } from "../../../infra/local/faults/faults.ts";

test("what is not named stays as it is", () => {
  const faults = faultsOf();
  faults.change({ mail: "throttle", throttle: 0.5 });
  expect(faults.change({ streams: "off" })).toEqual({
    schedules: "ok",
    streams: "off",
    mail: "throttle",
    throttle: 0.5,
    conflicts: 0,
    duplicates: 0,
    seed: 1,
  });
});

test.each([
  [{ schedules: "on" }],
  [{ mail: "late" }],
  [{ mail: "bounce:" }],
  [{ mail: "reset:2" }],
  [{ throttle: 1.1 }],
  [{ conflicts: "0.1" }],
  [{ seed: -1 }],
  [{ other: 1 }],
  [[]],
  ["off"],
  [null],
])("%j is refused and changes nothing", (asked) => {
  const faults = faultsOf();
  const before = faults.state();
  expect(() => faults.change(asked)).toThrow("schedules and streams are");
  expect(faults.state()).toEqual(before);
});

test("the same seed draws the same row, about as often as asked", () => {
  const row = (seed: number) => {
    const faults = faultsOf();
    faults.change({ seed, throttle: 0.3 });
    return Array.from({ length: 1_000 }, () => faults.draw("throttle"));
  };
  expect(row(7)).toEqual(row(7));
  expect(row(7)).not.toEqual(row(8));
  const count = row(7).filter(Boolean).length;
  expect([count > 240, count < 360]).toEqual([true, true]);
});

test.each([
  ["ok", undefined, "at-once", false],
  ["timeout", "timeout", "at-once", false],
  ["reset:1", "reset", "at-once", false],
  ["accept-then-reset:0", undefined, "at-once", false],
  ["events-late", undefined, "late", false],
  ["events-lost", undefined, "lost", false],
  ["bounce:EXAMPLE.com", undefined, "at-once", true],
])("mail %s", (mail, failure, events, bounces) => {
  const faults = faultsOf();
  faults.change({ mail });
  expect([faults.mailFailure(), faults.mailEvents(), faults.bounces("a@example.com")]).toEqual([
    failure,
    events,
    bounces,
  ]);
});
