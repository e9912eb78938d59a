import { describe, expect, it } from "vitest";
import { officialYears } from "../../shared/calendar/official-years.ts";
import { workingCalendar } from "../../shared/calendar/working-days.ts";
import { dueDayOf, lastWorkingDayBy } from "../../shared/reports/due-day.ts";
import {
  periodIdOf,
  periodName,
  periodNamed,
  periodOf,
  type ReportKind,
  reportKinds,
} from "../../shared/reports/kinds.ts";
import { periodsOf, stageOfPeriod } from "../../shared/reports/opening.ts";
import { type Regime, regimeOn } from "../../shared/reports/regime.ts";
import { regimes } from "../../shared/reports/regimes.ts";

const calendar = workingCalendar(officialYears);
const [seeded] = regimes;
if (!seeded) throw new Error("No regime is seeded.");
const regime: Regime = seeded;

describe("a year has seven kinds on four dates (letter 6821, item 3.5)", () => {
  it("data from the 15th to the 14th, due on the 18th of the closing month", () => {
    const rows = periodsOf(2024, regimes).map(({ period }) => [
      period.id,
      period.dataFrom,
      period.dataTo,
      dueDayOf(period, "direct", regime, calendar).dueOn,
    ]);
    expect(rows).toEqual([
      ["2024-quarter-1", "2023-12-15", "2024-03-14", "2024-03-18"],
      ["2024-quarter-2", "2024-03-15", "2024-06-14", "2024-06-18"],
      ["2024-half-year", "2023-12-15", "2024-06-14", "2024-06-18"],
      ["2024-quarter-3", "2024-06-15", "2024-09-14", "2024-09-18"],
      ["2024-nine-months", "2023-12-15", "2024-09-14", "2024-09-18"],
      ["2024-quarter-4", "2024-09-15", "2024-12-14", "2024-12-18"],
      ["2024-year", "2023-12-15", "2024-12-14", "2024-12-18"],
    ]);
  });

  it("the quarters of any year lie end to end: no day is counted twice and none is left out", () => {
    for (const year of [1999, 2000, 2023, 2024, 2100]) {
      const quarters = (["quarter-1", "quarter-2", "quarter-3", "quarter-4"] as const).map((kind) =>
        periodOf(kind, year, 15, 14),
      );
      const next = periodOf("quarter-1", year + 1, 15, 14);
      for (const [index, quarter] of quarters.entries()) {
        const following = quarters[index + 1] ?? next;
        expect(Date.parse(following.dataFrom) - Date.parse(quarter.dataTo)).toBe(86_400_000);
      }
      expect(quarters[0]?.dataFrom).toBe(periodOf("year", year, 15, 14).dataFrom);
      expect(quarters[3]?.dataTo).toBe(periodOf("year", year, 15, 14).dataTo);
    }
  });

  it("next year's list can be seen ahead, with a calendar that is only estimated or none at all", () => {
    const child = periodsOf(2031, regimes).map(({ period }) => dueDayOf(period, "child", regime, calendar));
    expect(child.map(({ dueOn }) => dueOn)).toContain("2031-06-16");
    expect(child.every(({ provisional }) => provisional)).toBe(true);
    expect(periodsOf(2031, regimes).map(({ period }) => dueDayOf(period, "direct", regime, calendar).dueOn)).toContain(
      "2031-03-18",
    );
  });

  it("a year before the first regime has no periods", () => {
    expect(periodsOf(2019, regimes)).toEqual([]);
  });

  it("is ahead, open and closed by the days of its data", () => {
    const { period } = periodsOf(2024, regimes)[0] ?? {};
    if (!period) throw new Error("2024 has periods.");
    expect(["2023-12-14", "2023-12-15", "2024-03-14", "2024-03-15"].map((on) => stageOfPeriod(period, on))).toEqual([
      "ahead",
      "open",
      "open",
      "closed",
    ]);
  });
});

