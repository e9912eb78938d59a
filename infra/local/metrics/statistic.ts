/** The statistics that alarms and dashboards name. */
import { type Bucket, percentile } from "./bucket.ts";

export type Statistic = (bucket: Bucket) => number;

const simple: Readonly<Record<string, Statistic>> = {
  Sum: ({ sum }) => sum,
  Average: ({ sum, count }) => sum / count,
  Minimum: ({ least }) => least,
  Maximum: ({ most }) => most,
  SampleCount: ({ count }) => count,
};

/** By its name (`Sum`, `p99`, `p99.9`); undefined: one that is not reckoned here (trimmed means, percentile ranks). */
export function statisticNamed(name: string): Statistic | undefined {
  if (Object.hasOwn(simple, name)) return simple[name];
  const [, percent] = /^p(\d{1,3}(?:\.\d+)?)$/.exec(name) ?? [];
  if (percent === undefined || Number(percent) > 100) return undefined;
  return (bucket) => percentile(bucket, Number(percent) / 100);
}
