/** A body of the demo province, from which its rows as unit, portal and officers are made. */
import type { Day } from "../../../shared/calendar/province-time.ts";
import type { Participation, Unit } from "../../../shared/units/unit.ts";

/** All that is old in the demo province begins here, before the oldest calendar. */
export const since: Day = "2020-01-01";

/** The root of the tree. */
export const root = "ubnd-tinh";

export interface Body {
  readonly id: string;
  readonly kind: Unit["kind"];
  readonly level: Unit["level"];
  readonly name: string;
  /** For subjects of mails. */
  readonly shortName: string;
  readonly aliases?: readonly string[];
  readonly officialCode?: string;
  readonly leaderTitle: string;
  /** Absent: it reports to nobody and only answers beside others. */
  readonly reportsTo?: string;
  /** The governing body; absent: the body itself. */
  readonly governedBy?: string;
  readonly participations: readonly Participation[];
  /** The first day of its portal; absent: it has none. */
  readonly portalFrom?: Day;
  readonly handedOverOn?: Day;
  readonly isSynthetic: boolean;
}

/** What a name that was made up must show. */
export const mark = "dữ liệu mẫu";
