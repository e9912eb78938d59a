/**
 * Opening a score period: when, by which set, for which portals, and what stands there at first. Pure. It opens at 08:00 of the first
 * working day after its last day; a run that is late finds the same portals and the same set, and gives bodies their days all the same.
 */
import { withGuessedYears } from "../../calendar/guessed-years.ts";
import { type Day, dayAt, dayNumberOf, instantAt, yearOf } from "../../calendar/province-time.ts";
import { type Term, termOf, type WorkingCalendar } from "../../calendar/working-days.ts";
import type { Instant } from "../../platform/clock.ts";
import type { Portal } from "../../portals/portal.ts";
import { groupOf } from "../../units/groups.ts";
import { includes, type Participation, participationKinds, takesPart, type Unit } from "../../units/unit.ts";
import { applies, type JudgedBody } from "../criteria/applies.ts";
import type { CriteriaSet } from "../criteria/criteria-set.ts";
import type { SetRecord } from "../criteria/set-record.ts";
import { type EvaluationHead, evaluationIdOf } from "../evaluations/evaluation.ts";
import { evaluationScheduled } from "../evaluations/schedule.ts";
import type { Sheet, SheetEntry } from "../evaluations/sheet.ts";
import { isSystemFact, type SystemFact } from "../facts/fact.ts";
import type { FactBearer, SystemFacts } from "../facts/fact-source.ts";
import { type ScorePeriod, scorePeriodKinds, scorePeriodsOf } from "./score-period.ts";

/** A set that can be opened with. */
export type PublishedSet = SetRecord & Required<Pick<SetRecord, "published">>;

/** So many years back periods are opened that no set was there for. */
const yearsBack = 2;
const startHour = 8;

export function isPublished(record: SetRecord | undefined): record is PublishedSet {
  return record?.state === "published" && record.published !== undefined;
}

/** The periods that have ended before a day, the earliest end first; none that begins before `from`. */
export function endedPeriods(today: Day, from: Day): ScorePeriod[] {
  const year = yearOf(today);
  const years = Array.from({ length: yearsBack + 1 }, (_, index) => year - yearsBack + index);
  return years
    .flatMap((one) => scorePeriodsOf(one, scorePeriodKinds))
    .filter((period) => period.from >= from && period.to < today);
}

/** The newest published set that is in force on the last day of a period and is for periods of its kind. */
export function setOfPeriod({ kind, to }: ScorePeriod, sets: readonly PublishedSet[]): PublishedSet | undefined {
  return sets
    .filter(({ set }) => set.validFrom <= to && set.periodKinds.includes(kind))
    .toSorted((one, other) => (newestOrder(one) < newestOrder(other) ? -1 : 1))
    .at(-1);
}

function newestOrder({ id, set, published }: PublishedSet): string {
  return `${set.validFrom} ${new Date(published.at).toISOString()} ${id}`;
}

/** From when on a period is opened. */
export function opensAt({ to }: Pick<ScorePeriod, "to">, calendar: WorkingCalendar): Instant {
  const { startsOn } = countedFrom(firstMoment(to), 1, calendar);
  return instantAt(dayNumberOf(startsOn), startHour);
}

/**
 * The last day for the self-score: the day of opening is day 1, or the first working day after it. Nobody can score before a period is
 * open: where its set was published late, or the job did not run for days, the days are counted from then.
 */
export function selfScoreDueOn(openedOn: Day, { terms }: Pick<CriteriaSet, "terms">, calendar: WorkingCalendar): Day {
  return countedFrom(instantAt(dayNumberOf(openedOn), startHour), terms.selfScoreDays, calendar).dueOn;
}

/** 08:00 of the day after. */
function firstMoment(to: Day): Instant {
  return instantAt(dayNumberOf(to) + 1, startHour);
}

function countedFrom(from: Instant, workingDays: number, calendar: WorkingCalendar): Term {
  const counted = termOf(from, workingDays, withGuessedYears(calendar, yearOf(dayAt(from))), startHour);
  if (counted.kind === "calendar-gap") throw new Error(`No working day can be counted in ${counted.year}.`);
  return counted;
}

