/** The settable clock: the only file of the runner that asks the machine for the time. It runs at real speed and moves forward only. */
import type { Clock, Instant } from "../../shared/platform/clock.ts";

/** The real time. */
export function machineTime(): Instant {
  return Date.now();
}

export class MovedBackwards extends Error {
  override readonly name = "MovedBackwards";
}

export interface SettableClock extends Clock {
  /** What every function adds to the machine's time: one number that all threads see at once. */
  readonly offset: SharedArrayBuffer;
  /** Moves the clock; a moment that has passed is refused with `MovedBackwards`. */
  moveTo(instant: Instant): void;
}

/** A clock that shows `start` now. */
export function settableClock(start: Instant): SettableClock {
  const offset = new SharedArrayBuffer(BigInt64Array.BYTES_PER_ELEMENT);
  const view = new BigInt64Array(offset);
  const now = () => machineTime() + Number(Atomics.load(view, 0));
  const set = (instant: Instant) => Atomics.store(view, 0, BigInt(Math.floor(instant) - machineTime()));
  set(start);
  return {
    offset,
    now,
    pause: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    moveTo: (instant) => {
      if (Math.floor(instant) < now()) {
        throw new MovedBackwards(`The clock shows ${isoOf(now())} and moves forward only.`);
      }
      set(instant);
    },
  };
}

/** Replaces `Date` in this thread by one that adds the offset; everything that is loaded afterwards lives in that time. */
export function liveBy(offset: SharedArrayBuffer): void {
  const view = new BigInt64Array(offset);
  const Machine = Date;
  const machineNow = Date.now;
  const now = () => machineNow() + Number(Atomics.load(view, 0));
  const Settable = new Proxy(Machine, {
    apply: () => new Machine(now()).toString(),
    construct: (target, given, newTarget) => Reflect.construct(target, given.length === 0 ? [now()] : given, newTarget),
  });
  Machine.now = now;
  Machine.prototype.constructor = Settable;
  globalThis.Date = Settable;
}

/** An instant as the API shows it. */
export function isoOf(instant: Instant): string {
  return new Date(instant).toISOString();
}
