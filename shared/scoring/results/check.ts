/** A check: one criterion over one fact. Pure; the same inputs give the same outcome on every machine. */
import type { Criterion } from "../criteria/criteria-set.ts";
import type { Fact } from "../facts/fact.ts";
import { timesOver } from "./exact.ts";
import { type ShareOfMax, shareEarned } from "./method.ts";

/** What a check says: so many points, with the share that earned them; or why there are none. */
export type Outcome =
  | { readonly is: "scored"; readonly points: number; readonly n: number; readonly of: number }
  | Exclude<Fact, { is: "known" }>;

/** The outcome of a criterion. `best`: the best value of those it is compared with, for a normalised one. */
export function check(criterion: Criterion, fact: Fact, best?: ShareOfMax): Outcome {
  if (fact.is !== "known") return fact;
  const share = shareEarned(fact.value, criterion, best);
  if (!share) return criterion.method === "normalised" && best === undefined ? noBest : nothingToJudge;
  return { is: "scored", points: timesOver(criterion.max, share.n, share.of), n: share.n, of: share.of };
}

const nothingToJudge: Outcome = { is: "not-applicable", why: "nothing-to-judge" };
const noBest: Outcome = { is: "not-measured", why: "no-best" };

/** The outcome of a criterion after those that it depends on. */
export function afterDependencies(own: Outcome, others: readonly (Outcome | undefined)[]): Outcome {
  if (own.is === "not-applicable") return own;
  if (others.some((other) => other === undefined || other.is === "not-applicable")) return doesNotApply;
  return others.some((other) => other?.is === "not-measured") ? wasNotMeasured : own;
}

const doesNotApply: Outcome = { is: "not-applicable", why: "depends" };
const wasNotMeasured: Outcome = { is: "not-measured", why: "depends" };
