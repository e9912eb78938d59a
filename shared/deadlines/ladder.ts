/**
 * Ladders as data: at which moments around a deadline who is urged. A deadline is a subject, its days, a ladder and people;
 * questions are the first kind. Ladders have a valid-from; a plan keeps the ladder it was made with.
 */
import type { Day } from "../calendar/province-time.ts";

/** Who is meant; the people are found in the register on the day. `governing` is skipped by a body that governs itself. */
export type Audience = "clerk" | "leader" | "governing" | "province" | "asker";

/** The days of a subject that a rung can be counted from. */
export type Base = "accept" | "appointment" | "due";

export interface Rung {
  /** Stable: part of the key of every notice. */
  readonly id: string;
  readonly from: Base;
  /** Working days from that day: negative before it, 0 on it, positive after it. */
  readonly days: number;
  readonly audiences: readonly Audience[];
  /** `digest`: listed in the daily digest; `mail`: a mail of its own, urgent. */
  readonly by: "digest" | "mail";
  /** The rung is passed over when this is no longer so. */
  readonly onlyWhile?: "not-accepted";
}

export interface Ladder {
  readonly id: string;
  readonly validFrom: Day;
  /** The hour of the day at which its rungs are reached. */
  readonly hour: number;
  readonly rungs: readonly Rung[];
}

/** Clerk, then leader, then governing body, then province; the asker is told honestly once it is late. */
const questionLadders: readonly Ladder[] = [
  {
    id: "question-1",
    validFrom: "2020-09-18",
    hour: 8,
    rungs: [
      {
        id: "acceptance-late",
        from: "accept",
        days: 1,
        audiences: ["clerk", "leader"],
        by: "digest",
        onlyWhile: "not-accepted",
      },
      { id: "due-in-2", from: "due", days: -2, audiences: ["clerk"], by: "digest" },
      { id: "due-in-1", from: "due", days: -1, audiences: ["clerk", "leader"], by: "digest" },
      { id: "appointment-in-1", from: "appointment", days: -1, audiences: ["clerk", "leader"], by: "digest" },
      { id: "due-today", from: "due", days: 0, audiences: ["clerk", "leader"], by: "mail" },
      { id: "appointment-broken", from: "appointment", days: 1, audiences: ["clerk", "leader"], by: "mail" },
      { id: "late-1", from: "due", days: 1, audiences: ["leader", "asker"], by: "mail" },
      { id: "late-3", from: "due", days: 3, audiences: ["governing"], by: "mail" },
      { id: "late-5", from: "due", days: 5, audiences: ["province"], by: "mail" },
    ],
  },
];

/** The ladder of questions in force on a day; before the first, the first. */
export function questionLadderOn(on: Day): Ladder {
  const inForce = questionLadders.filter(({ validFrom }) => validFrom <= on).at(-1) ?? questionLadders[0];
  if (!inForce) throw new Error("There is no ladder of questions.");
  return inForce;
}

/** The ladder that a plan was made with. */
export function questionLadder(id: string): Ladder {
  const ladder = questionLadders.find((entry) => entry.id === id);
  if (!ladder) throw new Error(`There is no ladder ${id}.`);
  return ladder;
}
