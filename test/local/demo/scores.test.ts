import { beforeAll, describe, expect, it } from "vitest";
import { provinceRows } from "../../../infra/local/demo/province.ts";
import { demoSet } from "../../../infra/local/demo/scoring/criteria.ts";
import { decidedPeriod, latestResultsOf, linesOf } from "../../../infra/local/demo/scoring/period.ts";
import { type Year, type YearScored, yearScored } from "../../../infra/local/demo/scoring/year-2022.ts";
import { officialYears } from "../../../shared/calendar/official-years.ts";
import { workingCalendar } from "../../../shared/calendar/working-days.ts";
import { portal } from "../../../shared/portals/portal.ts";
import { hasReviewed } from "../../../shared/scoring/evaluations/evaluation.ts";
import { portalsOn, setOfPeriod } from "../../../shared/scoring/periods/opening.ts";
import { scoringStore } from "../../../shared/scoring/scoring-store.ts";
import { replayOf } from "../../../shared/scoring/snapshots/replay.ts";
import { snapshotIn } from "../../../shared/scoring/snapshots/snapshot.ts";
import { packed } from "../../../shared/scoring/snapshots/snapshot-store.ts";
import { unit } from "../../../shared/units/unit.ts";
import { testClient } from "../../support/tables.ts";

const rows = provinceRows("http://127.0.0.1:3001");

function yearMade(): Year {
  return {
    units: rows.unit.map((row) => unit.parse(row)),
    portals: rows.portal.map((row) => portal.parse(row)),
    officers: new Map(rows.officer.map((row) => [row.id, row])),
    calendar: workingCalendar(officialYears),
    record: demoSet(scoringStore(testClient(), "no-table")).record,
  };
}

let year: Year;
let scored: YearScored;
beforeAll(() => {
  year = yearMade();
  scored = yearScored(year);
});

const bytesOf = async (of: Year, results: YearScored) =>
  (await packed(linesOf(decidedPeriod(of, results), of, results))).bytes;

describe("the demonstration's score period 2022", () => {
  it("is opened by the rules: its set is in force, its portals are those of the last day, the self-score has ten working days", () => {
    const { period, at, selfScoreDueOn } = scored.opening;
    expect(setOfPeriod(period, [year.record])).toBe(year.record);
    expect(scored.pasts.map(({ head }) => head.portal)).toEqual(
      portalsOn(year.units, year.portals, "2022-12-31").evaluated.map((one) => one.portal),
    );
    expect([new Date(at).toISOString(), selfScoreDueOn]).toEqual(["2023-01-03T01:00:00.000Z", "2023-01-16"]);
  });

  it("has all that a province has: every grade, ties, who is late, silent, suspended, measured too little", () => {
    const latest = latestResultsOf(decidedPeriod(year, scored), year, scored);
    expect(latest.grades.map(({ count }) => count).every((count) => count >= 10)).toBe(true);
    expect(latest.notGraded).toEqual({ suspended: 1, "coverage-low": 3, "nothing-measured": 0 });
    expect(latest.weakest).toHaveLength(10);
    expect(scored.results.filter(({ tied = 1 }) => tied > 1).length).toBeGreaterThanOrEqual(2);
    const late = scored.pasts.filter(({ head }) => (head.selfScore?.lateDays ?? 0) > 0);
    const silent = scored.pasts.filter(({ head }) => !head.selfScore);
    expect([late.length, silent.length]).toEqual([9, 5]);
  });

  it("has four requests for reconsideration: two that changed a value, one that did not, one without answer", () => {
    const asked = scored.pasts.filter(({ head }) => head.reconsideration);
    const changed = asked.flatMap(({ events }) =>
      events.filter(({ kind }) => kind === "reconsideration-answered").map(({ facts }) => facts.changed),
    );
    expect(asked).toHaveLength(4);
    expect(changed.map((criteria) => (Array.isArray(criteria) ? criteria.length : criteria))).toEqual([1, 0, 1]);
    expect(scored.unanswered).toBe(1);
  });

  it("says nothing bad of a body that the letter names: they are made up, the bodies are not", () => {
    const real = new Set(year.units.filter(({ synthetic }) => !synthetic).map(({ id }) => id));
    const named = scored.pasts.filter(({ head }) => real.has(head.unit));
    expect(named.length).toBeGreaterThan(10);
    for (const { head } of named) {
      expect(head.selfScore?.lateDays).toBe(0);
      expect(["tot", "kha"]).toContain(head.result?.grade);
    }
  });

  it("lets nobody judge their own: the Office's portal is reviewed by whom a document names, and nobody who reviewed decides", () => {
    const { record } = decidedPeriod(year, scored);
    for (const { head } of scored.pasts) {
      const reviewer = record.reviewers[head.portal]?.officer ?? "van-phong-ubnd-tinh.supervisor";
      expect(head.review?.by).toBe(reviewer);
      expect(reviewer.startsWith(`${head.unit}.`)).toBe(false);
      expect(hasReviewed(head, record.decision?.signature.officer ?? head.unit)).toBe(false);
    }
  });

  it("is over: nothing is to be done any more, and every head leads to its newest sheet and its last event", () => {
    for (const { head, sheets, events } of scored.pasts) {
      expect(head).toMatchObject({ state: "final", snapshot: 1, sheet: sheets.length, sequence: events.length });
      expect(head.plan.nextCheckAt).toBeNull();
      expect(events.map(({ at }) => at)).toEqual(events.map(({ at }) => at).toSorted());
    }
  });

  it("is frozen as a snapshot that is made again byte for byte, and the same on every machine", async () => {
    const bytes = await bytesOf(year, scored);
    expect(replayOf(snapshotIn(bytes)).difference).toBeUndefined();
    const again = yearMade();
    expect(snapshotIn(await bytesOf(again, yearScored(again))).hash).toBe(snapshotIn(bytes).hash);
  });
});
