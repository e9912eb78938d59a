/** Puts this function together from its variables; tests hand in their own clock and client. */
import type * as z from "zod";
import type { Outside } from "../../shared/platform/outside.ts";
import { factsStore } from "../../shared/statistics/facts-store.ts";
import type { WidgetDeps } from "./draw.ts";
import type { environment } from "./env.ts";

export function wire(variables: z.output<typeof environment>, { client, clock }: Outside): WidgetDeps {
  return { facts: factsStore(client, variables.TALLIES_TABLE), clock };
}
