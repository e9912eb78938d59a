import { describe, expect, it } from "vitest";
import { officialYears } from "../../shared/calendar/official-years.ts";
import { workingCalendar } from "../../shared/calendar/working-days.ts";
import { portal as portalSchema } from "../../shared/portals/portal.ts";
import {
  type EvaluatedPortal,
  endedPeriods,
  factsAsked,
  firstSheet,
  openedEvaluation,
  opensAt,
  type PublishedSet,
  portalsOn,
  selfScoreDueOn,
  setOfPeriod,
} from "../../shared/scoring/periods/opening.ts";
import { type ScorePeriod, scorePeriodNamed } from "../../shared/scoring/periods/score-period.ts";
import { unit as unitSchema } from "../../shared/units/unit.ts";
import { units as provinceUnits } from "../support/province.ts";
import { known, smallSet } from "../support/scoring.ts";

const named = (id: string): ScorePeriod => {
  const found = scorePeriodNamed(id);
  if (!found) throw new Error(`${id} is a period.`);
  return found;
};
const calendar = workingCalendar(officialYears);
const none = workingCalendar([]);
const publishedSet = (
  id: string,
  more: Partial<PublishedSet["set"]> = {},
  at = "2023-06-01T00:00:00.000Z",
): PublishedSet => ({
  ...{ id, state: "published", set: { ...smallSet, id, ...more }, hash: `hash of ${id}`, version: 1, sequence: 1 },
  ...{ loaded: { at, by: "a" }, published: { at, by: "a" } },
});

describe("which periods are to be opened", () => {
  it("those that have ended, of the last years, none that begins before the first day that is followed", () => {
    const ids = (today: string, from: string) => endedPeriods(today, from).map(({ id }) => id);
    expect(ids("2023-12-31", "2022-12-15")).toEqual(["2023-quarter-1", "2023-quarter-2", "2023-quarter-3"]);
    expect(ids("2024-01-01", "2022-12-15").slice(-2)).toEqual(["2023-quarter-4", "2023"]);
    expect(ids("2024-01-01", "2023-01-02")).toEqual(["2023-quarter-2", "2023-quarter-3", "2023-quarter-4"]);
    expect(ids("2026-01-01", "2022-12-15")[0]).toBe("2024-quarter-1");
  });

  it.each([
    { id: "2023", at: "2024-01-02T01:00:00.000Z", why: "1 January is a holiday" },
    { id: "2023-quarter-3", at: "2023-10-02T01:00:00.000Z", why: "1 October 2023 is a Sunday" },
    { id: "2024-quarter-1", at: "2024-04-01T01:00:00.000Z", why: "a Monday" },
    { id: "2024-quarter-2", at: "2024-07-01T01:00:00.000Z", why: "a Monday" },
    { id: "2024-quarter-3", at: "2024-10-01T01:00:00.000Z", why: "its last day is a Monday" },
  ])("$id from $at: $why", ({ id, at }) => {
    expect(new Date(opensAt(named(id), calendar)).toISOString()).toBe(at);
  });

  it("without any calendar, Monday to Friday is guessed", () => {
    expect(new Date(opensAt(named("2023"), none)).toISOString()).toBe("2024-01-01T01:00:00.000Z");
  });
});

describe("by which set", () => {
  const old = publishedSet("cu", { validFrom: "2022-01-01", periodKinds: ["year", "quarter"] });
  const newer = publishedSet("moi", { validFrom: "2023-01-01" });
  const again = publishedSet("moi-2", { validFrom: "2023-01-01" }, "2023-06-02T00:00:00.000Z");
  const coming = publishedSet("sap-toi", { validFrom: "2024-01-01" });

  it.each([
    { why: "the newest in force", of: "2023", sets: [newer, old], set: "moi" },
    { why: "of one day, the one that was published last", of: "2023", sets: [again, newer, old], set: "moi-2" },
    { why: "none that begins after the period", of: "2023", sets: [coming], set: undefined },
    {
      why: "one that begins on its last day",
      of: "2023",
      sets: [publishedSet("a", { validFrom: "2023-12-31" })],
      set: "a",
    },
    { why: "only one that is for its kind", of: "2023-quarter-4", sets: [newer, old], set: "cu" },
    { why: "none", of: "2023", sets: [], set: undefined },
  ])("$why", ({ of, sets, set }) => {
    expect(setOfPeriod(named(of), sets)?.id).toBe(set);
  });
});

describe("the last day for the self-score", () => {
  it.each([
    { why: "the opening day is day 1", openedOn: "2024-01-02", selfScoreDays: 1, due: "2024-01-02" },
    { why: "ten working days", openedOn: "2024-01-02", selfScoreDays: 10, due: "2024-01-15" },
    { why: "over Tet", openedOn: "2024-01-02", selfScoreDays: 30, due: "2024-02-19" },
    { why: "opened days late: no body loses them", openedOn: "2024-01-05", selfScoreDays: 1, due: "2024-01-05" },
    { why: "opened on a Saturday months later", openedOn: "2024-06-15", selfScoreDays: 2, due: "2024-06-18" },
  ])("$why", ({ openedOn, selfScoreDays, due }) => {
    expect(selfScoreDueOn(openedOn, { terms: { ...smallSet.terms, selfScoreDays } }, calendar)).toBe(due);
  });
});

