import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { officialYears } from "../../shared/calendar/official-years.ts";
import { dayAt, dayNumberOf, dayOf, instantAt } from "../../shared/calendar/province-time.ts";
import {
  calendarsUsed,
  explainedDays,
  termFromDay,
  termOf,
  workingCalendar,
  workingDaysBetween,
} from "../../shared/calendar/working-days.ts";
import { inProvince, workedExamples } from "./worked-examples.ts";

const calendar = workingCalendar(officialYears);
const due = (receivedAt: number, days: number) => {
  const term = termOf(receivedAt, days, calendar);
  if (term.kind === "calendar-gap") throw new Error(`gap ${term.year}`);
  return term;
};

describe("rule R", () => {
  it.each(workedExamples)(
    "%s starts on %s and is due on %s, %s, %s: %s",
    (receivedAt, startsOn, own, joint, special) => {
      const at = inProvince(receivedAt);
      expect(due(at, 5).startsOn).toBe(startsOn);
      expect([5, 8, 10].map((days) => due(at, days).dueOn)).toEqual([own, joint, special]);
    },
  );

  it("turns at the millisecond after 08:00:00.000", () => {
    const eight = inProvince("2024-06-03T08:00:00");
    expect([eight - 1, eight, eight + 1].map((at) => due(at, 1).dueOn)).toEqual([
      "2024-06-03",
      "2024-06-03",
      "2024-06-04",
    ]);
  });

  it("before the swap of 02/01/2026 was announced, the same receipt was due a day earlier", () => {
    const before = officialYears.map((year) =>
      year.year === 2026
        ? { ...year, offDays: year.offDays.filter(({ on }) => on !== "2026-01-02"), workedDays: [] }
        : year,
    );
    const term = termOf(inProvince("2025-12-23T15:00"), 8, workingCalendar(before));
    expect(term).toMatchObject({ dueOn: "2026-01-05" });
  });
});

/** Any receipt whose ten days lie inside the years of the calendar. */
const receipt = fc.integer({ min: inProvince("2021-01-01T00:00"), max: inProvince("2027-11-30T00:00") });
const days = fc.integer({ min: 1, max: 15 });

/** A second reading of the rule, slow and plain: walk day by day. */
function walked(receivedAt: number, count: number): { startsOn: string; dueOn: string } {
  let day = dayNumberOf(dayAt(receivedAt));
  if (receivedAt > instantAt(day, 8)) day++;
  const counted: string[] = [];
  for (; counted.length < count; day++) {
    const on = dayOf(day);
    const year = officialYears.find((entry) => entry.year === Number(on.slice(0, 4)));
    const isOff = year?.offDays.some((off) => off.on === on);
    const isWeekend = [0, 6].includes(new Date(`${on}T00:00:00Z`).getUTCDay());
    const isWorked = year?.workedDays.some((worked) => worked.on === on);
    if (!isOff && (isWorked || !isWeekend)) counted.push(on);
  }
  return { startsOn: counted[0] ?? "", dueOn: counted.at(-1) ?? "" };
}

describe("properties of rule R", () => {
  it("agrees with a day-by-day walk", () => {
    fc.assert(
      fc.property(receipt, days, (at, count) => {
        expect(due(at, count)).toMatchObject(walked(at, count));
      }),
      { numRuns: 2_000 },
    );
  });

  it("never falls earlier for a later receipt", () => {
    fc.assert(
      fc.property(receipt, receipt, days, (a, b, count) => {
        expect(due(Math.min(a, b), count).dueOn <= due(Math.max(a, b), count).dueOn).toBe(true);
      }),
    );
  });

  it("counts exactly n working days from day 1 to the due day, both of them working days", () => {
    fc.assert(
      fc.property(receipt, days, (at, count) => {
        const term = due(at, count);
        const counted = explainedDays(at, term, calendar).filter((day) => day.counted);
        expect(counted).toHaveLength(count);
        expect(counted[0]?.on).toBe(term.startsOn);
        expect(counted.at(-1)?.on).toBe(term.dueOn);
      }),
    );
  });

  it("explains every calendar day from receipt to the due day, without a hole", () => {
    fc.assert(
      fc.property(receipt, days, (at, count) => {
        const term = due(at, count);
        const explained = explainedDays(at, term, calendar).map(({ on }) => on);
        const first = dayNumberOf(dayAt(at));
        expect(explained).toEqual(explained.map((_, index) => dayOf(first + index)));
        expect(explained.at(-1)).toBe(term.dueOn);
      }),
    );
  });

  it("measures the same number of working days back", () => {
    fc.assert(
      fc.property(receipt, days, (at, count) => {
        const term = due(at, count);
        expect(workingDaysBetween(term.startsOn, term.dueOn, calendar)).toBe(count - 1);
        expect(workingDaysBetween(term.dueOn, term.startsOn, calendar)).toBe(1 - count);
        expect(termFromDay(term.startsOn, count, calendar)).toMatchObject({ dueOn: term.dueOn });
      }),
    );
  });
});

describe("years", () => {
  it.each([
    [2023, 249],
    [2024, 251],
    [2025, 250],
    [2026, 249],
  ])("%i has %i working days", (year, count) => {
    expect(workingDaysBetween(`${year - 1}-12-31`, `${year}-12-31`, calendar)).toBe(count);
  });

  it("a date in an estimated year is provisional, one before it is not", () => {
    expect(due(inProvince("2026-12-30T09:00"), 5)).toMatchObject({ dueOn: "2027-01-07", provisional: true });
    expect(due(inProvince("2026-12-01T09:00"), 5)).toMatchObject({ provisional: false });
  });

  it.each([
    ["2027-12-28T09:00", 2028, "the term runs into a year without calendar"],
    ["2030-05-01T09:00", 2030, "the receipt lies after the last year"],
    ["2019-05-01T09:00", 2019, "the receipt lies before the first year"],
  ])("%s names %i: %s", (receivedAt, year) => {
    expect(termOf(inProvince(receivedAt), 8, calendar)).toEqual({ kind: "calendar-gap", year });
  });

  it("a year that is missing between two others is never jumped over", () => {
    const gapped = workingCalendar(officialYears.filter(({ year }) => year !== 2025));
    expect(termOf(inProvince("2024-12-30T09:00"), 5, gapped)).toEqual({ kind: "calendar-gap", year: 2025 });
  });

  it("without any calendar there is no date", () => {
    expect(termOf(inProvince("2024-02-03T22:15"), 5, workingCalendar([]))).toEqual({
      kind: "calendar-gap",
      year: 2024,
    });
  });

  it("says by which calendars it counted", () => {
    const at = inProvince("2025-12-23T15:00");
    expect(calendarsUsed(at, due(at, 8), calendar).map(({ year, notice }) => [year, notice])).toEqual([
      [2025, "6150/TB-BLĐTBXH"],
      [2026, "9441/TB-BNV; 12729/VPCP-KGVX; 3383/BNV-CVL"],
    ]);
  });
});
