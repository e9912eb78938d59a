import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Bucket, bucketOf, merged } from "../../../infra/local/metrics/bucket.ts";
import { statisticNamed } from "../../../infra/local/metrics/statistic.ts";

const bucketFrom = (values: readonly number[]): Bucket => values.map((value) => bucketOf(value)).reduce(merged);
const reckoned = (name: string, values: readonly number[]) => statisticNamed(name)?.(bucketFrom(values));

describe("a statistic is that of all the values", () => {
  test.each([
    ["Sum", 10],
    ["Average", 2.5],
    ["Minimum", 1],
    ["Maximum", 4],
    ["SampleCount", 4],
    ["p100", 4],
  ])("%s of 1, 2, 3, 4 is %d", (name, expected) => {
    expect(reckoned(name, [3, 1, 4, 2])).toBe(expected);
  });

  test("a value that was counted several times counts so often", () => {
    expect(statisticNamed("Average")?.(merged(bucketOf(10, 3), bucketOf(2)))).toBe(8);
  });

  test("a percentile lies within 1 % of the value at its rank, whatever the values", () => {
    const value = fc.double({ min: 0, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 1, maxLength: 60 }),
        fc.constantFrom(50, 90, 95, 99, 99.9),
        (values, percent) => {
          const sorted = values.toSorted((a, b) => a - b);
          const exact = sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? Number.NaN;
          expect(Math.abs((reckoned(`p${percent}`, values) ?? Number.NaN) - exact)).toBeLessThanOrEqual(exact * 0.01);
        },
      ),
    );
  });

  test("nothing below zero is made up: zeros stay zeros", () => {
    expect(reckoned("p50", [0, 0, 0, 5])).toBe(0);
  });
});

test.each(["TM(10%:90%)", "PR(:300)", "IQM", "p101", "average", ""])(
  "%s is not reckoned here, and nobody pretends so",
  (name) => {
    expect(statisticNamed(name)).toBeUndefined();
  },
);
