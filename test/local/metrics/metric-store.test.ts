import { describe, expect, test } from "vitest";
import { keyOf, type Metric } from "../../../infra/local/metrics/metric.ts";
import { type Kept, metricStore } from "../../../infra/local/metrics/metric-store.ts";

const minute = 60_000;
const day = 86_400_000;
const start = Date.parse("2024-02-05T00:00:00Z");
const calls: Metric = { namespace: "AWS/Lambda", name: "Invocations", dimensions: { FunctionName: "sweep" } };
const noted = (store: ReturnType<typeof metricStore>, at: number, value = 1, metric = calls) =>
  store.note({ metric, value, unit: "Count", at });

describe("what was measured", () => {
  test("is found within its span: from its beginning on, before its end", () => {
    const store = metricStore();
    for (const at of [0, 59_999, 60_000]) noted(store, start + at);
    expect(store.within(calls, start, start + minute)?.count).toBe(2);
    expect(store.within(calls, start + minute, start + 2 * minute)?.count).toBe(1);
    expect(store.within(calls, start + 2 * minute, start + day)).toBeUndefined();
  });

  test("is told apart by its dimensions, whatever their order", () => {
    const store = metricStore();
    const one: Metric = { namespace: "n", name: "m", dimensions: { a: "1", b: "2" } };
    noted(store, start, 1, one);
    expect(store.within({ ...one, dimensions: { b: "2", a: "1" } }, start, start + minute)?.count).toBe(1);
    expect(store.within({ ...one, dimensions: { a: "1" } }, start, start + minute)).toBeUndefined();
  });

  test("is given by periods at whole multiples; a period without a value is no zero", () => {
    const store = metricStore();
    for (const at of [1, 4, 11]) noted(store, start + at * minute, 2);
    const spans = store.spans(calls, start, start + 15 * minute, 5 * minute);
    expect(spans.map(({ at, bucket }) => [(at - start) / minute, bucket.sum])).toEqual([
      [0, 4],
      [10, 2],
    ]);
  });

  test("that is no number is not taken", () => {
    const store = metricStore();
    noted(store, start, Number.NaN);
    expect(store.within(calls, start, start + minute)).toBeUndefined();
  });
});

describe("memory is bounded", () => {
  test("after a day minutes are joined to five: nothing is lost of sums and extremes", () => {
    const store = metricStore();
    for (let at = 0; at < 10; at++) noted(store, start + at * minute, at);
    noted(store, start + day + 10 * minute);
    const spans = store.spans(calls, start, start + 10 * minute, minute);
    expect(spans.map(({ at, bucket }) => [(at - start) / minute, bucket.sum, bucket.most])).toEqual([
      [0, 10, 4],
      [5, 35, 9],
    ]);
  });

  test("after 15 days it is forgotten", () => {
    const store = metricStore();
    noted(store, start);
    noted(store, start + 15 * day + minute);
    expect(store.within(calls, start, start + day)).toBeUndefined();
  });

  test("of too many the oldest are forgotten", () => {
    const store = metricStore(undefined, { fine: day, all: 15 * day, buckets: 3 });
    for (const at of [0, 1, 2, 3]) noted(store, start + at * minute);
    noted(store, start + day / 4 + minute);
    const left = store.spans(calls, start, start + day, minute).map(({ at }) => (at - start) / minute);
    expect(left).toEqual([2, 3, 361]);
  });
});

test("what has changed is handed over once, and makes the same store again", () => {
  const store = metricStore();
  noted(store, start, 3);
  noted(store, start + 1_000, 4);
  const changes = store.takeChanges();
  expect([...store.takeChanges()]).toEqual([]);
  const buckets: Kept[] = [...changes.values()].flat();
  const again = metricStore({ buckets, units: new Map([[keyOf(calls), "Count"]]) });
  expect(again.within(calls, start, start + minute)).toEqual(store.within(calls, start, start + minute));
  expect([again.unitOf(calls), [...again.takeChanges()]]).toEqual(["Count", []]);
});
