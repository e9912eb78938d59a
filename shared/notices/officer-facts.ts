/** Whom the reasons in an event are told to, where officers alone are told: the same for whatever kind of subject. */
import type { CalendarStore } from "../calendar/calendar-store.ts";
import { type Day, dayAt } from "../calendar/province-time.ts";
import type { Audience } from "../deadlines/ladder.ts";
import type { Clock } from "../platform/clock.ts";
import type { ChangeEvent } from "../platform/events.ts";
import type { Log } from "../platform/log.ts";
import { listSubject, type NoticeList } from "./notice.ts";
import type { Register } from "./people.ts";
import type { Facts, Reason } from "./plan-notices.ts";

/** Officers, and the unit for which they are told. */
export interface Meant {
  readonly at: string;
  readonly officers: readonly string[];
}

/** Who is meant on a day; undefined: nobody is to be found, for the telling is skipped. */
export type MeantBy = (audience: Exclude<Audience, "asker">, on: Day) => Promise<Meant | undefined>;

export interface OfficerFactsDeps {
  readonly register: Register;
  readonly calendars: Pick<CalendarStore, "current">;
  readonly provinceOffice: string;
  readonly clock: Clock;
  readonly log: Log;
}

/** The people that the reasons need, and what the lists to them are about. */
export async function officerFacts(
  event: ChangeEvent,
  reasons: readonly Reason[],
  meantBy: MeantBy,
  listed: Pick<NoticeList, "kind" | "of">,
  { calendars, clock, log }: OfficerFactsDeps,
): Promise<Facts> {
  const now = clock.now();
  const audiences = new Set(reasons.flatMap(({ tellings }) => tellings.map(({ audience }) => audience)));
  const people: Partial<Record<Audience, readonly string[]>> = {};
  const lists: Partial<Record<Audience, string>> = {};
  for (const audience of audiences) {
    if (audience === "asker") continue;
    const meant = await meantBy(audience, dayAt(now));
    if (!meant) continue;
    if (meant.officers.length === 0) log.write("notice-without-recipient", { subject: event.subject, audience });
    people[audience] = meant.officers;
    lists[audience] = listSubject({ ...listed, scope: meant.at });
  }
  return { event, people, lists, askerBy: "nobody", calendar: await calendars.current(), now };
}
