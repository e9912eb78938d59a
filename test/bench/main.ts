/** `npm run bench [-- NAME… | --all]`: runs the benchmarks, prints one table and keeps the figures in results.json. */
import { systemClock } from "../../shared/platform/clock.ts";
import { benchmarks, onRequestOnly } from "./benchmarks.ts";
import type { Outcome } from "./figure.ts";
import { quietly } from "./quietly.ts";
import { writeFigures } from "./readme.ts";
import { saveResults } from "./results.ts";
import { detailTable, figureTable } from "./table.ts";

const asked = process.argv.slice(2);
const names = benchmarks.map(({ name }) => name);
const unknown = asked.filter((name) => name !== "--all" && !names.includes(name));

if (unknown.length > 0) {
  console.error(`There is no benchmark "${unknown.join('", "')}". They are: ${names.join(", ")}, or --all.`);
  process.exitCode = 1;
} else {
  process.exitCode = await run();
}

/** Answers 0 unless a benchmark itself failed; a missed target is shown, not hidden. */
async function run(): Promise<number> {
  const outcomes = new Map<string, Outcome>();
  let failed = 0;
  for (const benchmark of benchmarks.filter(({ name }) => isAsked(name))) {
    console.error(`${benchmark.name} …`);
    try {
      outcomes.set(benchmark.name, await quietly(() => benchmark.run()));
    } catch (error) {
      failed++;
      console.error(`The benchmark ${benchmark.name} failed:`, error);
    }
  }
  saveResults(outcomes, systemClock);
  writeFigures();
  print(outcomes);
  return failed === 0 ? 0 : 1;
}

function isAsked(name: string): boolean {
  const chosen = asked.filter((word) => word !== "--all");
  if (asked.includes("--all")) return true;
  return chosen.length > 0 ? chosen.includes(name) : !onRequestOnly.includes(name);
}

function print(outcomes: ReadonlyMap<string, Outcome>): void {
  const figures = [...outcomes].flatMap(([benchmark, outcome]) =>
    outcome.figures.map((figure) => ({ benchmark, ...figure })),
  );
  const details = [...outcomes.values()].flatMap((outcome) => outcome.details.map(detailTable));
  const { cores, node } = { cores: navigator.hardwareConcurrency, node: process.version };
  console.log(
    [...details, `Local figures, never AWS figures (${cores} cores, Node ${node}):\n${figureTable(figures)}`].join(
      "\n\n",
    ),
  );
}
