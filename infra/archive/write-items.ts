/** Writes items into a table, 25 to a request, several requests at once, and reads each back. */
import {
  type AttributeValue,
  BatchGetItemCommand,
  BatchWriteItemCommand,
  type DynamoDBClient,
  type WriteRequest,
} from "@aws-sdk/client-dynamodb";
import type { Clock } from "../../shared/platform/clock.ts";
import { ArchiveFailure } from "./failure.ts";
import { type Item, itemOf, lineOf } from "./item-json.ts";

const perRequest = 25;
const requestsAtOnce = 8;
const mostTries = 10;
const firstPauseMilliseconds = 50;

export interface Target {
  readonly client: DynamoDBClient;
  readonly clock: Clock;
  readonly tableName: string;
  /** Names of the key's attributes. */
  readonly key: readonly string[];
}

/** Writes the items of these lines; answers how many. An item that reads back otherwise than it was written stops it. */
export async function writeLines(lines: AsyncIterable<string>, target: Target): Promise<number> {
  let rows = 0;
  let batch: string[] = [];
  const running = new Set<Promise<void>>();
  const begin = async () => {
    const writing = writeBatch(batch, target).finally(() => running.delete(writing));
    running.add(writing);
    batch = [];
    if (running.size >= requestsAtOnce) await Promise.race(running);
  };
  try {
    for await (const line of lines) {
      rows++;
      batch.push(line);
      if (batch.length === perRequest) await begin();
    }
    if (batch.length > 0) await begin();
  } finally {
    await Promise.all(running);
  }
  return rows;
}

async function writeBatch(lines: readonly string[], target: Target): Promise<void> {
  const { client, tableName, key } = target;
  const items = lines.map(itemOf);
  await untilAllDone<WriteRequest>(
    items.map((Item) => ({ PutRequest: { Item } })),
    async (requests) => {
      const { UnprocessedItems } = await client.send(
        new BatchWriteItemCommand({ RequestItems: { [tableName]: requests } }),
      );
      return UnprocessedItems?.[tableName] ?? [];
    },
    target,
  );
  const found = new Map((await readBack(items, target)).map((item) => [keyText(item, key), item]));
  const lost = items.find((item, index) => {
    const there = found.get(keyText(item, key));
    return !there || !(lineOf(there, key) === lines[index] || hasGoneOn(item, there));
  });
  if (lost === undefined) return;
  const named = key.map((name) => JSON.stringify(lost[name])).join(" ");
  throw new ArchiveFailure(`${tableName} does not give back what was written under ${named}.`);
}

async function readBack(items: readonly Item[], target: Target): Promise<Item[]> {
  const { client, tableName, key } = target;
  const found: Item[] = [];
  await untilAllDone(
    items.map((item) => keyAttributes(item, key)),
    async (keys) => {
      const { Responses, UnprocessedKeys } = await client.send(
        new BatchGetItemCommand({ RequestItems: { [tableName]: { Keys: keys, ConsistentRead: true } } }),
      );
      found.push(...(Responses?.[tableName] ?? []));
      return UnprocessedKeys?.[tableName]?.Keys ?? [];
    },
    target,
  );
  return found;
}

/** What tells that a row is a later one: a question's own count, a notice's, or how far a consumer was caught up. */
const countedBy = ["sequence", "revision"];

/** Whether a row that was written is there, and the stack's own jobs, which run meanwhile, have gone on with it. */
function hasGoneOn(written: Item, there: Item): boolean {
  const isLater = countedBy.some((name) => Number(there[name]?.N) > Number(written[name]?.N));
  // A step of a schedule that tells nothing moves only the moment of the next one.
  const isAheadInPlan = (there.nextCheckAt?.S ?? "") > (written.nextCheckAt?.S ?? there.nextCheckAt?.S ?? "");
  return isLater || isAheadInPlan || (there.part?.S === "watermark" && (there.at?.S ?? "") > (written.at?.S ?? ""));
}

function keyText(item: Item, key: readonly string[]): string {
  return JSON.stringify(key.map((name) => item[name]));
}

function keyAttributes(item: Item, key: readonly string[]): Record<string, AttributeValue> {
  return Object.fromEntries(key.flatMap((name) => (item[name] ? [[name, item[name]]] : [])));
}

/** Asks again for what was left, ever more slowly. */
async function untilAllDone<Asked>(
  all: Asked[],
  ask: (some: Asked[]) => Promise<Asked[]>,
  { clock, tableName }: Target,
): Promise<void> {
  let left = all;
  for (let attempt = 1; left.length > 0; attempt++) {
    if (attempt > mostTries) throw new ArchiveFailure(`${tableName} takes no more items for the moment.`);
    if (attempt > 1) await clock.pause(firstPauseMilliseconds * 2 ** attempt);
    left = await ask(left);
  }
}
