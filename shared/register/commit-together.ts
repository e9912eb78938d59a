/** Commits many small changes in few transactions. */
import type { Instant } from "../platform/clock.ts";
import { Refusal, type RefusalCode } from "../platform/refusals.ts";
import type { Change, Transactions } from "../platform/transaction.ts";

/** As many items as a transaction takes. */
const itemsAtMost = 100;
const transactionsAtOnce = 4;

/**
 * Commits changes of which no two touch the same item, as many in a transaction as go into one. Where one of them is refused,
 * its neighbours are committed each alone, so that only the refused ones stay out. Answers each change's refusal, or undefined.
 */
export async function commitTogether(
  transactions: Transactions,
  changes: readonly Change[],
  now: Instant,
): Promise<(RefusalCode | undefined)[]> {
  const answers = await inBatches(groupsOf(changes), transactionsAtOnce, (group) =>
    commitGroup(transactions, group, now),
  );
  return answers.flat();
}

function groupsOf(changes: readonly Change[]): Change[][] {
  const groups: { changes: Change[]; items: number }[] = [];
  for (const change of changes) {
    const items = change.writes.length + change.events.length + (change.history?.length ?? 0);
    const last = groups.at(-1);
    if (last && last.items + items <= itemsAtMost) {
      last.changes.push(change);
      last.items += items;
    } else {
      groups.push({ changes: [change], items });
    }
  }
  return groups.map((group) => group.changes);
}

async function commitGroup(
  transactions: Transactions,
  group: readonly Change[],
  now: Instant,
): Promise<(RefusalCode | undefined)[]> {
  const together: Change = {
    writes: group.flatMap(({ writes }) => writes),
    events: group.flatMap(({ events }) => events),
    history: group.flatMap(({ history = [] }) => history),
  };
  const refusal = await refusalOf(transactions, together, now);
  if (refusal === undefined || refusal === "too-busy" || group.length === 1) return group.map(() => refusal);
  return inBatches(group, transactionsAtOnce, (change) => refusalOf(transactions, change, now));
}

async function refusalOf(transactions: Transactions, change: Change, now: Instant): Promise<RefusalCode | undefined> {
  try {
    await transactions.commit(change, undefined, now);
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

/** Does something with every value, so many at once; the answers stand in the order of the values. */
async function inBatches<Value, Answer>(
  values: readonly Value[],
  atOnce: number,
  act: (value: Value) => Promise<Answer>,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let first = 0; first < values.length; first += atOnce) {
    answers.push(...(await Promise.all(values.slice(first, first + atOnce).map(act))));
  }
  return answers;
}
