/** What a load writes with: the stores and transactions over a set of tables. */
import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { type CalendarStore, calendarStore } from "../../shared/calendar/calendar-store.ts";
import type { Clock } from "../../shared/platform/clock.ts";
import { systemChance } from "../../shared/platform/ids.ts";
import { transactions } from "../../shared/platform/transaction.ts";
import type { LoadDeps } from "../../shared/register/load.ts";
import { registerStore } from "../../shared/register/register-store.ts";

/** The names of the tables that a load needs. */
export interface LoadTables {
  readonly register: string;
  readonly events: string;
  readonly answers: string;
  readonly calendars: string;
}

export interface AllLoadDeps extends LoadDeps {
  readonly calendars: CalendarStore;
}

export function loadDeps(client: DynamoDBDocumentClient, tables: LoadTables, clock: Clock): AllLoadDeps {
  return {
    store: registerStore(client, tables.register),
    calendars: calendarStore(client, tables.calendars, clock),
    transactions: transactions({
      client,
      eventsTable: tables.events,
      answersTable: tables.answers,
      clock,
      chance: systemChance,
      // Only retries are logged there, and a load that gives up throws.
      log: { write: () => undefined },
    }),
  };
}
