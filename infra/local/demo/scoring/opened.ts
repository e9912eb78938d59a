/**
 * Score periods that had ended and opened before the demonstration begins: as the job opened them, and as nobody has worked on them since.
 * Whoever was told of it was told in the past.
 */
import { type Day, dayAt } from "../../../../shared/calendar/province-time.ts";
import type { WorkingCalendar } from "../../../../shared/calendar/working-days.ts";
import type { Instant } from "../../../../shared/platform/clock.ts";
import type { Change } from "../../../../shared/platform/transaction.ts";
import type { Portal } from "../../../../shared/portals/portal.ts";
import { type FactSource, factsFrom } from "../../../../shared/scoring/facts/fact-source.ts";
import {
  endedPeriods,
  factsAsked,
  firstSheet,
  openedEvaluation,
  opensAt,
  type PublishedSet,
  portalsOn,
  selfScoreDueOn,
  setOfPeriod,
} from "../../../../shared/scoring/periods/opening.ts";
import { openedEvent } from "../../../../shared/scoring/periods/period-event.ts";
import { openedPeriod } from "../../../../shared/scoring/periods/period-record.ts";
import type { ScorePeriod } from "../../../../shared/scoring/periods/score-period.ts";
import type { ScoringStore } from "../../../../shared/scoring/scoring-store.ts";
import type { Unit } from "../../../../shared/units/unit.ts";
import { job, opened } from "./evaluate.ts";
import { changeOf } from "./past.ts";

export interface Province {
  readonly units: readonly Unit[];
  readonly portals: readonly Portal[];
  readonly calendar: WorkingCalendar;
  readonly record: PublishedSet;
}

/** The periods that the job would have opened by then; none that begins before `from`. */
export function periodsOpenedBy(begins: Instant, from: Day, { calendar, record }: Province): ScorePeriod[] {
  return endedPeriods(dayAt(begins), from).filter(
    (period) => setOfPeriod(period, [record]) !== undefined && opensAt(period, calendar) <= begins,
  );
}

/** The evaluations of a period; the last change is the period's own. Reminders that lie before `begins` are past. */
export async function openedChanges(
  period: ScorePeriod,
  { units, portals, calendar, record }: Province,
  sources: readonly FactSource[],
  begins: Instant,
  scores: ScoringStore,
): Promise<{ readonly evaluations: readonly Change[]; readonly period: Change }> {
  const at = opensAt(period, calendar);
  const opening = { set: record.id, selfScoreDueOn: selfScoreDueOn(dayAt(at), record.set, calendar) };
  const { evaluated } = portalsOn(units, portals, period.to);
  const facts = await factsFrom(sources, factsAsked(record.set), evaluated, period, dayAt(at));
  const date = { factsAt: new Date(at).toISOString(), factsOn: period.to };
  const evaluations = evaluated.map((one) => {
    const sheet = firstSheet(record.set, one, facts.get(one.portal) ?? {}, date);
    return changeOf(opened(openedEvaluation(one, period, opening, begins, calendar), sheet, at), scores);
  });
  const next = openedPeriod(period, { ...opening, setHash: record.hash, portals: evaluated.length }, at);
  const history = [openedEvent(next, job, at)];
  return { evaluations, period: { writes: [scores.savePeriod(next, undefined)], events: [], history } };
}
