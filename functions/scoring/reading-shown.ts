/** How evaluations are shown to readers: in lists, explained, over time, and as a province. */
import * as z from "zod";
import { capacities } from "../../shared/access/signature.ts";
import { judges } from "../../shared/scoring/criteria/criteria-set.ts";
import { listedResult, reconsiderationStandings } from "../../shared/scoring/evaluations/evaluation.ts";
import { evaluationStates } from "../../shared/scoring/evaluations/evaluation-moves.ts";
import { evidence } from "../../shared/scoring/evaluations/sheet.ts";
import { standingsOfResult } from "../../shared/scoring/explaining/standing.ts";
import { fact, unknownFacts } from "../../shared/scoring/facts/fact.ts";
import { scorePeriodStates } from "../../shared/scoring/periods/period-record.ts";
import { methods } from "../../shared/scoring/results/method.ts";
import { unitGroups } from "../../shared/units/groups.ts";

const whole = z.number().int();
const said = { text: z.string(), textEn: z.string() };

/** A result with its names: all of it in one sentence, and the name of its grade. */
export const shownResult = listedResult.extend({
  ...said,
  gradeName: z.string().optional(),
  gradeNameEn: z.string().optional(),
});

/** An evaluation in a list. */
export const shownEvaluation = z.object({
  portal: z.string(),
  /** As the register knows it. */
  portalName: z.string(),
  unit: z.string(),
  /** On the last day of the period. */
  unitName: z.string(),
  group: z.enum(unitGroups),
  groupName: z.string(),
  period: z.string(),
  set: z.string(),
  state: z.enum(evaluationStates),
  /** Absent: none was published. */
  result: shownResult.optional(),
  selfScoreDueOn: z.string(),
  selfScore: z.object({ at: z.string(), lateDays: whole }).optional(),
  windowEndsOn: z.string().optional(),
  reconsideration: z.enum(reconsiderationStandings).optional(),
  snapshot: whole.optional(),
});

const outcome = z.discriminatedUnion("is", [
  z.object({ is: z.literal("scored"), points: whole, n: whole, of: whole }),
  ...unknownFacts,
]);

const shownFact = z.object({ fact, ...said, points: whole.optional() });
const answer = z.object({
  before: shownFact,
  after: shownFact,
  reason: z.string(),
  byName: z.string(),
  byTitle: z.string(),
  by: z.string().optional(),
  at: z.string(),
});

const explainedCriterion = z.object({
  id: z.string(),
  group: z.string(),
  ...said,
  legalBasis: z.string(),
  max: whole,
  method: z.enum(methods),
  judge: z.enum(judges),
  dependsOn: z.array(z.string()),
  /** What is asked for as evidence. */
  evidence: z.string().optional(),
  items: z.array(z.object({ id: z.string(), ...said })).optional(),
  label: z.object(said).optional(),
  measured: shownFact
    .extend({ source: z.object({ id: z.string(), ...said }).optional(), at: z.string(), on: z.string() })
    .optional(),
  self: shownFact
    .extend({ evidence: z.array(evidence), note: z.string().optional(), by: z.string().optional() })
    .optional(),
  reviewed: shownFact.extend({ reason: z.string().optional(), by: z.string().optional(), at: z.string() }).optional(),
  reconsidered: z
    .object({
      reason: z.string(),
      evidence: z.array(evidence),
      standing: z.enum(reconsiderationStandings),
      answer: answer.optional(),
    })
    .optional(),
  outcome,
  how: z.object(said),
  raise: z.array(z.object({ ...said, points: whole })),
});

/** A document that somebody signed, without the officer's id. */
const signed = z.object({
  number: z.string(),
  on: z.string(),
  signature: z.object({
    fullName: z.string(),
    title: z.string(),
    unitName: z.string(),
    capacity: z.enum(capacities),
    line: z.string(),
    at: z.string(),
  }),
});

const shownSnapshot = z.object({ number: whole, hash: z.string(), at: z.string(), reason: z.string().optional() });

const pair = z.object({ outcome, max: whole });
const shownCompared = z.object({
  period: z.string(),
  periodName: z.string(),
  standing: z.enum(standingsOfResult),
  set: z.string(),
  isSameSet: z.boolean(),
  note: z.object(said).optional(),
  before: shownResult,
  after: shownResult,
  scoreChange: whole.optional(),
  rankChange: whole.optional(),
  criteria: z.array(z.object({ id: z.string(), ...said, before: pair, after: pair, change: whole.optional() })),
});