describe("the due day", () => {
  it.each<[ReportKind, number, string, string, string]>([
    ["quarter-1", 2023, "2023-03-18", "2023-03-17", "a Saturday stays; Friday is the last working day"],
    ["half-year", 2023, "2023-06-18", "2023-06-16", "a Sunday stays"],
    ["quarter-3", 2027, "2027-09-18", "2027-09-17", "a Saturday stays"],
    ["quarter-1", 2024, "2024-03-18", "2024-03-18", "a Monday is its own last working day"],
  ])("of %s %i is %s, reminded by %s: %s", (kind, year, dueOn, lastWorkingDay) => {
    const due = dueDayOf(periodOf(kind, year, 15, 14), "direct", regime, calendar);
    expect(due.dueOn).toBe(dueOn);
    expect(lastWorkingDayBy(dueOn, calendar)).toBe(lastWorkingDay);
  });

  it.each<[ReportKind, number, string, string]>([
    ["half-year", 2024, "2024-06-17", "14/06/2024 is a Friday: one working day after the close is Monday the 17th"],
    ["quarter-1", 2025, "2025-03-17", "14/03/2025 is a Friday as well"],
    ["quarter-1", 2024, "2024-03-16", "the 15th is a working day, so the 16th holds, a Saturday though it is"],
    ["year", 2024, "2024-12-16", "the close is a Saturday: Monday the 16th is both"],
  ])("of a child for %s %i is %s: %s (Decree 09/2019, Art. 8.5)", (kind, year, dueOn) => {
    expect(dueDayOf(periodOf(kind, year, 15, 14), "child", regime, calendar).dueOn).toBe(dueOn);
  });

  it("rolls to the next working day only where the regime says so", () => {
    const rolling = { ...regime, onDayOff: "next-working-day" } as const;
    expect(dueDayOf(periodOf("quarter-1", 2023, 15, 14), "direct", rolling, calendar).dueOn).toBe("2023-03-20");
  });

  it("without a calendar is known all the same, and provisional where it was counted", () => {
    const none = workingCalendar([]);
    const period = periodOf("quarter-1", 2024, 15, 14);
    expect(dueDayOf(period, "direct", regime, none)).toEqual({ dueOn: "2024-03-18", provisional: false });
    expect(dueDayOf(period, "child", regime, none)).toEqual({ dueOn: "2024-03-16", provisional: true });
    expect(lastWorkingDayBy("2024-03-18", none)).toBeUndefined();
  });
});

describe("a period's name", () => {
  it("is read back, and nothing else is", () => {
    for (const kind of reportKinds) expect(periodNamed(periodIdOf(kind, 2024))).toEqual({ kind, year: 2024 });
    for (const wrong of ["2024", "2024-quarter-5", "24-year", "0000-year", "2024-year ", "2024-Year", ""]) {
      expect(periodNamed(wrong), wrong).toBeUndefined();
    }
  });

  it("is written as people say it", () => {
    expect(reportKinds.map((kind) => periodName({ kind, year: 2024 }))).toEqual([
      "quý I năm 2024",
      "quý II năm 2024",
      "6 tháng đầu năm 2024",
      "quý III năm 2024",
      "9 tháng năm 2024",
      "quý IV năm 2024",
      "năm 2024",
    ]);
  });
});

describe("regimes", () => {
  it("the newest that has begun is in force", () => {
    const newer = { ...regime, id: "moi", validFrom: "2026-07-01" };
    expect(regimeOn([newer, regime], "2026-06-30")?.id).toBe(regime.id);
    expect(regimeOn([newer, regime], "2026-07-01")?.id).toBe("moi");
    expect(regimeOn([newer, regime], "2020-03-19")).toBeUndefined();
  });

  it("each period goes by the regime of its last day", () => {
    const newer = { ...regime, id: "moi", validFrom: "2026-07-01" };
    expect(periodsOf(2026, [regime, newer]).map((entry) => [entry.period.kind, entry.regime.id])).toEqual([
      ["quarter-1", regime.id],
      ["quarter-2", regime.id],
      ["half-year", regime.id],
      ["quarter-3", "moi"],
      ["nine-months", "moi"],
      ["quarter-4", "moi"],
      ["year", "moi"],
    ]);
  });

  it("name only figures and sections that exist in their sums", () => {
    for (const { figures, sums, outline } of regimes) {
      const ids = figures.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(new Set(outline.map(({ id }) => id)).size).toBe(outline.length);
      for (const { whole, parts } of sums) expect(ids).toEqual(expect.arrayContaining([whole, ...parts]));
    }
  });
});
