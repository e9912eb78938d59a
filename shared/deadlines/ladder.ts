/**
 * What a ladder is: at which moments around a deadline who is urged. A deadline is a subject, its days, a ladder and people.
 * The ladders themselves are data (ladders.ts).
 */
import type { Day } from "../calendar/province-time.ts";

/**
 * Who is meant; the people are found in the register on the day. `governing` is skipped by a body that governs itself; `recipient`:
 * whoever gathers the reports at the body to which it reports; `consolidator`: whoever does at the body itself.
 */
export type Audience = "clerk" | "leader" | "governing" | "province" | "asker" | "consolidator" | "recipient";

/** The days of a subject that a rung can be counted from. `children`: the day by which a parent's children report. */
export type Base = "accept" | "appointment" | "due" | "children";

export interface Rung {
  /** Stable: part of the key of every notice. */
  readonly id: string;
  readonly from: Base;
  /** Working days from that day: negative before it, 0 on it, positive after it. */
  readonly days: number;
  readonly audiences: readonly Audience[];
  /**
   * `digest`: listed in the daily digest; `mail`: a mail of its own, urgent; `list`: one mail about all subjects of one kind for which it
   * is reached on that day.
   */
  readonly by: "digest" | "mail" | "list";
  /** The rung is passed over when this is no longer so. */
  readonly onlyWhile?: "not-accepted";
}

export interface Ladder {
  /** Its kind and number: `question-1`. */
  readonly id: string;
  readonly validFrom: Day;
  /** The hour of the day at which its rungs are reached. */
  readonly hour: number;
  readonly rungs: readonly Rung[];
}
