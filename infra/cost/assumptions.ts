/** What is taken for granted where nothing has been measured: each with its reason. On AWS itself nothing has been measured yet. */
import { priorities } from "../../shared/notices/notice-store.ts";
import { shardCount } from "../../shared/platform/shards.ts";
import { reportKinds } from "../../shared/reports/kinds.ts";

export interface Assumption {
  readonly value: number;
  readonly why: string;
}

/** A month of 730 hours, as AWS bills it. */
export const minutesOfMonth = 43_800;
export const daysOfMonth = minutesOfMonth / 60 / 24;

export const assumptions = {
  questionsPerPortalAndDay: { value: 0.3, why: "two questions a week and portal; the letter gives no number" },
  obligationsOfPortal: { value: reportKinds.length, why: "each kind of report once a year, of a portal's body" },
  requestsOfQuestion: { value: 12, why: "1 post, 3 look-ups by the citizen, 8 calls of officers" },
  eventsOfQuestion: {
    value: 7,
    why: "received, accepted, classified or drafted, submitted, answered, two steps of its schedule",
  },
  mailsOfQuestion: { value: 4, why: "receipt and answer to the asker, two to officers (digests are shared)" },
  mailEvents: { value: 2, why: "sent and delivered, each from SES through the topic into the queue" },
  requestsOfObligation: {
    value: 20,
    why: "worklist, form, two drafts, files, hand-in, the parent's or province's look",
  },
  eventsOfObligation: {
    value: 8,
    why: "opened, frozen, drafted, sent to the leader, handed in, accepted, two steps of its schedule",
  },
  mailsOfObligation: { value: 3, why: "two reminders and what became of it (digests are shared)" },
  writesOfObligation: {
    value: 120,
    why: "8 changes of head, three indexes and event at 12 (a submission of 400 bytes by test/functions/reports-cost.test.ts), and 12 KB of drafts and report at 2 each",
  },
  readsOfObligation: { value: 100, why: "20 requests: caller, head, draft or report of 4 KB; lists of the register" },
  bytesOfObligation: { value: 25_000, why: "head, two drafts and the report of 4 KB each, 8 events, 3 notices, marks" },
  bytesOfAttachments: { value: 1_500_000, why: "one or two signed documents of each report; at most 20 MB a file" },
  readsOfAttachments: { value: 2, why: "the recipient and the parent fetch them once" },
  documentsOfObligation: { value: 1, why: "each report is printed once; lists are few" },
  documentSeconds: { value: 2, why: "a document, or a list of some thousand rows, with its libraries loaded" },
  evaluationsOfPortal: { value: 1, why: "each component portal once a year; a set may ask for quarters too" },
  requestsOfEvaluation: {
    value: 30,
    why: "the body: criteria, three drafts, hand-in; the reviewer the same; lists; ten looks at results by anyone",
  },
  eventsOfEvaluation: {
    value: 10,
    why: "opened, drafted and handed in, reviewed in three goes, provisional, final, two steps of its schedule",
  },
  mailsOfEvaluation: { value: 4, why: "opened, one reminder, provisional, final (digests are shared)" },
  writesOfEvaluation: {
    value: 212,
    why: "seven sheets of 8 KB, each in a transaction at 2 a KB, and 10 changes of head, two indexes and event at 10",
  },
  readsOfEvaluation: {
    value: 220,
    why: "30 requests: caller, head, a sheet of 8 KB; the job reads each sheet to publish and to freeze",
  },
  bytesOfEvaluation: { value: 70_000, why: "seven sheets of 8 KB, head, 10 events, 4 notices, marks" },
  bytesOfSnapshot: { value: 3_000, why: "a portal in a frozen result: sheet and result, packed" },
  writesOfNotice: {
    value: 24,
    why: "planned, queued, claimed, sent, delivered: 5 writes of a row in the table and up to 2 indexes",
  },
  readsOfNotice: { value: 12, why: "a row before each of its changes, and question, calendars and people once" },
  writesOfEvent: {
    value: 4,
    why: "marks of two consumers and a counter, the counter with its mark in one transaction",
  },
  readsOfEvent: {
    value: 11,
    why: "marks before, question and people once, catch-up, which looks at it three times, and the integrity job once, with the texts of what was answered",
  },
  readsOfRequest: { value: 3, why: "the caller's login and roles, then the item; measured between 0 and 5.5" },
  bytesOfQuestion: {
    value: 14_000,
    why: "head, text of 1 KB, answer, 7 events, 4 notices, marks (60 days) and first answers (30 days)",
  },
  indexShare: {
    value: 0.6,
    why: "indexes beside the tables: short projections, but notices-by-subject holds whole rows",
  },
  bytesOfPortal: { value: 12_000, why: "a portal, its unit and three officers in the register, with its index" },
  monthsKept: { value: 12, why: "storage at the end of the first year" },
  apiSeconds: { value: 0.35, why: "a call of 0.1 s, and a cold start of 0.7 s for a third of the calls" },
  jobSeconds: { value: 0.25, why: "a job that finds nothing: 16 queries at once, and now and then a cold start" },
  streamSeconds: { value: 0.3, why: "one event at a time by day" },
  queueSeconds: {
    value: 0.4,
    why: "compose and send one mail, or note one event of SES; 2 s where SES allows one mail a second",
  },
  widgetSeconds: { value: 0.4, why: "one query and a table of 200 rows" },
  bytesOfUnitRow: { value: 150, why: "a unit's row in the tables that figures keeps for the dashboard" },
  bytesOfRun: { value: 1_500, why: "START, runtimeDone and REPORT as JSON, and one line of our own" },
  bytesOfAccess: { value: 350, why: "one line of the access log" },
  keptShareOfLogs: { value: 0.15, why: "CloudWatch keeps logs compressed; its own example counts so" },
  bytesOfAnswer: { value: 6_000, why: "an answer of the API, a worklist page now and then" },
  busyShare: {
    value: 0.4,
    why: "runs of figures that find something new: some nine hours of a day; what has not changed is not written",
  },
  viewsOfDashboards: {
    value: 3_000,
    why: "five people look ten times a working day; a widget is drawn anew at each refresh",
  },
  alarmsRung: { value: 20, why: "alarms that ring and are over again, in a month" },
  lookers: { value: 10, why: "administrators and supervisors who sign in even while no question comes" },
  officersOfPortal: { value: 2, why: "a clerk and a leader who sign in at least once a month" },
  tablesOfRun: { value: 3, why: "tables that a run touches" },
  minutesOfKey: {
    value: 5,
    why: "DynamoDB remembers a table's key so long for each caller (by its documentation), then asks KMS again",
  },
  pollers: {
    value: 5,
    why: "Lambda asks an empty queue with five pollers; two only where no maximum concurrency is set",
  },
  pollsOfMinute: { value: 3, why: "long polls of 20 seconds" },
  assetGigabytes: { value: 0.2, why: "code of the functions, some twenty deployments" },
} as const satisfies Record<string, Assumption>;

