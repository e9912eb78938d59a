/** The ladders, by kind of subject. They have a valid-from; a plan keeps the ladder it was made with. */
import type { Day } from "../calendar/province-time.ts";
import type { Ladder } from "./ladder.ts";

/** What a ladder is about. */
export type LadderKind = "question" | "report" | "self-score" | "reconsideration-window" | "reconsideration-answer";

const ladders: Readonly<Record<LadderKind, readonly Ladder[]>> = {
  /** Clerk, then leader, then governing body, then province; the asker is told honestly once it is late. */
  question: [
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
  ],
  /**
   * The body is reminded by mails of its own, few in a year; whoever follows many bodies gets one list of them. A parent that gathers gets
   * the list of its missing children on their day, and on the morning after it.
   */
  report: [
    {
      id: "report-1",
      validFrom: "2020-03-20",
      hour: 8,
      rungs: [
        { id: "due-in-5", from: "due", days: -5, audiences: ["clerk"], by: "mail" },
        { id: "due-in-2", from: "due", days: -2, audiences: ["clerk", "leader"], by: "mail" },
        { id: "children-today", from: "children", days: 0, audiences: ["consolidator"], by: "mail" },
        { id: "children-late-1", from: "children", days: 1, audiences: ["consolidator"], by: "mail" },
        { id: "due-today", from: "due", days: 0, audiences: ["clerk", "leader"], by: "mail" },
        { id: "late-1", from: "due", days: 1, audiences: ["leader"], by: "mail" },
        { id: "late-3", from: "due", days: 3, audiences: ["recipient", "governing"], by: "list" },
        { id: "late-5", from: "due", days: 5, audiences: ["province"], by: "list" },
      ],
    },
  ],
  /** The body is reminded twice; what is still missing on the morning after is one list for the province. */
  "self-score": [
    {
      id: "self-score-1",
      validFrom: "2020-12-14",
      hour: 8,
      rungs: [
        { id: "due-in-2", from: "due", days: -2, audiences: ["clerk"], by: "mail" },
        { id: "due-today", from: "due", days: 0, audiences: ["clerk", "leader"], by: "mail" },
        { id: "late-1", from: "due", days: 1, audiences: ["province"], by: "list" },
      ],
    },
  ],
  /** The body was told when the window opened; it is told once more when it closes. */
  "reconsideration-window": [
    {
      id: "reconsideration-window-1",
      validFrom: "2020-12-14",
      hour: 8,
      rungs: [{ id: "closes-today", from: "due", days: 0, audiences: ["leader"], by: "mail" }],
    },
  ],
  /** Whoever answers is reminded; the body waits. */
  "reconsideration-answer": [
    {
      id: "reconsideration-answer-1",
      validFrom: "2020-12-14",
      hour: 8,
      rungs: [
        { id: "due-in-1", from: "due", days: -1, audiences: ["province"], by: "mail" },
        { id: "due-today", from: "due", days: 0, audiences: ["province"], by: "mail" },
        { id: "late-1", from: "due", days: 1, audiences: ["province"], by: "mail" },
      ],
    },
  ],
};

/** The ladder of a kind in force on a day; before the first, the first. */
export function ladderOn(kind: LadderKind, on: Day): Ladder {
  const [first, ...later] = ladders[kind];
  if (!first) throw new Error(`There is no ladder of ${kind}s.`);
  return later.findLast(({ validFrom }) => validFrom <= on) ?? first;
}

/** The ladder that a plan was made with. */
export function ladderNamed(id: string): Ladder {
  const ladder = Object.values(ladders)
    .flat()
    .find((entry) => entry.id === id);
  if (!ladder) throw new Error(`There is no ladder ${id}.`);
  return ladder;
}
