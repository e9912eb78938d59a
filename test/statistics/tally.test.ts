import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ChangeEvent } from "../../shared/platform/events.ts";
import { differencesBetween, rebuiltTallies } from "../../shared/statistics/rebuild.ts";
import { acceptedLateShare, onTimeShare } from "../../shared/statistics/share.ts";
import { monthCounters, summed, tallyChanges, Uncountable } from "../../shared/statistics/tally.ts";
import { event } from "../support/events.ts";

const month = "2024-02";
const unit = "so-tu-phap";
const inMonth = (counts: object) => ({ month, unit, counts });
const stands = (open: number) => ({ month: "now", unit, counts: { open } });

describe("what an event counts", () => {
  it.each<[string, ChangeEvent, object[]]>([
    ["a question was received", event("question-received"), [inMonth({ received: 1 }), stands(1)]],
    ["taken in on time", event("question-accepted", { facts: { acceptedLate: false } }), [inMonth({ accepted: 1 })]],
    [
      "taken in late: counts among those taken in as well",
      event("question-accepted", { facts: { acceptedLate: true } }),
      [inMonth({ accepted: 1, acceptedLate: 1 })],
    ],
    [
      "a first act implies that it was taken in",
      event("question-drafted", { facts: { acceptedLate: false } }),
      [inMonth({ accepted: 1 })],
    ],
    ["a later draft", event("question-drafted"), []],
    [
      "classified as joint, as the first act",
      event("question-classified", { facts: { class: "joint", previousClass: "own", acceptedLate: false } }),
      [inMonth({ classifiedJoint: 1, accepted: 1 })],
    ],
    [
      "classified as special",
      event("question-classified", { facts: { class: "special", previousClass: "joint" } }),
      [inMonth({ classifiedSpecial: 1 })],
    ],
    [
      "put back: what happened is not taken back",
      event("question-classified", { facts: { class: "own", previousClass: "joint" } }),
      [],
    ],
    [
      "the same class again, with another appointment",
      event("question-classified", { facts: { class: "special", previousClass: "special" } }),
      [],
    ],
    [
      "answered on time",
      event("question-answered", { facts: { onTime: true } }),
      [inMonth({ answeredOnTime: 1 }), stands(-1)],
    ],
    [
      "answered late",
      event("question-answered", { facts: { onTime: false, lateDays: 2 } }),
      [inMonth({ answeredLate: 1 }), stands(-1)],
    ],
    [
      "answered late before the step of its schedule could say so: it turned late by the answer",
      event("question-answered", { facts: { onTime: false, lateDays: 1, turnedLate: true } }),
      [inMonth({ answeredLate: 1, late: 1 }), stands(-1)],
    ],
    [
      "answered without ever having had a due day: neither on time nor late",
      event("question-answered", { facts: { onTime: null } }),
      [inMonth({ answeredUndated: 1 }), stands(-1)],
    ],
    ["refused", event("question-refused"), [inMonth({ refused: 1 }), stands(-1)]],
    ["withdrawn", event("question-withdrawn"), [inMonth({ withdrawn: 1 }), stands(-1)]],
    [
      "transferred: leaves one unit and comes to the other",
      event("question-transferred", { unit: "so-mau", facts: { fromUnit: unit } }),
      [
        { month, unit: "so-mau", counts: { transferredIn: 1 } },
        { month: "now", unit: "so-mau", counts: { open: 1 } },
        inMonth({ transferredOut: 1 }),
        stands(-1),
      ],
    ],
    [
      "the first day late",
      event("deadline-rung-reached", { facts: { rungs: ["late-1"], at: "2024-02-19T01:00:00.000Z" } }),
      [inMonth({ late: 1 })],
    ],
    [
      "the third day late is the same lateness",
      event("deadline-rung-reached", { facts: { rungs: ["late-3"], at: "2024-02-21T01:00:00.000Z" } }),
      [],
    ],
    ["something of the register", event("unit-changed", { subject: "unit#so-tu-phap", unit: undefined }), []],
    ["something of a question that nobody counts", event("asker-called"), []],
  ])("%s", (_, happened, changes) => {
    const counted = tallyChanges(happened);
    expect(counted.filter(({ month }) => !month.startsWith("to-"))).toEqual(changes);
    // The same, in the month of the periodic reports: what stands `now` is of no month.
    const inReportMonth = counted.filter(({ month }) => month === "to-2024-02-14" || month === "to-2024-03-14");
    expect(inReportMonth.map(({ unit, counts }) => ({ unit, counts }))).toEqual(
      counted.filter(({ month }) => /^\d/.test(month)).map(({ unit, counts }) => ({ unit, counts })),
    );
  });

  it("belongs to the month of the province, which begins at 17:00 UTC", () => {
    const at = (instant: string) => tallyChanges(event("question-received", { at: instant }))[0]?.month;
    expect(at("2024-01-31T16:59:59.999Z")).toBe("2024-01");
    expect(at("2024-01-31T17:00:00.000Z")).toBe("2024-02");
  });

  it.each([
    ["2023-12-14T16:59:59.999Z", "to-2023-12-14", "the last moment of the 14th"],
    ["2023-12-14T17:00:00.000Z", "to-2024-01-14", "the 15th, of another year's first period"],
    ["2024-01-31T17:00:00.000Z", "to-2024-02-14", "the 1st"],
  ])("at %s belongs to the report month %s: %s", (instant, month) => {
    const months = tallyChanges(event("question-received", { at: instant })).map((change) => change.month);
    expect(months.filter((name) => name.startsWith("to-"))).toEqual([month]);
  });

  it("of a schedule belongs to the moment it was for, however late the check ran", () => {
    const late = event("deadline-rung-reached", {
      at: "2024-03-02T00:00:00.000Z",
      facts: { rungs: ["late-1"], at: "2024-02-29T01:00:00.000Z" },
    });
    expect(tallyChanges(late)[0]?.month).toBe("2024-02");
  });

  it("is refused when it does not say where: never counted at no unit", () => {
    expect(() => tallyChanges(event("question-received", { unit: undefined }))).toThrow(Uncountable);
    expect(() => tallyChanges(event("question-transferred"))).toThrow(Uncountable);
  });
});

