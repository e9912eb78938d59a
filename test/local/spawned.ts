/** The process that `npm start` runs, on a data directory of a test. */
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { OverHttp } from "./over-http.ts";

const root = resolve(import.meta.dirname, "..", "..");

export interface Spawned {
  readonly http: OverHttp;
  /** How the process ended: its exit code, or the signal that ended it. */
  readonly ended: Promise<number | string | null>;
  /** What it has complained of. */
  said(): string;
  /** Sends a signal to the runner alone. */
  signal(name: NodeJS.Signals): void;
  /** Kills the runner and its engine in the same moment. */
  killAll(): void;
}

/** Starts it and resolves when it serves. */
export async function spawnRunner(data: string, ...args: string[]): Promise<Spawned> {
  const options = ["--port", "0", "--console-port", "0", "--data", data, ...args];
  const child = spawn(process.execPath, ["infra/local/main.ts", ...options], { cwd: root });
  const ended = once(child, "close").then(([code, signal]): number | string | null => code ?? signal);
  let complaints = "";
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
    complaints += chunk;
  });
  const printed = await Promise.race([announced(child), ended.then(() => "")]);
  const [, apiUrl] = /API +(\S+)/.exec(printed) ?? [];
  const [, consoleUrl] = /Console +(\S+)\//.exec(printed) ?? [];
  if (apiUrl === undefined || consoleUrl === undefined) throw new Error(`The runner did not start: ${complaints}`);
  child.stdout.resume();
  return {
    http: new OverHttp({ apiUrl, consoleUrl }),
    ended,
    said: () => complaints,
    signal: (name) => child.kill(name),
    killAll: () => {
      const engines = enginesOn(data);
      child.kill("SIGKILL");
      for (const pid of engines) process.kill(pid, "SIGKILL");
    },
  };
}

async function announced({ stdout }: ChildProcessWithoutNullStreams): Promise<string> {
  let printed = "";
  for await (const chunk of stdout.setEncoding("utf8").iterator({ destroyOnReturn: false })) {
    printed += chunk;
    if (printed.includes("Ctrl-C ends it.")) break;
  }
  return printed;
}

/** The engines that have the database of a data directory open. */
export function enginesOn(data: string): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && commandLine(name).includes(join(data, "data.db")))
    .map(Number);
}

function commandLine(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
  } catch {
    return [];
  }
}
