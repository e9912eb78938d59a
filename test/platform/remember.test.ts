import { describe, expect, it } from "vitest";
import { remembered } from "../../shared/platform/remember.ts";
import { TestClock } from "../support/world.ts";

describe("a remembered read", () => {
  it("is read once within its time, and again after it", async () => {
    const clock = new TestClock("2024-02-05T09:00:00Z");
    let reads = 0;
    const get = remembered(clock, 1_000, async (key) => `${key}${++reads}`);
    expect(await Promise.all([get("a"), get("a"), get("b")])).toEqual(["a1", "a1", "b2"]);
    clock.instant += 999;
    expect(await get("a")).toBe("a1");
    clock.instant += 1;
    expect(await get("a")).toBe("a3");
  });

  it("does not keep a failure, nor trust a clock that went back", async () => {
    const clock = new TestClock("2024-02-05T09:00:00Z");
    let reads = 0;
    const get = remembered(clock, 1_000, async () => {
      if (++reads === 1) throw new Error("no");
      return reads;
    });
    await expect(get("a")).rejects.toThrow("no");
    expect(await get("a")).toBe(2);
    clock.instant -= 500;
    expect(await get("a")).toBe(3);
  });

  it("holds so many keys and no more", async () => {
    const clock = new TestClock("2024-02-05T09:00:00Z");
    let reads = 0;
    const get = remembered(clock, 1_000, async () => ++reads, 2);
    for (const key of ["a", "b", "c", "a"]) await get(key);
    expect(reads).toBe(4);
    await get("c");
    expect(reads).toBe(4);
  });
});
