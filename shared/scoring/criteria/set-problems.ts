/**
 * What is wrong with a criteria set: everything by which it would contradict itself or could not be scored. Pure. A set without problems
 * scores any sheets: between nothing and the whole, and never fails.
 */
import { errorsAtMost, type FieldCode, fieldError } from "../../platform/field-errors.ts";
import type { FieldError } from "../../platform/refusals.ts";
import { type FactShape, isSystemFact, systemFacts } from "../facts/fact.ts";
import { methodShapes } from "../results/method.ts";
import type { CriteriaSet, Criterion, SetHeader } from "./criteria-set.ts";
import { cyclicIn } from "./dependency-cycles.ts";

/** The highest score, in hundredths of a percent. */
const wholeScore = 10_000;

/** Where it is wrong, as in `criteria[3].max`, or within a criterion `max`, and what is. */
export interface Problem {
  readonly path: string;
  readonly code: FieldCode;
}

/** The problems of a whole set, the first of them. */
export function setProblems(set: CriteriaSet): FieldError[] {
  const ofCriteria = criteriaProblems(set).flatMap((problems, index) =>
    problems.map(({ path, code }) => ({ path: `criteria[${index}].${path}`, code })),
  );
  return errorsOf([...headerProblems(set), ...wholeProblems(set), ...ofCriteria]);
}

/** Problems as they are answered: no more than are read. */
export function errorsOf(problems: readonly Problem[]): FieldError[] {
  return problems.slice(0, errorsAtMost).map(({ path, code }) => fieldError(path, code));
}

/** What is wrong with what stands above the criteria. */
export function headerProblems({ groups, bands }: Pick<SetHeader, "groups" | "bands">): Problem[] {
  return [...repeatedIds("groups", groups), ...repeatedIds("bands", bands), ...bandProblems(bands)];
}

/** What is wrong with the criteria taken together: groups that do not add up, a set in which nothing counts. */
export function wholeProblems({ groups, criteria }: Pick<CriteriaSet, "groups" | "criteria">): Problem[] {
  const sums = new Map<string, number>();
  for (const { group, max } of criteria) sums.set(group, (sums.get(group) ?? 0) + max);
  return [
    ...groups.flatMap(({ id, max }, index) =>
      when((sums.get(id) ?? 0) !== max, `groups[${index}].max`, "groups-do-not-add-up"),
    ),
    ...when(!criteria.some(({ isInformative, max }) => !isInformative && max > 0), "criteria", "nothing-counts"),
  ];
}

/** What a criterion is checked against. */
interface Beside {
  readonly byId: ReadonlyMap<string, Criterion>;
  /** Ids that exist, of criteria that could not be read. */
  readonly unread: ReadonlySet<string>;
  readonly cyclic: ReadonlySet<string>;
}

/** What is wrong with each criterion; `unread`: ids of others that exist and could not be read. */
export function criteriaProblems(
  { groups, criteria }: Pick<CriteriaSet, "groups" | "criteria">,
  unread: ReadonlySet<string> = new Set(),
): Problem[][] {
  const groupIds = new Set(groups.map(({ id }) => id));
  const beside: Beside = {
    byId: new Map(criteria.map((entry) => [entry.id, entry])),
    unread,
    cyclic: cyclicIn(criteria),
  };
  const seen = new Set<string>();
  return criteria.map((criterion) => {
    const isTaken = seen.has(criterion.id);
    seen.add(criterion.id);
    return [
      ...when(isTaken, "id", "duplicate-id"),
      ...when(!groupIds.has(criterion.group), "group", "group-unknown"),
      ...maximumProblems(criterion),
      ...factProblems(criterion),
      ...methodProblems(criterion),
      ...dependencyProblems(criterion, beside),
    ];
  });
}

function when(isSo: boolean, path: string, code: FieldCode): Problem[] {
  return isSo ? [{ path, code }] : [];
}

function repeatedIds(list: string, entries: readonly { readonly id: string }[]): Problem[] {
  const seen = new Set<string>();
  return entries.flatMap(({ id }, index) => {
    if (seen.has(id)) return when(true, `${list}[${index}].id`, "duplicate-id");
    seen.add(id);
    return [];
  });
}

