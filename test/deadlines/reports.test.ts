/** The ladder of a report: around due days on working days, days off and Tết, with an extension, a return, and without a calendar. */
import { describe, expect, it } from "vitest";
import { officialYears } from "../../shared/calendar/official-years.ts";
import { type WorkingCalendar, workingCalendar } from "../../shared/calendar/working-days.ts";
import type { Instant } from "../../shared/platform/clock.ts";
import type { ReportKind } from "../../shared/reports/kinds.ts";
import { expectedObligation, frozenObligation, lapsedObligation } from "../../shared/reports/listed.ts";
import type { ObligationHead } from "../../shared/reports/obligation.ts";
import { obligationOf, periodsOf } from "../../shared/reports/opening.ts";
import type { Owing } from "../../shared/reports/owing.ts";
import { regimes } from "../../shared/reports/regimes.ts";
import { obligationScheduled, obligationStep, reminderDay } from "../../shared/reports/schedule.ts";
import { inProvince } from "../calendar/worked-examples.ts";

const official = workingCalendar(officialYears);
const department: Owing = { unit: "so", group: "departments", to: "ubnd-tinh", tier: "direct", gathers: false };
const district: Owing = { ...department, unit: "huyen", group: "districts", gathers: true };
const commune: Owing = { unit: "xa", group: "communes", to: "huyen", tier: "child", gathers: false };

function opened(owing: Owing, kind: ReportKind, year: number, calendar = official): ObligationHead {
  const { period, regime } = periodsOf(year, regimes).find((entry) => entry.period.kind === kind) ?? {};
  if (!period || !regime) throw new Error(`${year} has no ${kind}.`);
  const now = inProvince(`${period.dataFrom}T00:10`);
  return expectedObligation(obligationOf(owing, period, regime, calendar), now, calendar);
}

/** Every step of an obligation up to a moment, frozen on the morning after its close; each as its day and its rungs. */
function climbed(start: ObligationHead, until: string, calendar: WorkingCalendar = official): string[] {
  const lines: string[] = [];
  let head = start;
  const closes = start.period && inProvince(`${start.period.dataTo}T23:59`) + 60_000;
  for (
    let now: Instant = inProvince(`${start.period?.dataFrom ?? start.dueOn}T08:00`);
    now <= inProvince(until);
    now += day / 2
  ) {
    if (closes !== undefined && head.frozenOn === undefined && now > closes)
      head = frozenObligation(head, { ...head, period: head.period }, head.period?.dataTo ?? "", now, calendar);
    for (let step = obligationStep(head, now, calendar); step; step = obligationStep(head, now, calendar)) {
      const { rungs = [], at = "", lateDays } = step.event?.facts ?? {};
      if (step.event)
        lines.push(
          `${new Date(Date.parse(String(at)) + 7 * hour).toISOString().slice(0, 16)} ${String(rungs)} ${lateDays}`,
        );
      head = step.next;
    }
  }
  return lines;
}
const hour = 3_600_000;
const day = 24 * hour;

