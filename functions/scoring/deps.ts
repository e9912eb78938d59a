/** What the actions of this area touch. */
import type { CalendarStore } from "../../shared/calendar/calendar-store.ts";
import type { ObservationStore } from "../../shared/integrity/observation-store.ts";
import type { EventStore } from "../../shared/platform/events.ts";
import type { Transactions } from "../../shared/platform/transaction.ts";
import type { RegisterStore } from "../../shared/register/register-store.ts";
import type { ScoringStore } from "../../shared/scoring/scoring-store.ts";
import type { SnapshotStore } from "../../shared/scoring/snapshots/snapshot-store.ts";
import type { Distributions } from "./distributions.ts";
import type { PublishedSets } from "./published-sets.ts";

export interface ScoringDeps {
  readonly scores: ScoringStore;
  /** The set of a period that was opened: it never changes, and is remembered. */
  readonly publishedSet: PublishedSets;
  readonly distribution: Distributions;
  readonly register: Pick<RegisterStore, "get" | "getMany">;
  readonly calendars: Pick<CalendarStore, "current">;
  readonly events: EventStore;
  /** Frozen results. */
  readonly snapshots: Pick<SnapshotStore, "read" | "downloadUrl">;
  /** What the job `integrity` keeps. */
  readonly observations: Pick<ObservationStore, "upTo" | "ofDays">;
  readonly transactions: Transactions;
  /** The unit at the root of the tree: its leader decides. */
  readonly provinceUnit: string;
}
