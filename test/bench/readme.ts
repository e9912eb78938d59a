/** The figures as the README shows them: made from results.json, written by `npm run bench`, held equal by a test. */
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import * as z from "zod";
import type { Target } from "./figure.ts";
import { resultsPath } from "./results.ts";
import { rounded } from "./table.ts";

const readmePath = join(resolve(import.meta.dirname, "..", ".."), "README.md");
const [begin, end] = ["<!-- figures: made from test/bench/results.json by npm run bench -->", "<!-- /figures -->"];

const figure = z.object({
  name: z.string(),
  measured: z.number(),
  unit: z.string(),
  target: z.union([z.object({ atMost: z.number() }), z.object({ atLeast: z.number() })]).optional(),
  met: z.boolean().optional(),
});
const results = z.object({
  about: z.string(),
  benchmarks: z.record(
    z.string(),
    z.object({
      measuredAt: z.string(),
      machine: z.object({ cores: z.number(), model: z.string(), node: z.string() }),
      figures: z.array(figure),
    }),
  ),
});

/** The section between its two marks. */
export function figuresSection(): string {
  const { about, benchmarks } = results.parse(JSON.parse(readFileSync(resultsPath, "utf8")));
  const rows = Object.entries(benchmarks).flatMap(([name, { measuredAt, figures }]) =>
    figures.map(
      (one) =>
        `| ${name} | ${one.name} | ${shown(one.measured, one.unit)} | ${targetShown(one)} | ${measuredAt.slice(0, 10)} |`,
    ),
  );
  const [first] = Object.values(benchmarks);
  const machine = first ? `${first.machine.cores} cores, ${first.machine.model}, Node ${first.machine.node}` : "";
  return [
    begin,
    `${about} Measured on ${machine}.`,
    "",
    "| | figure | measured | target | day |",
    "|---|---|---|---|---|",
    ...rows,
    end,
  ].join("\n");
}

/** What stands in the README. */
export function figuresInReadme(): string {
  const readme = readFileSync(readmePath, "utf8");
  return readme.slice(readme.indexOf(begin), readme.indexOf(end) + end.length);
}

export function writeFigures(): void {
  const readme = readFileSync(readmePath, "utf8");
  writeFileSync(readmePath, readme.replace(figuresInReadme(), figuresSection()));
}

function shown(value: number, unit: string): string {
  return `${rounded(value)} ${unit}`.trim();
}

function targetShown({ target, unit, met }: z.output<typeof figure>): string {
  if (target === undefined) return "";
  const bound: Target = target;
  const text = "atMost" in bound ? `≤ ${rounded(bound.atMost)}` : `≥ ${rounded(bound.atLeast)}`;
  return `${text} ${unit}`.trim() + (met ? "" : " **not met**");
}
