import { describe, expect, it } from "vitest";
import { periodRegister } from "../../shared/reports/period-register.ts";

type Counted = Parameters<typeof periodRegister>[0][number];
const owed: Counted = { group: "departments", tier: "direct", state: "owed", dueOn: "2023-12-18" };
const first = (lateDays: number) => ({ at: "2023-12-18T00:00:00Z", on: "2023-12-18", lateDays });

describe("the register of a period", () => {
  it("counts 19 of 65, as the letter did for 2023: who is excused stays in the 65, who lapsed is in none", () => {
    const handedIn = Array.from({ length: 19 }, (): Counted => ({ ...owed, state: "submitted", first: first(0) }));
    const excused: Counted = { ...owed, state: "excused" };
    const missing = Array.from({ length: 45 }, (): Counted => ({ ...owed, group: "communes" }));
    const lapsed: Counted = { ...owed, state: "lapsed" };
    const { all, groups } = periodRegister([...handedIn, excused, ...missing, lapsed], "2023-12-31");
    expect(all).toMatchObject({ owing: 65, handedIn: 19 });
    expect(all.standings).toEqual({ "on-time": 19, late: 0, missing: 45, "not-yet-due": 0, returned: 0, excused: 1 });
    expect(groups.map(({ group, row }) => [group, row.handedIn, row.owing])).toEqual([
      ["departments", 19, 20],
      ["communes", 0, 45],
    ]);
  });

  it("has a row of the bodies that report to the province, and one of those that a parent gathers", () => {
    const child: Counted = { ...owed, group: "communes", tier: "child" };
    const { all, tiers } = periodRegister(
      [owed, { ...owed, state: "submitted", first: first(0) }, child],
      "2023-12-31",
    );
    expect([all, tiers.direct, tiers.child].map(({ handedIn, owing }) => [handedIn, owing])).toEqual([
      [1, 3],
      [1, 2],
      [0, 1],
    ]);
  });

  it("keeps a returned report among those handed in, and counts what is incomplete, invalid, out of date", () => {
    const facts = { first: first(2), isComplete: false, isValid: false, outOfDate: ["xa-mau-01"] };
    const { all } = periodRegister([{ ...owed, state: "returned", ...facts }], "2023-12-31");
    expect(all).toMatchObject({ owing: 1, handedIn: 1, outOfDate: 1, incomplete: 1, invalid: 1 });
    expect(all.standings).toMatchObject({ returned: 1, late: 0 });
  });

  it.each([
    ["2023-12-18", "not-yet-due"],
    ["2023-12-19", "missing"],
  ] as const)("on %s what was not handed in is %s", (today, standing) => {
    expect(periodRegister([owed], today).all.standings[standing]).toBe(1);
  });
});
