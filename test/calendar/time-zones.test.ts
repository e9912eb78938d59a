import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const script = join(import.meta.dirname, "print-due-days.ts");
const printed = (zone: string) => {
  const text = execFileSync(process.execPath, [script], { env: { TZ: zone }, encoding: "utf8" });
  const lines = text.trim().split("\n");
  return { offset: lines.at(-1), dueDays: lines.slice(0, -1) };
};

describe("due days", () => {
  it("are the same whatever the machine's time zone", () => {
    const [utc, here, far] = ["UTC", "Asia/Ho_Chi_Minh", "America/Los_Angeles"].map(printed);
    expect(new Set([utc?.offset, here?.offset, far?.offset]).size, "the zones were really different").toBe(3);
    expect(here?.dueDays).toEqual(utc?.dueDays);
    expect(far?.dueDays).toEqual(utc?.dueDays);
    expect(utc?.dueDays.length).toBeGreaterThan(10);
  });
});
