/** The options of the load command. */
import { parseArgs } from "node:util";
import { LoadFailure } from "./failure.ts";

export interface LoadOptions {
  readonly stage: string;
  /** The folder with units, portals and officers; absent: only the built-in calendars. */
  readonly from: string | undefined;
  readonly isDryRun: boolean;
  /** Publishes the official years that the program carries. */
  readonly builtInCalendars: boolean;
}

export const usage = `npm run load -- --stage NAME --from DIR [--calendars] [--dry-run]

Loads a province into a deployed stage, with your own AWS credentials (AWS_PROFILE, AWS_REGION).
DIR holds, each as .csv or .json, any of: units, portals, officers; and calendars.json.
  --calendars   publish the official calendars that the program carries
  --dry-run     check every row and write nothing`;

/** Reads the options; what is wrong with them is one sentence. */
export function readOptions(args: readonly string[]): LoadOptions | "help" {
  const values = parsed(args);
  if (values.help) return "help";
  const { stage, from, calendars = false } = values;
  if (!stage) throw new LoadFailure("Name the stage with --stage NAME.");
  if (!from && !calendars)
    throw new LoadFailure("Name the folder to load with --from DIR, or publish calendars with --calendars.");
  return { stage, from, isDryRun: values["dry-run"] ?? false, builtInCalendars: calendars };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        stage: { type: "string" },
        from: { type: "string" },
        calendars: { type: "boolean" },
        "dry-run": { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    }).values;
  } catch (error) {
    throw new LoadFailure(error instanceof Error ? error.message : String(error));
  }
}
