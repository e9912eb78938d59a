/** How many due dates a second one core counts; and what three libraries make of the same question. */

import packageJson from "../../package.json" with { type: "json" };
import { officialYears } from "../../shared/calendar/official-years.ts";
import { type Day, millisecondsPerDay } from "../../shared/calendar/province-time.ts";
import { termOf, workingCalendar } from "../../shared/calendar/working-days.ts";
import type { Instant } from "../../shared/platform/clock.ts";
import { questionClasses, termsOn } from "../../shared/questions/terms.ts";
import { inProvince, workedExamples } from "../calendar/worked-examples.ts";
import { type DateLibrary, dateLibraries } from "./date-libraries.ts";
import type { Benchmark, Detail, Figure } from "./figure.ts";
import { median, seededDraw } from "./sample.ts";

const seed = 6821;
const classDays = questionClasses.map((name) => termsOn("2024-01-01").days[name]);
const calendar = workingCalendar(officialYears);

export const dueDates: Benchmark = {
  name: "due-dates",
  run: async () => {
    const ours = datesASecond(1_000_000, (receivedAt, days) => rightDate(receivedAt, days));
    const measured = dateLibraries.map((library) => measuredLibrary(library));
    return {
      method:
        "Seeded random receipts 2021-2027, classes of 5, 8 and 10 working days in turn, one core, median of 7 rounds. The libraries are given our days off, and our worked Saturdays where they take them.",
      figures: [
        { name: "due dates a second, one core", measured: ours, unit: "/s", target: { atLeast: 1_000_000 } },
        ...measured.map(
          ({ library, speed }): Figure => ({
            name: `the same by ${library.name} (${library.label})`,
            measured: speed,
            unit: "/s",
          }),
        ),
      ],
      details: [libraryTable(measured, ours), wrongExamples()],
    };
  },
};

interface Measured {
  readonly library: DateLibrary;
  readonly speed: number;
  readonly wrongInExamples: number;
  readonly wrongAroundHolidays: number;
}

const versions = new Map(Object.entries(packageJson.devDependencies));
const aroundHolidays = receiptsAroundHolidays(2_000);

function measuredLibrary(library: DateLibrary): Measured {
  const wrong = (receivedAt: Instant) =>
    classDays.filter((days) => library.dueOn(receivedAt, days) !== rightDate(receivedAt, days)).length;
  return {
    library,
    speed: datesASecond(3_000, (receivedAt, days) => library.dueOn(receivedAt, days)),
    wrongInExamples: examples.filter(({ receivedAt, days, dueOn }) => library.dueOn(receivedAt, days) !== dueOn).length,
    wrongAroundHolidays: aroundHolidays.reduce((sum, receivedAt) => sum + wrong(receivedAt), 0),
  };
}

/** The date by rule R; every sample lies within the calendars. */
function rightDate(receivedAt: Instant, days: number): Day {
  const term = termOf(receivedAt, days, calendar);
  if (term.kind !== "term") throw new Error(`No calendar of ${term.year}.`);
  return term.dueOn;
}

/** Median of 7 rounds over the same receipts, the classes in turn. */
function datesASecond(count: number, dueOn: (receivedAt: Instant, days: number) => Day): number {
  const draw = seededDraw(seed);
  const first = inProvince("2021-01-01T00:00");
  const span = inProvince("2027-12-01T00:00") - first;
  const receipts = Float64Array.from({ length: count }, () => first + draw(span));
  let length = 0;
  const rounds = Array.from({ length: 8 }, () => {
    const startedAt = performance.now();
    for (let index = 0; index < count; index++) {
      length += dueOn(receipts[index] ?? 0, classDays[index % classDays.length] ?? 0).length;
    }
    return (count / (performance.now() - startedAt)) * 1000;
  });
  if (length !== rounds.length * count * "2024-01-01".length) throw new Error("A date is missing.");
  return median(rounds.slice(1));
}

/** Receipts from twelve days before a day off to two days after it, at any time of the day. */
function receiptsAroundHolidays(count: number): Instant[] {
  const draw = seededDraw(seed + 1);
  const daysOff = officialYears.flatMap(({ offDays }) => offDays.map(({ on }) => inProvince(`${on}T00:00`)));
  return Array.from(
    { length: count },
    () => (daysOff[draw(daysOff.length)] ?? 0) - 12 * millisecondsPerDay + draw(14 * millisecondsPerDay),
  ).filter((receivedAt) => receivedAt >= inProvince("2021-01-01T00:00"));
}

const examples = workedExamples.flatMap(([received, , ...rest]) =>
  classDays.map((days, index) => ({
    received,
    receivedAt: inProvince(received),
    days,
    dueOn: rest[index] ?? "",
  })),
);

function libraryTable(measured: readonly Measured[], ours: number): Detail {
  return {
    title: `Libraries of business days, given our days off: wrong dates among ${examples.length} of the worked examples and ${aroundHolidays.length * classDays.length} of seeded receipts around holidays`,
    head: [
      "",
      "library",
      "version",
      "used by",
      "takes worked Saturdays",
      "dates/s",
      "ours faster by",
      "wrong examples",
      "wrong around holidays",
    ],
    rows: measured.map(({ library, speed, wrongInExamples, wrongAroundHolidays }) => [
      library.label,
      library.name,
      versions.get(library.name) ?? "",
      library.usage,
      library.takesWorkedSaturdays ? "yes" : "no",
      speed,
      `${Math.round(ours / speed)}x`,
      String(wrongInExamples),
      String(wrongAroundHolidays),
    ]),
  };
}

/** Each worked example that some library gets wrong, with what it says instead. */
function wrongExamples(): Detail {
  const rows = examples.map(({ received, receivedAt, days, dueOn }) => {
    const answers = dateLibraries.map((library) => library.dueOn(receivedAt, days));
    return [received, String(days), dueOn, ...answers.map((answer) => (answer === dueOn ? "right" : answer))];
  });
  return {
    title: "The worked examples that a library gets wrong",
    head: ["received", "days", "due", ...dateLibraries.map(({ label }) => label)],
    rows: rows.filter((row) => row.slice(3).some((answer) => answer !== "right")),
  };
}
