/** What is read of evaluations. */
import type { Actions } from "../../shared/platform/http/route.ts";
import { Refusal } from "../../shared/platform/refusals.ts";
import type { CriteriaSet } from "../../shared/scoring/criteria/criteria-set.ts";
import {
  evaluationIdOf,
  type ListedEvaluation,
  reconsiderationStanding,
} from "../../shared/scoring/evaluations/evaluation.ts";
import { isPublic, seesProvince } from "../../shared/scoring/evaluations/visibility.ts";
import type { ScorePeriodRecord } from "../../shared/scoring/periods/period-record.ts";
import { type ScorePeriod, scorePeriodName, scorePeriodNamed } from "../../shared/scoring/periods/score-period.ts";
import type { DistributionRow } from "../../shared/scoring/results/distribution.ts";
import { evaluationSubject } from "../../shared/scoring/subject.ts";
import { groupNames } from "../../shared/units/groups.ts";
import type { ScoringDeps } from "./deps.ts";
import { explainScore, namedResult } from "./explain-action.ts";
import { listed } from "./listing.ts";
import { type Names, namesOf, readerOf, setOfPeriod } from "./reading.ts";
import type { readingRoutes } from "./reading-routes.ts";
import { showScoreTrend } from "./trend-action.ts";

export const readingActions: Actions<typeof readingRoutes, ScoringDeps> = {
  explainScore,
  showScoreTrend,

  listScores: async ({ query, caller, now }, deps) => {
    const { period, record } = await periodOf(query.period, deps);
    const [{ items, nextCursor }, { set }] = await Promise.all([
      listed(record, query, readerOf(caller, now, deps), deps),
      setOfPeriod(record, deps),
    ]);
    const names = await namesOf(items, period.to, deps);
    return { body: { items: items.map((item) => listedAs(item, set, names)), nextCursor } };
  },

  listScoreEvents: async ({ params, query, caller }, { scores, events, provinceUnit }) => {
    const id = evaluationIdOf(params.period, params.portal);
    const head = scorePeriodNamed(params.period) && (await scores.evaluation(id));
    if (!head) throw new Refusal("not-found");
    caller.admit({ unit: head.unit, recipient: provinceUnit });
    return { body: await events.of(evaluationSubject(id), query) };
  },

  showScoreDistribution: async ({ params, caller, now }, deps) => {
    const { period, record } = await periodOf(params.period, deps);
    if (!isPublic(record) && !seesProvince(readerOf(caller, now, deps))) throw new Refusal("not-found");
    const [{ set, hash }, { groups, all }] = await Promise.all([setOfPeriod(record, deps), deps.distribution(record)]);
    return {
      body: {
        period: period.id,
        periodName: scorePeriodName(period),
        state: record.state,
        set: { id: set.id, hash, title: set.title, titleEn: set.titleEn },
        groups: groups.map((row) => distributionRow(row, set)),
        all: distributionRow(all, set),
      },
    };
  },
};

async function periodOf(
  id: string,
  { scores }: Pick<ScoringDeps, "scores">,
): Promise<{ period: ScorePeriod; record: ScorePeriodRecord }> {
  const period = scorePeriodNamed(id);
  const record = period && (await scores.period(id));
  if (!record) throw new Refusal("not-found");
  return { period, record };
}

function listedAs(evaluation: ListedEvaluation, set: CriteriaSet, names: Names) {
  return {
    ...evaluation,
    portalName: names.portal(evaluation.portal),
    unitName: names.unit(evaluation.unit),
    groupName: groupNames[evaluation.group],
    result: evaluation.result && namedResult(set, evaluation.result),
    reconsideration: reconsiderationStanding(evaluation),
  };
}

function distributionRow({ grades, ...row }: DistributionRow, { bands }: CriteriaSet) {
  const band = new Map(bands.map((one) => [one.id, one]));
  return {
    ...row,
    name: row.group === "all" ? "Tổng số" : groupNames[row.group],
    grades: grades.map(({ id, count }) => ({
      id,
      name: band.get(id)?.name ?? id,
      nameEn: band.get(id)?.nameEn ?? id,
      count,
    })),
  };
}
