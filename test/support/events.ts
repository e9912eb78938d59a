/** Events for tests of consumers: of questions as the whole system writes them, in the tables and on the stream. */
import { marshall } from "@aws-sdk/util-dynamodb";
import { type ChangeEvent, eventItem } from "../../shared/platform/events.ts";
import { eventsByHour } from "../../shared/platform/events-by-hour.ts";
import type { Log } from "../../shared/platform/log.ts";
import { marks } from "../../shared/platform/marks.ts";
import { transactions } from "../../shared/platform/transaction.ts";
import { tallyStore } from "../../shared/statistics/tally-store.ts";
import { createTables, testClient } from "./tables.ts";
import { type Line, seededChance, TestClock } from "./world.ts";

/** An event of a question; what is not said is of no matter. */
export function event(kind: string, more: Partial<ChangeEvent> = {}): ChangeEvent {
  return {
    subject: "question#AAAA-AAAA-A",
    sequence: 1,
    version: 1,
    kind,
    at: "2024-02-05T02:00:00.000Z",
    by: { kind: "system", id: "test" },
    unit: "so-tu-phap",
    facts: {},
    ...more,
  };
}

/** A batch of the stream, as Lambda hands it. */
export function batchOf(events: readonly object[]) {
  return {
    Records: events.map((item, index) => {
      const { subject, sequence } = item as ChangeEvent;
      return {
        eventName: "INSERT",
        dynamodb: {
          Keys: marshall({ subject, sequence }),
          NewImage: marshall(item, { removeUndefinedValues: true }),
          SequenceNumber: String(100 + index),
        },
      };
    }),
  };
}

/** Fresh tables with their stores, a clock that is set, and the lines that were logged. */
export async function tablesAt(at: string) {
  const client = testClient();
  const tables: Readonly<Record<string, string>> = await createTables(client);
  const clock = new TestClock(at);
  const lines: Line[] = [];
  const log: Log = { write: (code, fields = {}) => lines.push({ code, fields }) };
  const outside = { client, clock, chance: seededChance("events"), log };
  const nameOf = (table: string) => tables[table] ?? "";
  const writing = transactions({ ...outside, eventsTable: nameOf("Events"), answersTable: nameOf("Answers") });
  return {
    ...outside,
    outside,
    lines,
    nameOf,
    marks: marks(client, nameOf("Marks")),
    tallies: tallyStore(client, nameOf("Tallies")),
    transactions: writing,
    byHour: eventsByHour(client, nameOf("Events")),
    /** Writes events as a change does. */
    happen: async (...events: readonly ChangeEvent[]) => {
      for (const one of events) await writing.commit({ writes: [], events: [one] }, undefined, clock.now());
    },
    /** Writes an item that is no event, as only a fault could. */
    spoil: async (key: Pick<ChangeEvent, "subject" | "sequence" | "at">) => {
      const { PutCommand } = await import("@aws-sdk/lib-dynamodb");
      const Item = { ...eventItem(event("question-received", key)), version: "one" };
      await client.send(new PutCommand({ TableName: nameOf("Events"), Item }));
    },
  };
}
