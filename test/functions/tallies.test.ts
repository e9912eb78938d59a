/** The consumer that counts: once per event, whatever the stream does. */
import { describe, expect, it } from "vitest";
import { wire } from "../../functions/tallies/wire.ts";
import type { ChangeEvent } from "../../shared/platform/events.ts";
import { differencesBetween, rebuiltTallies } from "../../shared/statistics/rebuild.ts";
import { batchOf, event, tablesAt } from "../support/events.ts";

const now = "2024-02-05T02:00:01Z";
const story = (subject: string, unit: string): ChangeEvent[] => [
  event("question-received", { subject, unit }),
  event("question-drafted", { subject, unit, sequence: 2, facts: { acceptedLate: true } }),
  event("deadline-rung-reached", {
    subject,
    unit,
    sequence: 3,
    facts: { rungs: ["late-1"], at: "2024-02-19T01:00:00Z" },
  }),
  event("question-answered", { subject, unit, sequence: 4, facts: { onTime: false, lateDays: 1 } }),
];

async function counting() {
  const tables = await tablesAt(now);
  const variables = {
    EVENTS_TABLE: tables.nameOf("Events"),
    TALLIES_TABLE: tables.nameOf("Tallies"),
    MARKS_TABLE: tables.nameOf("Marks"),
  };
  const months = ["2024-02", "to-2024-02-14", "to-2024-03-14", "now"];
  const kept = async () => (await Promise.all(months.map((month) => tables.tallies.of(month)))).flat();
  return { ...tables, variables, kept, handle: wire(variables, tables.outside) };
}

describe("the consumer that counts", () => {
  it("counts a question's life into the rows of its unit, and they are what a rebuild gives", async () => {
    const { handle, kept } = await counting();
    const events = [...story("question#A", "so-tu-phap"), ...story("question#B", "so-mau").slice(0, 2)];
    expect(await handle(batchOf(events))).toEqual({ batchItemFailures: [] });
    expect(differencesBetween(await kept(), rebuiltTallies(events))).toEqual([]);
    expect(await kept()).toContainEqual({ month: "now", unit: "so-mau", counts: { open: 1 } });
  });

  it("counts an event once, though the stream hands it again, in another order, to two at once", async () => {
    const { handle, kept, lines } = await counting();
    const events = story("question#A", "so-tu-phap");
    await Promise.all([handle(batchOf(events)), handle(batchOf(events.toReversed()))]);
    await handle(batchOf([...events, ...events]));
    expect(differencesBetween(await kept(), rebuiltTallies(events))).toEqual([]);
    expect(lines.filter(({ code }) => code === "event-stuck")).toEqual([]);
  });

  it("sets apart what cannot be counted, and counts all others", async () => {
    const { handle, kept, marks, lines } = await counting();
    const poisoned = event("question-received", { subject: "question#X", unit: undefined });
    const unreadable = { ...event("question-received", { subject: "question#Y" }), version: "one" };
    const events = story("question#A", "so-tu-phap");
    const answer = await handle(batchOf([poisoned, unreadable, ...events]));
    expect(answer).toEqual({ batchItemFailures: [] });
    expect(differencesBetween(await kept(), rebuiltTallies(events))).toEqual([]);
    expect(await marks.allStuck("tallies")).toEqual([
      { consumer: "tallies", subject: "question#X", sequence: 1, reason: "Uncountable", since: expect.any(String) },
      { consumer: "tallies", subject: "question#Y", sequence: 1, reason: "UnreadableItem", since: expect.any(String) },
    ]);
    expect(lines.filter(({ code }) => code === "event-stuck")).toHaveLength(2);
  });

  it("asks for the batch again from the first event that could be neither counted nor set apart", async () => {
    const { outside, variables } = await counting();
    const handle = wire({ ...variables, MARKS_TABLE: "no-such-table" }, outside);
    const batch = batchOf(story("question#A", "so-tu-phap"));
    expect(await handle(batch)).toEqual({ batchItemFailures: [{ itemIdentifier: "100" }] });
  });

  it("marks what counts nothing, so that nobody looks at it again", async () => {
    const { handle, marks, kept } = await counting();
    const other = event("unit-changed", { subject: "unit#so-mau", unit: undefined });
    await handle(batchOf([other]));
    expect(await marks.undone("tallies", [other])).toEqual([]);
    expect(await kept()).toEqual([]);
  });
});
