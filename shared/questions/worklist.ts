/** The worklist: open questions in order of legal time left, each with what a clerk sees at one glance. */
import { type Day, dayAt } from "../calendar/province-time.ts";
import { type WorkingCalendar, workingDaysBetween } from "../calendar/working-days.ts";
import type { Instant } from "../platform/clock.ts";
import type { OpenPlace, OpenQuestion } from "./question-store.ts";

/** How much legal time is left. `no-date`: no calendar existed, so there is no due day. */
export const timings = ["late", "due-today", "due-soon", "in-time", "no-date"] as const;
export type Timing = (typeof timings)[number];

/** From so many working days before the due day on, a question is "sắp đến hạn": two working days before, when the first reminder goes out. */
const soonDays = 2;

export interface WorklistEntry extends Omit<OpenQuestion, "dueOrder"> {
  timing: Timing;
  /** Working days until the due day; 0 on the day itself, negative when late; null without a due day. */
  workingDaysLeft: number | null;
  /** "Tiếp nhận chậm": not taken in although its day is over. */
  acceptanceLate: boolean;
}

/** Judges an open question at a moment. */
export function worklistEntry(question: OpenQuestion, now: Instant, calendar: WorkingCalendar): WorklistEntry {
  const { dueOrder: _order, ...shown } = question;
  const today = dayAt(now);
  return {
    ...shown,
    ...timingOf(question.dueOn, today, calendar),
    acceptanceLate: question.acceptedAt === undefined && question.acceptBy !== null && question.acceptBy < today,
  };
}

function timingOf(
  dueOn: Day | null,
  today: Day,
  calendar: WorkingCalendar,
): Pick<WorklistEntry, "timing" | "workingDaysLeft"> {
  if (dueOn === null) return { timing: "no-date", workingDaysLeft: null };
  const workingDaysLeft = workingDaysBetween(today, dueOn, calendar);
  if (today > dueOn) return { timing: "late", workingDaysLeft };
  if (today === dueOn) return { timing: "due-today", workingDaysLeft: 0 };
  return { timing: workingDaysLeft <= soonDays ? "due-soon" : "in-time", workingDaysLeft };
}

/** How many places are read at once. */
const readsAtOnce = 16;

/** One page out of several places, in one order; `after` is the order of the last entry of the page before. */
export async function mergedPage(
  places: readonly OpenPlace[],
  after: string,
  limit: number,
  openIn: (place: OpenPlace, after: string, limit: number) => Promise<OpenQuestion[]>,
): Promise<{ items: OpenQuestion[]; last: string | undefined }> {
  const found: OpenQuestion[] = [];
  for (let first = 0; first < places.length; first += readsAtOnce) {
    const pages = await Promise.all(
      places.slice(first, first + readsAtOnce).map((place) => openIn(place, after, limit + 1)),
    );
    found.push(...pages.flat());
    found.sort((a, b) => (a.dueOrder < b.dueOrder ? -1 : 1));
    found.splice(limit + 1);
  }
  const items = found.slice(0, limit);
  return { items, last: found.length > limit ? items.at(-1)?.dueOrder : undefined };
}
