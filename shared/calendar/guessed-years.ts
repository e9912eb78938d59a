/** A calendar in which no year is missing: for reminders, which may be a day off but must not fail to come. What is counted so is provisional. */
import type { CalendarYear } from "./calendar-year.ts";
import { type WorkingCalendar, workingCalendar } from "./working-days.ts";

const guessed = new WeakMap<WorkingCalendar, Map<number, WorkingCalendar>>();

/** The calendar with a year and its neighbours: those without a table count Monday to Friday, as estimated. */
export function withGuessedYears(calendar: WorkingCalendar, year: number): WorkingCalendar {
  const missing = [year - 1, year, year + 1].filter((number) => !calendar.years.has(number));
  if (missing.length === 0) return calendar;
  const byYear = guessed.get(calendar) ?? new Map<number, WorkingCalendar>();
  guessed.set(calendar, byYear);
  const made = byYear.get(year) ?? workingCalendar([...calendar.years.values(), ...missing.map(guessedYear)]);
  byYear.set(year, made);
  return made;
}

function guessedYear(year: number): CalendarYear {
  return {
    year,
    version: 1,
    status: "estimated",
    notice: null,
    source: "Monday to Friday",
    weekend: [6, 7],
    offDays: [],
    workedDays: [],
  };
}
