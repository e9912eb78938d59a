/**
 * Which firings are made when a long time passes. A month has some 60,000 firings of rules that fire every few minutes, nearly all for
 * nothing; and every job promises that a late or missed run changes nothing but the moment. So, while nothing happens, a rule that would
 * fire again before the next moment of a grid is spared, and the answer tells how often.
 */
import type { Instant } from "../../../shared/platform/clock.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** The grid by how long a time passes: the longer, the wider. */
const steps = [
  { passing: 15 * minute, step: 0 },
  { passing: 6 * hour, step: 15 * minute },
  { passing: 2 * day, step: hour },
  { passing: 8 * day, step: 3 * hour },
  { passing: Number.POSITIVE_INFINITY, step: 12 * hour },
] as const;

/** On every day besides: 07:30 and 08:00 of the province, when offices open. */
const openingUtc = [30 * minute, hour] as const;

/** The width of the grid in milliseconds; 0: no firing is spared. */
export function stepFor(passing: number): number {
  return steps.find((one) => passing <= one.passing)?.step ?? 0;
}

/** Whether a firing is made: on the grid, or when the rule does not fire again before the grid's next moment. `following`: its next one. */
export function isKept(at: Instant, step: number, following: Instant | undefined): boolean {
  if (step === 0) return true;
  const next = gridAfter(at - 1, step);
  return next === at || following === undefined || following > next;
}

/** The first moment of the grid after another. */
function gridAfter(instant: Instant, step: number): Instant {
  const midnight = Math.floor(instant / day) * day;
  const openings = [...openingUtc, ...openingUtc.map((offset) => offset + day)].map((offset) => midnight + offset);
  const next = (Math.floor(instant / step) + 1) * step;
  return Math.min(next, ...openings.filter((opening) => opening > instant));
}
