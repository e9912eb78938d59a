/** Fires rules when they are due while the clock runs at real speed. */
import type { Clock, Instant } from "../../../shared/platform/clock.ts";
import { reasonOf } from "../failure.ts";
import type { DeclaredRule } from "./declared-rules.ts";

export interface ClockworkDeps {
  readonly rules: readonly DeclaredRule[];
  readonly clock: Clock;
  fire(rule: DeclaredRule, at: Instant): Promise<void>;
  mayFire(): boolean;
}

export interface Clockwork {
  /** Fires nothing while `act` moves the clock to a moment and fires itself what falls between. */
  during<T>(target: Instant, act: () => Promise<T>): Promise<T>;
  stop(): void;
}

const tickMilliseconds = 200;

export function startClockwork({ rules, clock, fire, mayFire }: ClockworkDeps): Clockwork {
  let seenThrough = clock.now();
  let moving = 0;
  const tick = () => {
    if (moving > 0) return;
    const now = clock.now();
    for (const rule of rules) {
      const at = lastFiring(rule, seenThrough, now);
      if (at === undefined || !mayFire()) continue;
      fire(rule, at).catch((error: unknown) =>
        console.error(`The rule ${rule.name} could not fire: ${reasonOf(error)}`),
      );
    }
    seenThrough = Math.max(seenThrough, now);
  };
  const timer = setInterval(tick, tickMilliseconds);
  return {
    during: async (target, act) => {
      moving++;
      try {
        return await act();
      } finally {
        moving--;
        seenThrough = Math.max(seenThrough, Math.min(target, clock.now()));
      }
    },
    stop: () => clearInterval(timer),
  };
}

/** The latest moment of a rule in a span of time: after the machine has slept, one run makes up for all. */
function lastFiring({ schedule }: DeclaredRule, after: Instant, through: Instant): Instant | undefined {
  let last: Instant | undefined;
  for (let at = schedule.after(after); at !== undefined && at <= through; at = schedule.after(at)) last = at;
  return last;
}
