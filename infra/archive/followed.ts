/**
 * What was followed up in the copied stack, so that the restored one neither repeats nor forgets it. Writing events into a table with a
 * stream hands every one to its consumers again; a mark passes over it. Marks live for 60 days, so events from before the consumer's
 * watermark that have none get one anew. The counts must be those of the events that are marked; they are read minutes apart from the
 * marks while a stack is in use, and are then counted anew.
 */
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { noticesConsumerName } from "../../shared/notices/notices-consumer.ts";
import type { Instant } from "../../shared/platform/clock.ts";
import { type ChangeEvent, changeEvent } from "../../shared/platform/events.ts";
import type { Marks } from "../../shared/platform/marks.ts";
import { type Counts, counters, summed, type Tally, tallyChanges, Uncountable } from "../../shared/statistics/tally.ts";
import { talliesConsumerName } from "../../shared/statistics/tally-consumer.ts";
import { type Item, itemOf, lineOf } from "./item-json.ts";
import { linesOf } from "./lines.ts";

const consumers = [noticesConsumerName, talliesConsumerName];
/** The job that catches up reads so much again before its watermark; what is older was seen to be done. */
const overlapMilliseconds = 15 * 60_000;

export interface FollowedFiles {
  readonly marks: string;
  readonly events: string;
  readonly tallies: string;
}

export interface Followed {
  /** Lines of marks that had expired. */
  readonly marks: readonly string[];
  /** Lines of the counts, when those of the copy are not what its events say. */
  readonly tallies: readonly string[] | undefined;
}

/** What is to be written besides the copy; memory holds the keys of its marks. */
export async function followedIn(files: FollowedFiles, marks: Marks, now: Instant): Promise<Followed> {
  const known = await marksIn(files.marks);
  const fresh: string[] = [];
  const counts = new Map<string, Counts>();
  for await (const line of linesOf(files.events)) {
    const item = itemOf(line);
    // An event for the history alone: nobody follows it, in the copied stack either.
    if (item.hour === undefined) continue;
    const read = changeEvent.safeParse(unmarshall(item));
    if (!read.success) continue;
    const event = read.data;
    for (const consumer of consumers) {
      const isMarked = known.done.has(doneKey(event, consumer));
      const isOld = event.at < (known.caughtUpTo.get(consumer) ?? "") && !known.apart.has(apartKey(event, consumer));
      if (isOld && !isMarked) fresh.push(markLine(marks, consumer, event, now));
      if (consumer === talliesConsumerName && (isMarked || isOld)) count(event, counts);
    }
  }
  const copied = new Map<string, Item>();
  for await (const line of linesOf(files.tallies)) {
    const item = itemOf(line);
    copied.set(JSON.stringify([item.month?.S, item.unit?.S]), item);
  }
  return { marks: fresh, tallies: settledTallies(copied, counts) };
}

interface Known {
  readonly done: ReadonlySet<string>;
  /** Events that a consumer could not digest: not done. */
  readonly apart: ReadonlySet<string>;
  /** Up to when a consumer's events were surely done. */
  readonly caughtUpTo: ReadonlyMap<string, string>;
}

async function marksIn(file: string): Promise<Known> {
  const done = new Set<string>();
  const apart = new Set<string>();
  const caughtUpTo = new Map<string, string>();
  for await (const line of linesOf(file)) {
    const { id, part, at } = itemOf(line);
    const name = id?.S ?? "";
    if (name.startsWith("done#")) done.add(`${name}|${part?.S}`);
    if (name.startsWith("stuck#")) apart.add(`${name}|${part?.S}`);
    const [, consumer] = /^caught-up#(.+)$/.exec(name) ?? [];
    if (consumer !== undefined && at?.S !== undefined) {
      caughtUpTo.set(consumer, new Date(Date.parse(at.S) - overlapMilliseconds).toISOString());
    }
  }
  return { done, apart, caughtUpTo };
}

function doneKey({ subject, sequence }: ChangeEvent, consumer: string): string {
  return `done#${subject}#${sequence}|${consumer}`;
}

function apartKey({ subject, sequence }: ChangeEvent, consumer: string): string {
  return `stuck#${consumer}|${subject}#${sequence}`;
}

function markLine(marks: Marks, consumer: string, event: ChangeEvent, now: Instant): string {
  const { Put } = marks.doneOnce(consumer, event, now).item;
  return lineOf(marshall(Put?.Item ?? {}), ["id", "part"]);
}

function count(event: ChangeEvent, counts: Map<string, Counts>): void {
  for (const { month, unit, counts: change } of changesOf(event)) {
    const key = JSON.stringify([month, unit]);
    counts.set(key, summed([counts.get(key) ?? {}, change]));
  }
}

/** An event that cannot be counted was set apart, not counted. */
function changesOf(event: ChangeEvent): Tally[] {
  try {
    return tallyChanges(event);
  } catch (error) {
    if (error instanceof Uncountable) return [];
    throw error;
  }
}

const countedNames = new Set<string>(counters);

/** The copied rows with the counts of the events in place of theirs; undefined when nothing differs. */
function settledTallies(
  copied: ReadonlyMap<string, Item>,
  counts: ReadonlyMap<string, Counts>,
): readonly string[] | undefined {
  const settled = new Map<string, string>();
  for (const key of new Set([...copied.keys(), ...counts.keys()])) {
    const [month, unit] = JSON.parse(key);
    const others = Object.entries(copied.get(key) ?? {}).filter(([name]) => !countedNames.has(name));
    const item = { ...marshall({ month, unit, ...counts.get(key) }), ...Object.fromEntries(others) };
    if (Object.keys(item).length > tallyKey.length) settled.set(key, lineOf(item, tallyKey));
  }
  const isSame =
    settled.size === copied.size && [...copied].every(([key, item]) => settled.get(key) === lineOf(item, tallyKey));
  return isSame ? undefined : [...settled.values()];
}

const tallyKey = ["month", "unit"];
