/**
 * Opens one score period: first how it is opened, then an evaluation for each portal, the period's own record last. A run that ends
 * between is taken up again by the next, with the same set and the same due day.
 */
import { withGuessedYears } from "../../shared/calendar/guessed-years.ts";
import { dayAt, yearOf } from "../../shared/calendar/province-time.ts";
import { Refusal } from "../../shared/platform/refusals.ts";
import { wholeRegister } from "../../shared/register/whole-register.ts";
import { factsFrom } from "../../shared/scoring/facts/fact-source.ts";
import {
  type EvaluatedPortal,
  factsAsked,
  firstSheet,
  isPublished,
  openedEvaluation,
  type PublishedSet,
  portalsOn,
  selfScoreDueOn,
} from "../../shared/scoring/periods/opening.ts";
import { openedEvent } from "../../shared/scoring/periods/period-event.ts";
import { openedPeriod } from "../../shared/scoring/periods/period-record.ts";
import type { OpeningRecord } from "../../shared/scoring/periods/rounds-store.ts";
import type { ScorePeriod } from "../../shared/scoring/periods/score-period.ts";
import { type DueOpening, sayItWaits } from "./due-openings.ts";
import type { RoundsDeps } from "./rounds.ts";
import { opener, type Written, writeEvaluations } from "./write-evaluations.ts";

type Register = Awaited<ReturnType<typeof wholeRegister>>;

export interface Opened {
  /** By this run. */
  readonly isOpened: boolean;
  readonly evaluations: number;
  readonly isFinished: boolean;
}

/** A period with no portal is looked at again after so long. */
const lookAgainMilliseconds = 600_000;

/** The whole register, read at most once in a run. */
export function registerOnce({ register }: RoundsDeps): () => Promise<Register> {
  let read: Promise<Register> | undefined;
  return () => {
    read ??= wholeRegister(register);
    return read;
  };
}

export async function openPeriod(
  { period, set }: DueOpening,
  register: () => Promise<Register>,
  deps: RoundsDeps,
  mayGoOn: () => boolean,
): Promise<Opened> {
  const { units, portals } = await register();
  const { evaluated, unplaced } = portalsOn(units, portals, period.to);
  const now = deps.clock.now();
  // A stack that holds nothing stays empty, so that a copy can be read back into it.
  if (evaluated.length === 0) {
    deps.known.waiting.set(period.id, now + lookAgainMilliseconds);
    if (units.length > 0) sayItWaits(period.id, "no-portal", dayAt(now), deps);
    return { isOpened: false, evaluations: 0, isFinished: true };
  }
  for (const one of unplaced) deps.log.write("score-portal-unplaced", { period: period.id, ...one });
  try {
    return await written({ period, set }, evaluated, deps, mayGoOn);
  } catch (error) {
    // Another run has opened it meanwhile: what stands is its.
    if (error instanceof Refusal && error.code === "moved-meanwhile") {
      return { isOpened: false, evaluations: 0, isFinished: true };
    }
    throw error;
  }
}

async function written(
  due: DueOpening,
  evaluated: readonly EvaluatedPortal[],
  deps: RoundsDeps,
  mayGoOn: () => boolean,
): Promise<Opened> {
  const { period } = due;
  const { opening, isNew } = await begun(due, deps);
  const set = await setOf(opening, due.set, deps);
  const kept = isNew ? 0 : await keptBeside(period, evaluated, deps);
  const result = await writeAll({ period, set, opening, evaluated, isNew }, deps, mayGoOn);
  if (!result.isFinished) return { isOpened: false, evaluations: result.evaluations, isFinished: false };
  await close(period, opening, evaluated.length + kept, deps);
  deps.known.opened.add(period.id);
  return { isOpened: true, evaluations: result.evaluations, isFinished: true };
}

/** How the period is opened: as an earlier run began, or as this one does. */
async function begun(
  { period, set }: DueOpening,
  deps: RoundsDeps,
): Promise<{ opening: OpeningRecord; isNew: boolean }> {
  const { rounds, transactions, calendars, clock } = deps;
  const before = await rounds.opening(period.id);
  if (before) return { opening: before, isNew: false };
  const now = clock.now();
  const opening = {
    period: period.id,
    set: set.id,
    setHash: set.hash,
    at: new Date(now).toISOString(),
    selfScoreDueOn: selfScoreDueOn(dayAt(now), set.set, await calendars.current()),
  };
  try {
    await transactions.commit({ writes: [rounds.startOpening(opening)], events: [] }, undefined, now);
    return { opening, isNew: true };
  } catch (error) {
    const other = error instanceof Refusal ? await rounds.opening(period.id) : undefined;
    if (!other) throw error;
    return { opening: other, isNew: false };
  }
}

/** The set that the opening was begun with, though a newer one may be there by now. */
async function setOf(opening: OpeningRecord, newest: PublishedSet, { scores }: RoundsDeps): Promise<PublishedSet> {
  const found = opening.set === newest.id ? newest : await scores.criteriaSet(opening.set);
  if (!isPublished(found)) throw new Error(`The set ${opening.set} of ${opening.period} is not published.`);
  return found;
}

/** Evaluations of an earlier, unfinished run that the register would not give now: they stay. */
async function keptBeside(period: ScorePeriod, evaluated: readonly EvaluatedPortal[], { scores }: RoundsDeps) {
  const planned = new Set(evaluated.map(({ portal }) => portal));
  let kept = 0;
  for await (const { portal } of scores.allOfPeriod(period.id)) kept += planned.has(portal) ? 0 : 1;
  return kept;
}

interface Writing {
  readonly period: ScorePeriod;
  readonly set: PublishedSet;
  readonly opening: OpeningRecord;
  readonly evaluated: readonly EvaluatedPortal[];
  readonly isNew: boolean;
}

async function writeAll(
  { period, set, opening, evaluated, isNew }: Writing,
  deps: RoundsDeps,
  mayGoOn: () => boolean,
): Promise<Written> {
  const now = deps.clock.now();
  const asked = factsAsked(set.set);
  const facts = await factsFrom(deps.facts, asked, evaluated, period, dayAt(now));
  const date = { factsAt: new Date(now).toISOString(), factsOn: period.to };
  const calendar = withGuessedYears(await deps.calendars.current(), yearOf(opening.selfScoreDueOn));
  const plans = evaluated.map((portal) => ({
    portal: portal.portal,
    make: () => ({
      head: openedEvaluation(portal, period, opening, now, calendar),
      sheet: firstSheet(set.set, portal, facts.get(portal.portal) ?? {}, date),
    }),
  }));
  return writeEvaluations({ period: period.id, isNew, plans }, deps, mayGoOn);
}

async function close(period: ScorePeriod, opening: OpeningRecord, portals: number, deps: RoundsDeps): Promise<void> {
  const { scores, transactions, clock } = deps;
  const now = clock.now();
  const { set, setHash, selfScoreDueOn: dueOn } = opening;
  const record = openedPeriod(period, { set, setHash, selfScoreDueOn: dueOn, portals }, now);
  const events = [openedEvent(record, opener, now)];
  await transactions.commit({ writes: [scores.savePeriod(record, undefined)], events }, undefined, now);
}
