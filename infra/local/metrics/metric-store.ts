/** Keeps what was measured on the settable clock: by the minute for a day, by five minutes for 15 days, and never more than so much. */
import type { Instant } from "../../../shared/platform/clock.ts";
import { type Bucket, bucketOf, merged } from "./bucket.ts";
import { keyOf, type Measured, type Metric } from "./metric.ts";

const minute = 60_000;
const day = 86_400_000;
const coarse = 5 * minute;
const bounds = { fine: day, all: 15 * day, buckets: 200_000 };

/** What was measured within one span of time. */
export interface Span {
  readonly at: Instant;
  readonly bucket: Bucket;
}

/** A kept bucket: one metric, one minute. */
export interface Kept {
  readonly minute: Instant;
  readonly key: string;
  readonly bucket: Bucket;
}

export interface MetricStore {
  note(measured: Measured): void;
  /** All values of `[from, to)` together; undefined when there is none. */
  within(metric: Metric, from: Instant, to: Instant): Bucket | undefined;
  /** The same by periods that begin at whole multiples of the period; periods without a value are left out. */
  spans(metric: Metric, from: Instant, to: Instant, periodMilliseconds: number): Span[];
  /** In which unit a metric was measured; undefined when it never was. */
  unitOf(metric: Metric): string | undefined;
  /** What has changed since the last time, for whoever keeps it; a minute without buckets is to be forgotten. */
  takeChanges(): ReadonlyMap<Instant, readonly Kept[]>;
  units(): ReadonlyMap<string, string>;
}

/** What an earlier run has kept. */
export interface KeptMetrics {
  readonly buckets: Iterable<Kept>;
  readonly units: ReadonlyMap<string, string>;
}

export function metricStore(kept: KeptMetrics = { buckets: [], units: new Map() }, limits = bounds): MetricStore {
  const minutes = new Map<Instant, Map<string, Bucket>>();
  const units = new Map(kept.units);
  const changed = new Set<Instant>();
  let cleanedAt = 0;
  const put = (at: Instant, key: string, bucket: Bucket) => {
    const buckets = minutes.get(at) ?? new Map<string, Bucket>();
    minutes.set(at, buckets);
    const before = buckets.get(key);
    buckets.set(key, before ? merged(before, bucket) : bucket);
    changed.add(at);
  };
  for (const { minute: at, key, bucket } of kept.buckets) put(at, key, bucket);
  changed.clear();
  const clean = (now: Instant) => {
    if (now - cleanedAt < day / 4) return;
    cleanedAt = now;
    const { forgotten, coarsened } = past(minutes, now, limits);
    const taken = (at: Instant) => {
      const buckets = minutes.get(at) ?? [];
      minutes.delete(at);
      changed.add(at);
      return buckets;
    };
    for (const at of forgotten) taken(at);
    for (const at of coarsened) for (const [key, bucket] of taken(at)) put(floor(at, coarse), key, bucket);
  };
  return {
    note: ({ metric, value, unit, at, count = 1 }) => {
      if (!Number.isFinite(value)) return;
      const key = keyOf(metric);
      units.set(key, unit);
      put(floor(at, minute), key, bucketOf(value, count));
      clean(at);
    },
    within: (metric, from, to) => joined(minutes, keyOf(metric), from, to),
    spans: (metric, from, to, period) => spansOf(minutes, keyOf(metric), { from, to, period }),
    unitOf: (metric) => units.get(keyOf(metric)),
    takeChanges: () => {
      const changes = new Map([...changed].map((at) => [at, keptOf(at, minutes.get(at))] as const));
      changed.clear();
      return changes;
    },
    units: () => units,
  };
}

type Minutes = ReadonlyMap<Instant, ReadonlyMap<string, Bucket>>;

/** Minutes that are to be forgotten, past their age or the oldest of too many, and those that are to be joined to five. */
function past(minutes: Minutes, now: Instant, limits: typeof bounds): { forgotten: Instant[]; coarsened: Instant[] } {
  const known = [...minutes.keys()].sort((a, b) => a - b);
  const sizeOf = (at: Instant) => minutes.get(at)?.size ?? 0;
  let tooMany = known.reduce((sum, at) => sum + sizeOf(at), 0) - limits.buckets;
  const forgotten = known.filter((at) => {
    const isOver = at < now - limits.all || tooMany > 0;
    if (isOver) tooMany -= sizeOf(at);
    return isOver;
  });
  const rest = known.slice(forgotten.length);
  return { forgotten, coarsened: rest.filter((at) => at < now - limits.fine && at % coarse !== 0) };
}

function joined(minutes: Minutes, key: string, from: Instant, to: Instant): Bucket | undefined {
  let all: Bucket | undefined;
  for (let at = Math.ceil(from / minute) * minute; at < to; at += minute) {
    const bucket = minutes.get(at)?.get(key);
    if (bucket) all = all ? merged(all, bucket) : bucket;
  }
  return all;
}

function spansOf(
  minutes: Minutes,
  key: string,
  { from, to, period }: { from: Instant; to: Instant; period: number },
): Span[] {
  const spans = new Map<Instant, Bucket>();
  for (const [at, buckets] of minutes) {
    const bucket = at >= from && at < to ? buckets.get(key) : undefined;
    if (!bucket) continue;
    const start = floor(at, period);
    const before = spans.get(start);
    spans.set(start, before ? merged(before, bucket) : bucket);
  }
  return [...spans].map(([at, bucket]) => ({ at, bucket })).sort((a, b) => a.at - b.at);
}

function keptOf(at: Instant, buckets: ReadonlyMap<string, Bucket> | undefined): Kept[] {
  return [...(buckets ?? [])].map(([key, bucket]) => ({ minute: at, key, bucket }));
}

function floor(at: Instant, width: number): Instant {
  return Math.floor(at / width) * width;
}
