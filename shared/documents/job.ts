/**
 * Work that takes longer than a request may: a big list, a document. Asked for by an officer, made by the worker, fetched within a day by
 * who asked. A job that was handed to the worker twice is made once; one that nobody ended within its time has failed.
 */
import * as z from "zod";
import type { Instant } from "../platform/clock.ts";
import { unitGroups } from "../units/groups.ts";

export const exportFormats = ["csv", "xlsx"] as const;
export const jobStates = ["queued", "running", "done", "failed"] as const;

/** What is to be made. */
const jobTask = z.discriminatedUnion("kind", [
  /** The register of a period or an order; with `to`, of the bodies that report to that parent. */
  z.object({
    kind: z.literal("period-register"),
    period: z.string(),
    to: z.string().optional(),
    format: z.enum(exportFormats),
  }),
  /** The results of a score period; with `group`, those of one group of bodies. */
  z.object({
    kind: z.literal("score-table"),
    period: z.string(),
    group: z.enum(unitGroups).optional(),
    format: z.enum(exportFormats),
  }),
  /** A report as a document: one that was handed in (`number`), or the newest draft. */
  z.object({
    kind: z.literal("report-document"),
    obligation: z.string(),
    of: z.enum(["report", "draft"]),
    number: z.number().int().min(1),
  }),
]);
export type JobTask = z.output<typeof jobTask>;

export const job = z.object({
  id: z.string(),
  task: jobTask,
  /** The officer who asked, and alone may fetch it. */
  by: z.string(),
  at: z.string(),
  state: z.enum(jobStates),
  /** In hundredths of the whole. */
  progress: z.number().int().min(0).max(100),
  /** Rows written, of a list. */
  rows: z.number().int().optional(),
  /** When its id was last put into the queue. */
  queuedAt: z.string(),
  /** Since when a worker is at it, and which try it is. */
  claimedAt: z.string().optional(),
  tries: z.number().int().min(0),
  /** What was made: where it lies, which version, under which name it is fetched. */
  made: z
    .object({
      key: z.string(),
      objectVersion: z.string().optional(),
      name: z.string(),
      type: z.string(),
      bytes: z.number(),
    })
    .optional(),
  /** Why it failed: the name of a fault, nothing of its data. */
  reason: z.string().optional(),
  endedAt: z.string().optional(),
  sequence: z.number().int().min(1),
});
export type Job = z.output<typeof job>;

/** A job that nobody has ended after so long has failed: its message came back five times, or was lost. */
const giveUpMilliseconds = 3_600_000;
/** An id that has waited so long is put into the queue again. */
const requeueMilliseconds = 60_000;
/** No worker lives longer; a claim that is older has nobody any more. */
export const workerMilliseconds = 130_000;
/** So many tries, and a job has failed. */
export const triesAtMost = 3;
/** What was made can be fetched for a day, then it is deleted; the job itself after a week. */
const madeMilliseconds = 86_400_000;
export const keptSeconds = 7 * 86_400;

export function askedJob(task: JobTask, { id, by }: Pick<Job, "id" | "by">, now: Instant): Job {
  const at = new Date(now).toISOString();
  return { id, task, by, at, queuedAt: at, state: "queued", progress: 0, tries: 0, sequence: 1 };
}

/** A worker takes it; undefined: it has ended, or another worker is at it. */
export function claimedJob(before: Job, now: Instant): Job | undefined {
  if (isEnded(before, now) || isHeld(before, now)) return undefined;
  return next(before, {
    state: "running",
    progress: 0,
    rows: undefined,
    claimedAt: new Date(now).toISOString(),
    tries: before.tries + 1,
  });
}

/** Put into the queue again: its message was lost, or comes back only later; undefined: there is no need. */
export function requeuedJob(before: Job, now: Instant): Job | undefined {
  const waits = now - Date.parse(before.queuedAt) < requeueMilliseconds;
  if (isEnded(before, now) || isHeld(before, now) || waits) return undefined;
  return next(before, { queuedAt: new Date(now).toISOString() });
}

function isHeld({ state, claimedAt }: Job, now: Instant): boolean {
  return state === "running" && claimedAt !== undefined && now - Date.parse(claimedAt) < workerMilliseconds;
}

export function progressedJob(before: Job, { done, of, rows }: { done: number; of: number; rows: number }): Job {
  return next(before, { progress: Math.min(99, Math.floor((100 * done) / Math.max(1, of))), rows });
}

export function doneJob(before: Job, made: NonNullable<Job["made"]>, rows: number | undefined, now: Instant): Job {
  return next(before, { state: "done", progress: 100, rows, made, endedAt: new Date(now).toISOString() });
}

/** A try that failed: the job waits for the next one, or has failed for good. */
export function triedJob(before: Job, reason: string, now: Instant): Job {
  if (before.tries < triesAtMost) return next(before, { state: "queued", reason });
  return next(before, { state: "failed", reason, endedAt: new Date(now).toISOString() });
}

/** Whether it is over: done, failed, or given up by time. */
export function isEnded({ state, at }: Job, now: Instant): boolean {
  return state === "done" || state === "failed" || now - Date.parse(at) > giveUpMilliseconds;
}

/** Whether what was made is still there. */
export function isKept({ endedAt }: Job, now: Instant): boolean {
  return endedAt !== undefined && now - Date.parse(endedAt) < madeMilliseconds;
}

/** How it stands at a moment: one that nobody ended in time has failed. */
export function standingOfJob(found: Job, now: Instant): Pick<Job, "state" | "reason"> {
  const isGivenUp = isEnded(found, now) && found.state !== "done" && found.state !== "failed";
  return isGivenUp ? { state: "failed", reason: "not-ended-in-time" } : { state: found.state, reason: found.reason };
}

function next(before: Job, change: Partial<Job>): Job {
  return { ...before, ...change, sequence: before.sequence + 1 };
}
