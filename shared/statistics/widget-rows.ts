/** The facts of the dashboard's tables of questions, from what is open and the tallies; and the names in all tables. Pure. */
import { dayAt } from "../calendar/province-time.ts";
import { type WorkingCalendar, workingDaysBetween } from "../calendar/working-days.ts";
import type { Instant } from "../platform/clock.ts";
import { mostNamed, type OpenPicture, type UnitOpen } from "./open-picture.ts";
import { monthOf, summed, type Tally } from "./tally.ts";
import type { UnitMonth } from "./unit-table.ts";
import type { AllFacts, QuestionFacts } from "./widget.ts";

/** So many units have a row in the table by unit. */
export const mostUnits = 200;

/** The tables of questions with the units' ids where their names will stand. */
export function tableFacts(
  picture: OpenPicture,
  tallies: readonly Tally[],
  calendar: WorkingCalendar,
  now: Instant,
): QuestionFacts {
  const today = dayAt(now);
  const lateDays = (dueOn: string) => workingDaysBetween(dueOn, today, calendar);
  const { late, dueToday } = picture;
  const bodies = notAnswering(picture.byUnit).map((body) => ({ ...body, lateDays: lateDays(body.oldestDueOn) }));
  const units = unitRows(tallies, picture.byUnit);
  return {
    "late-now": {
      total: late.total,
      rows: late.first.map((question) => ({ ...question, lateDays: lateDays(question.dueOn) })),
    },
    "due-today": {
      total: dueToday.total,
      rows: dueToday.first.map(({ code, unit, state }) => ({ code, unit, state })),
    },
    "not-answering": { total: bodies.length, rows: bodies.slice(0, mostNamed) },
    "questions-by-unit": {
      total: units.length,
      rows: units.slice(0, mostUnits),
      month: monthOf(now),
      whole: { counts: summed(units.map(({ counts }) => counts)), lateNow: late.total },
    },
  };
}

/** The units whose names the tables need. */
export function unitsIn(facts: AllFacts): string[] {
  const ofQuestions = [facts["late-now"], facts["due-today"], facts["not-answering"], facts["questions-by-unit"]];
  const ofReports = facts["reports-missing"].rows.flatMap(({ unit, to }) => [unit, to]);
  const ofScores = facts["scores-weakest"].latest?.weakest ?? [];
  const named = [
    ...ofQuestions.flatMap(({ rows }) => rows.map(({ unit }) => unit)),
    ...ofScores.map(({ unit }) => unit),
  ];
  return [...new Set([...named, ...ofReports])];
}

/** The tables with names in the place of ids; a unit that the register does not know keeps its id. */
export function withNames(facts: AllFacts, names: ReadonlyMap<string, string>): AllFacts {
  const nameOf = (unit: string) => names.get(unit) ?? unit;
  const named = <Row extends { readonly unit: string }>(rows: readonly Row[]) =>
    rows.map((row) => ({ ...row, unit: nameOf(row.unit) }));
  const missing = facts["reports-missing"];
  const { latest } = facts["scores-weakest"];
  return {
    ...facts,
    "late-now": { ...facts["late-now"], rows: named(facts["late-now"].rows) },
    "due-today": { ...facts["due-today"], rows: named(facts["due-today"].rows) },
    "not-answering": { ...facts["not-answering"], rows: named(facts["not-answering"].rows) },
    "questions-by-unit": { ...facts["questions-by-unit"], rows: named(facts["questions-by-unit"].rows) },
    "reports-missing": { ...missing, rows: named(missing.rows).map((row) => ({ ...row, to: nameOf(row.to) })) },
    "scores-weakest": latest ? { latest: { ...latest, weakest: named(latest.weakest) } } : {},
  };
}

/** Units with late questions: those that have waited longest first, then those with most of them. */
function notAnswering(byUnit: ReadonlyMap<string, UnitOpen>) {
  const bodies = [...byUnit].flatMap(([unit, { open, late, oldestDueOn }]) =>
    oldestDueOn === undefined ? [] : [{ unit, open, late, oldestDueOn }],
  );
  return bodies.toSorted((a, b) => a.oldestDueOn.localeCompare(b.oldestDueOn) || b.late - a.late);
}

/** A unit's month beside how things stand now. */
interface UnitRow extends UnitMonth {
  readonly unit: string;
}

/** Those with most to do first, as the last may have no room. */
function unitRows(tallies: readonly Tally[], byUnit: ReadonlyMap<string, UnitOpen>): UnitRow[] {
  const talliesOf = Map.groupBy(tallies, ({ unit }) => unit);
  const units = [...new Set([...talliesOf.keys(), ...byUnit.keys()])];
  const rows = units.map((unit) => ({
    unit,
    counts: summed((talliesOf.get(unit) ?? []).map(({ counts }) => counts)),
    lateNow: byUnit.get(unit)?.late ?? 0,
  }));
  const open = ({ counts }: UnitRow) => counts.open ?? 0;
  const received = ({ counts }: UnitRow) => counts.received ?? 0;
  return rows.toSorted((a, b) => b.lateNow - a.lateNow || open(b) - open(a) || received(b) - received(a));
}
