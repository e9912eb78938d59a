/** What must have left, computed from the letter and the story alone: it knows nothing of plans, rungs, ledgers or consumers. */

export interface Told {
  readonly code: string;
  readonly receivedAt: number;
  /** Due days in order: the first, and the one after the class was raised, with the moment of raising. */
  readonly dueOn: string;
  readonly raised?: { readonly at: number; readonly dueOn: string };
  readonly answeredAt?: number;
  /** Until when the story ran. */
  readonly until: number;
}

/** Working days of February and March 2024, written down by hand from the notice: Tết is 8 to 14 February. */
const workingDays = [
  ["2024-02", [1, 2, 5, 6, 7, 15, 16, 19, 20, 21, 22, 23, 26, 27, 28, 29]],
  ["2024-03", [1, 4, 5, 6, 7, 8, 11, 12, 13, 14, 15, 18, 19, 20, 21, 22, 25, 26, 27, 28, 29]],
].flatMap(([month, days]) => [...(days as number[])].map((day) => `${month}-${String(day).padStart(2, "0")}`));

export function isWorkingDay(day: string): boolean {
  return workingDays.includes(day);
}

function eightOClock(dueOn: string, shift: number): number {
  const day = workingDays[workingDays.indexOf(dueOn) + shift];
  return Date.parse(`${day}T08:00:00+07:00`);
}

/** Who holds a role for the whole of the story. */
const people = {
  clerk: ["so-tu-phap.clerk", "two-units.clerk"],
  leader: ["so-tu-phap.leader"],
  province: ["van-phong-ubnd-tinh.supervisor"],
};

/** `who: what` for every mail of its own that must have been accepted exactly once. */
export function expectedMails({
  receivedAt,
  dueOn,
  raised,
  answeredAt = Number.POSITIVE_INFINITY,
  until,
}: Told): string[] {
  const mails = ["asker: question-received"];
  const happens = (at: number, due: string) => {
    const isOfThisPlan = raised === undefined || (due === raised.dueOn ? at > raised.at : at <= raised.at);
    return at > receivedAt && at <= until && at <= answeredAt && isOfThisPlan;
  };
  for (const due of raised ? [dueOn, raised.dueOn] : [dueOn]) {
    if (happens(eightOClock(due, 0), due)) {
      mails.push(...[...people.clerk, ...people.leader].map((id) => `${id}: due-today`));
    }
    if (happens(eightOClock(due, 1), due)) mails.push("asker: late-1", ...people.leader.map((id) => `${id}: late-1`));
    if (happens(eightOClock(due, 5), due)) mails.push(...people.province.map((id) => `${id}: late-5`));
  }
  if (raised) mails.push("asker: question-classified", ...people.leader.map((id) => `${id}: question-classified`));
  if (Number.isFinite(answeredAt)) mails.push("asker: question-answered");
  return mails.toSorted();
}

/** Officers are written to from 07:30 to 17:00 of working days. */
export function isInWindow(at: number): boolean {
  const local = new Date(at + 7 * 3_600_000).toISOString();
  return isWorkingDay(local.slice(0, 10)) && local.slice(11, 16) >= "07:30" && local.slice(11, 16) < "17:00";
}
