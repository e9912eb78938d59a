/** A metric by its whole name, as CloudWatch tells metrics apart. */
import type { Instant } from "../../../shared/platform/clock.ts";

export interface Metric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** One value of a metric, or the same value so many times. */
export interface Measured {
  readonly metric: Metric;
  readonly value: number;
  /** As CloudWatch writes it: `Count`, `Milliseconds`, `Seconds`, `None`. */
  readonly unit: string;
  readonly at: Instant;
  /** @default 1 */
  readonly count?: number;
}

/** Takes note of what was measured. */
export type Note = (measured: Measured) => void;

/** One text per metric, whatever the order of its dimensions. */
export function keyOf({ namespace, name, dimensions }: Metric): string {
  const sorted = Object.entries(dimensions).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([namespace, name, ...sorted.flat()]);
}
