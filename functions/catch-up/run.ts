/** One run: by its rule, or by hand with `{ "redrive": "<consumer>" }`. */
import * as z from "zod";
import { type CatchUpDeps, type CaughtUp, catchUp } from "./catch-up.ts";
import { type Redriven, redrive } from "./redrive.ts";

const byHand = z.object({ redrive: z.string() });

export async function run(
  event: unknown,
  deps: CatchUpDeps,
  mayGoOn: () => boolean,
): Promise<readonly CaughtUp[] | Redriven> {
  const asked = byHand.safeParse(event);
  return asked.success ? redrive(asked.data.redrive, deps, mayGoOn) : catchUp(deps, mayGoOn);
}
