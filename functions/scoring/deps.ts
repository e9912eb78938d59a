/** What the actions of this area touch. */
import type { CalendarStore } from "../../shared/calendar/calendar-store.ts";
import type { EventStore } from "../../shared/platform/events.ts";
import type { Transactions } from "../../shared/platform/transaction.ts";
import type { RegisterStore } from "../../shared/register/register-store.ts";
import type { ScoringStore } from "../../shared/scoring/scoring-store.ts";

export interface ScoringDeps {
  readonly scores: ScoringStore;
  readonly register: Pick<RegisterStore, "get" | "getMany">;
  readonly calendars: Pick<CalendarStore, "current">;
  readonly events: EventStore;
  readonly transactions: Transactions;
  /** The unit at the root of the tree: its leader decides. */
  readonly provinceUnit: string;
}
