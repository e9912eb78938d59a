import { describe, expect, it } from "vitest";
import {
  monthsOfPeriod,
  scorePeriodBefore,
  scorePeriodName,
  scorePeriodNamed,
  scorePeriodsOf,
} from "../../shared/scoring/periods/score-period.ts";

const named = (id: string) => {
  const found = scorePeriodNamed(id);
  if (!found) throw new Error(`${id} is a period.`);
  return found;
};

describe("a score period", () => {
  it.each([
    { id: "2023", from: "2023-01-01", to: "2023-12-31", vi: "năm 2023", before: "2022", months: 12 },
    {
      id: "2024-quarter-1",
      from: "2024-01-01",
      to: "2024-03-31",
      vi: "quý I năm 2024",
      before: "2023-quarter-4",
      months: 3,
    },
    {
      id: "2024-quarter-2",
      from: "2024-04-01",
      to: "2024-06-30",
      vi: "quý II năm 2024",
      before: "2024-quarter-1",
      months: 3,
    },
    {
      id: "2024-quarter-3",
      from: "2024-07-01",
      to: "2024-09-30",
      vi: "quý III năm 2024",
      before: "2024-quarter-2",
      months: 3,
    },
    {
      id: "2024-quarter-4",
      from: "2024-10-01",
      to: "2024-12-31",
      vi: "quý IV năm 2024",
      before: "2024-quarter-3",
      months: 3,
    },
  ])("$id runs from $from to $to", ({ id, from, to, vi, before, months }) => {
    const period = named(id);
    expect(period).toMatchObject({ id, from, to });
    expect(scorePeriodName(period)).toBe(vi);
    expect(scorePeriodBefore(period)).toBe(before);
    expect(monthsOfPeriod(period)).toHaveLength(months);
    expect(monthsOfPeriod(period).at(-1)).toBe(to.slice(0, 7));
    expect(monthsOfPeriod(period)[0]).toBe(from.slice(0, 7));
  });

  it.each([
    "",
    "23",
    "1999",
    "2023-quarter-0",
    "2023-quarter-5",
    "2023-half-year",
    "2023 ",
    "2023-quarter-1.x",
    "period#2023",
  ])("`%s` is no period's name", (id) => {
    expect(scorePeriodNamed(id)).toBeUndefined();
  });

  it("of a year, the quarters come before the year that ends with the last of them; only the kinds that are asked for", () => {
    const ids = (kinds: Parameters<typeof scorePeriodsOf>[1]) => scorePeriodsOf(2024, kinds).map(({ id }) => id);
    const quarters = ["2024-quarter-1", "2024-quarter-2", "2024-quarter-3", "2024-quarter-4"];
    expect(ids(["year", "quarter"])).toEqual([...quarters, "2024"]);
    expect(ids(["year"])).toEqual(["2024"]);
    expect(ids(["quarter"])).toEqual(quarters);
  });
});