/** A portal that is evaluated, with its body as it was on the last day of the period. */
export interface EvaluatedPortal extends FactBearer, JudgedBody {
  readonly participations: readonly Participation[];
}

/** Portals that are evaluated, by name; and those that are not, for no body runs them on that day. */
export interface EvaluatedPortals {
  readonly evaluated: readonly EvaluatedPortal[];
  readonly unplaced: readonly { readonly portal: string; readonly unit: string }[];
}

/** The component portals that exist on a day. One whose body has been merged by then belongs to the successor. */
export function portalsOn(units: readonly Unit[], portals: readonly Portal[], on: Day): EvaluatedPortals {
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const evaluated: EvaluatedPortal[] = [];
  const unplaced: { portal: string; unit: string }[] = [];
  for (const { id, unit } of portals.filter((portal) => portal.kind === "component" && includes(portal, on))) {
    const body = bodyOn(unit, byId, on);
    if (body) evaluated.push({ portal: id, unit: body.id, ...judgedBodyOn(body, on) });
    else unplaced.push({ portal: id, unit });
  }
  return { evaluated: evaluated.toSorted((one, other) => (one.portal < other.portal ? -1 : 1)), unplaced };
}

/** The unit, or who it was merged into, as far as there is one on that day. */
function bodyOn(id: string, units: ReadonlyMap<string, Unit>, on: Day): Unit | undefined {
  const seen = new Set<string>();
  for (let next: string | undefined = id; next !== undefined && !seen.has(next); ) {
    seen.add(next);
    const unit: Unit | undefined = units.get(next);
    if (unit && includes(unit, on)) return unit;
    next = unit?.mergedInto;
  }
  return undefined;
}

function judgedBodyOn(unit: Unit, on: Day) {
  const { kind, level } = unit;
  const participations = participationKinds.filter((one) => takesPart(unit, one, on));
  return { group: groupOf(unit), kind, level, participations };
}

/** The facts of the system that a set asks for. */
export function factsAsked({ criteria }: Pick<CriteriaSet, "criteria">): SystemFact[] {
  const asked = criteria.flatMap(({ fact }) => (fact !== undefined && isSystemFact(fact) ? [fact] : []));
  return [...new Set(asked)];
}

/** When facts were taken, and the day that they are about. */
export type FactsDate = Pick<Sheet, "factsAt" | "factsOn">;

/** The first sheet: what is asked of this body, with what the system measured. What should have been measured and was not says so. */
export function firstSheet(set: CriteriaSet, portal: EvaluatedPortal, facts: SystemFacts, date: FactsDate): Sheet {
  const entries = set.criteria
    .filter((criterion) => applies(criterion, portal))
    .map(({ id, fact }): [string, SheetEntry] => {
      if (fact === undefined || !isSystemFact(fact)) return [id, {}];
      return [id, { measured: facts[fact] ?? { is: "not-measured", why: "no-source" } }];
    });
  const { unit, group, kind, level, participations } = portal;
  return {
    portal: portal.portal,
    unit,
    group,
    kind,
    level,
    participations: [...participations],
    ...date,
    entries: Object.fromEntries(entries),
  };
}

/** How a period is opened: the same for all of its portals. */
export interface OpenedWith {
  readonly set: string;
  readonly selfScoreDueOn: Day;
}

/** The head of an evaluation as it is opened, its reminders planned. */
export function openedEvaluation(
  { portal, unit, group }: EvaluatedPortal,
  period: ScorePeriod,
  { set, selfScoreDueOn: dueOn }: OpenedWith,
  now: Instant,
  calendar: WorkingCalendar,
): EvaluationHead {
  const head = {
    id: evaluationIdOf(period.id, portal),
    period: period.id,
    portal,
    unit,
    group,
    set,
    state: "open",
    version: 1,
    sequence: 1,
    sheet: 1,
    selfScoreDueOn: dueOn,
  } as const;
  return evaluationScheduled(head, 0, now, calendar);
}
