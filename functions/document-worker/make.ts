/** Makes what a job asks for. */
import type { JobTask } from "../../shared/documents/job.ts";
import type { Instant } from "../../shared/platform/clock.ts";
import { type DocumentDeps, makeDocument } from "./make-document.ts";
import { type ListDeps, makeList } from "./make-list.ts";
import { makeScores, type ScoresDeps } from "./make-scores.ts";

export type MakeDeps = ListDeps & DocumentDeps & ScoresDeps;

export interface Made {
  readonly bytes: Uint8Array;
  /** Under which name it is saved, in Vietnamese. */
  readonly name: string;
  readonly type: string;
  /** Of a list. */
  readonly rows?: number;
}

/** Hears how far it has come. */
export type OnProgress = (progress: { done: number; of: number; rows: number }) => Promise<void>;

/** The list or the document, whole. What it is about must still be there: else it is an error. */
export function make(task: JobTask, now: Instant, deps: MakeDeps, onProgress: OnProgress): Promise<Made> {
  switch (task.kind) {
    case "period-register":
      return makeList(task, now, deps, onProgress);
    case "score-table":
      return makeScores(task, now, deps, onProgress);
    case "report-document":
      return makeDocument(task, now, deps);
  }
}
