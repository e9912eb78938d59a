/** What stands above the sheets of a snapshot, from the period as it was decided or amended. */
import type { CriteriaSet } from "../criteria/criteria-set.ts";
import { newestSnapshot, type ScorePeriodRecord } from "../periods/period-record.ts";
import { type SnapshotHeader, snapshotFormat } from "./snapshot.ts";

export function headerOf(record: ScorePeriodRecord, set: CriteriaSet, number: number): SnapshotHeader {
  const { id, kind, from, to, setHash, portals, published, decision, reviewers, amendment, state } = record;
  const before = newestSnapshot(record)?.hash;
  return {
    kind: "dondoc-scores",
    format: snapshotFormat,
    period: { id, kind, from, to },
    number,
    ...(before !== undefined && { before }),
    set,
    setHash,
    portals,
    ...(published && {
      published: { at: published.at, unreviewed: published.unreviewed, windowEndsOn: published.windowEndsOn },
    }),
    decision,
    reviewers,
    ...(state === "amending" && { amendment }),
  };
}
