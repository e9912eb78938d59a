import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { officialYears } from "../../shared/calendar/official-years.ts";
import { workingCalendar } from "../../shared/calendar/working-days.ts";
import { digestAt, inOfficeWindow, isOfficeDay } from "../../shared/notices/window.ts";

const calendar = workingCalendar(officialYears);
const none = workingCalendar([]);
const at = (text: string) => Date.parse(`${text}:00+07:00`);

describe("officers are written to 07:30 to 17:00 of working days", () => {
  it.each([
    ["2024-02-05T07:29", "2024-02-05T07:30", "before it opens"],
    ["2024-02-05T07:30", "2024-02-05T07:30", "at its opening"],
    ["2024-02-05T12:00", "2024-02-05T12:00", "within"],
    ["2024-02-05T16:58", "2024-02-05T16:58", "shortly before its end"],
    ["2024-02-05T16:59", "2024-02-06T07:30", "a mail needs a moment on its way"],
    ["2024-02-07T17:00", "2024-02-15T07:30", "Tết lies between"],
    ["2024-02-03T22:15", "2024-02-05T07:30", "a Saturday"],
    ["2024-05-04T09:00", "2024-05-04T09:00", "a worked Saturday is a working day"],
    ["2024-04-29T09:00", "2024-05-02T07:30", "the day that it pays for is not"],
  ])("%s → %s: %s", (from, to) => {
    expect(new Date(inOfficeWindow(at(from), calendar)).toISOString()).toBe(new Date(at(to)).toISOString());
  });

  it("without a calendar: Monday to Friday", () => {
    expect(inOfficeWindow(at("2024-02-09T09:00"), none)).toBe(at("2024-02-09T09:00"));
    expect(inOfficeWindow(at("2024-02-10T09:00"), none)).toBe(at("2024-02-12T07:30"));
    expect(isOfficeDay("2040-01-02", calendar)).toBe(true);
    expect(isOfficeDay("2040-01-01", calendar)).toBe(false);
  });

  it("is never earlier, always on an office day, and in it already when asked again", () => {
    fc.assert(
      fc.property(fc.integer({ min: at("2021-01-01T00:00"), max: at("2027-12-01T00:00") }), (moment) => {
        const opens = inOfficeWindow(moment, calendar);
        expect(opens).toBeGreaterThanOrEqual(moment);
        expect(inOfficeWindow(opens, calendar)).toBe(opens);
      }),
    );
  });
});

describe("a digest leaves at 08:00", () => {
  it.each([
    ["2024-02-05T07:59", "2024-02-05"],
    ["2024-02-05T08:00", "2024-02-05"],
    ["2024-02-05T08:01", "2024-02-06"],
    ["2024-02-03T22:15", "2024-02-05"],
    ["2024-02-07T09:00", "2024-02-15"],
  ])("of %s on %s", (from, day) => {
    expect(digestAt(at(from), calendar)).toEqual({ day, at: at(`${day}T08:00`) });
  });
});
