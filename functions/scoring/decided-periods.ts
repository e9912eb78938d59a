/** The score periods that have been decided. */
import { type Day, yearOf } from "../../shared/calendar/province-time.ts";
import { newestSnapshot, type ScorePeriodRecord } from "../../shared/scoring/periods/period-record.ts";
import { scorePeriodKinds, scorePeriodsOf } from "../../shared/scoring/periods/score-period.ts";
import type { ScoringStore } from "../../shared/scoring/scoring-store.ts";

/** No period is older. */
const firstYear = 2000;

/** All that were ever decided and frozen, the newest last day first; in two or three reads. */
export async function decidedPeriods(
  { periods }: Pick<ScoringStore, "periods">,
  today: Day,
): Promise<ScorePeriodRecord[]> {
  const years = Array.from({ length: yearOf(today) - firstYear + 1 }, (_, index) => firstYear + index);
  const ids = years.flatMap((year) => scorePeriodsOf(year, scorePeriodKinds)).map(({ id }) => id);
  const decided = (await periods(ids)).filter((record) => newestSnapshot(record) !== undefined);
  return decided.toSorted((one, other) => (one.to > other.to ? -1 : one.to < other.to ? 1 : 0));
}
