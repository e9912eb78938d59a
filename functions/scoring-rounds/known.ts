/** What one environment of the function has seen and need not ask again. Forgotten with it: then it is asked once more. */
import type { Day } from "../../shared/calendar/province-time.ts";
import type { Instant } from "../../shared/platform/clock.ts";
import type { PublishedSet } from "../../shared/scoring/periods/opening.ts";

export interface Known {
  /** Published sets never change. */
  readonly sets: Map<string, PublishedSet>;
  /** A period that is opened stays so. */
  readonly opened: Set<string>;
  /** Periods that cannot be opened yet, and when to look again. */
  readonly waiting: Map<string, Instant>;
  /** On which day it was last said that a period waits. */
  readonly said: Map<string, Day>;
}

export function nothingKnown(): Known {
  return { sets: new Map(), opened: new Set(), waiting: new Map(), said: new Map() };
}
