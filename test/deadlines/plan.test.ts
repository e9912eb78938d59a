import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { officialYears } from "../../shared/calendar/official-years.ts";
import { workingCalendar } from "../../shared/calendar/working-days.ts";
import { ladderOn } from "../../shared/deadlines/ladders.ts";
import { type Deadline, type Plan, planAt, stepDue } from "../../shared/deadlines/plan.ts";
import { inProvince } from "../calendar/worked-examples.ts";

const calendar = workingCalendar(officialYears);
const ladder = ladderOn("question", "2024-02-05");
/** The question of the week before Tết: received on Saturday 3/2, due on Friday 16/2. */
const deadline: Deadline = { days: { accept: "2024-02-05", due: "2024-02-16" }, isAccepted: false };
const received = inProvince("2024-02-03T22:15");
const fresh = planAt(ladder, 1, deadline, received, calendar);

/** Runs the engine at the given moments and notes what it reached, and when. */
function reached(plan: Plan, facts: Deadline, moments: readonly number[]): string[] {
  const lines: string[] = [];
  let current = plan;
  for (const now of moments) {
    for (
      let step = stepDue(current, ladder, facts, now, calendar);
      step;
      step = stepDue(current, ladder, facts, now, calendar)
    ) {
      for (const { id } of step.rungs) lines.push(`${new Date(step.at).toISOString()} ${id}`);
      current = step.next;
    }
  }
  return lines;
}

const everyFiveMinutes = Array.from({ length: 12 * 24 * 25 }, (_, index) => received + index * 300_000);
const everything = [
  "2024-02-06T01:00:00.000Z acceptance-late",
  "2024-02-07T01:00:00.000Z due-in-2",
  "2024-02-15T01:00:00.000Z due-in-1",
  "2024-02-16T01:00:00.000Z due-today",
  "2024-02-19T01:00:00.000Z late-1",
  "2024-02-21T01:00:00.000Z late-3",
  "2024-02-23T01:00:00.000Z late-5",
];

describe("the ladder of a question", () => {
  it("is climbed at 08:00 of working days: two and one before, on the day, one, three and five after", () => {
    expect(reached(fresh, deadline, everyFiveMinutes)).toEqual(everything);
  });

  it("is the same when nothing ran for three weeks, or everything ran twice", () => {
    expect(reached(fresh, deadline, [received + 21 * 86_400_000])).toEqual(everything);
    expect(
      reached(
        fresh,
        deadline,
        everyFiveMinutes.flatMap((at) => [at, at]),
      ),
    ).toEqual(everything);
  });

  it("is the same whenever the runs fall", () => {
    const runs = fc.array(fc.integer({ min: received, max: received + 25 * 86_400_000 }), { maxLength: 40 });
    fc.assert(
      fc.property(runs, (moments) => {
        const all = [...moments.toSorted((a, b) => a - b), received + 25 * 86_400_000];
        expect(reached(fresh, deadline, all)).toEqual(everything);
      }),
    );
  });

  it("passes over the reminder to take it in once it has been taken in", () => {
    expect(reached(fresh, { ...deadline, isAccepted: true }, everyFiveMinutes)).toEqual(everything.slice(1));
  });

  it("says when to look next, and nothing after the last rung", () => {
    expect(fresh.nextCheckAt).toBe("2024-02-06T01:00:00.000Z");
    const last = stepDue(
      { ...fresh, watermark: "2024-02-21T01:00:00.000Z", nextCheckAt: "2024-02-23T01:00:00.000Z" },
      ladder,
      deadline,
      inProvince("2024-02-23T08:00"),
      calendar,
    );
    expect(last?.next.nextCheckAt).toBeNull();
  });
});

describe("a plan made anew", () => {
  const replanned = inProvince("2024-02-15T09:00");
  const later: Deadline = { days: { accept: "2024-02-05", due: "2024-02-21" }, isAccepted: true };

  it("arms again what lies ahead of the later day, and stores as skipped what is past", () => {
    const plan = planAt(ladder, 2, later, replanned, calendar);
    expect(plan).toMatchObject({ version: 2, skipped: ["acceptance-late"], nextCheckAt: "2024-02-19T01:00:00.000Z" });
    const moments = [replanned + 20 * 86_400_000];
    expect(reached(plan, later, moments).map((line) => line.split(" ")[1])).toEqual([
      "due-in-2",
      "due-in-1",
      "due-today",
      "late-1",
      "late-3",
      "late-5",
    ]);
  });

  it("knows an appointment beside the due day", () => {
    const appointed: Deadline = {
      days: { accept: "2024-02-05", due: "2024-02-23", appointment: "2024-02-21" },
      isAccepted: true,
    };
    const lines = reached(planAt(ladder, 2, appointed, replanned, calendar), appointed, [replanned + 9 * 86_400_000]);
    expect(lines).toContain("2024-02-20T01:00:00.000Z appointment-in-1");
    expect(lines).toContain("2024-02-22T01:00:00.000Z appointment-broken");
  });
});

describe("without a calendar", () => {
  it("a plan is looked at again in a day", () => {
    const none = workingCalendar([]);
    const plan = planAt(ladder, 1, { days: { accept: null, due: null }, isAccepted: false }, received, none);
    expect(plan.nextCheckAt).toBe(new Date(received + 86_400_000).toISOString());
  });

  it("rungs beyond its last year wait for it, and those within are reached", () => {
    const until2024 = workingCalendar(officialYears.filter(({ year }) => year <= 2024));
    const facts: Deadline = { days: { accept: "2024-12-26", due: "2024-12-31" }, isAccepted: true };
    const plan = planAt(ladder, 1, facts, inProvince("2024-12-30T09:00"), until2024);
    const step = stepDue(plan, ladder, facts, inProvince("2024-12-31T08:00"), until2024);
    expect(step?.rungs.map(({ id }) => id)).toEqual(["due-today"]);
    expect(step?.next.nextCheckAt).toBe("2025-01-01T01:00:00.000Z");
  });
});
