/** What an event of an obligation is a reason for, and who is meant by it. */
import type { CalendarStore } from "../calendar/calendar-store.ts";
import { dayAt } from "../calendar/province-time.ts";
import type { Audience } from "../deadlines/ladder.ts";
import type { Clock } from "../platform/clock.ts";
import type { ChangeEvent } from "../platform/events.ts";
import type { Log } from "../platform/log.ts";
import type { ObligationHead } from "../reports/obligation.ts";
import { reportListSubject } from "./notice.ts";
import type { Register } from "./people.ts";
import type { Facts, Reason } from "./plan-notices.ts";
import { meantByReport } from "./report-people.ts";
import { reportRungTellings, reportTellings } from "./report-tellings.ts";
import { rungReasons } from "./rung-reasons.ts";

/** The reasons in an event; the obligation is read only for those that have some. */
export async function reportReasons(
  event: ChangeEvent,
  read: () => Promise<ObligationHead | undefined>,
): Promise<{ head: ObligationHead | undefined; reasons: Reason[] }> {
  const isRung = event.kind === "deadline-rung-reached";
  const tellings = reportTellings(event.kind);
  if (!isRung && tellings.length === 0) return { head: undefined, reasons: [] };
  const head = await read();
  if (!head) throw new Error(`There is no ${event.subject}.`);
  if (isRung) return { head, reasons: rungReasons(event, (rung) => reportRungTellings(rung, head)) };
  // The receipt of the report that meets this one too says so.
  const isMetToo = head.metBy !== undefined && event.kind === "report-submitted";
  return { head, reasons: isMetToo ? [] : [{ cause: event.kind, at: Date.parse(event.at), tellings }] };
}

export interface ReportFactsDeps {
  readonly register: Register;
  readonly calendars: Pick<CalendarStore, "current">;
  readonly provinceOffice: string;
  readonly clock: Clock;
  readonly log: Log;
}

/** The people that the reasons need, and what the lists to them are about. */
export async function reportFacts(
  event: ChangeEvent,
  head: ObligationHead | undefined,
  reasons: readonly Reason[],
  { register, calendars, provinceOffice, clock, log }: ReportFactsDeps,
): Promise<Facts> {
  const now = clock.now();
  const audiences = new Set(reasons.flatMap(({ tellings }) => tellings.map(({ audience }) => audience)));
  const people: Partial<Record<Audience, readonly string[]>> = {};
  const lists: Partial<Record<Audience, string>> = {};
  for (const audience of audiences) {
    if (!head || audience === "asker") continue;
    const meant = await meantByReport(audience, head, dayAt(now), register, provinceOffice);
    if (!meant) continue;
    if (meant.officers.length === 0) log.write("notice-without-recipient", { subject: event.subject, audience });
    people[audience] = meant.officers;
    lists[audience] = reportListSubject(head.of, meant.at);
  }
  return { event, people, lists, askerBy: "nobody", calendar: await calendars.current(), now };
}
