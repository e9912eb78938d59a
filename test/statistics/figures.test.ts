import { describe, expect, it } from "vitest";
import { officialYears } from "../../shared/calendar/official-years.ts";
import { workingCalendar } from "../../shared/calendar/working-days.ts";
import { monthFigures, openFigures } from "../../shared/statistics/figures.ts";
import { metricLine, metrics } from "../../shared/statistics/metrics.ts";
import { joined, mostNamed, nothingOpen, openPicture } from "../../shared/statistics/open-picture.ts";
import { opened } from "../support/open-questions.ts";

const calendar = workingCalendar(officialYears);
// A Friday.
const today = "2024-02-16";

describe("the picture of what is open", () => {
  it("sorts questions by their due day; without one, a question is neither due nor late", () => {
    const picture = openPicture(
      ["2024-02-15", today, "2024-02-19", null].map((dueOn) => opened({ dueOn })),
      today,
    );
    expect(openFigures(picture, today, calendar)).toMatchObject({
      open: 4,
      "due-today": 1,
      late: 1,
      "without-due-day": 1,
    });
  });

  it("is the same seen whole or in parts, in whatever order the parts come", () => {
    const questions = Array.from({ length: 60 }, (_, index) =>
      opened({
        unit: `so-${index % 7}`,
        dueOn: index % 9 === 0 ? null : `2024-02-${String(1 + (index % 28)).padStart(2, "0")}`,
        startsOn: `2024-01-${String(1 + (index % 30)).padStart(2, "0")}`,
      }),
    );
    const parts = [questions.slice(40), questions.slice(0, 13), [], questions.slice(13, 40)];
    const whole = openPicture(questions, today);
    const inParts = parts.map((part) => openPicture(part, today)).reduce(joined, nothingOpen);
    const sorted = (picture: typeof whole) => ({ ...picture, byUnit: Object.fromEntries(picture.byUnit) });
    expect(sorted(inParts)).toEqual(sorted(whole));
    expect(whole.late.total).toBeGreaterThan(10);
  });

  it("keeps the earliest late ones by name, so that its size is bounded, and counts all of them", () => {
    const some = Array.from({ length: mostNamed + 30 }, () => opened({ dueOn: "2024-02-15" }));
    const first = opened({ dueOn: "2023-12-29" });
    const { late } = joined(openPicture(some, today), openPicture([first], today));
    expect(late.total).toBe(mostNamed + 31);
    expect(late.first).toHaveLength(mostNamed);
    expect(late.first[0]?.code).toBe(first.code);
  });

  it("says of a unit how many it has not answered, how many of them are late, and the oldest due day", () => {
    const { byUnit } = openPicture(
      [
        opened({ unit: "so-tu-phap", dueOn: "2024-02-07" }),
        opened({ unit: "so-tu-phap", dueOn: "2024-02-05" }),
        opened({ unit: "so-tu-phap", dueOn: today }),
        opened({ unit: "so-mau", dueOn: null }),
      ],
      today,
    );
    expect(byUnit.get("so-tu-phap")).toEqual({ open: 3, late: 2, oldestDueOn: "2024-02-05" });
    expect(byUnit.get("so-mau")).toEqual({ open: 1, late: 0, oldestDueOn: undefined });
  });
});

describe("the oldest unanswered question", () => {
  it.each([
    ["nothing is open", [], 0],
    // 05/02 to 07/02, then Tết until 14/02, then 15/02 and 16/02.
    ["counts working days, day 1 and today among them, and no day of Tết", [{ startsOn: "2024-02-05" }], 5],
    [
      "is the one that started first, not the one that is due first",
      [{ startsOn: "2024-02-15" }, { startsOn: "2024-02-07" }],
      3,
    ],
    ["started today", [{ startsOn: today }], 1],
    ["starts on Monday: no day has been counted yet", [{ startsOn: "2024-02-19" }], 0],
    [
      "has no calendar: it counts from the day it came, a Saturday",
      [{ startsOn: null, receivedAt: "2024-02-03T01:00:00Z" }],
      5,
    ],
  ])("%s", (_, questions, days) => {
    const picture = openPicture(questions.map(opened), today);
    expect(openFigures(picture, today, calendar)["oldest-unanswered"]).toBe(days);
  });
});

describe("the figures of a month", () => {
  it("are sums over all units", () => {
    expect(
      monthFigures([
        { received: 2, answeredOnTime: 1 },
        { received: 1, answeredLate: 1, answeredUndated: 4 },
      ]),
    ).toEqual({
      "received-in-month": 3,
      "answered-in-month": 2,
      "answered-on-time-in-month": 1,
    });
  });
});

describe("our own metrics", () => {
  it("are a closed list of at most 20, since each is paid for by the month", () => {
    expect(Object.keys(metrics).length).toBeLessThanOrEqual(20);
  });

  it("each says what it means, in both languages", () => {
    for (const [name, { vi, meaning }] of Object.entries(metrics)) {
      expect(meaning, name).toMatch(/^[A-Z].+[.:]? ?.*\.$/);
      expect(vi, name).toMatch(/^\p{Lu}/u);
    }
  });

  it("leave as one line in the embedded metric format, each with its unit, none with a dimension", () => {
    const at = Date.parse("2024-02-16T01:15:00Z");
    expect(JSON.parse(metricLine("Dondoc/test", { late: 3, "oldest-notice-waiting": 40 }, at))).toEqual({
      _aws: {
        Timestamp: at,
        CloudWatchMetrics: [
          {
            Namespace: "Dondoc/test",
            Dimensions: [[]],
            Metrics: [
              { Name: "late", Unit: "Count" },
              { Name: "oldest-notice-waiting", Unit: "Seconds" },
            ],
          },
        ],
      },
      late: 3,
      "oldest-notice-waiting": 40,
    });
  });
});
