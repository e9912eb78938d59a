/** What is shown of a score period, and to whom. */

import type { SetRecord } from "../../shared/scoring/criteria/set-record.ts";
import { type EvaluationHead, reconsiderationStanding } from "../../shared/scoring/evaluations/evaluation.ts";
import type { EvaluationState } from "../../shared/scoring/evaluations/evaluation-moves.ts";
import type { ScorePeriodRecord } from "../../shared/scoring/periods/period-record.ts";
import { scorePeriodName } from "../../shared/scoring/periods/score-period.ts";
import type { ScoringStore } from "../../shared/scoring/scoring-store.ts";
import type { ShownPeriod } from "./period-routes.ts";

/** How much a reader sees: all; what an officer must know to work by it; or what is public. */
export type PeriodSight = "all" | "officer" | "public";

export function periodShown(record: ScorePeriodRecord, set: SetRecord, sight: PeriodSight): ShownPeriod {
  const { id, kind, year, from, to, state, portals, openedAt, selfScoreDueOn } = record;
  // While it is amended, what was decided before stands.
  const isFinal = state === "final" || state === "amending";
  const shown: ShownPeriod = {
    ...{ id, kind, year, from, to, name: scorePeriodName({ id, kind, year, from, to }), portals, set: setShown(set) },
    state: isFinal && sight === "public" ? "final" : state,
  };
  if (sight === "public" && !isFinal) return { ...shown, state: "running" };
  return {
    ...shown,
    ...{ openedAt, selfScoreDueOn, published: publishedShown(record, sight) },
    ...(sight === "all" && { reviewers: record.reviewers, stopped: record.stopped }),
    ...(isFinal && decidedShown(record)),
  };
}

/** Which officer asked for it, is for those who see all. */
function publishedShown({ published }: ScorePeriodRecord, sight: PeriodSight): ShownPeriod["published"] {
  if (!published || sight === "all") return published;
  const { at, unreviewed, windowEndsOn } = published;
  return { at, unreviewed, windowEndsOn };
}

function decidedShown({ decision, snapshots, amendment }: ScorePeriodRecord): Partial<ShownPeriod> {
  return {
    decision,
    snapshots: snapshots.map(({ number, hash, at, portals, reason }) => ({ number, hash, at, portals, reason })),
    ...(amendment && snapshots.length > 1 && { amendment: { ...amendment, entries: amendment.entries.length } }),
  };
}

function setShown({ id, hash, set: { title, titleEn, decision, ranks } }: SetRecord): ShownPeriod["set"] {
  return { id, hash, title, titleEn, decision, isProposal: decision === undefined, ranks };
}

/** How the evaluations of a period stand. */
export interface PeriodCounts {
  readonly states: Partial<Record<EvaluationState, number>>;
  /** Self-scores that were handed in late. */
  readonly late: number;
  /** Requests for reconsideration without an answer. */
  readonly unanswered: number;
}

type Counted = Pick<EvaluationHead, "state" | "selfScore" | "reconsideration">;

/** Counts every evaluation of a period. */
export async function countsOf(period: string, scores: Pick<ScoringStore, "allOfPeriod">): Promise<PeriodCounts> {
  const states: Partial<Record<EvaluationState, number>> = {};
  let [late, unanswered] = [0, 0];
  for await (const head of scores.allOfPeriod(period)) {
    states[head.state] = (states[head.state] ?? 0) + 1;
    late += (head.selfScore?.lateDays ?? 0) > 0 ? 1 : 0;
    unanswered += isUnanswered(head) ? 1 : 0;
  }
  return { states, late, unanswered };
}

export function isUnanswered(head: Counted): boolean {
  const standing = reconsiderationStanding(head);
  return standing !== undefined && standing !== "answered";
}
