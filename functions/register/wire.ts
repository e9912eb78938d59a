/** Puts this function together from its variables; tests hand in their own clock, chance and client. */
import type * as z from "zod";
import type { AreaPlatform } from "../../shared/platform/http/area.ts";
import { officerArea } from "../../shared/platform/http/officer-area.ts";
import type { Outside } from "../../shared/platform/outside.ts";
import type { RegisterDeps } from "./actions.ts";
import type { environment } from "./env.ts";

export function wire(
  variables: z.output<typeof environment>,
  outside: Outside,
): { deps: RegisterDeps; platform: AreaPlatform } {
  const { clock, chance } = outside;
  const { register, transactions, platform } = officerArea(variables, outside);
  return {
    deps: { register, transactions, clock, chance },
    platform,
  };
}
