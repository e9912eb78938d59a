/** Remembers a read for a short time, so that a burst of requests pays for it once. */
import type { Clock } from "./clock.ts";

/**
 * Wraps a read by key. A value is used for at most `milliseconds` after its read began; a failed read is not kept.
 * At most `capacity` keys are held; the oldest goes first.
 */
export function remembered<Value>(
  clock: Clock,
  milliseconds: number,
  read: (key: string) => Promise<Value>,
  capacity = 500,
): (key: string) => Promise<Value> {
  const held = new Map<string, { since: number; value: Promise<Value> }>();
  return (key) => {
    const now = clock.now();
    const entry = held.get(key);
    if (entry && now >= entry.since && now - entry.since < milliseconds) return entry.value;
    const value = read(key);
    held.delete(key);
    held.set(key, { since: now, value });
    value.catch(() => held.delete(key));
    const [oldest] = held.keys();
    if (held.size > capacity && oldest !== undefined) held.delete(oldest);
    return value;
  };
}
