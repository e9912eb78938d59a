/** What changed since the last period of the same kind: result and, where both sets have it, each criterion. Pure. */

import type { ListedResult } from "../evaluations/evaluation.ts";
import type { Outcome } from "../results/check.ts";
import type { Reading } from "./reading.ts";
import { resultShown, standingOf } from "./standing.ts";
import type { Said } from "./words.ts";

/** A criterion then and now. */
export interface ComparedCriterion extends Said {
  readonly id: string;
  readonly before: { readonly outcome: Outcome; readonly max: number };
  readonly after: { readonly outcome: Outcome; readonly max: number };
  /** Points more or less, in hundredths; only where both were scored, of the same maximum. */
  readonly change?: number;
}

export interface Compared {
  readonly period: string;
  readonly standing: ReturnType<typeof standingOf>;
  readonly set: string;
  readonly isSameSet: boolean;
  /** Of other sets: scores are not to be compared directly. */
  readonly note?: Said;
  readonly before: ListedResult;
  readonly after: ListedResult;
  /** In hundredths of a percent. */
  readonly scoreChange?: number;
  /** Places gained (above 0) or lost, among as many as before: a place among twenty is not one among two. */
  readonly rankChange?: number;
  readonly criteria: readonly ComparedCriterion[];
}

export const otherSetNote: Said = {
  text: "Bộ tiêu chí khác với kỳ trước, không so sánh trực tiếp được",
  textEn: "Another criteria set than before: not directly comparable",
};

export function compared(after: Reading, before: Reading): Compared {
  const [then, now] = [resultShown(before), resultShown(after)];
  const isSameSet = before.period.setHash === after.period.setHash;
  return {
    period: before.head.period,
    standing: standingOf(before.head),
    set: before.set.id,
    isSameSet,
    ...(!isSameSet && { note: otherSetNote }),
    before: then,
    after: now,
    ...(then.score !== null && now.score !== null && { scoreChange: now.score - then.score }),
    ...placesGained(then, now),
    criteria: comparedCriteria(after, before),
  };
}

function placesGained(then: ListedResult, now: ListedResult): Pick<Compared, "rankChange"> {
  if (then.rank === undefined || now.rank === undefined || then.ranked !== now.ranked) return {};
  return { rankChange: then.rank - now.rank };
}

function comparedCriteria(after: Reading, before: Reading): ComparedCriterion[] {
  const earlier = new Map(before.set.criteria.map((criterion) => [criterion.id, criterion]));
  return after.set.criteria.flatMap(({ id, text, textEn, max, isInformative }) => {
    const [then, now] = [before.outcomes.get(id), after.outcomes.get(id)];
    const maxThen = earlier.get(id)?.max;
    if (!then || !now || maxThen === undefined || isInformative) return [];
    const isComparable = then.is === "scored" && now.is === "scored" && maxThen === max;
    return [
      {
        ...{ id, text, textEn },
        before: { outcome: then, max: maxThen },
        after: { outcome: now, max },
        ...(isComparable && { change: now.points - then.points }),
      },
    ];
  });
}
