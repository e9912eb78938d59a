import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayAt, dayNumberOf, dayOf, instantAt, weekdayOf } from "../../shared/calendar/province-time.ts";

const zone = new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Ho_Chi_Minh", dateStyle: "short" });
const clock = new Intl.DateTimeFormat("en-GB", { timeZone: "Asia/Ho_Chi_Minh", timeStyle: "medium" });
const anInstant = fc.integer({ min: Date.parse("1990-01-01T00:00:00Z"), max: Date.parse("2060-12-31T23:59:59Z") });

describe("the province's time", () => {
  it("is what the time-zone database says of Asia/Ho_Chi_Minh, 1990 to 2060", () => {
    fc.assert(
      fc.property(anInstant, (at) => {
        expect(dayAt(at)).toBe(zone.format(at));
      }),
      { numRuns: 2_000 },
    );
  });

  it("finds 08:00 of a day", () => {
    fc.assert(
      fc.property(anInstant, (at) => {
        const eight = instantAt(dayNumberOf(dayAt(at)), 8);
        expect(clock.format(eight)).toBe("08:00:00");
        expect(dayAt(eight)).toBe(dayAt(at));
      }),
    );
  });

  it("numbers days and weekdays", () => {
    expect(dayOf(dayNumberOf("2024-02-29"))).toBe("2024-02-29");
    expect(["2024-02-05", "2024-02-10", "2024-02-11"].map((day) => weekdayOf(dayNumberOf(day)))).toEqual([1, 6, 7]);
    expect(weekdayOf(dayNumberOf("1969-12-31"))).toBe(3);
  });
});
