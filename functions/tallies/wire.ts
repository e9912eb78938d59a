/** Puts this function together from its variables; tests hand in their own clock and client. */
import type * as z from "zod";
import { streamHandler } from "../../shared/platform/event-stream.ts";
import { marks } from "../../shared/platform/marks.ts";
import type { Outside } from "../../shared/platform/outside.ts";
import { transactions } from "../../shared/platform/transaction.ts";
import { tallyConsumer } from "../../shared/statistics/tally-consumer.ts";
import { tallyStore } from "../../shared/statistics/tally-store.ts";
import type { environment } from "./env.ts";

export function wire(variables: z.output<typeof environment>, outside: Outside) {
  const { client, clock, log } = outside;
  const kept = marks(client, variables.MARKS_TABLE);
  const consumer = tallyConsumer({
    tallies: tallyStore(client, variables.TALLIES_TABLE),
    marks: kept,
    transactions: transactions({ ...outside, eventsTable: variables.EVENTS_TABLE }),
    clock,
  });
  return streamHandler(consumer, { marks: kept, clock, log });
}
