/** Puts this function together from its variables; tests hand in their own clock, chance and client. */
import type * as z from "zod";
import { calendarStore } from "../../shared/calendar/calendar-store.ts";
import { observationStore } from "../../shared/integrity/observation-store.ts";
import { eventStore } from "../../shared/platform/events.ts";
import type { AreaPlatform } from "../../shared/platform/http/area.ts";
import { officerArea } from "../../shared/platform/http/officer-area.ts";
import type { Outside } from "../../shared/platform/outside.ts";
import { scoringStore } from "../../shared/scoring/scoring-store.ts";
import { bucketOf, type Objects, snapshotStore } from "../../shared/scoring/snapshots/snapshot-store.ts";
import type { ScoringDeps } from "./deps.ts";
import { distributions } from "./distributions.ts";
import type { environment } from "./env.ts";
import { publishedSets } from "./published-sets.ts";

export function wire(
  variables: z.output<typeof environment>,
  outside: Outside,
  objects: Objects = bucketOf(variables.DOCUMENTS_BUCKET, outside.clock),
): { deps: ScoringDeps; platform: AreaPlatform } {
  const { client, clock } = outside;
  const { register, transactions, platform } = officerArea(variables, outside);
  const scores = scoringStore(client, variables.SCORES_TABLE);
  const publishedSet = publishedSets(scores, clock);
  return {
    deps: {
      scores,
      publishedSet,
      distribution: distributions(scores, publishedSet, clock),
      register,
      calendars: calendarStore(client, variables.CALENDARS_TABLE, clock),
      events: eventStore(client, variables.EVENTS_TABLE),
      snapshots: snapshotStore(objects),
      observations: observationStore(client, variables.SCORES_TABLE),
      transactions,
      provinceUnit: variables.PROVINCE_UNIT,
    },
    platform,
  };
}
