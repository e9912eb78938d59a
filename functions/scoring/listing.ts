/** Which evaluations of a period a reader is listed, and in which order. */
import { fieldError } from "../../shared/platform/field-errors.ts";
import { decodeCursor, encodeCursor, type Page, type PageRequest } from "../../shared/platform/pages.ts";
import { Refusal } from "../../shared/platform/refusals.ts";
import { evaluationIdOf, type ListedEvaluation } from "../../shared/scoring/evaluations/evaluation.ts";
import { isPublic, ownUnits, type Reader, seesProvince } from "../../shared/scoring/evaluations/visibility.ts";
import { namedReviewer, type ScorePeriodRecord } from "../../shared/scoring/periods/period-record.ts";
import type { ScoringStore } from "../../shared/scoring/scoring-store.ts";
import { groupOf, type UnitGroup, unitGroups } from "../../shared/units/groups.ts";
import type { ScoringDeps } from "./deps.ts";

export interface Listing extends PageRequest {
  readonly group?: UnitGroup | undefined;
  readonly unit?: string | undefined;
  readonly order: "portal" | "rank";
}

/**
 * A page of what a reader may see. All, of a group or not, come page by page from the index. By rank, a group is read whole and sorted for
 * each page; of a unit, its group is read through. Before results are final a body sees its own, whoever was named to review, theirs;
 * for everyone else there is nothing there.
 */
export async function listed(
  period: ScorePeriodRecord,
  listing: Listing,
  reader: Reader,
  deps: Pick<ScoringDeps, "scores" | "register">,
): Promise<Page<ListedEvaluation>> {
  const { group, unit, order } = listing;
  if (order === "rank" && group === undefined)
    throw new Refusal("invalid-content", [fieldError("order", "rank-without-group")]);
  const seesAll = seesProvince(reader) || isPublic(period);
  if (seesAll && unit === undefined && order === "portal") return deps.scores.ofPeriod(period.id, listing, group);
  if (seesAll && unit === undefined) return sortedPage(await allOf(period.id, group, deps), listing);
  const found = seesAll
    ? await ofUnits(period.id, unit === undefined ? [] : [unit], deps)
    : await ownOf(period, unit, reader, deps);
  return sortedPage(
    found.filter((one) => group === undefined || one.group === group),
    listing,
  );
}

/** Their own bodies' evaluations, and those they were named to review. */
async function ownOf(
  period: ScorePeriodRecord,
  unit: string | undefined,
  reader: Reader,
  deps: Pick<ScoringDeps, "scores" | "register">,
): Promise<ListedEvaluation[]> {
  const units = ownUnits(reader).filter((own) => unit === undefined || own === unit);
  const named = Object.keys(period.reviewers).filter(
    (portal) => reader.officer !== undefined && namedReviewer(period, portal)?.officer === reader.officer.id,
  );
  if (units.length + named.length === 0) throw new Refusal("not-found");
  const [own, reviewed] = await Promise.all([
    units.length === 0 ? [] : ofUnits(period.id, units, deps),
    deps.scores.evaluations(named.map((portal) => evaluationIdOf(period.id, portal))),
  ]);
  const fitting = reviewed.filter((one) => unit === undefined || one.unit === unit);
  if (units.length === 0 && fitting.length === 0) throw new Refusal("not-found");
  return [...new Map([...own, ...fitting].map((one) => [one.portal, one])).values()];
}

/** The evaluations of units: in the group where they belong today, else in any, should their kind have been corrected since. */
async function ofUnits(
  period: string,
  ids: readonly string[],
  deps: Pick<ScoringDeps, "scores" | "register">,
): Promise<ListedEvaluation[]> {
  const units = await deps.register.getMany("unit", ids);
  if (units.size === 0) throw new Refusal("not-found");
  const today = new Set([...units.values()].map(({ value }) => groupOf(value)));
  const found = await Promise.all([...today].map((group) => allOf(period, group, deps)));
  const own = found.flat().filter(({ unit }) => ids.includes(unit));
  if (own.length > 0) return own;
  return (await allOf(period, undefined, deps)).filter(({ unit }) => ids.includes(unit));
}

/** All evaluations of a period; the groups are read beside each other. */
export async function allOf(
  period: string,
  group: UnitGroup | undefined,
  { scores }: { readonly scores: Pick<ScoringStore, "allOfPeriod"> },
): Promise<ListedEvaluation[]> {
  const groups = group === undefined ? unitGroups : [group];
  const found = await Promise.all(groups.map((one) => readThrough(scores.allOfPeriod(period, one))));
  return found.flat();
}

async function readThrough(evaluations: AsyncIterable<ListedEvaluation>): Promise<ListedEvaluation[]> {
  const found: ListedEvaluation[] = [];
  for await (const evaluation of evaluations) found.push(evaluation);
  return found;
}

/** A page of evaluations that were all read: best rank first or by portal; a cursor is the portal after which it goes on. */
function sortedPage(found: readonly ListedEvaluation[], { order, limit, cursor }: Listing): Page<ListedEvaluation> {
  const sorted = found.toSorted((one, other) => (order === "rank" ? byRank(one, other) : byPlace(one, other)));
  const after = decodeCursor(cursor, ["portal", "order"], { order });
  const start = after ? sorted.findIndex(({ portal }) => portal === after.portal) + 1 : 0;
  if (after && start === 0) throw new Refusal("cursor-invalid");
  const items = sorted.slice(start, start + limit);
  const last = items.at(-1);
  const isMore = start + limit < sorted.length;
  return { items, ...(last && isMore && { nextCursor: encodeCursor({ portal: last.portal, order }) }) };
}

/** Nothing but the rank orders; equal ranks, and those without one, stand in the order of portals. */
function byRank(one: ListedEvaluation, other: ListedEvaluation): number {
  const rank = ({ result }: ListedEvaluation) => result?.rank ?? Number.MAX_SAFE_INTEGER;
  return rank(one) - rank(other) || byPortal(one, other);
}

function byPlace(one: ListedEvaluation, other: ListedEvaluation): number {
  return one.group === other.group ? byPortal(one, other) : one.group < other.group ? -1 : 1;
}

function byPortal(one: ListedEvaluation, other: ListedEvaluation): number {
  return one.portal < other.portal ? -1 : 1;
}
