import { expect, test } from "vitest";
import { throttle } from "../../../infra/local/gateway/throttle.ts";

test("a burst is admitted at once, then so many a second", () => {
  let milliseconds = 0;
  const admits = throttle({ rate: 10, burst: 3 }, () => milliseconds);
  const admittedOf = (count: number) => Array.from({ length: count }, admits).filter(Boolean).length;

  expect(admittedOf(5)).toBe(3);
  milliseconds += 100;
  expect(admittedOf(5)).toBe(1);
  milliseconds += 60_000;
  expect(admittedOf(5)).toBe(3);
});

test("without limits everything is admitted", () => {
  const admits = throttle(undefined);
  expect(Array.from({ length: 1_000 }, admits)).not.toContain(false);
});
