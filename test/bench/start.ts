/** How long `npm start` takes until it serves: installed, and from a bare clone. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Benchmark } from "./figure.ts";
import { readyTime, userEnvironment } from "./npm-start.ts";
import { median } from "./sample.ts";

const root = resolve(import.meta.dirname, "..", "..");
const rounds = 3;

/** Everything is installed; the data directory is new, or kept from the last run. */
export const start: Benchmark = {
  name: "start",
  run: () =>
    inTemporaryFolder(async (folder) => {
      const fresh: number[] = [];
      const kept: number[] = [];
      for (let round = 0; round < rounds; round++) {
        const data = join(folder, `data-${round}`);
        fresh.push(await readyTime(root, data));
        kept.push(await readyTime(root, data));
      }
      return {
        method: `Seconds from "npm start" to its ready line, with demonstration data, on free ports; median of ${rounds} new data directories, and of the same directories started again.`,
        figures: [
          { name: "npm start, new data directory", measured: median(fresh) / 1000, unit: "s", target: { atMost: 5 } },
          { name: "npm start, kept data directory", measured: median(kept) / 1000, unit: "s", target: { atMost: 5 } },
        ],
        details: [],
      };
    }),
};

/** From a clone of what is committed, with nothing installed and an empty npm cache. */
export const startBare: Benchmark = {
  name: "start-bare",
  run: () =>
    inTemporaryFolder(async (folder) => {
      const clone = join(folder, "clone");
      const startedAt = performance.now();
      execFileSync("git", ["clone", "--quiet", root, clone], { stdio: ["ignore", "ignore", "inherit"] });
      const cloned = performance.now() - startedAt;
      const environment = { ...userEnvironment(), npm_config_cache: join(folder, "npm-cache") };
      const ready = await readyTime(clone, join(folder, "data"), environment);
      return {
        method:
          'Seconds of "git clone" and of the first "npm start" in the clone until its ready line: nothing installed, npm\'s cache empty, packages from the registry. Once: it depends on the network.',
        figures: [
          { name: "bare clone to ready", measured: (cloned + ready) / 1000, unit: "s", target: { atMost: 40 } },
        ],
        details: [],
      };
    }),
};

async function inTemporaryFolder<Result>(act: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), "dondoc-start-"));
  try {
    return await act(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
