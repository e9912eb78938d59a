/** Facts as people write them: the body of itself, a reviewer of a body; and what is wrong with one for its criterion. */
import * as z from "zod";
import { fieldError } from "../../platform/field-errors.ts";
import type { FieldError } from "../../platform/refusals.ts";
import { applies, type JudgedBody } from "../criteria/applies.ts";
import { type CriteriaSet, type Criterion, criterionNamed } from "../criteria/criteria-set.ts";
import { check } from "../results/check.ts";
import { isMore, methodShapes, ratioOf } from "../results/method.ts";
import { type Fact, type FactShape, type FactValue, factValue, isSystemFact, shapeOf, systemFacts } from "./fact.ts";

const knownFact = z.strictObject({ is: z.literal("known"), value: factValue });

/** What a body says of itself: a value, or that it does not apply. */
export const declaredFact = z.discriminatedUnion("is", [
  knownFact,
  z.strictObject({ is: z.literal("not-applicable"), why: z.literal("declared").default("declared") }),
]);

/** What a reviewer says. */
export const reviewersFact = z.discriminatedUnion("is", [
  knownFact,
  z.strictObject({ is: z.literal("not-applicable"), why: z.literal("reviewed").default("reviewed") }),
  z.strictObject({ is: z.literal("not-measured"), why: z.literal("reviewed").default("reviewed") }),
]);

export type Writer = "body" | "reviewer";

/** The criterion of an id that is asked of a body, or what is wrong with the id. */
export function askedCriterion(
  set: CriteriaSet,
  body: JudgedBody,
  id: string,
  path: string,
): { readonly criterion: Criterion } | { readonly error: FieldError } {
  const criterion = criterionNamed(set, id);
  if (!criterion) return { error: fieldError(path, "criterion-unknown") };
  return applies(criterion, body) ? { criterion } : { error: fieldError(path, "criterion-not-asked") };
}

/** What is wrong with a fact for its criterion. */
export function factProblems(criterion: Criterion, fact: Fact, path: string, writer: Writer): FieldError[] {
  if (fact.is !== "known") return [];
  const at = `${path}.value`;
  const { value } = fact;
  if ("points" in value) {
    if (!mayGivePoints(criterion, writer)) return [fieldError(at, "shape-mismatch")];
    return value.points > criterion.max ? [fieldError(`${at}.points`, "above-maximum")] : [];
  }
  if (!shapesOf(criterion).includes(shapeOf(value))) return [fieldError(at, "shape-mismatch")];
  return valueProblems(criterion, value, at);
}

function valueProblems(criterion: Criterion, value: FactValue, at: string): FieldError[] {
  if ("n" in value) return value.n > value.of ? [fieldError(`${at}.n`, "more-than-all")] : [];
  if ("done" in value) {
    const items = new Set(criterion.items?.map(({ id }) => id));
    return value.done.flatMap((id, index) =>
      items.has(id) ? [] : [fieldError(`${at}.done[${index}]`, "item-unknown")],
    );
  }
  if (!("lapses" in value)) return [];
  const kinds = lapseKinds(criterion);
  const unknown = Object.keys(value.lapses).filter((kind) => !kinds.has(kind));
  return unknown.map((kind) => fieldError(`${at}.lapses.${kind}`, "lapse-unknown"));
}

/** Points are a person's judgement: a reviewer's of anything; a body's where nothing else is asked, or against the system's value. */
function mayGivePoints({ method, judge, isInformative }: Criterion, writer: Writer): boolean {
  return !isInformative && (writer === "reviewer" || method === "by-hand" || judge === "system");
}

/** The shapes that a criterion takes: of a fact of the system its own, of a ratio with a target a count. */
export function shapesOf({ method, fact, target }: Criterion): readonly FactShape[] {
  if (fact !== undefined && isSystemFact(fact)) return [systemFacts[fact].shape];
  if (method === "ratio") return [target === undefined ? "share" : "count"];
  return methodShapes[method];
}

function lapseKinds({ deductions = {}, fact }: Criterion): ReadonlySet<string> {
  const known: { shape: FactShape; kinds?: readonly string[] } | undefined =
    fact !== undefined && isSystemFact(fact) ? systemFacts[fact] : undefined;
  return new Set([...Object.keys(deductions), ...(known?.kinds ?? [])]);
}

/** Whether two facts come to different things: in points, or in kind; of what is compared with others or informative, in value. */
export function differs(criterion: Criterion, one: Fact, other: Fact): boolean {
  const [own, others] = [weightOf(criterion, one), weightOf(criterion, other)];
  if (typeof own === "string" || typeof others === "string") return own !== others;
  return isMore(own, others) || isMore(others, own);
}

/** Whether a fact takes a criterion out of the score: it says so, or it is so many of none. */
export function takesOut(criterion: Criterion, fact: Fact): boolean {
  return weightOf(criterion, fact) === "not-applicable";
}

/** What a fact weighs: a share, or a text where it has none. */
function weightOf(criterion: Criterion, fact: Fact) {
  if (criterion.method === "normalised" && fact.is === "known") {
    if ("points" in fact.value) return `points ${fact.value.points}`;
    return ratioOf(fact.value, criterion) ?? "not-applicable";
  }
  const outcome = check(criterion, fact);
  if (outcome.is !== "scored") return outcome.is;
  return criterion.isInformative ? { n: outcome.n, of: outcome.of } : { n: outcome.points, of: 1 };
}
