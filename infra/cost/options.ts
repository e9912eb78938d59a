/** The options of the cost command. */
import { parseArgs } from "node:util";
import { usualEvaluations, usualObligations, usualQuestions } from "./estimate.ts";
import type { Load } from "./quantity.ts";

/** What stops the command: one sentence for the person at the keyboard. */
export class CostFailure extends Error {
  override readonly name = "CostFailure";
}

export interface CostOptions {
  readonly stage: string;
  readonly load: Load;
  readonly asJson: boolean;
}

export const usage = `npm run cost -- --stage NAME [--portals 195] [--questions-per-day N] [--reports-per-year N]
                [--evaluations-per-year N] [--json]

Estimates what a stage costs a month, from its synthesized template and a load; needs no AWS credentials.
  --portals               how many portals it serves (195)
  --questions-per-day     questions of all portals together (0.3 of each portal)
  --reports-per-year      reports that their bodies owe in a year (7 of each portal)
  --evaluations-per-year  evaluations of portals in a year (one of each portal)
  --json                  every line as JSON`;

/** Reads the options; what is wrong with them is one sentence. */
export function readOptions(args: readonly string[]): CostOptions | "help" {
  const values = parsed(args);
  if (values.help) return "help";
  if (!values.stage) throw new CostFailure("Name the stage with --stage NAME.");
  const portals = count("--portals", values.portals ?? "195");
  const questions = values["questions-per-day"];
  const questionsPerDay = questions === undefined ? usualQuestions(portals) : count("--questions-per-day", questions);
  const reports = values["reports-per-year"];
  const obligationsPerYear = reports === undefined ? usualObligations(portals) : count("--reports-per-year", reports);
  const evaluations = values["evaluations-per-year"];
  const evaluationsPerYear =
    evaluations === undefined ? usualEvaluations(portals) : count("--evaluations-per-year", evaluations);
  const load = { portals, questionsPerDay, obligationsPerYear, evaluationsPerYear };
  return { stage: values.stage, load, asJson: values.json ?? false };
}

function count(option: string, text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value) || value < 0)
    throw new CostFailure(`${option} takes a number from 0 up, not "${text}".`);
  return value;
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        stage: { type: "string" },
        portals: { type: "string" },
        "questions-per-day": { type: "string" },
        "reports-per-year": { type: "string" },
        "evaluations-per-year": { type: "string" },
        json: { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    }).values;
  } catch (error) {
    throw new CostFailure(error instanceof Error ? error.message : String(error));
  }
}
