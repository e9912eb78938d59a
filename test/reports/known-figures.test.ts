import { describe, expect, it } from "vitest";
import { periodOf } from "../../shared/reports/kinds.ts";
import { knownFigures, monthsNeeded, withSources } from "../../shared/reports/known-figures.ts";
import { regimes } from "../../shared/reports/regimes.ts";
import { rebuiltTallies } from "../../shared/statistics/rebuild.ts";
import { reportMonthClosesOn } from "../../shared/statistics/tally.ts";
import { inProvince } from "../calendar/worked-examples.ts";
import { event } from "../support/events.ts";

const [regime] = regimes;
if (!regime) throw new Error("No regime is seeded.");
const period = periodOf("quarter-2", 2024, 15, 14);
const at = (text: string) => new Date(inProvince(text)).toISOString();
const rowsOf = (events: ReturnType<typeof event>[]) =>
  new Map(rebuiltTallies(events).map(({ month, counts }) => [month, counts]));
const valuesAt = (events: ReturnType<typeof event>[], now: string) =>
  Object.fromEntries(knownFigures(regime, period, rowsOf(events), inProvince(now)).map(({ id, value }) => [id, value]));

/** One question: when it was received, and when and how it was answered. */
const question = (name: string, received: string, answered?: string, onTime = true) => [
  event("question-received", { subject: `question#${name}`, at: at(received) }),
  ...(answered === undefined
    ? []
    : [event("question-answered", { subject: `question#${name}`, sequence: 2, at: at(answered), facts: { onTime } })]),
];

describe("what the system knows of a period", () => {
  const events = [
    ...question("the day before", "2024-03-14T23:59", "2024-03-20T10:00"),
    ...question("first day", "2024-03-15T00:00", "2024-03-20T10:00", false),
    ...question("last day, answered after the close", "2024-06-14T23:59", "2024-06-20T10:00"),
    ...question("the day after", "2024-06-15T00:00"),
  ];

  it("is counted from the 15th to the 14th, to the minute, whatever the calendar's months are", () => {
    expect(valuesAt(events, "2024-06-21T09:00")).toEqual({
      "questions-received": 2,
      "questions-accepted-late": 0,
      "questions-answered-on-time": 1,
      "questions-answered-late": 1,
      "questions-open": 1,
    });
  });

  it("says how many were open at the close, whenever it is asked", () => {
    for (const now of ["2024-06-15T00:00", "2024-06-21T09:00", "2025-02-01T09:00"]) {
      const until = events.filter((entry) => Date.parse(entry.at) <= inProvince(now));
      expect(valuesAt(until, now)["questions-open"], now).toBe(1);
    }
  });

  it("is not final while the period runs, and names its source and moment", () => {
    const [first] = knownFigures(regime, period, new Map(), inProvince("2024-06-14T09:00"));
    expect(first).toEqual({
      id: "questions-received",
      value: 0,
      source: { from: "questions-received", at: at("2024-06-14T09:00") },
      isFinal: false,
    });
    expect(knownFigures(regime, period, new Map(), inProvince("2024-06-15T00:00"))[0]?.isFinal).toBe(true);
  });

  it("needs the months of the period and those since; of days that are no whole report months nothing is known", () => {
    expect(monthsNeeded(period, inProvince("2024-07-20T09:00"))).toEqual([
      "now",
      "to-2024-04-14",
      "to-2024-05-14",
      "to-2024-06-14",
      "to-2024-07-14",
      "to-2024-08-14",
    ]);
    expect(monthsNeeded({ ...period, dataFrom: "2024-03-01" }, inProvince("2024-07-20T09:00"))).toBeUndefined();
    expect(monthsNeeded(period, inProvince("2034-07-20T09:00"))).toBeUndefined();
    expect(monthsNeeded(period, inProvince("2031-12-31T09:00"))?.length).toBeLessThanOrEqual(100);
  });

  it("is of months that close when the regimes' data close", () => {
    expect(regimes.every(({ closesOn }) => closesOn === reportMonthClosesOn)).toBe(true);
  });
});

describe("a figure as an officer writes it", () => {
  it("has the system as its source only where it is as the system knows it", () => {
    const known = knownFigures(regime, period, new Map(), 0);
    const figures = {
      "questions-received": { value: 0 },
      "questions-answered-late": { value: 3 },
      visits: { value: 0 },
    };
    const written = { sections: {}, figures, corrections: {}, attachments: [] };
    expect(withSources(written, known).figures).toEqual({
      "questions-received": { value: 0, source: { from: "questions-received", at: "1970-01-01T00:00:00.000Z" } },
      "questions-answered-late": { value: 3 },
      visits: { value: 0 },
    });
  });
});
