/** Puts this function together from its variables; tests hand in their own clock and client. */
import type * as z from "zod";
import type { Outside } from "../../shared/platform/outside.ts";
import { registerStore } from "../../shared/register/register-store.ts";
import { tallyStore } from "../../shared/statistics/tally-store.ts";
import type { WidgetDeps } from "./draw.ts";
import type { environment } from "./env.ts";

export function wire(variables: z.output<typeof environment>, { client, clock }: Outside): WidgetDeps {
  return {
    tallies: tallyStore(client, variables.TALLIES_TABLE),
    register: registerStore(client, variables.REGISTER_TABLE),
    clock,
  };
}
