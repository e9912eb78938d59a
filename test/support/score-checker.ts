/**
 * Somebody else's calculator: what results must be, from a criteria set and the facts as they are published, and nothing of our own code.
 * It follows the words of the set, with whole numbers of any size.
 */

// biome-ignore lint/suspicious/noExplicitAny: it reads public JSON, as a stranger does
type Json = any;

/** A portal as it is published: who is in it, and which fact counts for each criterion that is asked of it. */
export interface PublishedFacts {
  readonly portal: string;
  readonly group: string;
  readonly isSuspended: boolean;
  readonly facts: ReadonlyMap<string, Json>;
}

type Share = readonly [n: bigint, of: bigint];
const halfUp = (n: bigint, of: bigint) => Number((2n * n + of) / (2n * of));
const percent = (part: number, whole: number) => (whole === 0 ? null : halfUp(BigInt(part) * 10_000n, BigInt(whole)));
const cap = ([n, of]: Share): Share => [n < 0n ? 0n : n > of ? of : n, of];
const isMore = (one: Share, other: Share) => one[0] * other[1] > other[0] * one[1];

/** The plain quotient of a share or a count. */
function quotient(value: Json, target = 1): Share | undefined {
  if ("count" in value) return [BigInt(value.count), BigInt(target)];
  return "n" in value && value.of > 0 ? [BigInt(value.n), BigInt(value.of)] : undefined;
}

/** The part of the maximum that a known value earns. */
function earned(criterion: Json, value: Json, best: Share | undefined): Share | undefined {
  if ("points" in value) return criterion.max > 0 ? cap([BigInt(value.points), BigInt(criterion.max)]) : undefined;
  if ("yes" in value) return [value.yes ? 1n : 0n, 1n];
  if ("done" in value) {
    const items: Json[] = criterion.items ?? [];
    const there = items.filter(({ id }) => value.done.includes(id)).length;
    return items.length === 0 ? undefined : [BigInt(there), BigInt(items.length)];
  }
  if ("lapses" in value) {
    const whole = BigInt(criterion.each === undefined ? criterion.max : value.of * criterion.each);
    const counts = new Map<string, number>(Object.entries(value.lapses));
    const costs = Object.entries<number>(criterion.deductions ?? {}).map(
      ([kind, cost]) => cost * (counts.get(kind) ?? 0),
    );
    return value.of === 0 || whole === 0n
      ? undefined
      : cap([whole - BigInt(costs.reduce((sum, cost) => sum + cost, 0)), whole]);
  }
  const own = quotient(value, criterion.target);
  if (criterion.method !== "normalised") return own && cap(own);
  return own && best && cap([own[0] * best[1], own[1] * best[0]]);
}

/** Points, or why there are none. */
type Come = number | "not-applicable" | "not-measured";

/** What criteria come to, for each of the portals. */
function comes(set: Json, portals: readonly PublishedFacts[]) {
  const bestFor = (of: PublishedFacts, criterion: Json): Share | undefined => {
    const peers = portals.filter(({ group }) => criterion.within === "all" || group === of.group);
    const counting = peers.filter((one) =>
      criterion.dependsOn.every((id: string) => typeof come(one, id) === "number"),
    );
    const values = counting.flatMap(({ facts }): Share[] => {
      const fact = facts.get(criterion.id);
      const own = fact?.is === "known" && !("points" in fact.value) && quotient(fact.value, criterion.target);
      return own && own[0] > 0n ? [own] : [];
    });
    return values.reduce((best: Share | undefined, one) => (best && !isMore(one, best) ? best : one), undefined);
  };
  const come = (of: PublishedFacts, id: string): Come => {
    const [criterion, fact] = [set.criteria.find((one: Json) => one.id === id), of.facts.get(id)];
    if (!fact || fact.is === "not-applicable") return "not-applicable";
    const best = criterion.method === "normalised" ? bestFor(of, criterion) : undefined;
    const share = fact.is === "known" ? earned(criterion, fact.value, best) : undefined;
    const isUncompared = criterion.method === "normalised" && !best;
    if (fact.is === "known" && !share && !isUncompared) return "not-applicable";
    const others = criterion.dependsOn.map((other: string) => come(of, other));
    if (others.includes("not-applicable")) return "not-applicable";
    if (!share || others.includes("not-measured")) return "not-measured";
    return halfUp(BigInt(criterion.max) * share[0], share[1]);
  };
  return come;
}

/** Everything that is published of every portal, made again. */
export function recomputed(set: Json, portals: readonly PublishedFacts[]) {
  const come = comes(set, portals);
  const made = portals.map((one) => {
    const asked: string[] = set.criteria.map(({ id }: Json) => id).filter((id: string) => one.facts.has(id));
    const points = new Map(asked.map((id) => [id, come(one, id)]));
    const sumsOf = (criteria: Json[]) => {
      const asked = criteria.filter(
        ({ id, isInformative }) => !isInformative && (points.get(id) ?? "not-applicable") !== "not-applicable",
      );
      const measured = asked.filter(({ id }) => typeof points.get(id) === "number");
      const sum = (of: Json[], value: (criterion: Json) => number) =>
        of.reduce((total, entry) => total + value(entry), 0);
      return {
        points: sum(measured, ({ id }) => Number(points.get(id))),
        measured: sum(measured, ({ max }) => max),
        applicable: sum(asked, ({ max }) => max),
      };
    };
    const sums = sumsOf(set.criteria);
    const groups = new Map(
      set.groups.map(({ id }: Json) => [id, sumsOf(set.criteria.filter((entry: Json) => entry.group === id))]),
    );
    const score = percent(sums.points, sums.measured);
    const isThin = sums.measured * 10_000 < set.minimumCoverage * sums.applicable;
    const notGraded = one.isSuspended
      ? "suspended"
      : score === null
        ? "nothing-measured"
        : isThin
          ? "coverage-low"
          : undefined;
    const grade = set.bands.find(({ from, to }: Json) => score !== null && from <= score && score <= to)?.id;
    return {
      ...one,
      points,
      sums,
      groups,
      score,
      coverage: percent(sums.measured, sums.applicable),
      notGraded,
      grade: notGraded ? undefined : grade,
    };
  });
  return made.map((one) => {
    const peers = made.filter(({ group, notGraded }) => group === one.group && !notGraded);
    if (!set.ranks || one.notGraded) return { ...one, rank: undefined, tied: undefined, ranked: undefined };
    const rank = 1 + peers.filter(({ score }) => Number(score) > Number(one.score)).length;
    return { ...one, rank, tied: peers.filter(({ score }) => score === one.score).length, ranked: peers.length };
  });
}
