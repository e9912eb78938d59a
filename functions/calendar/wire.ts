/** Puts this function together from its variables; tests hand in their own clock and client. */
import type * as z from "zod";
import { calendarStore } from "../../shared/calendar/calendar-store.ts";
import type { AreaPlatform } from "../../shared/platform/http/area.ts";
import type { Outside } from "../../shared/platform/outside.ts";
import type { CalendarDeps } from "./actions.ts";
import type { environment } from "./env.ts";

export function wire(
  variables: z.output<typeof environment>,
  { client, clock, log }: Outside,
): { deps: CalendarDeps; platform: AreaPlatform } {
  return {
    deps: { calendars: calendarStore(client, variables.CALENDARS_TABLE, clock) },
    platform: { clock, log, callers: {} },
  };
}
