/** What `npm start -- …` takes. */
import { parseArgs } from "node:util";
import type { Instant } from "../../shared/platform/clock.ts";
import { reasonOf, StartFailure } from "./failure.ts";
import { instantFrom } from "./moments.ts";

export interface RunnerOptions {
  /** 0: any free port. */
  readonly port: number;
  readonly consolePort: number;
  /** The data directory, kept between runs. */
  readonly data: string;
  /** Begins anew. */
  readonly isFresh: boolean;
  /** Where the clock starts; `undefined`: where it stood. */
  readonly at: Instant | undefined;
  /** With the demonstration's data; without it only the calendars are there. */
  readonly hasDemo: boolean;
  /** A DynamoDB engine that others run; `undefined`: the embedded one. */
  readonly endpoint: string | undefined;
  /** The functions' log on the terminal, too. */
  readonly isVerbose: boolean;
}

const usage =
  "The options are --port N, --console-port N, --data DIR, --fresh, --at INSTANT, --no-demo, --endpoint URL and --verbose.";

/** Reads the command line; what cannot be understood is refused in one sentence. */
export function readOptions(args: readonly string[]): RunnerOptions {
  const values = parsed(args);
  return {
    port: portOf(values.port, "--port"),
    consolePort: portOf(values["console-port"], "--console-port"),
    data: values.data,
    isFresh: values.fresh,
    at: values.at === undefined ? undefined : momentOf(values.at),
    hasDemo: !values["no-demo"],
    endpoint: values.endpoint === undefined ? undefined : endpointOf(values.endpoint),
    isVerbose: values.verbose,
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: "string", default: "3000" },
        "console-port": { type: "string", default: "3001" },
        data: { type: "string", default: ".local/" },
        fresh: { type: "boolean", default: false },
        at: { type: "string" },
        "no-demo": { type: "boolean", default: false },
        endpoint: { type: "string" },
        verbose: { type: "boolean", default: false },
      },
    }).values;
  } catch (error) {
    throw new StartFailure(`${reasonOf(error).replace(/\.? To specify .*$/, "")}. ${usage}`);
  }
}

function portOf(text: string, option: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65_535))
    throw new StartFailure(`${option} takes a port from 0 (any free one) to 65535, not "${text}".`);
  return port;
}

function momentOf(text: string): Instant {
  try {
    return instantFrom(text);
  } catch {
    throw new StartFailure(
      `--at takes an ISO 8601 instant with its offset, as 2023-12-31T08:00:00+07:00, before the year 2200; not "${text}".`,
    );
  }
}

function endpointOf(text: string): string {
  const url = URL.parse(text);
  if (url?.protocol !== "http:" && url?.protocol !== "https:") {
    throw new StartFailure(
      `--endpoint takes the address of a DynamoDB engine, as http://127.0.0.1:8000; not "${text}".`,
    );
  }
  return url.origin;
}