/** Lives of questions: received, perhaps transferred, perhaps ended. */
const lives = fc.array(
  fc.record({
    at: fc.integer({ min: Date.parse("2023-11-01"), max: Date.parse("2024-12-31") }),
    unit: fc.constantFrom("a", "b", "c"),
    isTransferred: fc.boolean(),
    end: fc.constantFrom(undefined, "question-answered", "question-refused", "question-withdrawn"),
    onTime: fc.constantFrom(true, false, null),
  }),
  { maxLength: 30 },
);
type Life = typeof lives extends fc.Arbitrary<(infer L)[]> ? L : never;
const eventsOf = ({ at, unit: first, isTransferred, end, onTime }: Life, index: number) => {
  const common = { subject: `question#${index}`, unit: first };
  const on = (days: number) => new Date(at + days * 86_400_000).toISOString();
  return [
    event("question-received", { ...common, at: on(0) }),
    ...(isTransferred
      ? [event("question-transferred", { ...common, sequence: 2, at: on(3), unit: "d", facts: { fromUnit: first } })]
      : []),
    ...(end
      ? [event(end, { ...common, sequence: 3, at: on(20), unit: isTransferred ? "d" : first, facts: { onTime } })]
      : []),
  ];
};

describe("tallies rebuilt from the events", () => {
  it("are the same whatever the order and however often an event came", () => {
    fc.assert(
      fc.property(lives, fc.integer(), (all, seed) => {
        const events = all.flatMap(eventsOf);
        const shuffled = [...events, ...events.slice(0, 5)].toSorted(
          (a, b) => ((a.subject.length * 31 + a.sequence) ^ seed) - ((b.subject.length * 31 + b.sequence) ^ seed),
        );
        expect(differencesBetween(rebuiltTallies(events), rebuiltTallies(shuffled))).toEqual([]);
      }),
    );
  });

  it("say as many open as were received and not ended, at every unit and in sum", () => {
    fc.assert(
      fc.property(lives, (all) => {
        const tallies = rebuiltTallies(all.flatMap(eventsOf));
        const open = summed(tallies.filter(({ month }) => month === "now").map(({ counts }) => counts)).open ?? 0;
        expect(open).toBe(all.filter(({ end }) => end === undefined).length);
        for (const { month, counts } of tallies) {
          if (month === "now") expect(Object.keys(counts)).toEqual(["open"]);
          else
            expect(Object.keys(counts).every((name) => (monthCounters as readonly string[]).includes(name))).toBe(true);
        }
      }),
    );
  });

  it("are compared count by count, both ways", () => {
    const kept = [
      { month, unit: "a", counts: { received: 2, late: 1 } },
      { month, unit: "b", counts: { received: 1 } },
    ];
    const rebuilt = [
      { month, unit: "a", counts: { received: 3, late: 1, accepted: 0 } },
      { month, unit: "c", counts: { received: 1 } },
    ];
    expect(differencesBetween(kept, rebuilt)).toEqual([
      { month, unit: "a", counter: "received", kept: 2, rebuilt: 3 },
      { month, unit: "b", counter: "received", kept: 1, rebuilt: 0 },
      { month, unit: "c", counter: "received", kept: 0, rebuilt: 1 },
    ]);
  });
});

describe("a share", () => {
  it("on time is of those that had a due day, not of all that were answered", () => {
    expect(onTimeShare({ answeredOnTime: 7, answeredLate: 1, answeredUndated: 5 })).toEqual({ n: 7, of: 8 });
  });

  it("of nothing is of 0, so that nobody reads it as none on time", () => {
    expect(onTimeShare({ received: 3 })).toEqual({ n: 0, of: 0 });
    expect(acceptedLateShare({})).toEqual({ n: 0, of: 0 });
  });
});
