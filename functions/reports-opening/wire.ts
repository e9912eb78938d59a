/** Puts this function together from its variables; tests hand in their own clock and client. */
import type * as z from "zod";
import { calendarStore } from "../../shared/calendar/calendar-store.ts";
import type { Outside } from "../../shared/platform/outside.ts";
import { transactions } from "../../shared/platform/transaction.ts";
import { registerStore } from "../../shared/register/register-store.ts";
import { openingStore } from "../../shared/reports/opening-store.ts";
import { regimes } from "../../shared/reports/regimes.ts";
import { reportStore } from "../../shared/reports/report-store.ts";
import type { environment } from "./env.ts";
import type { OpeningDeps } from "./open-periods.ts";

export function wire(variables: z.output<typeof environment>, { client, clock, chance, log }: Outside): OpeningDeps {
  return {
    reports: reportStore(client, variables.REPORTS_TABLE),
    opening: openingStore(variables.REPORTS_TABLE),
    register: registerStore(client, variables.REGISTER_TABLE),
    calendars: calendarStore(client, variables.CALENDARS_TABLE, clock),
    transactions: transactions({ client, eventsTable: variables.EVENTS_TABLE, clock, chance, log }),
    regimes,
    from: variables.REPORTS_FROM,
    clock,
    log,
  };
}
