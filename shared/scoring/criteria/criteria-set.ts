/**
 * A criteria set (Bộ tiêu chí): what is judged, how, and what it is worth, as data. The engine takes any table that fits; one that
 * contradicts itself is refused (set-problems.ts). All points and percentages are whole hundredths.
 */
import * as z from "zod";
import { day, line, must, slug } from "../../platform/schemas.ts";
import { levels, participationKinds, unitKinds } from "../../units/unit.ts";
import { scorePeriodKinds } from "../periods/score-period.ts";
import { methods } from "../results/method.ts";

const hundredths = z.number().int().min(0).max(1_000_000);
const percent = z.number().int().min(0).max(10_000);

/** Of groups, criteria and items: as the table of a decision numbers them, `A1`, `D2.3`. */
export const criterionId = z
  .string()
  .refine((value) => /^[A-Z][A-Za-z0-9]*(?:[.-][A-Za-z0-9]+)*$/.test(value) && value.length <= 20, must("malformed"));
const itemId = z
  .string()
  .refine((value) => /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(value) && value.length <= 40, must("malformed"));

/** Of which bodies it is asked; a list that is absent asks it of all. */
const appliesTo = z.strictObject({
  kinds: z.array(z.enum(unitKinds)).min(1).optional(),
  levels: z.array(z.enum(levels)).min(1).optional(),
  /** Bodies that take part in at least one of these on the last day of the period. */
  participations: z.array(z.enum(participationKinds)).min(1).optional(),
});

export const judges = ["system", "reviewer"] as const;

export const criterion = z.strictObject({
  id: criterionId,
  group: criterionId,
  text: line(500),
  textEn: line(500),
  legalBasis: line(500),
  /** In hundredths of a point; 0 of an informative one. */
  max: hundredths,
  method: z.enum(methods),
  appliesTo: appliesTo.default({}),
  /** What the body is to show for it. */
  evidence: line(500).optional(),
  /** Who judges: the system by its own fact, which a reviewer may correct, or the reviewer. */
  judge: z.enum(judges),
  /** The system's fact; absent: the body declares it. */
  fact: z.string().max(60).optional(),
  /** Shown beside the score, worth nothing. */
  isInformative: z.boolean().default(false),
  /** Criteria without which it says nothing: where one of them does not apply, or was not measured, neither is this. */
  dependsOn: z.array(criterionId).max(20).default([]),
  /** Of a checklist. */
  items: z
    .array(z.strictObject({ id: itemId, text: line(300), textEn: line(300) }))
    .max(60)
    .optional(),
  /** Of a ratio over a count: what earns the whole. */
  target: z.number().int().min(1).max(1_000_000).optional(),
  /** Of a normalised one: the best of the own group, or of all. */
  within: z.enum(["group", "all"]).optional(),
  /** Of a deduction: what one occasion is worth; absent: lapses are taken from the maximum. */
  each: hundredths.min(1).optional(),
  /** Of a deduction: what each kind of lapse costs. */
  deductions: z
    .record(itemId, hundredths.min(1))
    .refine((kinds) => Object.keys(kinds).length <= 20, must("too-long"))
    .optional(),
});
export type Criterion = z.output<typeof criterion>;

const criteriaGroup = z.strictObject({ id: criterionId, name: line(300), nameEn: line(300), max: hundredths });

/** A grade (xếp loại): from a score to a score, both included, in hundredths of a percent. */
const band = z.strictObject({ id: slug, name: line(60), nameEn: line(60), from: percent, to: percent });

/** What stands above the table of criteria. */
export const setHeader = z.strictObject({
  id: slug,
  title: line(300),
  titleEn: line(300),
  /** The decision that issued it; without one it is a proposal, and says so wherever it is shown. */
  decision: z.strictObject({ number: line(60), on: day, issuer: line(200) }).optional(),
  validFrom: day,
  periodKinds: z.array(z.enum(scorePeriodKinds)).min(1).max(scorePeriodKinds.length),
  groups: z.array(criteriaGroup).min(1).max(30),
  bands: z.array(band).min(1).max(12),
  /** Below this share of what applies, a portal is neither graded nor ranked. */
  minimumCoverage: percent,
  /** Whether portals are ranked (xếp hạng) inside their group; the letter only asks for grades. */
  ranks: z.boolean(),
  /** In working days: for the self-score, for reconsideration, for the answer to it. */
  terms: z.strictObject({
    selfScoreDays: z.number().int().min(1).max(60),
    reconsiderationDays: z.number().int().min(1).max(30),
    answerDays: z.number().int().min(1).max(30),
  }),
});
export type SetHeader = z.output<typeof setHeader>;

/** More criteria than any table of a province has. */
export const criteriaAtMost = 200;

export const criteriaSet = setHeader.extend({ criteria: z.array(criterion).min(1).max(criteriaAtMost) });
export type CriteriaSet = z.output<typeof criteriaSet>;

/** The group and the criterion that an id names. */
export function criterionNamed({ criteria }: Pick<CriteriaSet, "criteria">, id: string): Criterion | undefined {
  return criteria.find((entry) => entry.id === id);
}