/** Every score from nothing to the whole has one grade. */
function bandProblems(bands: SetHeader["bands"]): Problem[] {
  const placed = bands.map((band, index) => ({ ...band, index }));
  const reversed = placed.filter(({ from, to }) => from > to);
  if (reversed.length > 0) return reversed.map(({ index }) => ({ path: `bands[${index}].to`, code: "band-reversed" }));
  const ascending = placed.toSorted((one, other) => one.from - other.from || one.to - other.to);
  let reached = -1;
  const problems: Problem[] = [];
  for (const { from, to, index } of ascending) {
    if (from <= reached) problems.push({ path: `bands[${index}].from`, code: "bands-overlap" });
    if (from > reached + 1) problems.push({ path: `bands[${index}].from`, code: "bands-hole" });
    reached = Math.max(reached, to);
  }
  const last = ascending.at(-1);
  return [...problems, ...when(last !== undefined && reached < wholeScore, `bands[${last?.index}].to`, "bands-hole")];
}

function maximumProblems({ isInformative, max }: Criterion): Problem[] {
  if (isInformative) return when(max > 0, "max", "informative-with-points");
  return when(max === 0, "max", "maximum-not-above-zero");
}

function factProblems({ fact, judge, method, deductions = {} }: Criterion): Problem[] {
  if (fact === undefined) return when(judge === "system", "fact", "fact-missing");
  if (!isSystemFact(fact)) return [{ path: "fact", code: "fact-unknown" }];
  const known: { shape: FactShape; kinds?: readonly string[] } = systemFacts[fact];
  const shapes: readonly FactShape[] = methodShapes[method];
  const strange = Object.keys(deductions).filter((kind) => known.kinds && !known.kinds.includes(kind));
  return [
    ...when(!shapes.includes(known.shape), "fact", "fact-not-with-method"),
    // Else what was measured would count before the reviewer has said anything.
    ...when(judge === "reviewer", "judge", "fact-judged-by-reviewer"),
    ...strange.map((kind): Problem => ({ path: `deductions.${kind}`, code: "lapse-kind-unknown" })),
  ];
}

/** Each method has what it needs, and nothing that it would overlook. */
function methodProblems(criterion: Criterion): Problem[] {
  const { method, items, target, within, each, deductions, isInformative } = criterion;
  const isChecklist = method === "checklist";
  const isDeduction = method === "deduction";
  return [
    ...when(isChecklist && (items ?? []).length === 0, "items", "needed-by-method"),
    ...when(!isChecklist && items !== undefined, "items", "not-with-this-method"),
    ...repeatedIds("items", items ?? []),
    ...when(isDeduction && Object.keys(deductions ?? {}).length === 0, "deductions", "needed-by-method"),
    ...when(!isDeduction && deductions !== undefined, "deductions", "not-with-this-method"),
    // Worth nothing, it has no maximum to be taken from.
    ...when(isDeduction && isInformative && each === undefined, "each", "needed-by-method"),
    ...when(!isDeduction && each !== undefined, "each", "not-with-this-method"),
    ...when(method === "normalised" && within === undefined, "within", "needed-by-method"),
    ...when(method !== "normalised" && within !== undefined, "within", "not-with-this-method"),
    ...when(method === "by-hand" && isInformative, "isInformative", "not-with-this-method"),
    ...when(target !== undefined && !mayHaveTarget(criterion), "target", "not-with-this-method"),
    ...when(target === undefined && isRatioOfCount(criterion), "target", "needed-by-method"),
  ];
}

function mayHaveTarget(criterion: Criterion): boolean {
  return criterion.method === "ratio" && (criterion.fact === undefined || isRatioOfCount(criterion));
}

function isRatioOfCount({ method, fact }: Criterion): boolean {
  return method === "ratio" && fact !== undefined && isSystemFact(fact) && systemFacts[fact].shape === "count";
}

function dependencyProblems({ id, dependsOn, isInformative }: Criterion, beside: Beside): Problem[] {
  const problems = dependsOn.flatMap((other, index): Problem[] => {
    const path = `dependsOn[${index}]`;
    const named = beside.byId.get(other);
    if (other === id) return when(true, path, "depends-on-itself");
    if (!named) return when(!beside.unread.has(other), path, "criterion-unknown");
    if (dependsOn.indexOf(other) < index) return when(true, path, "duplicate-id");
    // What is worth nothing would else take points in or out of the score.
    return when(named.isInformative && !isInformative, path, "depends-on-informative");
  });
  return [...problems, ...when(beside.cyclic.has(id) && !dependsOn.includes(id), "dependsOn", "dependency-cycle")];
}
