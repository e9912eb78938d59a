/** Published criteria sets: they never change, so an environment reads each of them once. */
import type { Clock } from "../../shared/platform/clock.ts";
import { remembered } from "../../shared/platform/remember.ts";
import type { SetRecord } from "../../shared/scoring/criteria/set-record.ts";
import type { ScoringStore } from "../../shared/scoring/scoring-store.ts";

/** The published set of an id; one that is not there, or only a draft, is an error. */
export type PublishedSets = (id: string) => Promise<SetRecord>;

const rememberedMilliseconds = 3_600_000;
const mostSets = 20;

export function publishedSets({ criteriaSet }: Pick<ScoringStore, "criteriaSet">, clock: Clock): PublishedSets {
  const read: PublishedSets = async (id) => {
    const found = await criteriaSet(id);
    if (found?.state !== "published") throw new Error(`The criteria set ${id} is not published.`);
    return found;
  };
  return remembered(clock, rememberedMilliseconds, read, mostSets);
}
