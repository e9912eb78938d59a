/**
 * Makes up for what the stream of events lost: reads the events again in the order of their time, from where each consumer was caught up,
 * and hands it those that it has not marked. Run twice, or beside the stream: marks pass over what is done. Late: the stream's records
 * live for a day, the events for ever. Not run at all today: the next run begins where the last one ended.
 */
import type { Clock, Instant } from "../../shared/platform/clock.ts";
import { type Consumer, digestOne } from "../../shared/platform/consumer.ts";
import { type EventsByHour, hoursBetween, type TimedKey } from "../../shared/platform/events-by-hour.ts";
import type { Log } from "../../shared/platform/log.ts";
import type { EventKey, Marks } from "../../shared/platform/marks.ts";

export interface CatchUpDeps {
  readonly consumers: readonly Consumer[];
  readonly events: EventsByHour;
  readonly marks: Marks;
  readonly clock: Clock;
  readonly log: Log;
}

const minute = 60_000;
/** The stream is given so long to be quicker. */
const settled = 2 * minute;
/** The index shows an event a moment late, and the clocks of functions differ: so much is read again each time. */
const overlap = 15 * minute;
/** A consumer that was never caught up is read from before the oldest record of its stream. */
const firstLook = 25 * 60 * minute;

/** What became of one consumer. `isFinished` false: it stopped before its time limit and goes on next time. */
export interface CaughtUp {
  readonly consumer: string;
  /** Events handed to it, or set apart because nobody can read them. */
  readonly events: number;
  readonly isFinished: boolean;
}

/** Hands every consumer what it missed, until `mayGoOn` says that the time is nearly over. */
export async function catchUp(deps: CatchUpDeps, mayGoOn: () => boolean): Promise<CaughtUp[]> {
  const results = await Promise.all(deps.consumers.map((consumer) => catchUpOne(consumer, deps, mayGoOn)));
  for (const { consumer, events, isFinished } of results) {
    if (events > 0) deps.log.write("events-caught-up", { consumer, events, isFinished });
  }
  return results;
}

async function catchUpOne(consumer: Consumer, deps: CatchUpDeps, mayGoOn: () => boolean): Promise<CaughtUp> {
  const { marks, clock } = deps;
  const until = clock.now() - settled;
  const before = await marks.caughtUpTo(consumer.name);
  const from = before === undefined ? until - firstLook : Date.parse(before) - overlap;
  const { events, reached } = await readAgain(consumer, { from, until }, deps, mayGoOn);
  const hasMoved = reached !== undefined && (before === undefined || reached > before);
  if (hasMoved) await marks.catchUpTo(consumer.name, reached);
  return { consumer: consumer.name, events, isFinished: reached === iso(until) || until < from };
}

/** Answers up to which moment everything is done or set apart; undefined: not even the first events are. */
async function readAgain(
  consumer: Consumer,
  { from, until }: { from: Instant; until: Instant },
  deps: CatchUpDeps,
  mayGoOn: () => boolean,
): Promise<{ events: number; reached: string | undefined }> {
  let events = 0;
  let reached: string | undefined;
  for (const hour of hoursBetween(from, until)) {
    for await (const keys of deps.events.keysIn(hour, from, until)) {
      for (const key of await missing(consumer, keys, deps)) {
        if (!mayGoOn()) return { events, reached };
        await hand(consumer, key, deps);
        events++;
      }
      reached = keys.at(-1)?.at ?? reached;
    }
    if (!mayGoOn()) return { events, reached };
  }
  return { events, reached: from <= until ? iso(until) : reached };
}

/** Those of the events that are neither done nor set apart. */
async function missing({ name }: Consumer, keys: readonly TimedKey[], { marks }: CatchUpDeps): Promise<EventKey[]> {
  const undone = await marks.undone(name, keys);
  if (undone.length === 0) return [];
  const textOf = ({ subject, sequence }: EventKey) => `${subject}#${sequence}`;
  const apart = new Set((await marks.allStuck(name)).map(textOf));
  return undone.filter((key) => !apart.has(textOf(key)));
}

/** Digests an event or sets it apart. */
async function hand(consumer: Consumer, { subject, sequence }: EventKey, deps: CatchUpDeps): Promise<void> {
  const event = await deps.events.read({ subject, sequence });
  if (event) {
    await digestOne(consumer, event, deps);
    return;
  }
  const reason = "UnreadableItem";
  deps.log.write("event-stuck", { consumer: consumer.name, subject, sequence, reason });
  await deps.marks.stuck(consumer.name, { subject, sequence }, reason, deps.clock.now());
}

function iso(at: Instant): string {
  return new Date(at).toISOString();
}
