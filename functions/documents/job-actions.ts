/** Work that takes longer than a request: asked for here, made by the worker, fetched by who asked. */
import { actorOf } from "../../shared/access/acting.ts";
import { type Grant, grantsOn, provinceWideRoles } from "../../shared/access/roles.ts";
import { dayAt } from "../../shared/calendar/province-time.ts";
import { downloadSeconds } from "../../shared/documents/attachment.ts";
import { askedJob, isKept, type Job, type JobTask, requeuedJob, standingOfJob } from "../../shared/documents/job.ts";
import { jobSubject } from "../../shared/documents/job-store.ts";
import type { Instant } from "../../shared/platform/clock.ts";
import type { ChangeEvent } from "../../shared/platform/events.ts";
import type { Actions, OfficerCaller, Repeat } from "../../shared/platform/http/route.ts";
import { Refusal } from "../../shared/platform/refusals.ts";
import type { DocumentDeps } from "./deps.ts";
import { found, newId, type Opened, opened } from "./open.ts";
import type { documentRoutes } from "./routes.ts";

type JobActions = Pick<
  Actions<typeof documentRoutes, DocumentDeps>,
  "exportPeriod" | "exportScores" | "makeDocument" | "showJob"
>;

export const jobActions: JobActions = {
  exportPeriod: async ({ params, body: { format, to }, ...asked }, deps) => {
    const acting = asked.caller.admit(to ?? deps.provinceUnit);
    const { id: period } = found(await deps.reports.period(params.period));
    return ask({ kind: "period-register", period, format, ...(to !== undefined && { to }) }, acting, asked, deps);
  },

  exportScores: async ({ params, body: { format, group }, ...asked }, deps) => {
    const { id: period, state } = found(await deps.scores.period(params.period));
    const { officer } = asked.caller;
    const held = grantsOn(officer.grants, dayAt(asked.now));
    const overseer = held.find((grant) => oversees(grant, deps.provinceUnit));
    const acting = overseer ?? (state === "final" ? held[0] : undefined);
    // Before the decision the results are the bodies' own and the province's.
    if (!acting) throw new Refusal("not-found");
    return ask({ kind: "score-table", period, format, ...(group !== undefined && { group }) }, acting, asked, deps);
  },

  makeDocument: async ({ params, body, ...asked }, deps) => {
    const place = await opened(params.obligation, asked.caller, deps);
    const task = await documentTask(place, body.number, deps);
    return ask(task, place.acting, asked, deps);
  },

  showJob: async ({ params, caller, now }, deps) => {
    const job = found(await deps.jobs.get(params.job));
    if (job.by !== caller.officer.id) throw new Refusal("not-found");
    const again = requeuedJob(job, now);
    if (again && (await deps.jobs.save(again, job))) await enqueue(job.id, deps);
    const { id, progress, rows, at: askedAt, endedAt, made } = job;
    const file = made && { name: made.name, type: made.type, bytes: made.bytes };
    const download = await downloadOf(job, now, deps);
    return { body: { id, ...standingOfJob(job, now), progress, rows, askedAt, endedAt, ...file, download } };
  },
};

/** Who follows up all portals: the province-wide roles, and the leader of the province. */
function oversees({ role, unit }: Grant, provinceUnit: string): boolean {
  return provinceWideRoles.includes(role) || (role === "leader" && unit === provinceUnit);
}

/** Where what was made is fetched, while it is kept. */
async function downloadOf(job: Job, now: Instant, { objects }: DocumentDeps) {
  if (!job.made || !isKept(job, now)) return undefined;
  const { key, objectVersion } = job.made;
  const until = new Date(now + downloadSeconds * 1000).toISOString();
  return { url: await objects.downloadUrl(key, objectVersion, downloadSeconds), until };
}

/** What a document is made of: the report asked for, or the newest; of who writes it, else the draft. */
async function documentTask(
  { head, acting, isWriter }: Opened,
  asked: number | undefined,
  { reports }: DocumentDeps,
): Promise<JobTask> {
  const task = { kind: "report-document", obligation: head.id } as const;
  const number = asked ?? head.report?.number;
  if (number !== undefined) {
    found(await reports.report({ obligation: head.id, number }));
    return { ...task, of: "report", number };
  }
  const draft = head.draft && (await reports.draft(head.id, head.draft.number));
  const isTheirs = isWriter || draft?.byUnit === acting.unit;
  if (!head.draft || !isTheirs) throw new Refusal("report-unwritten");
  return { ...task, of: "draft", number: head.draft.number };
}

interface Asked {
  readonly caller: OfficerCaller;
  readonly now: Instant;
  readonly repeat: Repeat | undefined;
}

/** Writes the job down, then wakes the worker: an id that is lost on the way is put in again when the job is looked at. */
async function ask(task: JobTask, acting: Grant, { caller, now, repeat }: Asked, deps: DocumentDeps) {
  const job = askedJob(task, { id: newId(deps.chance), by: caller.officer.id }, now);
  const { kind, ...what } = task;
  const event: ChangeEvent = {
    subject: jobSubject(job.id),
    sequence: 1,
    version: 1,
    kind: "export-asked",
    at: job.at,
    by: actorOf(caller.officer, acting),
    facts: { what: kind, ...what },
  };
  const body = { jobId: job.id };
  await deps.transactions.commit({ writes: [deps.jobs.add(job)], events: [event] }, { repeat, status: 202, body }, now);
  await enqueue(job.id, deps);
  return { body };
}

async function enqueue(id: string, { queue, log }: DocumentDeps): Promise<void> {
  try {
    const taken = await queue.put([id]);
    if (taken.length === 0) log.write("documents-queue-unreachable", { job: id });
  } catch (error) {
    log.write("documents-queue-unreachable", { job: id, reason: error instanceof Error ? error.name : "unknown" });
  }
}
