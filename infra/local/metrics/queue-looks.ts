/** Looks at the queues as SQS does every minute: how many messages wait, and for how long by the settable clock. */
import type { Instant } from "../../../shared/platform/clock.ts";
import type { PlatformMetrics } from "./platform-metrics.ts";

/** What a queue holds at this moment, by the ids of its messages. */
export interface QueueContents {
  readonly ready: readonly string[];
  readonly inFlight: readonly string[];
}

export interface QueueLooksDeps {
  readonly queueNames: readonly string[];
  /** Whether somebody receives messages out of it. */
  isWorkedOn(queueName: string): boolean;
  contents(queueName: string): QueueContents;
  readonly metrics: Pick<PlatformMetrics, "queue" | "messages">;
  now(): Instant;
}

export interface QueueLooks {
  look(): void;
}

/**
 * A message is as old as the time since it was first seen: the machine's own stamps know nothing of moves of the clock. Where nobody
 * receives, one that is seen for the first time is counted as sent; elsewhere whoever receives it first counts it.
 */
export function queueLooks({ queueNames, isWorkedOn, contents, metrics, now }: QueueLooksDeps): QueueLooks {
  const firstSeen = new Map(queueNames.map((name) => [name, new Map<string, Instant>()]));
  return {
    look: () => {
      const at = now();
      for (const [name, seen] of firstSeen) {
        const { ready, inFlight } = contents(name);
        const present = new Set([...ready, ...inFlight]);
        for (const id of seen.keys()) if (!present.has(id)) seen.delete(id);
        const fresh = [...present].filter((id) => !seen.has(id));
        for (const id of fresh) seen.set(id, at);
        if (!isWorkedOn(name)) metrics.messages(name, "Sent", fresh.length);
        const oldest = Math.min(at, ...seen.values());
        metrics.queue(name, {
          visible: ready.length,
          inFlight: inFlight.length,
          oldestSeconds: Math.round((at - oldest) / 1000),
        });
      }
    },
  };
}
