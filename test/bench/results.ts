/** Keeps the figures in results.json: each benchmark as it was last run, with its day and its machine. */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { join, resolve } from "node:path";
import type { Clock } from "../../shared/platform/clock.ts";
import { isMet, type Outcome } from "./figure.ts";

const root = resolve(import.meta.dirname, "..", "..");

/** Where the figures are kept. */
export const resultsPath = join(import.meta.dirname, "results.json");

const about = "Local figures, never AWS figures: one machine, an embedded DynamoDB engine. Take ratios, not seconds.";

/** Adds the outcomes to what is kept; benchmarks that were not run stay as they were. */
export function saveResults(outcomes: ReadonlyMap<string, Outcome>, clock: Clock): void {
  const measuredAt = new Date(clock.now()).toISOString();
  const benchmarks = keptBenchmarks();
  for (const [name, { method, figures, details }] of outcomes) {
    benchmarks[name] = {
      measuredAt,
      machine: machine(),
      method,
      figures: figures.map((figure) => ({ ...figure, met: isMet(figure) })),
      details,
    };
  }
  writeFileSync(resultsPath, `${JSON.stringify({ about, benchmarks }, null, 2)}\n`);
  // Each row on a line of its own, as the formatter of the repository wants it.
  execFileSync(join(root, "node_modules", ".bin", "biome"), ["format", "--write", resultsPath], { stdio: "ignore" });
}

function keptBenchmarks(): Record<string, unknown> {
  if (!existsSync(resultsPath)) return {};
  const kept: unknown = JSON.parse(readFileSync(resultsPath, "utf8"));
  const benchmarks = typeof kept === "object" && kept !== null ? Reflect.get(kept, "benchmarks") : undefined;
  return typeof benchmarks === "object" && benchmarks !== null ? { ...benchmarks } : {};
}

function machine() {
  return {
    cores: cpus().length,
    model: cpus()[0]?.model.trim() ?? "unknown",
    memoryGigabytes: Math.round(totalmem() / 2 ** 30),
    platform: `${process.platform}-${process.arch}`,
    node: process.version,
  };
}
