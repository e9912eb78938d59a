/** What the actions of this area touch. */
import type { CalendarStore } from "../../shared/calendar/calendar-store.ts";
import type { EventStore } from "../../shared/platform/events.ts";
import type { Transactions } from "../../shared/platform/transaction.ts";
import type { RegisterStore } from "../../shared/register/register-store.ts";
import type { Attachments } from "../../shared/reports/attachments.ts";
import type { OrderStore } from "../../shared/reports/order-store.ts";
import type { Regime } from "../../shared/reports/regime.ts";
import type { ReportStore } from "../../shared/reports/report-store.ts";
import type { TallyStore } from "../../shared/statistics/tally-store.ts";

export interface ReportDeps {
  readonly reports: ReportStore;
  readonly orders: OrderStore;
  readonly attachments: Attachments;
  readonly tallies: Pick<TallyStore, "ofUnit">;
  readonly register: Pick<RegisterStore, "get" | "getMany" | "list">;
  readonly calendars: Pick<CalendarStore, "current">;
  readonly events: EventStore;
  readonly transactions: Transactions;
  readonly regimes: readonly Regime[];
  /** The unit at the root of the tree: it receives the reports of the first tier. */
  readonly provinceUnit: string;
}
