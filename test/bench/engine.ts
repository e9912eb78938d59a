/** A DynamoDB engine in memory, for one benchmark. */
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { setTimeout as pause } from "node:timers/promises";
import { freePort } from "../support/free-port.ts";

export interface MemoryEngine {
  readonly endpoint: string;
  stop(): void;
}

/** Starts the engine on a free port of 127.0.0.1. */
export async function startMemoryEngine(): Promise<MemoryEngine> {
  const binary = createRequire(import.meta.url).resolve(`@dynoxide/${process.platform}-${process.arch}/dynoxide`);
  const port = await freePort();
  const child = spawn(binary, ["serve", "--port", String(port)], { stdio: "ignore", env: {} });
  const stop = () => {
    child.kill("SIGKILL");
  };
  process.once("exit", stop);
  const endpoint = `http://127.0.0.1:${port}`;
  for (let tries = 0; tries < 500; tries++) {
    const isUp = await fetch(endpoint).then(
      () => true,
      () => false,
    );
    if (isUp) return { endpoint, stop };
    await pause(10);
  }
  stop();
  throw new Error("The engine does not answer.");
}
