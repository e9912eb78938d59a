/** What an event of reached rungs is a reason for: the same for whatever has deadlines. */
import type { Rung } from "../deadlines/ladder.ts";
import { ladderNamed } from "../deadlines/ladders.ts";
import type { ChangeEvent } from "../platform/events.ts";
import type { Reason } from "./plan-notices.ts";
import type { Telling } from "./tellings.ts";

/** One reason per rung; an event without them is an error. */
export function rungReasons(event: ChangeEvent, tellings: (rung: Rung) => readonly Telling[]): Reason[] {
  const { rungs, plan, ladder, at } = event.facts;
  const isComplete = Array.isArray(rungs) && typeof plan === "number" && typeof ladder === "string";
  if (!isComplete || typeof at !== "string")
    throw new Error(`The event ${event.subject}#${event.sequence} has no rungs.`);
  return ladderNamed(ladder)
    .rungs.filter(({ id }) => rungs.includes(id))
    .map((rung) => ({ cause: rung.id, plan, at: Date.parse(at), tellings: tellings(rung) }));
}
