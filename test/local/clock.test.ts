import { expect, test } from "vitest";
import { isoOf, MovedBackwards, settableClock } from "../../infra/local/clock.ts";
import { after, instantFrom, provinceText } from "../../infra/local/moments.ts";

test("the clock starts where it is told, runs on, and moves forward only", () => {
  const clock = settableClock(Date.parse("2023-12-31T01:00:00Z"));
  expect(isoOf(clock.now()).slice(0, 16)).toBe("2023-12-31T01:00");

  clock.moveTo(Date.parse("2024-02-03T15:15:00Z"));
  expect(isoOf(clock.now()).slice(0, 16)).toBe("2024-02-03T15:15");
  expect(() => clock.moveTo(Date.parse("2024-02-03T15:14:59Z"))).toThrow(MovedBackwards);
});

test.each([
  ["2023-12-31T08:00:00+07:00", "2023-12-31T01:00:00.000Z"],
  ["2024-02-29T00:00Z", "2024-02-29T00:00:00.000Z"],
])("the moment %s", (text, instant) => {
  expect(isoOf(instantFrom(text))).toBe(instant);
});

test.each(["2023-12-31T08:00:00", "2023-12-31", "2023-02-30T00:00:00Z", "yesterday", "", "2200-01-01T00:00:00Z"])(
  "no moment: %s",
  (text) => {
    expect(() => instantFrom(text)).toThrow(RangeError);
  },
);

test.each([
  ["P3D", "2024-02-02T16:30:00.000Z"],
  ["P1M", "2024-02-29T16:30:00.000Z"],
  ["PT90M", "2024-01-30T18:00:00.000Z"],
  ["-P1D", "2024-01-29T16:30:00.000Z"],
  ["P1W", "2024-02-06T16:30:00.000Z"],
])("%s after half past eleven at night of 30 January in the province", (duration, instant) => {
  expect(isoOf(after(Date.parse("2024-01-30T16:30:00Z"), duration))).toBe(instant);
});

test.each(["3 days", "P", "P1D2H", "P1000Y"])("no duration: %s", (text) => {
  expect(() => after(0, text)).toThrow(RangeError);
});

test("a moment as the province's clocks show it", () => {
  expect(provinceText(Date.parse("2024-02-03T15:15:00.042Z"))).toBe("2024-02-03T22:15:00+07:00");
});
