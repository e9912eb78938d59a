/** Lets time pass: moves the clock from one moment at which something is to happen to the next, and lets each come to its end. */
import type { Clock, Instant } from "../../../shared/platform/clock.ts";
import type { DeclaredRule } from "./declared-rules.ts";
import { isKept, stepFor } from "./sparing.ts";

export interface PassageDeps {
  readonly rules: readonly DeclaredRule[];
  readonly clock: Clock & { moveTo(instant: Instant): void };
  fire(rule: DeclaredRule, at: Instant): Promise<void>;
  /** Resolves when nothing is under way any more. */
  quiet(): Promise<void>;
  /** Counts whatever was handed over since the start. */
  activity(): number;
  /** The same when time last came to its end here; what was handed over since is still to be carried on. */
  activityBefore: number;
  /** To be called before the clock is moved. */
  beforeMove(): Promise<void>;
  /** When the next thing that is held back comes: a message that failed, an event that is late. */
  nextHeld(): Instant | undefined;
  mayFire(): boolean;
  /** Hears of each firing that is spared. */
  spared(rule: DeclaredRule, at: Instant): void;
  hasStopped(): boolean;
}

/** `some`: firings that come close together are spared while nothing happens. `all`: every one. */
export type Every = "some" | "all";

export interface Passed {
  /** How often each rule fired. */
  readonly fired: Readonly<Record<string, number>>;
  /** Firings that were spared. */
  readonly skipped: number;
}

interface Firing {
  readonly rule: DeclaredRule;
  readonly at: Instant;
}

/** Moves to a moment, firing in order what falls between; the clock stands at each firing, and at the end where it was asked to. */
export async function passTo(target: Instant, every: Every, deps: PassageDeps): Promise<Passed> {
  const { clock } = deps;
  await deps.quiet();
  const start = clock.now();
  const counts = tally(deps);
  const nextFirings = firingsAhead(deps);
  const step = every === "all" ? 0 : stepFor(target - start);
  let busyUntil = deps.activity() === deps.activityBefore ? Number.NEGATIVE_INFINITY : start + calmMilliseconds;
  let reached = start;
  while (!deps.hasStopped()) {
    const firings = nextFirings({ reached, step, busyUntil, target });
    const at = Math.min(firings[0]?.at ?? Number.POSITIVE_INFINITY, heldAfter(reached, deps));
    if (at > target) break;
    counts.passed(reached, at, firings);
    await moveTo(at, deps);
    const before = deps.activity();
    await deps.quiet();
    for (const { rule } of firings.filter((firing) => firing.at === at)) {
      counts.fired(rule);
      await deps.fire(rule, at);
      await deps.quiet();
    }
    if (deps.activity() !== before) busyUntil = at + calmMilliseconds;
    reached = at;
  }
  if (!deps.hasStopped()) counts.passed(reached, target, []);
  await moveTo(target, deps);
  await deps.quiet();
  return counts.result();
}

/** After something has happened, every rule fires at all of its moments for so long. */
const calmMilliseconds = 5 * 60_000;

async function moveTo(instant: Instant, { clock, beforeMove }: PassageDeps): Promise<void> {
  await beforeMove();
  clock.moveTo(Math.max(instant, clock.now()));
}

function heldAfter(reached: Instant, { nextHeld }: PassageDeps): Instant {
  const at = nextHeld();
  return at === undefined ? Number.POSITIVE_INFINITY : Math.max(at, reached);
}

interface Now {
  readonly reached: Instant;
  readonly step: number;
  readonly busyUntil: Instant;
  readonly target: Instant;
}

/**
 * Answers with the next firing of each rule that is not spared, the earliest first; rules of one moment in the order of the template. A
 * rule's next firing stays what it is until it is reached, or something happens: a month has too many moments to look for it anew each time.
 */
function firingsAhead({ rules, mayFire }: PassageDeps): (now: Now) => Firing[] {
  const known = new Map<DeclaredRule, { readonly at: Instant | undefined; readonly busyUntil: Instant }>();
  const ahead = (rule: DeclaredRule, now: Now): Instant | undefined => {
    const before = known.get(rule);
    const isStillAhead =
      before && before.busyUntil === now.busyUntil && (before.at ?? Number.POSITIVE_INFINITY) > now.reached;
    if (isStillAhead) return before.at;
    const at = nextFiring(rule, now);
    known.set(rule, { at, busyUntil: now.busyUntil });
    return at;
  };
  return (now) => {
    if (!mayFire()) return [];
    const firings = rules.flatMap((rule) => {
      const at = ahead(rule, now);
      return at === undefined ? [] : [{ rule, at }];
    });
    return firings.sort((a, b) => a.at - b.at);
  };
}

/** The next firing of a rule that is not spared; undefined: there is none any more. */
function nextFiring({ schedule }: DeclaredRule, { reached, step, busyUntil, target }: Now): Instant | undefined {
  for (let at = schedule.after(reached); at !== undefined && at <= target; ) {
    const following = schedule.after(at);
    // The last one before the end is made: what it tells is what the alarms look at.
    const isLast = (following ?? Number.POSITIVE_INFINITY) > target;
    if (at <= busyUntil || isLast || isKept(at, step, following)) return at;
    at = following;
  }
  return undefined;
}

interface Tally {
  fired(rule: DeclaredRule): void;
  /** Time has passed after `reached` through `at`: every moment of a rule that is not among the firings was spared. */
  passed(reached: Instant, at: Instant, firings: readonly Firing[]): void;
  result(): Passed;
}

function tally({ rules, mayFire, spared }: PassageDeps): Tally {
  const fired = new Map(rules.map(({ name }) => [name, 0]));
  let skipped = 0;
  return {
    fired: ({ name }) => {
      fired.set(name, (fired.get(name) ?? 0) + 1);
    },
    passed: (reached, through, firings) => {
      if (!mayFire()) return;
      for (const rule of rules) {
        const firing = firings.find((one) => one.rule === rule)?.at;
        for (let at = rule.schedule.after(reached); at !== undefined && at <= through; at = rule.schedule.after(at)) {
          if (at === firing) continue;
          skipped++;
          spared(rule, at);
        }
      }
    },
    result: () => ({ fired: Object.fromEntries(fired), skipped }),
  };
}
