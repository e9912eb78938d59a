/** How an event names the officer who acted. */
import type { Actor } from "../platform/events.ts";
import type { Grant } from "./roles.ts";

export function actorOf(officer: { id: string }, { role, unit, deputyFor }: Grant): Actor {
  return { kind: "officer", id: officer.id, role, unit, deputyFor };
}
