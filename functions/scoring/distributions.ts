/** How the portals of a period did as a whole. It reads every evaluation, so that of a final period is remembered for a minute. */
import type { Clock } from "../../shared/platform/clock.ts";
import { remembered } from "../../shared/platform/remember.ts";
import type { ScorePeriodRecord } from "../../shared/scoring/periods/period-record.ts";
import { distributionOf } from "../../shared/scoring/results/distribution.ts";
import type { ScoringStore } from "../../shared/scoring/scoring-store.ts";
import { allOf } from "./listing.ts";
import type { PublishedSets } from "./published-sets.ts";

export type Distributions = (
  period: Pick<ScorePeriodRecord, "id" | "set" | "state" | "version">,
) => Promise<ReturnType<typeof distributionOf>>;

const rememberedMilliseconds = 60_000;
const mostRemembered = 50;

export function distributions(
  scores: Pick<ScoringStore, "allOfPeriod">,
  publishedSet: PublishedSets,
  clock: Clock,
): Distributions {
  const count = async (period: string, setId: string) => {
    const [{ set }, evaluations] = await Promise.all([publishedSet(setId), allOf(period, undefined, { scores })]);
    return distributionOf(set, evaluations);
  };
  const kept = remembered(
    clock,
    rememberedMilliseconds,
    (key) => {
      const [period = "", set = ""] = key.split("@");
      return count(period, set);
    },
    mostRemembered,
  );
  // An amendment is another version of its period.
  return ({ id, set, state, version }) => (state === "final" ? kept(`${id}@${set}@${version}`) : count(id, set));
}
