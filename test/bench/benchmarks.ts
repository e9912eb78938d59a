/** Every benchmark, in the order in which they run. */
import { clockBenchmark } from "./clock.ts";
import { coldStart } from "./cold-start.ts";
import { dueDates } from "./due-dates.ts";
import type { Benchmark } from "./figure.ts";
import { listsBenchmark } from "./lists.ts";
import { openingBenchmark } from "./opening.ts";
import { postQuestion } from "./post-question.ts";
import { receipt } from "./receipt.ts";
import { reportsBenchmark } from "./reports.ts";
import { scoringBenchmark } from "./scoring.ts";
import { start, startBare } from "./start.ts";
import { sweepBenchmark, sweepManyBenchmark } from "./sweep.ts";
import { writeUnits } from "./write-units.ts";

export const benchmarks: readonly Benchmark[] = [
  dueDates,
  coldStart,
  postQuestion,
  writeUnits,
  sweepBenchmark,
  sweepManyBenchmark,
  openingBenchmark,
  reportsBenchmark,
  scoringBenchmark,
  listsBenchmark,
  receipt,
  clockBenchmark,
  start,
  startBare,
];

/** Run by name or with --all only: they take long, or need the network. */
export const onRequestOnly: readonly string[] = [startBare.name, sweepManyBenchmark.name];
