/** Keeps what was measured between runs: one SQLite file of the data directory. After a sudden end the last half minute is missing, and nothing else. */
import type { DatabaseSync } from "node:sqlite";
import * as z from "zod";
import type { Instant } from "../../../shared/platform/clock.ts";
import { openDatabase } from "../database.ts";
import type { Kept, KeptMetrics, MetricStore } from "./metric-store.ts";

export interface MetricFile {
  kept(): KeptMetrics;
  /** Since when there is no gap: from now on, unless the clock goes on from where an earlier run left it. */
  begunAt(now: Instant): Instant;
  /** Writes what has changed. */
  keep(store: Pick<MetricStore, "takeChanges" | "units">, now: Instant): void;
  close(): void;
}

const tables = `
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
CREATE TABLE IF NOT EXISTS buckets (minute INTEGER NOT NULL, metric TEXT NOT NULL, bucket TEXT NOT NULL, PRIMARY KEY (minute, metric)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS units (metric TEXT PRIMARY KEY, unit TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS spans (begun_at INTEGER NOT NULL, seen_at INTEGER NOT NULL);
`;

const bucketRow = z.object({
  minute: z.number(),
  metric: z.string(),
  bucket: z.string().transform((text, context) => {
    const result = bucketSchema.safeParse(JSON.parse(text));
    if (result.success) return result.data;
    context.addIssue("no bucket");
    return z.NEVER;
  }),
});
const bucketSchema = z.object({
  count: z.number(),
  sum: z.number(),
  least: z.number(),
  most: z.number(),
  bins: z.record(z.string(), z.number()),
});
const unitRow = z.object({ metric: z.string(), unit: z.string() });
const spanRow = z.object({ begun_at: z.number(), seen_at: z.number() });

/** The clock of the next start may stand so much later without a gap. */
const gapMilliseconds = 5 * 60_000;

export function openMetricFile(file: string): MetricFile {
  const database = openDatabase(file, tables);
  let begunAt = 0;
  return {
    kept: () => ({
      buckets: database
        .prepare("SELECT minute, metric, bucket FROM buckets ORDER BY minute")
        .all()
        .map((row): Kept => {
          const { minute, metric: key, bucket } = bucketRow.parse(row);
          return { minute, key, bucket };
        }),
      units: new Map(
        database
          .prepare("SELECT metric, unit FROM units")
          .all()
          .map((row) => {
            const { metric, unit } = unitRow.parse(row);
            return [metric, unit] as const;
          }),
      ),
    }),
    begunAt: (now) => {
      const row = database.prepare("SELECT begun_at, seen_at FROM spans").get();
      const before = row && spanRow.parse(row);
      begunAt = before && now - before.seen_at <= gapMilliseconds ? before.begun_at : now;
      return begunAt;
    },
    keep: (store, now) => {
      database.exec("BEGIN");
      writeBuckets(database, store);
      database.exec("DELETE FROM spans");
      database.prepare("INSERT INTO spans VALUES (?, ?)").run(Math.floor(begunAt), Math.floor(now));
      database.exec("COMMIT");
    },
    close: () => database.close(),
  };
}

function writeBuckets(database: DatabaseSync, store: Pick<MetricStore, "takeChanges" | "units">): void {
  const forget = database.prepare("DELETE FROM buckets WHERE minute = ?");
  const insert = database.prepare("INSERT INTO buckets VALUES (?, ?, ?)");
  for (const [minute, kept] of store.takeChanges()) {
    forget.run(minute);
    for (const { key, bucket } of kept) insert.run(minute, key, JSON.stringify(bucket));
  }
  const unit = database.prepare("INSERT OR REPLACE INTO units VALUES (?, ?)");
  for (const [metric, name] of store.units()) unit.run(metric, name);
}
