/**
 * Where the facts of a period come from: one interface, whatever area of the system knows them. A source that comes later (freshness of
 * pages, availability) is one more of these.
 */
import type { Day } from "../../calendar/province-time.ts";
import type { ScorePeriod } from "../periods/score-period.ts";
import type { Fact, SystemFact } from "./fact.ts";

/** Whom facts are asked about. */
export interface FactBearer {
  readonly portal: string;
  /** The body that runs it on the last day of the period. */
  readonly unit: string;
}

/** What is known of one portal; a fact that a source does not keep is not in it. */
export type SystemFacts = Readonly<Partial<Record<SystemFact, Fact>>>;

export interface FactSource {
  /** The facts that it keeps. */
  readonly keeps: readonly SystemFact[];
  /**
   * How things stand on `today`, for all of these at once, by portal. Throws when it cannot be read: a source that is out of reach is
   * never taken for zero.
   */
  of(bearers: readonly FactBearer[], period: ScorePeriod, today: Day): Promise<ReadonlyMap<string, SystemFacts>>;
}

/** The facts of several sources together; only those are asked that keep one of `wanted`. */
export async function factsFrom(
  sources: readonly FactSource[],
  wanted: readonly SystemFact[],
  bearers: readonly FactBearer[],
  period: ScorePeriod,
  today: Day,
): Promise<ReadonlyMap<string, SystemFacts>> {
  const asked = sources.filter(({ keeps }) => keeps.some((id) => wanted.includes(id)));
  const answers = await Promise.all(asked.map((source) => source.of(bearers, period, today)));
  return new Map(
    bearers.map(({ portal }) => [portal, Object.assign({}, ...answers.map((facts) => facts.get(portal)))]),
  );
}
