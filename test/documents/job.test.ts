import { describe, expect, it } from "vitest";
import {
  askedJob,
  claimedJob,
  doneJob,
  isKept,
  type Job,
  progressedJob,
  requeuedJob,
  standingOfJob,
  triedJob,
} from "../../shared/documents/job.ts";

const at = Date.parse("2024-06-18T01:00:00Z");
const second = 1_000;
const task = { kind: "period-register", period: "2024-quarter-2", format: "csv" } as const;
const asked = askedJob(task, { id: "a", by: "so-tu-phap.leader" }, at);
const must = (job: Job | undefined): Job => {
  if (!job) throw new Error("The job was not claimed.");
  return job;
};
const claimed = must(claimedJob(asked, at));
const made = { key: "exports/a", name: "a.csv", type: "text/csv", bytes: 3 };

describe("a job", () => {
  it("is made by one worker, however often its id comes", () => {
    expect(claimed).toMatchObject({ state: "running", tries: 1, sequence: 2 });
    expect(claimedJob(claimed, at + 60 * second)).toBeUndefined();
  });

  it("is taken over when its worker can no longer live", () => {
    expect(claimedJob(progressedJob(claimed, { done: 1, of: 2, rows: 1 }), at + 131 * second)).toMatchObject({
      tries: 2,
      progress: 0,
    });
  });

  it("is never at 100 before it is done", () => {
    expect(progressedJob(claimed, { done: 3, of: 2, rows: 3 }).progress).toBe(99);
    expect(doneJob(claimed, made, 3, at)).toMatchObject({ state: "done", progress: 100, rows: 3 });
  });

  it("waits after a failed try, and has failed with the third", () => {
    const again = triedJob(claimed, "TimeoutError", at);
    expect(again).toMatchObject({ state: "queued", reason: "TimeoutError" });
    expect(triedJob({ ...claimed, tries: 3 }, "TimeoutError", at)).toMatchObject({ state: "failed" });
  });

  it("is put into the queue again by who looks at it, once a minute at most, and only when nobody is at it", () => {
    expect(requeuedJob(asked, at + 59 * second)).toBeUndefined();
    const again = must(requeuedJob(asked, at + 60 * second));
    expect(requeuedJob(again, at + 100 * second)).toBeUndefined();
    expect(requeuedJob(claimed, at + 100 * second)).toBeUndefined();
    expect(requeuedJob(claimed, at + 131 * second)).toBeDefined();
    expect(requeuedJob(doneJob(claimed, made, 3, at), at + 1_000 * second)).toBeUndefined();
  });

  it("that nobody ended within an hour has failed, and is not begun any more", () => {
    const late = at + 3_601 * second;
    expect(standingOfJob(claimed, late)).toEqual({ state: "failed", reason: "not-ended-in-time" });
    expect(claimedJob(asked, late)).toBeUndefined();
    expect(requeuedJob(asked, late)).toBeUndefined();
    expect(standingOfJob(doneJob(claimed, made, 3, at), late)).toMatchObject({ state: "done" });
  });

  it("can be fetched for a day", () => {
    const done = doneJob(claimed, made, 3, at);
    expect([isKept(done, at + 86_399 * second), isKept(done, at + 86_400 * second)]).toEqual([true, false]);
  });
});
