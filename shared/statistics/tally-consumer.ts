/** Counts the events: the counters and the mark of the event move in one transaction, so that each counts once. */
import type { Clock } from "../platform/clock.ts";
import type { Consumer } from "../platform/consumer.ts";
import type { Marks } from "../platform/marks.ts";
import type { Transactions } from "../platform/transaction.ts";
import { tallyChanges } from "./tally.ts";
import type { TallyStore } from "./tally-store.ts";

export interface TallyConsumerDeps {
  readonly tallies: TallyStore;
  readonly marks: Marks;
  readonly transactions: Transactions;
  readonly clock: Clock;
}

export const talliesConsumerName = "tallies";

export function tallyConsumer({ tallies, marks, transactions, clock }: TallyConsumerDeps): Consumer {
  return {
    name: talliesConsumerName,
    digest: async (event) => {
      const changes = tallyChanges(event);
      if (changes.length === 0) return { isMarked: false };
      const now = clock.now();
      const writes = [marks.doneOnce(talliesConsumerName, event, now), ...tallies.add(changes)];
      await transactions.commit({ writes, events: [] }, undefined, now);
      return { isMarked: true };
    },
  };
}