export const wholeExplanation = z.object({
  portal: z.string(),
  portalName: z.string(),
  unit: z.string(),
  unitName: z.string(),
  group: z.enum(unitGroups),
  groupName: z.string(),
  period: z.string(),
  periodName: z.string(),
  state: z.enum(evaluationStates),
  periodState: z.enum(scorePeriodStates),
  /** Results of the period are being written at this moment: what is shown may be of before or after. */
  isUnderWay: z.boolean(),
  set: z.object({
    id: z.string(),
    hash: z.string(),
    title: z.string(),
    titleEn: z.string(),
    decision: z.object({ number: z.string(), on: z.string(), issuer: z.string() }).optional(),
    /** Of one without a decision. */
    proposal: z.object(said).optional(),
    minimumCoverage: whole,
    ranks: z.boolean(),
  }),
  standing: z.enum(standingsOfResult),
  result: shownResult,
  suspended: z.object({ document: z.string(), on: z.string() }).optional(),
  sums: z.object({ points: whole, measured: whole, applicable: whole }),
  groups: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      nameEn: z.string(),
      max: whole,
      points: whole,
      measured: whole,
      applicable: whole,
      score: whole.nullable(),
    }),
  ),
  nextGrade: z
    .object({
      grade: z.string(),
      name: z.string(),
      nameEn: z.string(),
      from: whole,
      missing: whole,
      missingPoints: whole,
    })
    .optional(),
  /** The steps that would raise the score most, each with the score by it alone. */
  raise: z.array(z.object({ criterion: z.string(), ...said, points: whole, score: whole })),
  criteria: z.array(explainedCriterion),
  /** Beside the score and worth nothing: they are no PAPI scores. */
  informative: z.array(explainedCriterion),
  notAsked: z.array(z.object({ id: z.string(), ...said })),
  selfScoreDueOn: z.string(),
  selfScore: z
    .object({
      /** Absent: a draft that was not handed in. */
      at: z.string().optional(),
      lateDays: whole.optional(),
      by: z.string().optional(),
      score: whole.nullable(),
      coverage: whole.nullable(),
    })
    .optional(),
  review: z.object({ at: z.string(), by: z.string().optional() }).optional(),
  windowEndsOn: z.string().optional(),
  reconsideration: z
    .object({
      at: z.string(),
      standing: z.enum(reconsiderationStandings),
      criteria: z.array(z.string()),
      answerDueOn: z.string(),
      answeredAt: z.string().optional(),
    })
    .optional(),
  decision: signed.optional(),
  /** The frozen result that this one is of, and all of the period. */
  snapshot: whole.optional(),
  snapshots: z.array(shownSnapshot),
  /** What an amendment changed here. */
  amended: z
    .object({
      snapshot: whole,
      reason: z.string(),
      document: signed.optional(),
      before: shownResult.optional(),
      entries: z.array(
        z.object({ criterion: z.string(), reason: z.string(), before: shownFact.optional(), after: shownFact }),
      ),
    })
    .optional(),
  /** Since the last period of the same kind, where there is one to see. */
  compared: shownCompared.optional(),
});

/** One period of a portal's trend. */
export const shownTrend = z.object({
  period: z.string(),
  periodName: z.string(),
  to: z.string(),
  set: z.string(),
  setTitle: z.string(),
  setHash: z.string(),
  state: z.enum(evaluationStates),
  result: shownResult.optional(),
  /** Where the set differs from that of the period before it of the same kind. */
  note: z.object(said).optional(),
});

const spread = z.object({
  of: whole,
  least: whole,
  lowerQuartile: whole,
  median: whole,
  upperQuartile: whole,
  most: whole,
  mean: whole,
});

const distributionRow = z.object({
  group: z.enum([...unitGroups, "all"]),
  name: z.string(),
  portals: whole,
  grades: z.array(z.object({ id: z.string(), name: z.string(), nameEn: z.string(), count: whole })),
  notGraded: z.object({ suspended: whole, "coverage-low": whole, "nothing-measured": whole }),
  withoutResult: whole,
  scores: spread.nullable(),
  coverage: z.object({ of: whole, mean: whole }).nullable(),
  progress: z.object({
    selfScored: whole,
    selfScoredLate: whole,
    reviewed: whole,
    final: whole,
    reconsideration: z.object({ waiting: whole, answered: whole, unanswered: whole }),
  }),
});

export const shownDistribution = z.object({
  period: z.string(),
  periodName: z.string(),
  state: z.enum(scorePeriodStates),
  set: z.object({ id: z.string(), hash: z.string(), title: z.string(), titleEn: z.string() }),
  groups: z.array(distributionRow),
  all: distributionRow,
});
