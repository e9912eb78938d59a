/** What stands at the end of a table's stream: read once for all mappings on it, each record with the moment of its write by the settable clock. */
import type { Clock, Instant } from "../../../shared/platform/clock.ts";
import { type EngineStream, type StreamRecord, sequenceOf } from "./engine-stream.ts";
import { type Age, least, type Positions } from "./positions.ts";

export interface Stamped {
  readonly record: StreamRecord;
  readonly sequence: bigint;
  /** At the latest. */
  readonly writtenAt: Instant;
}

export interface StreamTail {
  /** Reads what has been written since. */
  read(): Promise<void>;
  /** So many of the records that have been read and that a mapping is not done with. */
  ahead(mappingId: string, count: number): readonly Stamped[];
  /** A mapping is done with all up to this record. */
  done(mappingId: string, sequence: bigint): void;
  /** To be called before the clock is moved: what waits now is then as old as it is. */
  beforeMove(): Promise<void>;
}

export interface StreamTailDeps {
  readonly stream: EngineStream;
  readonly mappingIds: readonly string[];
  readonly positions: Positions;
  readonly clock: Clock;
  /** False: surely nothing has been written since the last call. */
  mayHaveChanged(): boolean;
}

/** More are not held in memory; they are read when others are done with. */
const heldAtMost = 20_000;

export function streamTail({ stream, mappingIds, positions, clock, mayHaveChanged }: StreamTailDeps): StreamTail {
  let held: Stamped[] = [];
  let newest = 0n;
  let isComplete = false;
  const earliest = () => least(mappingIds.map(positions.of));
  const stamped = (record: StreamRecord): Stamped => {
    const sequence = sequenceOf(record);
    return { record, sequence, writtenAt: writtenAt(sequence, positions.ages(), clock.now()) };
  };
  const readMore = async () => {
    if (!mayHaveChanged() && isComplete) return;
    isComplete = false;
    while (held.length < heldAtMost) {
      const records = await stream.next();
      if (records.length === 0) {
        isComplete = true;
        return;
      }
      // A reader that lost its place may bring some again.
      held.push(...records.map(stamped).filter(({ sequence }) => sequence > newest));
      newest = held.at(-1)?.sequence ?? newest;
    }
  };
  const read = oneAtATime(readMore);
  return {
    read,
    ahead: (mappingId, count) => {
      const position = positions.of(mappingId);
      const first = held.findIndex(({ sequence }) => sequence > position);
      return first < 0 ? [] : held.slice(first, first + count);
    },
    done: (mappingId, sequence) => {
      positions.move(mappingId, sequence);
      const over = earliest();
      if (held[0] && held[0].sequence <= over) held = held.filter((one) => one.sequence > over);
      if (held.length === 0 && positions.ages().length > 0) positions.keepAges([]);
    },
    beforeMove: async () => {
      await read();
      if (held.length === 0) return;
      const over = earliest();
      const known = positions.ages().filter(({ through }) => through > over);
      if (known.at(-1)?.through !== newest) {
        positions.keepAges([...known, { through: newest, at: clock.now() }]);
      }
    },
  };
}

/** A record is at least as old as the first note that covers it. */
function writtenAt(sequence: bigint, ages: readonly Age[], now: Instant): Instant {
  return ages.find(({ through }) => through >= sequence)?.at ?? now;
}

/** One run at a time; callers that come while one is under way share the next. */
function oneAtATime(run: () => Promise<void>): () => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  let next: Promise<void> | undefined;
  return () => {
    next ??= last.then(() => {
      next = undefined;
      const current = run();
      last = current.catch(() => {});
      return current;
    });
    return next;
  };
}
