/** The cost command: options, template, estimate, report. */
import type { Clock } from "../../shared/platform/clock.ts";
import { type Stage, stageOf } from "../stage.ts";
import { StageError } from "../stage-settings.ts";
import { estimate } from "./estimate.ts";
import { factsOf } from "./facts.ts";
import { keptResults, measuredUnits } from "./measured.ts";
import { CostFailure, readOptions, usage } from "./options.ts";
import { prices } from "./prices.ts";
import { reportLines } from "./report.ts";

export interface CostOutside {
  /** The template of a stage, as the CDK makes it. */
  template(stage: Stage): unknown;
  readonly clock: Clock;
  print(line: string): void;
  complain(line: string): void;
}

/** Runs the command. Answers its exit code. */
export function costCommand(args: readonly string[], outside: CostOutside): 0 | 1 {
  try {
    const options = readOptions(args);
    if (options === "help") {
      outside.print(usage);
      return 0;
    }
    const stage = stageOf(options.stage);
    const result = estimate({
      stage: stage.name,
      region: stage.region,
      facts: factsOf(outside.template(stage), stage.name),
      load: options.load,
      units: measuredUnits(keptResults()),
      today: new Date(outside.clock.now()).toISOString().slice(0, 10),
    });
    const lines = options.asJson ? [JSON.stringify({ ...result, prices }, withMaps, 2)] : reportLines(result);
    for (const line of lines) outside.print(line);
    return 0;
  } catch (error) {
    if (!(error instanceof CostFailure || error instanceof StageError)) throw error;
    outside.complain(error.message);
    return 1;
  }
}

function withMaps(_: string, value: unknown): unknown {
  return value instanceof Map ? Object.fromEntries(value) : value;
}
