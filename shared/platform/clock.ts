/** The one place that reads the clock and waits. Everything else is handed a `Clock`. */

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number;

export interface Clock {
  /** The present moment. */
  now(): Instant;
  /** Resolves after `milliseconds` of real time. */
  pause(milliseconds: number): Promise<void>;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  pause: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};