describe("which portals", () => {
  const body = (id: string, more: object = {}) =>
    unitSchema.parse({ ...provinceUnits.find((one) => one.id === "so-mau"), id, reportsTo: [], ...more });
  const portalOf = (unit: string, more: object = {}) =>
    portalSchema.parse({
      ...{
        id: `cong-${unit}`,
        name: unit,
        address: "https://a.example",
        unit,
        governingUnit: unit,
        from: "2020-01-01",
      },
      ...more,
    });
  const on = "2023-12-31";
  const evaluated = (units: object[], portals: object[]) => {
    const found = portalsOn(
      units.map((one) => unitSchema.parse(one)),
      portals.map((one) => portalSchema.parse(one)),
      on,
    );
    return { evaluated: found.evaluated.map(({ portal, unit }) => `${portal} ${unit}`), unplaced: found.unplaced };
  };

  it("component portals that exist on the last day, by name; not the provincial one", () => {
    const units = [body("b"), body("a")];
    const portals = [
      portalOf("b"),
      portalOf("a", { to: on }),
      portalOf("a", { id: "cong-a-cu", to: "2023-12-30" }),
      portalOf("a", { id: "cong-a-moi", from: "2024-01-01" }),
      portalOf("a", { id: "cong-tinh", kind: "provincial" }),
    ];
    expect(evaluated(units, portals)).toEqual({ evaluated: ["cong-a a", "cong-b b"], unplaced: [] });
  });

  it("a body that was merged by then: whoever it was merged into, also over two mergers", () => {
    const units = [
      body("a", { to: "2023-06-30", mergedInto: "b" }),
      body("b", { to: "2023-12-30", mergedInto: "c" }),
      body("c"),
    ];
    expect(evaluated(units, [portalOf("a")])).toEqual({ evaluated: ["cong-a c"], unplaced: [] });
  });

  it.each([
    { why: "its body has ended without successor", units: [body("a", { to: "2023-06-30" })] },
    { why: "its body is not in the register", units: [] },
    {
      why: "mergers lead back",
      units: [body("a", { to: "2023-06-30", mergedInto: "b" }), body("b", { to: "2023-06-30", mergedInto: "a" })],
    },
  ])("left out, and named, where $why", ({ units }) => {
    expect(evaluated(units, [portalOf("a")])).toEqual({ evaluated: [], unplaced: [{ portal: "cong-a", unit: "a" }] });
  });

  it("takes the body as it is on that day: what it takes part in, its group", () => {
    const questions = { kind: "questions", from: "2020-01-01" };
    const units = [
      body("a", { participations: [questions, { ...questions, kind: "online-services", to: "2023-12-30" }] }),
    ];
    expect(portalsOn(units, [portalOf("a")], on).evaluated).toEqual([
      {
        portal: "cong-a",
        unit: "a",
        group: "departments",
        kind: "department",
        level: "province",
        participations: ["questions"],
      },
    ]);
  });
});

describe("what stands there at first", () => {
  const portal: EvaluatedPortal = {
    ...{ portal: "cong-so-mau", unit: "so-mau", group: "departments", kind: "department", level: "province" },
    participations: ["questions"],
  };
  const date = { factsAt: "2024-01-02T01:00:00.000Z", factsOn: "2023-12-31" };
  const facts = { "questions-on-time": known({ n: 9, of: 10 }) };

  it("what is asked of this body, with what was measured; what was not measured is said, not left open", () => {
    const { entries } = firstSheet(smallSet, portal, facts, date);
    expect(Object.keys(entries)).toEqual(["A1", "A2", "A3", "A4", "C1", "D1", "D2", "F1"]);
    expect(entries).toMatchObject({
      A1: {},
      D1: { measured: known({ n: 9, of: 10 }) },
      F1: { measured: { is: "not-measured", why: "no-source" } },
    });
    const { entries: others } = firstSheet(smallSet, { ...portal, participations: [] }, facts, date);
    expect(Object.keys(others)).toEqual(["A1", "A2", "A3", "A4", "C1", "F1"]);
  });

  it("asks the sources only for what the set asks", () => {
    expect(factsAsked(smallSet)).toEqual(["questions-on-time", "questions-satisfaction", "reports-dates"]);
  });

  it("an open evaluation whose reminders are planned", () => {
    const now = Date.parse("2024-01-02T01:00:00.000Z");
    const head = openedEvaluation(
      portal,
      named("2023"),
      { set: "bo-mau", selfScoreDueOn: "2024-01-15" },
      now,
      calendar,
    );
    expect(head).toMatchObject({
      id: "2023.cong-so-mau",
      state: "open",
      version: 1,
      sequence: 1,
      sheet: 1,
      group: "departments",
    });
    expect(head.plan).toMatchObject({ version: 1, ladder: "self-score-1", nextCheckAt: "2024-01-11T01:00:00.000Z" });
  });
});
