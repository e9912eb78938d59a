/**
 * Watches the deadline check and the sending of notices from outside: how long has what is due been left alone? It takes no step and
 * believes no job's own word, only the indexes and the ledger. Run twice: the same ages. Late: later ages. Not run at all: no ages,
 * which rings as an age would.
 */
import type { CalendarStore } from "../../shared/calendar/calendar-store.ts";
import type { Notice } from "../../shared/notices/notice.ts";
import { type NoticeStore, priorities } from "../../shared/notices/notice-store.ts";
import { waitingSince } from "../../shared/notices/waiting.ts";
import type { Clock, Instant } from "../../shared/platform/clock.ts";
import { UnreadableItem } from "../../shared/platform/dynamo.ts";
import type { Log } from "../../shared/platform/log.ts";
import { shardCount } from "../../shared/platform/shards.ts";
import type { QuestionStore } from "../../shared/questions/question-store.ts";
import type { ReportStore } from "../../shared/reports/report-store.ts";
import type { ScoringStore } from "../../shared/scoring/scoring-store.ts";
import { metricLine } from "../../shared/statistics/metrics.ts";

export interface WatchDeps {
  readonly questions: Pick<QuestionStore, "earliestCheckAt">;
  readonly reports: Pick<ReportStore, "earliestCheckAt">;
  readonly scores: Pick<ScoringStore, "earliestCheckAt">;
  readonly notices: Pick<NoticeStore, "waiting" | "get">;
  readonly calendars: Pick<CalendarStore, "current">;
  /** Where CloudWatch finds the ages. */
  readonly namespace: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Writes a line of the log as it is. */
  readonly print: (line: string) => void;
}

/** In seconds; 0: nothing that is due waits. */
export interface Ages {
  readonly "oldest-due-unhandled": number;
  readonly "oldest-notice-waiting": number;
}

/** Rows looked at in each of 32 places, the soonest first: enough to see that mail stands still, however much of it there is. */
const rowsOfShard = 25;
/** A row that is tried again is put off by half an hour at most. */
const longestPutOff = 30 * 60_000;

/** Publishes both ages, and only then fails if a notice cannot be read: that one will never leave by itself. */
export async function watch(deps: WatchDeps): Promise<Ages> {
  const now = deps.clock.now();
  const [dueAt, notices] = await Promise.all([oldestDue(deps), noticesWaiting(deps, now)]);
  const ages = {
    "oldest-due-unhandled": secondsSince(dueAt, now),
    "oldest-notice-waiting": secondsSince(notices.since, now),
  };
  deps.print(metricLine(deps.namespace, ages, now));
  deps.log.write("job-done", { job: "watcher", ...ages });
  const [first] = notices.unreadable;
  if (first !== undefined) {
    throw new Error(`${notices.unreadable.length} notice(s) that wait cannot be read; the first is ${first}.`);
  }
  return ages;
}

/** Over all that has deadlines. */
async function oldestDue({ questions, reports, scores }: WatchDeps): Promise<Instant | undefined> {
  const looks = [questions, reports, scores].flatMap((checks) =>
    Array.from({ length: shardCount }, (_, shard) => checks.earliestCheckAt(shard)),
  );
  return earliest((await Promise.all(looks)).map((at) => (at === undefined ? undefined : Date.parse(at))));
}

/** Since when the oldest notice waits, and the ids of those that cannot be read. */
async function noticesWaiting({ notices, calendars }: WatchDeps, now: Instant) {
  const calendar = await calendars.current();
  const until = new Date(now + longestPutOff).toISOString();
  const shards = Array.from({ length: shardCount }, (_, shard) => shard);
  const unreadable: string[] = [];
  let since: Instant | undefined;
  for (const priority of priorities) {
    const waiting = await Promise.all(shards.map((shard) => notices.waiting(shard, priority, until, rowsOfShard)));
    for (const ids of waiting) {
      const rows = await Promise.all(ids.map((id) => readable(id, notices, unreadable)));
      since = earliest([since, ...rows.map((row) => row && waitingSince(row, now, calendar))]);
    }
  }
  return { since, unreadable };
}

/** The row, or undefined, in which case its id is noted. */
async function readable(id: string, { get }: WatchDeps["notices"], unreadable: string[]): Promise<Notice | undefined> {
  try {
    return await get(id);
  } catch (error) {
    if (!(error instanceof UnreadableItem)) throw error;
    unreadable.push(id);
    return undefined;
  }
}

function earliest(instants: readonly (Instant | undefined)[]): Instant | undefined {
  const known = instants.filter((at) => at !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}

/** Whole seconds that a moment is past; 0 for one to come, and for none. */
function secondsSince(at: Instant | undefined, now: Instant): number {
  return at === undefined ? 0 : Math.max(0, Math.floor((now - at) / 1000));
}
