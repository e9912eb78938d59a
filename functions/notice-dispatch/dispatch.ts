/**
 * The job that lets notices leave. It asks the ledger what is to be looked at by now: planned ones go by id into the sender's queue,
 * askers' first; those out of hours wait for the next window; claims whose sender is gone become unknown; unknown ones are sent again or
 * held. While all mail is held it looks at nothing. Run twice or beside another: a row's step is conditional and a claim happens once. Late: what is due leaves later, and says so.
 */
import type { CalendarStore } from "../../shared/calendar/calendar-store.ts";
import type { WorkingCalendar } from "../../shared/calendar/working-days.ts";
import type { MailHoldStore } from "../../shared/notices/mail-hold-store.ts";
import type { Notice } from "../../shared/notices/notice.ts";
import { type NoticeStore, priorities } from "../../shared/notices/notice-store.ts";
import { type FeedbackSeen, postponed, queued, unknown, unknownLookedAt } from "../../shared/notices/progress.ts";
import { inOfficeWindow } from "../../shared/notices/window.ts";
import type { Clock, Instant } from "../../shared/platform/clock.ts";
import type { Log } from "../../shared/platform/log.ts";
import type { IdQueue } from "../../shared/platform/queue.ts";
import { shardCount } from "../../shared/platform/shards.ts";

export interface DispatchDeps {
  readonly notices: NoticeStore;
  readonly hold: Pick<MailHoldStore, "isHeld">;
  readonly calendars: Pick<CalendarStore, "current">;
  readonly mail: IdQueue;
  readonly feedback: IdQueue;
  readonly clock: Clock;
  readonly log: Log;
}

/** Ids of one run; what is left is taken a minute later. */
const mostOfOneRun = 1_000;
const inFlight = 50;

export async function dispatch(deps: DispatchDeps): Promise<{ looked: number; queued: number }> {
  if (await deps.hold.isHeld()) {
    deps.log.write("mail-held", { job: "notice-dispatch" });
    return { looked: 0, queued: 0 };
  }
  const ids = await waitingIds(deps);
  const seen = await feedbackSeen(deps);
  const calendar = await deps.calendars.current();
  const ready: string[] = [];
  for (let first = 0; first < ids.length; first += inFlight) {
    const some = ids.slice(first, first + inFlight);
    const isReady = await Promise.all(some.map((id) => lookSafely(id, seen, calendar, deps)));
    ready.push(...some.filter((_, index) => isReady[index]));
  }
  const taken = await deps.mail.put(ready);
  const now = deps.clock.now();
  for (let first = 0; first < taken.length; first += inFlight) {
    const some = taken.slice(first, first + inFlight);
    await Promise.all(some.map((id) => deps.notices.change(id, (row) => queued(row, now))));
  }
  deps.log.write("job-done", { job: "notice-dispatch", looked: ids.length, queued: taken.length });
  return { looked: ids.length, queued: taken.length };
}

/** Askers' before officers', the earliest of every shard. */
async function waitingIds({ notices, clock }: DispatchDeps): Promise<string[]> {
  const now = new Date(clock.now()).toISOString();
  const shards = Array.from({ length: shardCount }, (_, shard) => shard);
  const found: string[] = [];
  for (const priority of priorities) {
    const limit = Math.ceil((mostOfOneRun - found.length) / shardCount);
    if (limit <= 0) return found;
    found.push(...(await Promise.all(shards.map((shard) => notices.waiting(shard, priority, now, limit)))).flat());
  }
  return found.slice(0, mostOfOneRun);
}

/** Read in this order: an event that is read between the two is then in the first or still in the second. */
async function feedbackSeen({ notices, feedback }: DispatchDeps): Promise<FeedbackSeen> {
  const isAllRead = await feedback.isEmpty().catch(() => false);
  return { isAllRead, mailSentAt: await notices.feedbackSeen() };
}

/** A row that cannot be read or written keeps no other from leaving. */
async function lookSafely(
  id: string,
  seen: FeedbackSeen,
  calendar: WorkingCalendar,
  deps: DispatchDeps,
): Promise<boolean> {
  try {
    return await look(id, seen, calendar, deps);
  } catch (error) {
    const reason = error instanceof Error ? error.name : "unknown";
    deps.log.write("job-failed", { job: "notice-dispatch", notice: id, reason });
    return false;
  }
}

/** Looks at one row; answers whether its id is to be queued now. */
async function look(id: string, seen: FeedbackSeen, calendar: WorkingCalendar, deps: DispatchDeps): Promise<boolean> {
  const now = deps.clock.now();
  const before = await deps.notices.get(id);
  if (!before) return false;
  if (before.state === "planned") return isOpenOrPostponed(before, calendar, now, deps);
  const after = await deps.notices.change(id, (row) =>
    isDue(row, now) ? (unknown(row, now) ?? unknownLookedAt(row, seen, now)) : undefined,
  );
  if (after && after.state !== before.state) report(after, deps.log);
  return after?.state === "planned" && isOpenOrPostponed(after, calendar, now, deps);
}

/** Whether a planned row may leave now; one out of hours is put off to the next window. */
async function isOpenOrPostponed(
  row: Notice,
  calendar: WorkingCalendar,
  now: Instant,
  { notices }: DispatchDeps,
): Promise<boolean> {
  if (!isDue(row, now)) return false;
  const opens = row.recipient.kind === "asker" ? now : inOfficeWindow(now, calendar);
  if (opens > now) await notices.change(row.id, (current) => postponed(current, opens));
  return opens <= now;
}

/** The index may be behind the row. */
function isDue({ lookAt }: Notice, now: Instant): boolean {
  return lookAt !== undefined && Date.parse(lookAt) <= now;
}

function report(row: Notice, log: Log): void {
  if (row.state === "unknown") log.write("notice-unknown", { notice: row.id });
  if (row.state === "held") log.write("notice-held", { notice: row.id });
}
