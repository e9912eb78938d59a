/**
 * An evaluation as a reader sees it: the sheet without what is not theirs to see, and what every criterion comes to. Where a result was
 * published, each fact is the one that the published result was made of: the answer to a reconsideration counts from the decision on. Pure.
 */

import type { CriteriaSet, Criterion } from "../criteria/criteria-set.ts";
import type { EvaluationHead } from "../evaluations/evaluation.ts";
import { type Sheet, type SheetEntry, selfFact, settledFact } from "../evaluations/sheet.ts";
import type { Sight } from "../evaluations/visibility.ts";
import type { Fact } from "../facts/fact.ts";
import type { ScorePeriodRecord } from "../periods/period-record.ts";
import type { Outcome } from "../results/check.ts";
import type { ShareOfMax } from "../results/method.ts";
import { type Best, bestKey, dependencyOrder, outcomesOf } from "../results/results.ts";
import { type Score, scoreOf } from "../results/score.ts";

/** What an evaluation is read from. */
export interface Read {
  readonly set: CriteriaSet;
  readonly head: EvaluationHead;
  readonly sheet: Sheet;
  readonly period: ScorePeriodRecord;
  readonly sight: Sight;
}

export interface Reading extends Read {
  /** By criterion of the set, in its order; only what is asked of this body. */
  readonly outcomes: ReadonlyMap<string, Outcome>;
  readonly computed: Score;
  /** The same by what the body says of itself. */
  readonly selfOutcomes: ReadonlyMap<string, Outcome>;
  readonly selfComputed: Score;
  /** True once results were published: before that nobody's value is the best. */
  readonly isCompared: boolean;
  readonly factOf: (entry: SheetEntry) => Fact;
  readonly bestFor: (criterion: Criterion) => ShareOfMax | undefined;
}

export function readingOf(read: Read): Reading {
  const { set, head, period, sight } = read;
  const sheet = seenSheet(read.sheet, sight);
  const isCompared = head.result !== undefined && period.best !== undefined;
  const best: Best = new Map(Object.entries((isCompared && period.best) || {}));
  const order = dependencyOrder(set.criteria);
  const factOf = head.state === "provisional" ? publishedFact : settledFact;
  const outcomes = outcomesOf(set, order, sheet, best, factOf);
  const selfOutcomes = outcomesOf(set, order, sheet, best, selfFact);
  return {
    ...read,
    sheet,
    outcomes,
    computed: scoreOf(set, outcomes),
    selfOutcomes,
    selfComputed: scoreOf(set, selfOutcomes),
    isCompared,
    factOf,
    bestFor: (criterion) => (criterion.method === "normalised" ? best.get(bestKey(criterion, sheet)) : undefined),
  };
}

/** Between publication and decision: an answer to a reconsideration is there, and does not count yet. */
function publishedFact(entry: SheetEntry): Fact {
  return entry.reconsidered?.answer?.before ?? settledFact(entry);
}

/** Whoever reviews also says whether the portal is suspended. */
function seenSheet({ suspended, ...sheet }: Sheet, sight: Sight): Sheet {
  return { ...sheet, entries: seenEntries(sheet, sight), ...(suspended && sight.showsReview && { suspended }) };
}

function seenEntries({ entries }: Pick<Sheet, "entries">, { showsReview, showsSelf }: Sight): Sheet["entries"] {
  return Object.fromEntries(
    Object.entries(entries).map(([id, { measured, self, reviewed, reconsidered }]) => [
      id,
      {
        ...(measured && { measured }),
        ...(self && showsSelf && { self }),
        ...(reviewed && showsReview && { reviewed }),
        ...(reconsidered && { reconsidered }),
      },
    ]),
  );
}
