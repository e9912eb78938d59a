/**
 * What is counted, from the events and from nothing else. A row of a month says what happened in it at one unit, and nothing is taken
 * back from it; the row of `now` says how things stand. Pure.
 */
import { type Day, dayAt } from "../calendar/province-time.ts";
import type { ChangeEvent } from "../platform/events.ts";

/** What happened in a month. */
export const monthCounters = [
  "received",
  "accepted",
  "acceptedLate",
  "classifiedJoint",
  "classifiedSpecial",
  "answeredOnTime",
  "answeredLate",
  /** Answered without ever having had a due day: neither on time nor late. */
  "answeredUndated",
  /** Questions that turned late: by the step of their schedule, or by an answer that came before it. */
  "late",
  "refused",
  "withdrawn",
  "transferredOut",
  "transferredIn",
] as const;
/** How things stand. */
export const standingCounters = ["open"] as const;
export const counters = [...monthCounters, ...standingCounters] as const;
export type Counter = (typeof counters)[number];
export type Counts = Readonly<Partial<Record<Counter, number>>>;

/** A month of the province, `YYYY-MM`; a month of the periodic reports by its last day, `to-YYYY-MM-14`; or `now`. */
export type Month = string;
export const standing = "now";

/** The counts of one unit in one month. A counter that is absent was never moved. */
export interface Tally {
  readonly month: Month;
  readonly unit: string;
  readonly counts: Counts;
}

/** A question's event without what must be counted. */
export class Uncountable extends Error {
  override readonly name = "Uncountable";
}

export function monthOf(instant: number): Month {
  return dayAt(instant).slice(0, 7);
}

/** The last day of the month in which the data of periodic reports are counted: the 15th to the 14th (Decree 09/2019/NĐ-CP, Art. 12). */
export const reportMonthClosesOn = 14;

/** The month of the periodic reports that closes on a day. */
export function reportMonthTo(closesOn: Day): Month {
  return `to-${closesOn}`;
}

/** The last day of the month of the periodic reports in which a day lies. */
export function reportMonthEnd(on: Day): Day {
  const [year = 0, month = 0, date = 0] = on.split("-").map(Number);
  const closes = new Date(Date.UTC(year, date > reportMonthClosesOn ? month : month - 1, reportMonthClosesOn));
  return closes.toISOString().slice(0, 10);
}

/** What an event adds to the counts; no two of them are about the same row. Throws `Uncountable`. */
export function tallyChanges(event: ChangeEvent): Tally[] {
  if (!event.subject.startsWith("question#")) return [];
  const { unit, facts } = event;
  if (unit === undefined) throw new Uncountable(`${event.subject} ${event.sequence} names no unit`);
  const months = monthsOf(momentOf(event));
  const changes = [
    ...months.map((month) => ({ month, unit, counts: { ...happened(event), ...takenIn(event) } })),
    { month: standing, unit, counts: stands(event) },
  ];
  if (event.kind === "question-transferred") {
    if (typeof facts.fromUnit !== "string")
      throw new Uncountable(`${event.subject} ${event.sequence} came from nowhere`);
    const from = facts.fromUnit;
    changes.push(...months.map((month) => ({ month, unit: from, counts: { transferredOut: 1 } })), {
      month: standing,
      unit: from,
      counts: { open: -1 },
    });
  }
  return changes.filter(({ counts }) => Object.keys(counts).length > 0);
}

/** Everything is counted twice: in its month, and in the month of the periodic reports. */
function monthsOf(at: number): Month[] {
  return [monthOf(at), reportMonthTo(reportMonthEnd(dayAt(at)))];
}

/** A step of the schedule belongs to the moment it was for: a check that ran late changes no figure. */
function momentOf({ at, kind, facts }: ChangeEvent): number {
  return Date.parse(kind === "deadline-rung-reached" && typeof facts.at === "string" ? facts.at : at);
}

function happened({ kind, facts }: ChangeEvent): Counts {
  switch (kind) {
    case "question-received":
      return { received: 1 };
    case "question-classified":
      return classified(facts);
    case "question-answered":
      return { ...answered(facts.onTime), ...(facts.turnedLate === true && { late: 1 }) };
    case "question-refused":
      return { refused: 1 };
    case "question-withdrawn":
      return { withdrawn: 1 };
    case "question-transferred":
      return { transferredIn: 1 };
    case "deadline-rung-reached":
      return Array.isArray(facts.rungs) && facts.rungs.includes("late-1") ? { late: 1 } : {};
    default:
      return {};
  }
}

/** The first act of a unit says whether the question was taken in late, whatever act it was. */
function takenIn({ facts: { acceptedLate } }: ChangeEvent): Counts {
  if (typeof acceptedLate !== "boolean") return {};
  return acceptedLate ? { accepted: 1, acceptedLate: 1 } : { accepted: 1 };
}

function classified({ class: next, previousClass }: ChangeEvent["facts"]): Counts {
  if (next === previousClass) return {};
  if (next === "joint") return { classifiedJoint: 1 };
  return next === "special" ? { classifiedSpecial: 1 } : {};
}

function answered(onTime: ChangeEvent["facts"][string] | undefined): Counts {
  if (typeof onTime !== "boolean") return { answeredUndated: 1 };
  return onTime ? { answeredOnTime: 1 } : { answeredLate: 1 };
}

function stands({ kind }: ChangeEvent): Counts {
  if (kind === "question-received" || kind === "question-transferred") return { open: 1 };
  return closing.has(kind) ? { open: -1 } : {};
}
const closing = new Set(["question-answered", "question-refused", "question-withdrawn"]);

/** The sum of counts. */
export function summed(all: Iterable<Counts>): Counts {
  const sum: Partial<Record<Counter, number>> = {};
  for (const counts of all) {
    for (const name of counters) {
      const count = counts[name];
      if (count !== undefined) sum[name] = (sum[name] ?? 0) + count;
    }
  }
  return sum;
}
