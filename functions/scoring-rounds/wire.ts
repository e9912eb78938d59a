/** Puts this function together from its variables; tests hand in their own clock and client. */
import type * as z from "zod";
import type { Outside } from "../../shared/platform/outside.ts";
import { scoringStore } from "../../shared/scoring/scoring-store.ts";
import type { environment } from "./env.ts";
import type { RoundsDeps } from "./rounds.ts";

export function wire(variables: z.output<typeof environment>, { client, clock, log }: Outside): RoundsDeps {
  return { scores: scoringStore(client, variables.SCORES_TABLE), clock, log };
}
