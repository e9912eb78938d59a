/** A portal's results over periods. */
import { dayAt, yearOf } from "../../shared/calendar/province-time.ts";
import type { Action } from "../../shared/platform/http/route.ts";
import { Refusal } from "../../shared/platform/refusals.ts";
import type { SetRecord } from "../../shared/scoring/criteria/set-record.ts";
import { type EvaluationHead, evaluationIdOf } from "../../shared/scoring/evaluations/evaluation.ts";
import { type Reader, sightOf } from "../../shared/scoring/evaluations/visibility.ts";
import { otherSetNote } from "../../shared/scoring/explaining/compared.ts";
import type { ScorePeriodRecord } from "../../shared/scoring/periods/period-record.ts";
import {
  type ScorePeriod,
  scorePeriodBefore,
  scorePeriodKinds,
  scorePeriodName,
  scorePeriodNamed,
  scorePeriodsOf,
} from "../../shared/scoring/periods/score-period.ts";
import type { ScoringDeps } from "./deps.ts";
import { namedResult } from "./explain-action.ts";
import { readerOf, setOfPeriod } from "./reading.ts";
import { mostPeriods, type readingRoutes } from "./reading-routes.ts";

type Showing = Action<(typeof readingRoutes)["showScoreTrend"], ScoringDeps>;

/** An evaluation that a reader may see, with its period. */
interface Seen {
  readonly period: ScorePeriod;
  readonly head: EvaluationHead;
  readonly record: ScorePeriodRecord;
}

export const showScoreTrend: Showing = async ({ params, query, caller, now }, deps) => {
  const periods = periodsUpTo(yearOf(dayAt(now)));
  const [portal, seen] = await Promise.all([
    deps.register.get("portal", params.portal),
    seenOf(params.portal, periods, readerOf(caller, now, deps), deps),
  ]);
  if (!portal && seen.length === 0) throw new Refusal("not-found");
  const newest = seen.slice(0, query.limit);
  const sets = await setsOf(newest, deps);
  return {
    body: {
      portal: params.portal,
      portalName: portal?.value.name ?? params.portal,
      items: newest.map((one) => trendOf(one, seen, sets)),
    },
  };
};

/** So many of each kind, the one that ended last first. */
function periodsUpTo(year: number): ScorePeriod[] {
  const found = scorePeriodKinds.flatMap((kind) => {
    const first = scorePeriodsOf(year, [kind]).at(-1);
    const back: ScorePeriod[] = [];
    for (let next = first; next && back.length < mostPeriods; next = scorePeriodNamed(scorePeriodBefore(next)))
      back.push(next);
    return back;
  });
  return found.toSorted((one, other) =>
    one.to === other.to ? (one.id < other.id ? -1 : 1) : one.to < other.to ? 1 : -1,
  );
}

async function seenOf(
  portal: string,
  periods: readonly ScorePeriod[],
  reader: Reader,
  { scores }: Pick<ScoringDeps, "scores">,
): Promise<Seen[]> {
  const heads = await scores.evaluations(periods.map(({ id }) => evaluationIdOf(id, portal)));
  const byPeriod = new Map(heads.map((head) => [head.period, head]));
  const records = new Map((await scores.periods([...byPeriod.keys()])).map((record) => [record.id, record]));
  return periods.flatMap((period) => {
    const [head, record] = [byPeriod.get(period.id), records.get(period.id)];
    return head && record && sightOf(reader, head, record) ? [{ period, head, record }] : [];
  });
}

async function setsOf(seen: readonly Seen[], deps: Pick<ScoringDeps, "publishedSet">): Promise<Map<string, SetRecord>> {
  const periods = new Map(seen.map(({ record }) => [record.set, record]));
  const sets = await Promise.all([...periods.values()].map((record) => setOfPeriod(record, deps)));
  return new Map(sets.map((set) => [set.id, set]));
}

function trendOf({ period, head, record }: Seen, all: readonly Seen[], sets: ReadonlyMap<string, SetRecord>) {
  const set = sets.get(record.set)?.set;
  const before = all.find((one) => one.period.id === scorePeriodBefore(period));
  return {
    period: period.id,
    periodName: scorePeriodName(period),
    to: period.to,
    set: record.set,
    setTitle: set?.title ?? record.set,
    setHash: record.setHash,
    state: head.state,
    result: head.result && namedResult(set ?? { bands: [] }, head.result),
    note: before && before.record.setHash !== record.setHash ? otherSetNote : undefined,
  };
}
