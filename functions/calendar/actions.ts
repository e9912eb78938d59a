/** What each route of this area does. */
import type { CalendarStore } from "../../shared/calendar/calendar-store.ts";
import { proofOf } from "../../shared/calendar/proof.ts";
import { dayAt } from "../../shared/calendar/province-time.ts";
import { termOf } from "../../shared/calendar/working-days.ts";
import type { Actions } from "../../shared/platform/http/route.ts";
import { Refusal } from "../../shared/platform/refusals.ts";
import { termsOn } from "../../shared/questions/terms.ts";
import type { calendarRoutes } from "./routes.ts";

export interface CalendarDeps {
  readonly calendars: CalendarStore;
}

export const calendarActions: Actions<typeof calendarRoutes, CalendarDeps> = {
  explainDeadline: async ({ query: { receivedAt, days } }, { calendars }) => {
    const instant = Date.parse(receivedAt);
    const calendar = await calendars.current();
    const term = termOf(instant, days, calendar, termsOn(dayAt(instant)).startHour);
    return { body: proofOf(instant, term, calendar) };
  },

  showCalendar: async ({ params: { year } }, { calendars }) => {
    const found = (await calendars.current()).years.get(year);
    if (!found) throw new Refusal("not-found");
    return { body: found, version: found.version };
  },
};
