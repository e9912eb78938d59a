/**
 * A consumer follows the events. Twice, late, or in another order does no harm: an event that it has marked is passed over, and an
 * event carries its subject's sequence. What it cannot digest is set apart as `stuck`, and the others go on.
 */
import type { Clock } from "./clock.ts";
import type { ChangeEvent } from "./events.ts";
import type { Log } from "./log.ts";
import type { EventKey, Marks } from "./marks.ts";
import { Refusal } from "./refusals.ts";

export interface Consumer {
  /** Its name in marks and logs. */
  readonly name: string;
  /**
   * Does what follows from an event. `isMarked`: it has written the mark itself, in the same transaction; otherwise it may be
   * repeated without harm, and the mark follows.
   */
  digest(event: ChangeEvent): Promise<{ isMarked: boolean }>;
}

export interface ConsumerDeps {
  readonly marks: Marks;
  readonly clock: Clock;
  readonly log: Log;
}

const tries = 3;
const pauseMilliseconds = 100;

/** Digests one event, with tries; answers whether it is done. */
export async function digestOne(consumer: Consumer, event: ChangeEvent, deps: ConsumerDeps): Promise<boolean> {
  const { marks, clock, log } = deps;
  const key: EventKey = { subject: event.subject, sequence: event.sequence };
  for (let attempt = 1; ; attempt++) {
    try {
      const { isMarked } = await consumer.digest(event);
      if (!isMarked) await marks.done(consumer.name, key, clock.now());
      return true;
    } catch (error) {
      if (error instanceof Refusal && error.code === "already-exists") return true;
      if (attempt < tries) {
        await clock.pause(pauseMilliseconds * attempt);
        continue;
      }
      const reason = error instanceof Error ? error.name : "unknown";
      log.write("event-stuck", { consumer: consumer.name, ...key, reason }, error instanceof Error ? error : undefined);
      await marks.stuck(consumer.name, key, reason, clock.now());
      return false;
    }
  }
}
