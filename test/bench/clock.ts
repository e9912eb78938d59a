/** How long the runner takes to let a month of the demonstration pass: a quiet one, and one in which every body is reminded of a report. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as z from "zod";
import { readOptions } from "../../infra/local/options.ts";
import { startRunner } from "../../infra/local/runner.ts";
import type { Benchmark, Figure, Outcome } from "./figure.ts";

/** To the end of each month, one after the other, from where the demonstration begins. */
const months = [
  { name: "January 2024", to: "2024-01-31T08:00:00+07:00", atMost: 30 },
  { name: "February 2024", to: "2024-02-29T08:00:00+07:00", atMost: 30 },
  { name: "March 2024, quarterly reports fall due", to: "2024-03-31T08:00:00+07:00", atMost: 30 },
] as const;

export const clockBenchmark: Benchmark = {
  name: "clock",
  run: async () => {
    const folder = mkdtempSync(join(tmpdir(), "dondoc-clock-"));
    try {
      return await measured(join(folder, "data"));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function measured(data: string): Promise<Outcome> {
  const runner = await startRunner(readOptions(["--port", "0", "--console-port", "0", "--data", data]));
  try {
    await runner.warm();
    const figures: Figure[] = [];
    const rows: [string, number, number, number][] = [];
    for (const { name, to, atMost } of months) {
      const before = process.cpuUsage();
      const startedAt = performance.now();
      const { fired, skipped } = await moved(runner.consoleUrl, to);
      const seconds = (performance.now() - startedAt) / 1000;
      const { user, system } = process.cpuUsage(before);
      figures.push({ name: `the clock through ${name}`, measured: seconds, unit: "s", target: { atMost } });
      rows.push([name, Math.round((user + system) / 100_000) / 10, fired, skipped]);
    }
    return {
      method:
        'Seconds from "POST /clock" to its answer, with demonstration data, from where it begins and month by month; once, all functions loaded. Everything that follows is drained before the answer.',
      figures,
      details: [
        { title: "What it takes", head: ["month", "processor seconds of the runner", "firings", "spared"], rows },
      ],
    };
  } finally {
    await runner.stop();
  }
}

const answer = z.object({ fired: z.record(z.string(), z.number()), skipped: z.number() });

interface Moved {
  readonly fired: number;
  readonly skipped: number;
}

async function moved(consoleUrl: string, now: string): Promise<Moved> {
  const response = await fetch(`${consoleUrl}/clock`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ now }),
  });
  if (!response.ok) throw new Error(`The clock does not move: ${await response.text()}`);
  const { fired, skipped } = answer.parse(await response.json());
  return { fired: Object.values(fired).reduce((sum, count) => sum + count, 0), skipped };
}
