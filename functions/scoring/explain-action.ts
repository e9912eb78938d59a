/** An evaluation explained, with what changed since the last period of the same kind. */
import type { Signature } from "../../shared/access/signature.ts";
import type { Action } from "../../shared/platform/http/route.ts";
import { Refusal } from "../../shared/platform/refusals.ts";
import { type CriteriaSet, type Criterion, criterionNamed } from "../../shared/scoring/criteria/criteria-set.ts";
import type { SetRecord } from "../../shared/scoring/criteria/set-record.ts";
import { type ListedResult, reconsiderationStanding } from "../../shared/scoring/evaluations/evaluation.ts";
import { settledFact } from "../../shared/scoring/evaluations/sheet.ts";
import { compared } from "../../shared/scoring/explaining/compared.ts";
import { explained, notAsked, shownFact } from "../../shared/scoring/explaining/explain.ts";
import type { Reading } from "../../shared/scoring/explaining/reading.ts";
import {
  bestSteps,
  groupSums,
  nextGrade,
  resultShown,
  resultWords,
  standingOf,
} from "../../shared/scoring/explaining/standing.ts";
import { proposalLabel } from "../../shared/scoring/explaining/words.ts";
import type { ScorePeriodRecord } from "../../shared/scoring/periods/period-record.ts";
import { scorePeriodBefore, scorePeriodName, scorePeriodNamed } from "../../shared/scoring/periods/score-period.ts";
import { groupNames } from "../../shared/units/groups.ts";
import type { ScoringDeps } from "./deps.ts";
import { namesOf, readEvaluation, readerOf } from "./reading.ts";
import type { readingRoutes } from "./reading-routes.ts";

type Explaining = Action<(typeof readingRoutes)["explainScore"], ScoringDeps>;

export const explainScore: Explaining = async ({ params, caller, now }, deps) => {
  const reader = readerOf(caller, now, deps);
  const period = scorePeriodNamed(params.period);
  const found = period && (await readEvaluation(params.portal, period.id, reader, deps));
  if (!found) throw new Refusal("not-found");
  const { reading, set } = found;
  const { head } = reading;
  const [before, amended, names] = await Promise.all([
    readEvaluation(head.portal, scorePeriodBefore(period), reader, deps),
    amendedOf(reading, deps),
    namesOf([head], period.to, deps),
  ]);
  return {
    body: {
      portalName: names.portal(head.portal),
      unitName: names.unit(head.unit),
      periodName: scorePeriodName(period),
      set: setShown(set),
      ...resultPart(reading),
      ...flowPart(reading),
      amended,
      compared: before && comparedShown(reading, before.reading),
    },
    version: head.version,
  };
};

/** Points and result, criterion by criterion. */
function resultPart(reading: Reading) {
  const { head, period, sheet, computed, set } = reading;
  const criteria = explained(reading);
  const isInformative = new Set(set.criteria.filter((one) => one.isInformative).map(({ id }) => id));
  const counting = criteria.filter(({ id }) => !isInformative.has(id));
  const result = resultShown(reading);
  return {
    ...{ portal: head.portal, unit: head.unit, group: head.group, groupName: groupNames[head.group] },
    ...{ period: head.period, state: head.state, periodState: period.state },
    isUnderWay: ["publishing", "deciding", "amending"].includes(period.state),
    standing: standingOf(head),
    result: namedResult(set, result),
    suspended: sheet.suspended,
    sums: computed.sums,
    groups: groupSums(reading),
    nextGrade: sheet.suspended ? undefined : nextGrade(reading, result),
    raise: bestSteps(reading, counting),
    criteria: counting.map(writable),
    informative: criteria.filter(({ id }) => isInformative.has(id)).map(writable),
    notAsked: notAsked(reading),
  };
}

type Explained = ReturnType<typeof explained>[number];

/** Lists as the answer's schema takes them. */
function writable({ dependsOn, items, raise, self, reconsidered, ...criterion }: Explained) {
  return {
    ...criterion,
    dependsOn: [...dependsOn],
    items: items && [...items],
    raise: [...raise],
    self: self && { ...self, evidence: [...self.evidence] },
    reconsidered: reconsidered && { ...reconsidered, evidence: [...reconsidered.evidence] },
  };
}

