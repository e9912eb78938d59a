/** The embedded engine: dynoxide on one SQLite file, as a process of its own that outlives nothing but a `kill -9` of its runner. */
import { type ChildProcessByStdio, spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import type { Readable } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import { broken } from "./data-directory.ts";
import type { Engine } from "./engine.ts";
import { reasonOf, StartFailure } from "./failure.ts";

const readyWithinMilliseconds = 5_000;
const endsWithinMilliseconds = 1_000;

/** Starts the engine on a database file. */
export async function startDynoxide(databaseFile: string): Promise<Engine> {
  const binary = binaryPath();
  const port = await freePort();
  // A group of its own: Ctrl-C reaches the runner alone, which ends the engine last.
  const child = spawn(binary, ["serve", "--port", String(port), "--db-path", databaseFile], {
    detached: true,
    stdio: ["ignore", "ignore", "pipe"],
    env: {},
  });
  const { ended, said } = watched(child);
  const endpoint = `http://127.0.0.1:${port}`;
  await Promise.race([
    answering(endpoint),
    ended.then((how) => {
      throw broken(databaseFile, said() || how);
    }),
  ]);
  return { endpoint, ended, stop: () => stopped(child, ended) };
}

/** Where the engine's package for this platform lies. */
function binaryPath(): string {
  const name = `@dynoxide/${process.platform}-${process.arch}`;
  try {
    return createRequire(import.meta.url).resolve(`${name}/dynoxide`);
  } catch {
    throw new StartFailure(
      `The embedded engine ${name} is not installed; run "npm ci", or start a DynamoDB engine and name it with --endpoint http://127.0.0.1:8000.`,
    );
  }
}

type Child = ChildProcessByStdio<null, null, Readable>;

function watched(child: Child): { ended: Promise<string>; said: () => string } {
  let text = "";
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
    text = `${text}${chunk}`.slice(-2_000);
  });
  const ended = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(reasonOf(error)));
    child.once("exit", (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
  return { ended, said: () => text.trim().replaceAll("\n", " ") };
}

/** Resolves when the engine answers at all. */
async function answering(endpoint: string): Promise<void> {
  const until = performance.now() + readyWithinMilliseconds;
  while (performance.now() < until) {
    const isUp = await fetch(endpoint, { signal: AbortSignal.timeout(1_000) }).then(
      () => true,
      () => false,
    );
    if (isUp) return;
    await pause(10);
  }
  throw new StartFailure(`The embedded engine does not answer within ${readyWithinMilliseconds / 1000} seconds.`);
}

async function stopped(child: Child, ended: Promise<string>): Promise<void> {
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), endsWithinMilliseconds);
  await ended;
  clearTimeout(timer);
}

/** Ends the engine that a killed runner left on a file. To be called under the lock of its directory. */
export async function endOrphan(databaseFile: string): Promise<void> {
  const orphans = engineProcesses(databaseFile);
  for (const pid of orphans) process.kill(pid, "SIGTERM");
  const until = performance.now() + endsWithinMilliseconds;
  while (orphans.some(isAlive)) {
    if (performance.now() > until) for (const pid of orphans.filter(isAlive)) process.kill(pid, "SIGKILL");
    await pause(10);
  }
}

/** Processes that serve exactly this file. */
function engineProcesses(databaseFile: string): number[] {
  if (!existsSync("/proc/self/cmdline")) return [];
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      const [binary = "", command, ...options] = commandLine(pid);
      return (
        /\/dynoxide$/.test(binary) && command === "serve" && options[options.indexOf("--db-path") + 1] === databaseFile
      );
    })
    .map(Number);
}

function commandLine(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
  } catch {
    return [];
  }
}

function isAlive(pid: number): boolean {
  return commandLine(String(pid))[0] !== undefined && commandLine(String(pid))[0] !== "";
}

/** A port that nobody uses now. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new StartFailure("This machine gives no free port.");
  return address.port;
}
