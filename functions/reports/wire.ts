/** Puts this function together from its variables; tests hand in their own clock, chance and client. */
import type * as z from "zod";
import { calendarStore } from "../../shared/calendar/calendar-store.ts";
import { attachmentStore } from "../../shared/documents/attachment-store.ts";
import { eventStore } from "../../shared/platform/events.ts";
import type { AreaPlatform } from "../../shared/platform/http/area.ts";
import { officerArea } from "../../shared/platform/http/officer-area.ts";
import type { Outside } from "../../shared/platform/outside.ts";
import { orderStore } from "../../shared/reports/order-store.ts";
import { regimes } from "../../shared/reports/regimes.ts";
import { reportStore } from "../../shared/reports/report-store.ts";
import { tallyStore } from "../../shared/statistics/tally-store.ts";
import type { ReportDeps } from "./deps.ts";
import type { environment } from "./env.ts";

export function wire(
  variables: z.output<typeof environment>,
  outside: Outside,
): { deps: ReportDeps; platform: AreaPlatform } {
  const { client, clock } = outside;
  const { register, transactions, platform } = officerArea(variables, outside);
  return {
    deps: {
      reports: reportStore(client, variables.REPORTS_TABLE),
      orders: orderStore(client, variables.REPORTS_TABLE),
      attachments: attachmentStore(client, variables.REPORTS_TABLE),
      tallies: tallyStore(client, variables.TALLIES_TABLE),
      register,
      calendars: calendarStore(client, variables.CALENDARS_TABLE, clock),
      events: eventStore(client, variables.EVENTS_TABLE),
      transactions,
      regimes,
      provinceUnit: variables.PROVINCE_UNIT,
    },
    platform,
  };
}
