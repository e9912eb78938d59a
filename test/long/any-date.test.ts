/** The suite passes at any date and in any time zone: the unit tests are run again as if it were another day elsewhere; those of the template and of the house know no day. */
import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "..", "..");
const preload = join(root, "test", "support", "shifted-date.mjs");

describe("the unit tests pass", () => {
  it.each([
    ["2024-02-10T00:30:00+07:00", "America/Los_Angeles", "at Tết, just after midnight there, far in the west"],
    ["2031-12-31T23:59:30Z", "Pacific/Kiritimati", "at the end of a year without calendar, far in the east"],
  ])("as if it were %s in %s: %s", (at, zone) => {
    const { status, stdout, stderr } = spawnSync("npx", ["vitest", "run", "--project", "unit", "--reporter", "dot"], {
      cwd: root,
      encoding: "utf8",
      env: { ...process.env, TZ: zone, SHIFTED_NOW: at, NODE_OPTIONS: `--import=${preload}` },
    });
    expect(status, `${stdout}\n${stderr}`.slice(-4_000)).toBe(0);
  });
});
