/** Which periods are to be opened by now, and by which set. */
import type { Day } from "../../shared/calendar/province-time.ts";
import {
  endedPeriods,
  isPublished,
  opensAt,
  type PublishedSet,
  setOfPeriod,
} from "../../shared/scoring/periods/opening.ts";
import type { ScorePeriod } from "../../shared/scoring/periods/score-period.ts";
import type { RoundsDeps } from "./rounds.ts";

export interface DueOpening {
  readonly period: ScorePeriod;
  readonly set: PublishedSet;
}

/** Ended periods that are not open, the earliest end first. `sets`: the published ones, by id. */
export async function periodsToOpen(sets: readonly string[], today: Day, deps: RoundsDeps): Promise<DueOpening[]> {
  const { known, scores, calendars, clock, from } = deps;
  const now = clock.now();
  const ended = endedPeriods(today, from).filter(
    ({ id }) => !known.opened.has(id) && (known.waiting.get(id) ?? Number.NEGATIVE_INFINITY) <= now,
  );
  if (ended.length === 0) return [];
  const published = await publishedSets(sets, deps);
  const due: DueOpening[] = [];
  for (const period of ended) {
    const set = setOfPeriod(period, published);
    if (!set) {
      if (published.length === 0) sayItWaits(period.id, "no-set", today, deps);
      continue;
    }
    if (await scores.period(period.id)) known.opened.add(period.id);
    else if (opensAt(period, await calendars.current()) <= now) due.push({ period, set });
  }
  return due;
}

async function publishedSets(ids: readonly string[], { known, scores }: RoundsDeps): Promise<PublishedSet[]> {
  for (const id of ids.filter((one) => !known.sets.has(one))) {
    const record = await scores.criteriaSet(id);
    if (isPublished(record)) known.sets.set(id, record);
  }
  return ids.flatMap((id) => known.sets.get(id) ?? []);
}

/** Said once a day, however often it is looked at. */
export function sayItWaits(period: string, why: "no-set" | "no-portal", today: Day, { known, log }: RoundsDeps): void {
  if (known.said.get(period) === today) return;
  known.said.set(period, today);
  log.write("score-period-waits", { period, why });
}
