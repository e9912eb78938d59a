import { describe, expect, it } from "vitest";
import { regimes } from "../../shared/reports/regimes.ts";
import { reportFactSource } from "../../shared/scoring/facts/fact-store.ts";
import { type OwedReport, reportDates, reportPeriodsDueIn } from "../../shared/scoring/facts/report-facts.ts";
import { type ScorePeriod, scorePeriodNamed } from "../../shared/scoring/periods/score-period.ts";
import { known } from "../support/scoring.ts";

const named = (id: string): ScorePeriod => {
  const found = scorePeriodNamed(id);
  if (!found) throw new Error(`${id} is a period.`);
  return found;
};
const year = named("2023");
const handedIn = (on: string, lateDays = 0): Partial<OwedReport> => ({
  state: "submitted",
  first: { at: `${on}T03:00:00.000Z`, on, lateDays },
});
const report = (dueOn: string, more: Partial<OwedReport> = {}): OwedReport => ({ state: "owed", dueOn, ...more });
const extension = { until: "2024-01-10", reason: "lũ quét", by: "a", at: "2023-12-10T00:00:00.000Z" };
const nothing = { is: "not-applicable", why: "nothing-to-judge" };
const march = report("2023-03-18", handedIn("2023-03-17"));
const today = "2024-01-02";

describe("the dates of a body's reports", () => {
  it.each<{ why: string; owed: OwedReport[]; of: number; late: number; missing: number }>([
    { why: "handed in in time", owed: [march], of: 1, late: 0, missing: 0 },
    {
      why: "handed in late",
      owed: [march, report("2023-06-18", handedIn("2023-06-20", 2))],
      of: 2,
      late: 1,
      missing: 0,
    },
    { why: "never handed in", owed: [march, report("2023-06-18")], of: 2, late: 0, missing: 1 },
    {
      why: "two labels on one date are one date",
      owed: [report("2023-12-18", handedIn("2023-12-18")), report("2023-12-18", handedIn("2023-12-18"))],
      ...{ of: 1, late: 0, missing: 0 },
    },
    {
      why: "of two labels the later one decides",
      owed: [report("2023-12-18", handedIn("2023-12-18")), report("2023-12-18", handedIn("2023-12-20", 2))],
      ...{ of: 1, late: 1, missing: 0 },
    },
    {
      why: "of two labels one is missing: the date is not met",
      owed: [report("2023-12-18", handedIn("2023-12-18")), report("2023-12-18")],
      ...{ of: 1, late: 0, missing: 1 },
    },
    {
      why: "returned after it came in time: the first date decides",
      owed: [report("2023-03-18", { ...handedIn("2023-03-18"), state: "returned" })],
      ...{ of: 1, late: 0, missing: 0 },
    },
    {
      why: "excused ones do not count",
      owed: [march, report("2023-06-18", { state: "excused" })],
      of: 1,
      late: 0,
      missing: 0,
    },
    {
      why: "lapsed ones do not count",
      owed: [march, report("2023-06-18", { state: "lapsed" })],
      of: 1,
      late: 0,
      missing: 0,
    },
    {
      why: "extended and not over yet",
      owed: [march, report("2023-12-18", { extension })],
      of: 1,
      late: 0,
      missing: 0,
    },
    {
      why: "due in another year",
      owed: [march, report("2022-12-18"), report("2024-01-01")],
      of: 1,
      late: 0,
      missing: 0,
    },
  ])("$why", ({ owed, of, late, missing }) => {
    expect(reportDates(owed, year, today)).toEqual(known({ of, lapses: { late, missing } }));
  });

  it.each([
    { why: "nothing is owed", owed: [] },
    { why: "all of it is excused", owed: [report("2023-03-18", { state: "excused" })] },
    { why: "nothing is over yet", owed: [report("2023-12-18", { extension })] },
  ])("where $why, there is nothing to judge", ({ owed }) => {
    expect(reportDates(owed, year, today)).toEqual(nothing);
  });

  it("an extension that is over is missing", () => {
    const owed = [report("2023-12-18", { extension })];
    expect(reportDates(owed, year, "2024-01-11")).toEqual(known({ of: 1, lapses: { late: 0, missing: 1 } }));
  });
});

describe("the reports that fall due in a score period", () => {
  const ids = (id: string, from: string) => {
    const { followed, unheld } = reportPeriodsDueIn(named(id), regimes, from);
    return { followed: followed.map((one) => one.id).toSorted(), unheld: unheld.map((one) => one.id).toSorted() };
  };

  it("are of the year whose data close in it, and of a December that may fall due in January", () => {
    const { followed, unheld } = ids("2024", "2022-12-15");
    expect(followed.filter((id) => id.startsWith("2024-"))).toHaveLength(7);
    expect(followed.filter((id) => !id.startsWith("2024-"))).toEqual(["2023-quarter-4", "2023-year"]);
    expect(unheld).toEqual([]);
  });

  it("of a quarter, those of its own month of closing, and of the March that may fall due in April", () => {
    expect(ids("2024-quarter-2", "2022-12-15").followed).toEqual([
      "2024-half-year",
      "2024-quarter-1",
      "2024-quarter-2",
    ]);
  });

  it("leave out those that were never followed here, and say so", () => {
    expect(ids("2024-quarter-4", "2024-09-01")).toEqual({ followed: ["2024-quarter-4"], unheld: ["2024-year"] });
  });
});

describe("the source of them", () => {
  const bearers = [
    { portal: "cong-so-mau", unit: "so-mau" },
    { portal: "cong-hoi-cu", unit: "hoi-cu" },
  ];
  async function* allOfPeriod(of: string) {
    const [, kind] = of.split("2023-");
    if (kind === undefined) return;
    const dueOn = { "quarter-1": "2023-03-18", "quarter-4": "2023-12-18", year: "2023-12-18" }[kind];
    if (dueOn) yield { ...owedBySoMau, of, dueOn };
  }
  const owedBySoMau = {
    ...({
      id: "x",
      unit: "so-mau",
      group: "departments",
      provisional: false,
      to: "ubnd-tinh",
      tier: "direct",
    } as const),
    ...{ gathers: false, version: 1, ...handedIn("2023-12-20", 2), state: "submitted" as const },
  };

  it("counts each body's dates; a body that owes nothing has nothing to be judged by", async () => {
    const facts = await reportFactSource({ allOfPeriod }, regimes, "2022-12-15").of(bearers, year, today);
    expect(facts.get("cong-so-mau")?.["reports-dates"]).toEqual(known({ of: 2, lapses: { late: 2, missing: 0 } }));
    expect(facts.get("cong-hoi-cu")?.["reports-dates"]).toEqual(nothing);
  });

  it("is silent where none of the dates was followed here", async () => {
    const facts = await reportFactSource({ allOfPeriod }, regimes, "2024-01-01").of(bearers, year, today);
    expect(facts.get("cong-so-mau")?.["reports-dates"]).toEqual({ is: "not-measured", why: "source-silent" });
  });
});
