import { describe, expect, it } from "vitest";
import { calendarYear } from "../../shared/calendar/calendar-year.ts";
import { officialYears } from "../../shared/calendar/official-years.ts";

const year = {
  year: 2026,
  version: 1,
  status: "official",
  notice: "01/TB",
  source: "nguồn",
  weekend: [6, 7],
  offDays: [{ on: "2026-08-31", kind: "swap", name: "Hoán đổi" }],
  workedDays: [{ on: "2026-08-22", paysFor: "2026-08-31" }],
};

describe("a year's calendar", () => {
  it.each(officialYears.map((entry) => [entry.year, entry] as const))("%i, as shipped, is well-formed", (_, entry) => {
    expect(calendarYear.safeParse(entry).error?.issues).toBeUndefined();
  });

  it("takes a swap with the worked day that pays for it", () => {
    expect(calendarYear.safeParse(year).success).toBe(true);
  });

  it.each([
    ["a swap without its worked day", { workedDays: [] }],
    ["a worked day that pays for nothing", { offDays: [] }],
    ["a worked day that pays twice", { workedDays: [...year.workedDays, { on: "2026-08-23", paysFor: "2026-08-31" }] }],
    ["a worked day in the week", { workedDays: [{ on: "2026-08-24", paysFor: "2026-08-31" }] }],
    ["a day off at the weekend", { offDays: [...year.offDays, { on: "2026-08-29", kind: "holiday", name: "x" }] }],
    ["a day of another year", { offDays: [...year.offDays, { on: "2025-09-02", kind: "holiday", name: "x" }] }],
    ["a day twice", { offDays: [...year.offDays, ...year.offDays] }],
    ["a day that does not exist", { offDays: [...year.offDays, { on: "2026-02-30", kind: "holiday", name: "x" }] }],
    ["an unknown field", { note: "x" }],
  ])("refuses %s", (_, change) => {
    expect(calendarYear.safeParse({ ...year, ...change }).success).toBe(false);
  });

  it("lets a worked day pay for a day off of the next year", () => {
    const crossing = { ...year, offDays: [], workedDays: [{ on: "2026-12-26", paysFor: "2027-01-02" }] };
    expect(calendarYear.safeParse(crossing).success).toBe(true);
  });
});