describe("the ladder of a report", () => {
  it.each([
    [
      "due on Monday 18/3/2024",
      opened(department, "quarter-1", 2024),
      [
        "2024-03-11 due-in-5 0",
        "2024-03-14 due-in-2 0",
        "2024-03-18 due-today 0",
        "2024-03-19 late-1 1",
        "2024-03-21 late-3 3",
        "2024-03-25 late-5 7",
      ],
    ],
    [
      "due on Saturday 18/3/2023: reminded on Friday, late only from Monday",
      opened(department, "quarter-1", 2023),
      [
        "2023-03-10 due-in-5 0",
        "2023-03-15 due-in-2 0",
        "2023-03-17 due-today 0",
        "2023-03-20 late-1 2",
        "2023-03-22 late-3 4",
        "2023-03-24 late-5 6",
      ],
    ],
    [
      "due on Sunday 18/6/2023",
      opened(department, "half-year", 2023),
      [
        "2023-06-09 due-in-5 0",
        "2023-06-14 due-in-2 0",
        "2023-06-16 due-today 0",
        "2023-06-19 late-1 1",
        "2023-06-21 late-3 3",
        "2023-06-23 late-5 5",
      ],
    ],
    [
      "of a commune, due on Saturday 16/3/2024: reminded on Friday, the day after the close",
      opened(commune, "quarter-1", 2024),
      [
        "2024-03-08 due-in-5 0",
        "2024-03-13 due-in-2 0",
        "2024-03-15 due-today 0",
        "2024-03-18 late-1 2",
        "2024-03-20 late-3 4",
        "2024-03-22 late-5 6",
      ],
    ],
    [
      "of a commune, closed on Friday 14/6/2024: due on the first working day after it (Decree 09/2019/NĐ-CP, Art. 8.5)",
      opened(commune, "half-year", 2024),
      [
        "2024-06-10 due-in-5 0",
        "2024-06-13 due-in-2 0",
        "2024-06-17 due-today 0",
        "2024-06-18 late-1 1",
        "2024-06-20 late-3 3",
        "2024-06-24 late-5 7",
      ],
    ],
    [
      "of a district: it hears of its communes on their day and on the morning after",
      opened(district, "year", 2026),
      [
        "2026-12-11 due-in-5 0",
        "2026-12-16 due-in-2,children-today 0",
        "2026-12-17 children-late-1 0",
        "2026-12-18 due-today 0",
        "2026-12-21 late-1 3",
        "2026-12-23 late-3 5",
        "2026-12-25 late-5 7",
      ],
    ],
  ])("%s", (_, head, expected) => {
    const year = head.period?.year ?? 0;
    expect(climbed(head, `${year + 1}-01-20T00:00`)).toEqual(
      expected.map((line) => line.replace(/^(\S+)/, "$1T08:00")),
    );
  });

  it("an extension moves it: what lies ahead of the new day is armed again, what is past is skipped and said so", () => {
    const head = { ...opened(department, "quarter-1", 2024), state: "owed" as const, frozenOn: "2024-03-14" };
    const extension = { until: "2024-03-29", reason: "Bão lũ", by: "a", at: "2024-03-18T02:00:00.000Z" };
    const extended = obligationScheduled(
      { ...head, extension },
      head.plan.version,
      inProvince("2024-03-25T09:00"),
      official,
    );
    expect(extended.plan).toMatchObject({ version: 2, skipped: ["due-in-5"] });
    expect(climbed(extended, "2024-04-20T00:00").slice(0, 3)).toEqual([
      "2024-03-27T08:00 due-in-2 0",
      "2024-03-29T08:00 due-today 0",
      "2024-04-01T08:00 late-1 3",
    ]);
  });

  it("of a returned report, the new day counts, also while it is being drafted again", () => {
    const head = opened(department, "quarter-1", 2024);
    const returned = {
      reason: "Thiếu số liệu",
      fields: [],
      by: "a",
      at: "2024-03-20T02:00:00.000Z",
      dueOn: "2024-03-29",
    };
    const again = { ...head, state: "drafted" as const, frozenOn: "2024-03-14", returned };
    const planned = obligationScheduled(again, 1, inProvince("2024-03-20T09:00"), official);
    expect(climbed(planned, "2024-03-30T00:00")).toEqual([
      "2024-03-22T08:00 due-in-5 0",
      "2024-03-27T08:00 due-in-2 0",
      "2024-03-29T08:00 due-today 0",
    ]);
  });

  it("is silent once nothing is owed", () => {
    const head = opened(department, "quarter-1", 2024);
    for (const state of ["submitted", "accepted", "excused", "lapsed"] as const)
      expect(obligationStep({ ...head, state }, inProvince("2024-04-20T08:00"), official)).toBeUndefined();
    expect(lapsedObligation(head, "2024-03-14").plan.nextCheckAt).toBeNull();
  });

  it("after the close waits for the list to be frozen, then climbs what it missed: nobody is urged for what he may not owe", () => {
    const head = opened(department, "quarter-1", 2024);
    let waiting = head;
    for (const on of ["2024-03-11", "2024-03-14"])
      waiting = obligationStep(waiting, inProvince(`${on}T08:00`), official)?.next ?? waiting;
    const late = inProvince("2024-03-19T09:00");
    const step = obligationStep(waiting, late, official);
    expect(step).toMatchObject({
      event: undefined,
      next: { sequence: waiting.sequence, plan: { nextCheckAt: "2024-03-19T03:00:00.000Z" } },
    });
    const { plan: _before, ...rest } = head;
    const frozen = frozenObligation(step?.next, rest, "2024-03-14", late, official);
    const next = obligationStep(frozen, late + hour, official);
    expect(next?.event?.facts).toMatchObject({ rungs: ["due-today"], at: "2024-03-18T01:00:00.000Z" });
  });

  it("says what each step is about: the period, to whom, by when; no words of people", () => {
    const step = obligationStep(opened(commune, "quarter-1", 2024), inProvince("2024-03-08T08:00"), official);
    expect(step?.event).toEqual({
      subject: "obligation#2024-quarter-1.xa",
      sequence: 2,
      version: 1,
      kind: "deadline-rung-reached",
      at: "2024-03-08T01:00:00.000Z",
      by: { kind: "system", id: "deadline-sweep" },
      unit: "xa",
      to: "expected",
      facts: {
        of: "2024-quarter-1",
        to: "huyen",
        tier: "child",
        dueOn: "2024-03-16",
        rungs: ["due-in-5"],
        ladder: "report-1",
        plan: 1,
        at: "2024-03-08T01:00:00.000Z",
        lateDays: 0,
      },
    });
  });
});

