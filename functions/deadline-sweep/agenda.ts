/** Whatever has deadlines, as the deadline check sees it: who is due to be looked at, and the one step that each is due. */
import type { WorkingCalendar } from "../../shared/calendar/working-days.ts";
import type { Instant } from "../../shared/platform/clock.ts";
import type { Change } from "../../shared/platform/transaction.ts";

export interface Agenda {
  /** Its name in logs: what it counts. */
  readonly name: "questions" | "obligations" | "evaluations";
  /** Ids of a shard that are due to be looked at by `now`, earliest first; at most `limit`. A hint: the step decides. */
  dueForCheck(shard: number, now: string, limit: number): Promise<string[]>;
  /** The one step that is due at `now`, upon what was read; undefined: none. */
  stepOf(id: string, now: () => Instant, calendar: WorkingCalendar): Promise<Change | undefined>;
}
