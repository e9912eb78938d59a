/**
 * Why a portal has its points: criterion by criterion what was asked, found, said, reviewed and reconsidered, the sum that the points come
 * from, and what would raise them. Pure.
 */

import type { Criterion } from "../criteria/criteria-set.ts";
import { type ReconsiderationStanding, reconsiderationStanding } from "../evaluations/evaluation.ts";
import type { Evidence, SheetEntry } from "../evaluations/sheet.ts";
import { type Fact, isSystemFact, systemFacts } from "../facts/fact.ts";
import { check, type Outcome } from "../results/check.ts";
import { howWords } from "./how.ts";
import { type Raise, raisesOf } from "./raise.ts";
import type { Reading } from "./reading.ts";
import { factWords, informativeLabel, type Said } from "./words.ts";

/** A fact with what it says, and what it comes to; without points where it earns none by itself. */
export interface ShownFact extends Said {
  readonly fact: Fact;
  readonly points?: number;
}

interface ShownAnswer {
  readonly before: ShownFact;
  readonly after: ShownFact;
  readonly reason: string;
  readonly byName: string;
  readonly byTitle: string;
  readonly by?: string;
  readonly at: string;
}

export interface ExplainedCriterion extends Said {
  readonly id: string;
  readonly group: string;
  readonly legalBasis: string;
  readonly max: number;
  readonly method: Criterion["method"];
  readonly judge: Criterion["judge"];
  readonly dependsOn: readonly string[];
  /** What the body is to show for it. */
  readonly evidence?: string;
  readonly items?: readonly (Said & { readonly id: string })[];
  /** Of an informative one: what it is not. */
  readonly label?: Said;
  /** What the system found. */
  readonly measured?: ShownFact & {
    readonly source?: Said & { readonly id: string };
    readonly at: string;
    readonly on: string;
  };
  readonly self?: ShownFact & { readonly evidence: readonly Evidence[]; readonly note?: string; readonly by?: string };
  readonly reviewed?: ShownFact & { readonly reason?: string; readonly by?: string; readonly at: string };
  readonly reconsidered?: {
    readonly reason: string;
    readonly evidence: readonly Evidence[];
    readonly standing: ReconsiderationStanding;
    readonly answer?: ShownAnswer;
  };
  /** What it comes to, and how. */
  readonly outcome: Outcome;
  readonly how: Said;
  readonly raise: readonly Raise[];
}

/** Every criterion that is asked of this body, in the order of the set. */
export function explained(reading: Reading): ExplainedCriterion[] {
  return reading.set.criteria.flatMap((criterion) => {
    const outcome = reading.outcomes.get(criterion.id);
    return outcome ? [explainedOne(criterion, outcome, reading)] : [];
  });
}

/** Criteria of the set that are not asked of this body. */
export function notAsked({ set, outcomes }: Reading): (Said & { readonly id: string })[] {
  return set.criteria.filter(({ id }) => !outcomes.has(id)).map(({ id, text, textEn }) => ({ id, text, textEn }));
}

function explainedOne(criterion: Criterion, outcome: Outcome, reading: Reading): ExplainedCriterion {
  const entry = reading.sheet.entries[criterion.id] ?? {};
  const fact = reading.factOf(entry);
  const best = reading.bestFor(criterion);
  return {
    ...asked(criterion),
    ...sides(criterion, entry, reading),
    outcome,
    how: howWords({ criterion, fact, outcome, best, isCompared: reading.isCompared }),
    raise: raisesOf({ criterion, entry, fact, outcome, best }),
  };
}

function asked({
  id,
  group,
  text,
  textEn,
  legalBasis,
  max,
  method,
  judge,
  dependsOn,
  evidence,
  items,
  isInformative,
}: Criterion) {
  return {
    ...{ id, group, text, textEn, legalBasis, max, method, judge, dependsOn },
    ...(evidence !== undefined && { evidence }),
    ...(items && { items }),
    ...(isInformative && { label: informativeLabel }),
  };
}

/** What the system, the body and the reviewer say of it, side by side, and what was asked to be reconsidered. */
function sides(criterion: Criterion, { measured, self, reviewed, reconsidered }: SheetEntry, reading: Reading) {
  const { sheet, head, sight } = reading;
  const shown = (fact: Fact) => shownFact(fact, criterion, reading);
  const by = (officer: string | undefined) => (sight.showsOfficers && officer !== undefined ? { by: officer } : {});
  return {
    ...(measured && { measured: { ...shown(measured), ...sourceOf(criterion), at: sheet.factsAt, on: sheet.factsOn } }),
    ...(self && {
      self: {
        ...shown(self.fact),
        evidence: self.evidence,
        ...(self.note !== undefined && { note: self.note }),
        ...by(self.by),
      },
    }),
    ...(reviewed && {
      reviewed: {
        ...shown(reviewed.fact),
        ...(reviewed.reason !== undefined && { reason: reviewed.reason }),
        ...by(reviewed.by),
        at: reviewed.at,
      },
    }),
    ...(reconsidered && {
      reconsidered: {
        reason: reconsidered.reason,
        evidence: reconsidered.evidence,
        standing: reconsiderationStanding(head) ?? "waiting",
        ...(reconsidered.answer && {
          answer: { ...shownAnswer(reconsidered.answer, shown), ...by(reconsidered.answer.by) },
        }),
      },
    }),
  };
}

type Answer = NonNullable<NonNullable<SheetEntry["reconsidered"]>["answer"]>;

function shownAnswer({ before, after, reason, byName, byTitle, at }: Answer, shown: (fact: Fact) => ShownFact) {
  return { before: shown(before), after: shown(after), reason, byName, byTitle, at };
}

/** A value by itself, whatever the criteria that it depends on come to. */
export function shownFact(fact: Fact, criterion: Criterion, { bestFor }: Pick<Reading, "bestFor">): ShownFact {
  const outcome = check(criterion, fact, bestFor(criterion));
  const words = factWords(fact, criterion.items?.length ?? 0);
  const earnsPoints = outcome.is === "scored" && !criterion.isInformative;
  return { fact, ...words, ...(earnsPoints && { points: outcome.points }) };
}

/** Which fact of the system it is. */
function sourceOf({ fact: id }: Criterion) {
  if (id === undefined || !isSystemFact(id)) return {};
  const { text, textEn } = systemFacts[id];
  return { source: { id, text, textEn } };
}