/** Read and write units of a run that finds nothing to do, counted from the code: a query of an empty index is half a unit. */
export interface IdleRun {
  readonly reads: number;
  readonly writes: number;
  readonly why: string;
}
const halfUnit = 0.5;
const followedPeriods = 3 * reportKinds.length;
const idleRuns: Readonly<Record<string, IdleRun>> = {
  "deadline-sweep": {
    reads: 3 * shardCount * halfUnit,
    writes: 0,
    why: `3 × ${shardCount} shards: open-by-next-check, obligations-by-next-check, evaluations-by-next-check`,
  },
  "scoring-rounds": {
    reads: halfUnit,
    writes: 0,
    why: "its agenda, one small query; what an environment has seen of sets and periods it does not ask again",
  },
  integrity: {
    reads: 1 + halfUnit,
    writes: 1,
    why: "how far it has looked, read and written, and an hour of events-by-hour",
  },
  "reports-opening": {
    reads: followedPeriods,
    writes: 0,
    why: `the records of at most ${followedPeriods} periods: last, this and next year's`,
  },
  "notice-dispatch": {
    reads: priorities.length * shardCount * halfUnit + 2,
    writes: 0,
    why: `${priorities.length} × ${shardCount} shards of waiting-by-due, the latest event of SES, whether mail is held`,
  },
  "catch-up": {
    reads: 6,
    writes: 2,
    why: "watermarks of two consumers, read and written, and one or two hours of events-by-hour",
  },
  figures: {
    reads: (shardCount + shardCount) * halfUnit + 6,
    writes: 1,
    why: `${shardCount} shards of open-by-due, ${shardCount} of waiting-by-due, tallies, the newest results, what is kept; the moment of the facts`,
  },
  watcher: {
    reads: (3 * shardCount + priorities.length * shardCount) * halfUnit,
    writes: 0,
    why: `the first of ${shardCount} shards each of questions, obligations and evaluations, and of ${priorities.length} × ${shardCount} shards of waiting-by-due`,
  },
};

/** A job that is not in the list is taken for a middling one, and says so. */
export function idleRunOf(job: string): IdleRun {
  return idleRuns[job] ?? { reads: 20, writes: 1, why: "not counted yet: 20 reads and a write taken" };
}
