/** Puts this function together from its variables; tests hand in their own clock and client. */
import type * as z from "zod";
import type { Outside } from "../../shared/platform/outside.ts";
import type { environment } from "./env.ts";
import type { GatherDeps } from "./gather.ts";

export function wire(_variables: z.output<typeof environment>, { clock, log }: Outside): GatherDeps {
  return { clock, log };
}
