/** What was measured of one metric within one span of time: enough for every statistic, whatever the number of values. */

export interface Bucket {
  readonly count: number;
  readonly sum: number;
  readonly least: number;
  readonly most: number;
  /** How many values lie in each bin; a bin is 1 % wide. */
  readonly bins: Readonly<Record<string, number>>;
}

const binWidth = 1.01;
/** The bin of everything that is not above zero: its exact end is `least`. */
const bottom = "bottom";

/** `count` times the same value. */
export function bucketOf(value: number, count = 1): Bucket {
  return { count, sum: value * count, least: value, most: value, bins: { [binOf(value)]: count } };
}

/** Both together. */
export function merged(one: Bucket, other: Bucket): Bucket {
  const bins: Record<string, number> = { ...one.bins };
  for (const [bin, count] of Object.entries(other.bins)) bins[bin] = (bins[bin] ?? 0) + count;
  return {
    count: one.count + other.count,
    sum: one.sum + other.sum,
    least: Math.min(one.least, other.least),
    most: Math.max(one.most, other.most),
    bins,
  };
}

/** The value below which this share of the values lies; within 1 %. */
export function percentile({ count, least, most, bins }: Bucket, share: number): number {
  const wanted = Math.max(1, Math.ceil(share * count));
  if (wanted === count) return most;
  let seen = 0;
  for (const [bin, inBin] of Object.entries(bins).sort(([a], [b]) => orderOf(a) - orderOf(b))) {
    seen += inBin;
    if (seen >= wanted) return Math.min(most, Math.max(least, middleOf(bin)));
  }
  return most;
}

function binOf(value: number): string {
  return value > 0 ? String(Math.round(Math.log(value) / Math.log(binWidth))) : bottom;
}

function orderOf(bin: string): number {
  return bin === bottom ? Number.NEGATIVE_INFINITY : Number(bin);
}

function middleOf(bin: string): number {
  return bin === bottom ? 0 : binWidth ** Number(bin);
}
