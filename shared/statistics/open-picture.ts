/**
 * How the open questions of the province stand on a day: what one walk through them gathers for figures and tables. Of the questions
 * themselves only the first of each kind are kept, so that its size is bounded whatever is open. Pure.
 */
import { type Day, dayAt, dayNumberOf, dayOf } from "../calendar/province-time.ts";
import { type WorkingCalendar, workingDaysBetween } from "../calendar/working-days.ts";
import type { QuestionState } from "../questions/moves.ts";

/** As much of an open question as is looked at: no text, no asker. */
export interface SeenQuestion {
  readonly code: string;
  readonly unit: string;
  readonly state: QuestionState;
  readonly receivedAt: string;
  readonly startsOn: Day | null;
  readonly dueOn: Day | null;
}

/** A late question, or one that is due today: it has a due day. */
export type DueQuestion = Pick<SeenQuestion, "code" | "unit" | "state"> & { readonly dueOn: Day };

/** The first of many. */
export interface Some<Thing> {
  readonly total: number;
  readonly first: readonly Thing[];
}

/** What a unit has not answered. */
export interface UnitOpen {
  readonly open: number;
  readonly late: number;
  /** The earliest due day among the late ones. */
  readonly oldestDueOn?: Day;
}

export interface OpenPicture {
  readonly open: number;
  readonly withoutDueDay: number;
  /** The earliest due day first. */
  readonly late: Some<DueQuestion>;
  readonly dueToday: Some<DueQuestion>;
  readonly byUnit: ReadonlyMap<string, UnitOpen>;
  /** The day from which the oldest is counted. */
  readonly oldestSince?: Day;
}

/** So many questions of a kind are kept by name. */
export const mostNamed = 100;

export const nothingOpen: OpenPicture = {
  open: 0,
  withoutDueDay: 0,
  late: { total: 0, first: [] },
  dueToday: { total: 0, first: [] },
  byUnit: new Map(),
};

export function openPicture(questions: readonly SeenQuestion[], today: Day): OpenPicture {
  const due = questions.flatMap(({ code, unit, state, dueOn }) =>
    dueOn === null ? [] : [{ code, unit, state, dueOn }],
  );
  const late = due.filter(({ dueOn }) => dueOn < today);
  const lateByUnit = Map.groupBy(late, ({ unit }) => unit);
  const byUnit = [...Map.groupBy(questions, ({ unit }) => unit)].map(
    ([unit, open]) => [unit, unitOpen(open.length, lateByUnit.get(unit) ?? [])] as const,
  );
  return {
    open: questions.length,
    withoutDueDay: questions.length - due.length,
    late: firstOf(late),
    dueToday: firstOf(due.filter(({ dueOn }) => dueOn === today)),
    byUnit: new Map(byUnit),
    oldestSince: earliest(questions.map(({ startsOn, receivedAt }) => startsOn ?? dayAt(Date.parse(receivedAt)))),
  };
}

/** Two parts of the province's questions, seen as one. */
export function joined(one: OpenPicture, other: OpenPicture): OpenPicture {
  const units = new Map(one.byUnit);
  for (const [unit, more] of other.byUnit) {
    const { open = 0, late = 0, oldestDueOn } = units.get(unit) ?? {};
    units.set(unit, {
      open: open + more.open,
      late: late + more.late,
      oldestDueOn: earliest([oldestDueOn, more.oldestDueOn]),
    });
  }
  return {
    open: one.open + other.open,
    withoutDueDay: one.withoutDueDay + other.withoutDueDay,
    late: firstOfBoth(one.late, other.late),
    dueToday: firstOfBoth(one.dueToday, other.dueToday),
    byUnit: units,
    oldestSince: earliest([one.oldestSince, other.oldestSince]),
  };
}

/** Working days that the oldest open question has had, its day 1 and today among them; 0 before its day 1. */
export function oldestUnanswered({ oldestSince }: OpenPicture, today: Day, calendar: WorkingCalendar): number {
  if (oldestSince === undefined || oldestSince > today) return 0;
  const before = dayOf(dayNumberOf(oldestSince) - 1);
  return workingDaysBetween(before, today, calendar);
}

function unitOpen(open: number, late: readonly DueQuestion[]): UnitOpen {
  return { open, late: late.length, oldestDueOn: earliest(late.map(({ dueOn }) => dueOn)) };
}

function firstOf(questions: readonly DueQuestion[]): Some<DueQuestion> {
  const sorted = questions.toSorted((a, b) => compared(a.dueOn, b.dueOn) || compared(a.code, b.code));
  return { total: questions.length, first: sorted.slice(0, mostNamed) };
}

function firstOfBoth(one: Some<DueQuestion>, other: Some<DueQuestion>): Some<DueQuestion> {
  return { ...firstOf([...one.first, ...other.first]), total: one.total + other.total };
}

function earliest(days: readonly (Day | undefined)[]): Day | undefined {
  return days.filter((day) => day !== undefined).toSorted(compared)[0];
}

function compared(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
