/** The programs that the proof starts: each in a process group of its own, so that what it starts ends with it. */
import { type ChildProcess, spawn } from "node:child_process";
import { lastLines, ProofFailure } from "./failure.ts";

const groups = new Set<ChildProcess>();

export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  /** All of its environment. */
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
}

/** Starts a program; what it prints goes to `hear`. */
export function startProgram({ command, args, env, cwd }: Program, hear: (text: string) => void): ChildProcess {
  const child = spawn(command, args, { cwd, env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  groups.add(child);
  child.once("exit", () => groups.delete(child));
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding("utf8").on("data", hear);
  return child;
}

/** Ends a program and all that it has started, at once. */
export function endProgram(child: ChildProcess): void {
  groups.delete(child);
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch {
    // It has ended by itself, and all of its group.
  }
}

/** Ends everything that was started and still runs. */
export function endAll(): void {
  for (const child of groups) endProgram(child);
}

/** What a program that has ended printed, and its status. */
export interface Ended {
  readonly status: number;
  readonly printed: string;
}

/** Runs a program to its end, for `seconds` at most; one that cannot be started has status 127. */
export function runProgram(program: Program, seconds: number): Promise<Ended> {
  return new Promise((ended, failed) => {
    let printed = "";
    const child = startProgram(program, (text) => {
      printed += text;
    });
    const timer = setTimeout(() => {
      endProgram(child);
      failed(new ProofFailure(`${nameOf(program)} did not end within ${seconds} s.`, lastLines(printed)));
    }, seconds * 1_000);
    const end = (status: number, more = "") => {
      clearTimeout(timer);
      ended({ status, printed: printed + more });
    };
    child.once("error", (error) => end(127, error.message));
    child.once("close", (status) => end(status ?? 1));
  });
}

/** The same, for a program that must succeed. */
export async function runWell(program: Program, seconds: number): Promise<string> {
  const { status, printed } = await runProgram(program, seconds);
  if (status !== 0) throw new ProofFailure(`${nameOf(program)} ended with ${status}.`, lastLines(printed));
  return printed;
}

function nameOf({ command, args }: Program): string {
  const [first = "", second = ""] = args.filter((part) => !part.startsWith("--"));
  return [command, first, second]
    .map((part) => part.slice(part.lastIndexOf("/") + 1))
    .join(" ")
    .trimEnd();
}