describe("a year without a calendar", () => {
  const none = workingCalendar([]);

  it("is reminded all the same, Monday to Friday, and says that this is provisional", () => {
    const head = opened(department, "quarter-1", 2031, none);
    expect(climbed(head, "2031-03-19T00:00", none)).toEqual([
      "2031-03-11T08:00 due-in-5 0",
      "2031-03-14T08:00 due-in-2 0",
      "2031-03-18T08:00 due-today 0",
    ]);
    const step = obligationStep(head, inProvince("2031-03-11T08:00"), none);
    expect(step?.event?.facts.provisional).toBe(true);
  });

  it("takes the calendar as soon as there is one: a day that it says is off is reminded on the working day before", () => {
    expect(reminderDay("2031-05-01", none)).toBe("2031-05-01");
    const may = officialYears.find(({ year }) => year === 2026);
    if (!may) throw new Error("2026 has a calendar.");
    const year2031 = {
      ...may,
      year: 2031,
      offDays: [{ on: "2031-05-01", kind: "holiday" as const, name: "Quốc tế lao động" }],
      workedDays: [],
    };
    expect(reminderDay("2031-05-01", workingCalendar([year2031]))).toBe("2031-04-30");
  });
});

describe("what freezing makes of a plan", () => {
  const head = opened(department, "quarter-1", 2024);
  const { plan, ...rest } = head;
  const at = inProvince("2024-03-15T00:10");

  it("keeps it where the days are the same, so that no rung is reached twice", () => {
    expect(frozenObligation(head, rest, "2024-03-14", at, official)).toMatchObject({
      plan,
      state: "owed",
      sequence: 2,
      version: 1,
    });
  });

  it("makes it anew where the body has come under a parent, with an earlier day", () => {
    const moved = frozenObligation(
      head,
      { ...rest, tier: "child", to: "huyen", dueOn: "2024-03-16" },
      "2024-03-14",
      at,
      official,
    );
    expect(moved.plan).toMatchObject({ version: 2, nextCheckAt: "2024-03-15T01:00:00.000Z" });
  });
});
