/** Units of a question's steps as `npm run bench` measured them (test/bench/results.json), each with the figure that it was taken from. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import * as z from "zod";

const results = z.object({
  benchmarks: z.record(
    z.string(),
    z.object({
      measuredAt: z.string(),
      figures: z.array(z.object({ name: z.string(), measured: z.number(), unit: z.string() })),
    }),
  ),
});

export interface MeasuredUnits {
  /** Write units of a question from its post to its answer, without what follows the events. */
  readonly writesOfQuestion: number;
  /** The sum that made it. */
  readonly how: string;
  /** Read units of its requests that were measured. */
  readonly readsOfPost: number;
  /** The day of the measurement. */
  readonly on: string;
}

/** Steps of a usual question, each with how often it occurs. A draft is written like an answer: the head and the text. */
const steps = [
  { benchmark: "write-units", figure: "post with a title of 200 characters and a full asker", times: 1, as: "post" },
  { benchmark: "write-units", figure: "acceptance", times: 1, as: "acceptance" },
  { benchmark: "write-units", figure: "answer of 3,600 bytes", times: 1, as: "draft" },
  { benchmark: "write-units", figure: "answer of 600 bytes", times: 1, as: "answer" },
  { benchmark: "sweep", figure: "write units of a step", times: 2, as: "steps of its schedule" },
] as const;

/** Reads the units out of the results of the benchmarks; a figure that is missing is an error that names it. */
export function measuredUnits(source: unknown): MeasuredUnits {
  const { benchmarks } = results.parse(source);
  const measured = (benchmark: string, name: string, unit: string) => {
    const figure = benchmarks[benchmark]?.figures.find((one) => one.name === name && one.unit === unit);
    if (!figure)
      throw new Error(
        `test/bench/results.json holds no figure "${name}" (${unit}) of ${benchmark}; run npm run bench.`,
      );
    return figure.measured;
  };
  const writes = steps.map((step) => ({ ...step, units: measured(step.benchmark, step.figure, "write units") }));
  return {
    writesOfQuestion: writes.reduce((total, { units, times }) => total + units * times, 0),
    how: writes.map(({ as, units, times }) => `${as} ${times === 1 ? "" : `${times} × `}${units}`).join(" + "),
    readsOfPost: measured("write-units", "post, nothing remembered", "read units"),
    on: benchmarks["write-units"]?.measuredAt.slice(0, 10) ?? "",
  };
}

/** The results that are kept in the repository. */
export function keptResults(): unknown {
  return JSON.parse(readFileSync(resolve(import.meta.dirname, "..", "..", "test", "bench", "results.json"), "utf8"));
}
