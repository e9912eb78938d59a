/** Shares are shown as n/N, with N named; a share of nothing is not zero. */
import type { Counts } from "./tally.ts";

export interface Share {
  readonly n: number;
  readonly of: number;
}

/** Answered on time, of those answered that had a due day. */
export function onTimeShare({ answeredOnTime = 0, answeredLate = 0 }: Counts): Share {
  return { n: answeredOnTime, of: answeredOnTime + answeredLate };
}

/** Taken in late, of those taken in. */
export function acceptedLateShare({ acceptedLate = 0, accepted = 0 }: Counts): Share {
  return { n: acceptedLate, of: accepted };
}