/** Who did what when: names of officers are shown to officers. */
function flowPart(reading: Reading) {
  const { head, period, sight } = reading;
  const { reconsideration, review, windowEndsOn, selfScoreDueOn } = head;
  const standing = reconsiderationStanding(head);
  const { decision, snapshots } = period;
  const isFinal = head.state === "final";
  return {
    selfScoreDueOn,
    selfScore: selfScorePart(reading),
    review:
      sight.showsReview && review ? { at: review.at, by: sight.showsOfficers ? review.by : undefined } : undefined,
    windowEndsOn,
    reconsideration: reconsideration && standing && { ...reconsideration, standing },
    decision: isFinal && decision ? signedPart(decision) : undefined,
    snapshot: head.snapshot,
    snapshots: isFinal ? snapshots.map(({ number, hash, at, reason }) => ({ number, hash, at, reason })) : [],
  };
}

/** By what the body says of itself; not shown where it has said nothing. */
function selfScorePart({ head: { selfScore }, sheet, selfComputed, sight }: Reading) {
  const hasSaid = Object.values(sheet.entries).some(({ self }) => self !== undefined);
  if (!selfScore && !hasSaid) return undefined;
  const { score, coverage } = selfComputed;
  const by = sight.showsOfficers ? selfScore?.by : undefined;
  return { at: selfScore?.at, lateDays: selfScore?.lateDays, by, score, coverage };
}

function signedPart({ number, on, signature }: { number: string; on: string; signature: Signature }) {
  const { fullName, title, unitName, capacity, line, at } = signature;
  return { number, on, signature: { fullName, title, unitName, capacity, line, at } };
}

function setShown({ id, hash, set: { title, titleEn, decision, minimumCoverage, ranks } }: SetRecord) {
  const proposal = decision ? undefined : proposalLabel;
  return { id, hash, title, titleEn, decision, proposal, minimumCoverage, ranks };
}

/** A result with its sentence and the name of its grade. */
export function namedResult(set: Pick<CriteriaSet, "bands">, result: ListedResult) {
  const band = set.bands.find(({ id }) => id === result.grade);
  return { ...result, ...resultWords(set, result), gradeName: band?.name, gradeNameEn: band?.nameEn };
}

function comparedShown(after: Reading, before: Reading) {
  const comparison = compared(after, before);
  const period = scorePeriodNamed(comparison.period);
  return {
    ...comparison,
    periodName: period ? scorePeriodName(period) : comparison.period,
    before: namedResult(before.set, comparison.before),
    after: namedResult(after.set, comparison.after),
    criteria: [...comparison.criteria],
  };
}

/** The document of the amendment that made a snapshot, if it is the newest: of earlier ones the reason stays. */
function amendmentOf({ amendment, snapshots, state }: ScorePeriodRecord, snapshot: number) {
  const number = state === "amending" ? snapshots.length + 1 : snapshots.length;
  return number === snapshot ? amendment : undefined;
}

/** What an amendment changed here: its own criteria with what stood there before; or only the result, by those of others. */
async function amendedOf(reading: Reading, { scores }: Pick<ScoringDeps, "scores">) {
  const { head, period, set, sheet } = reading;
  const { snapshot = 1, resultBefore } = head;
  if (head.state !== "final" || snapshot === 1) return undefined;
  const amendment = amendmentOf(period, snapshot);
  const entries = (amendment?.entries ?? []).filter(({ portal }) => portal === head.portal);
  const earlier = entries.length > 0 && (await scores.sheet({ evaluation: head.id, number: head.sheet - 1 }));
  return {
    snapshot,
    reason: period.snapshots.find(({ number }) => number === snapshot)?.reason ?? amendment?.reason ?? "",
    document: amendment && signedPart(amendment),
    before: resultBefore && namedResult(set, resultBefore),
    entries: entries.flatMap(({ criterion: id, reason }) => {
      const criterion = criterionNamed(set, id);
      if (!criterion) return [];
      const shown = (of: typeof sheet) => shownFact(settledFact(of.entries[id] ?? {}), criterion, reading);
      return [
        {
          criterion: id,
          reason,
          before: earlier ? asItStood(shown(earlier), criterion) : undefined,
          after: shown(sheet),
        },
      ];
    }),
  };
}

/** A value before an amendment; what it was compared with then may be amended too, so a normalised one has no points here. */
function asItStood({ points, ...shown }: ReturnType<typeof shownFact>, { method }: Pick<Criterion, "method">) {
  return method === "normalised" ? shown : { ...shown, points };
}
