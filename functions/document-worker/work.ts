/**
 * The worker of jobs: claim, make, keep, say so. Two at once, or the same id twice: one claims. Ended between two steps: the claim grows
 * old and the next message takes it up; what was kept under the job's key is then written over. What fails three times has failed: the
 * job says so, and its id lies in the failure queue.
 */
import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import { claimedJob, doneJob, type Job, progressedJob, triedJob } from "../../shared/documents/job.ts";
import type { JobStore } from "../../shared/documents/job-store.ts";
import type { ObjectStore } from "../../shared/documents/object-store.ts";
import type { Clock } from "../../shared/platform/clock.ts";
import type { Log } from "../../shared/platform/log.ts";
import type { IdQueue } from "../../shared/platform/queue.ts";
import { type MakeDeps, make } from "./make.ts";

export interface WorkDeps extends MakeDeps {
  readonly jobs: JobStore;
  readonly objects: Pick<ObjectStore, "put">;
  /** Where ids of jobs are put that have failed for good. */
  readonly failures: Pick<IdQueue, "put">;
  readonly clock: Clock;
  readonly log: Log;
}

export async function workOn({ Records }: SQSEvent, deps: WorkDeps): Promise<SQSBatchResponse> {
  const failed: string[] = [];
  for (const { messageId, body } of Records) {
    try {
      await workOnOne(body, deps);
    } catch (error) {
      deps.log.write("job-failed", { job: "document-worker", reason: nameOf(error) }, asError(error));
      failed.push(messageId);
    }
  }
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
}

/** Throws when the message is to come back. */
async function workOnOne(id: string, deps: WorkDeps): Promise<void> {
  const { jobs, clock, log } = deps;
  const before = await jobs.get(id);
  const claimed = before && claimedJob(before, clock.now());
  if (!before || !claimed || !(await jobs.save(claimed, before))) return;
  const current = { job: claimed };
  try {
    await makeAndKeep(current, deps);
    log.write("job-done", { job: "document-worker", id, what: claimed.task.kind, rows: current.job.rows });
  } catch (error) {
    await giveBack(current.job, error, deps);
  }
}

async function makeAndKeep(current: { job: Job }, deps: WorkDeps): Promise<void> {
  const { jobs, objects, clock } = deps;
  const made = await make(current.job.task, clock.now(), deps, async (progress) => {
    const next = progressedJob(current.job, progress);
    if (await jobs.save(next, current.job)) current.job = next;
  });
  const { id } = current.job;
  const key = `exports/${id}`;
  const objectVersion = await objects.put(key, made.bytes, made);
  const { name, type, rows, bytes } = made;
  const done = doneJob(
    current.job,
    { key, name, type, bytes: bytes.byteLength, ...(objectVersion !== undefined && { objectVersion }) },
    rows,
    clock.now(),
  );
  // Another worker has taken it over meanwhile: it says what it made.
  if (await jobs.save(done, current.job)) current.job = done;
}

/** The next try comes with the next message, or there is none. */
async function giveBack(job: Job, error: unknown, { jobs, failures, clock, log }: WorkDeps): Promise<void> {
  const next = triedJob(job, nameOf(error), clock.now());
  if (next.state === "failed") await failures.put([job.id]);
  await jobs.save(next, job);
  if (next.state !== "failed") throw error;
  log.write("document-failed", { job: job.id, what: job.task.kind, reason: nameOf(error) }, asError(error));
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : "unknown";
}

function asError(error: unknown): Error | undefined {
  return error instanceof Error ? error : undefined;
}
