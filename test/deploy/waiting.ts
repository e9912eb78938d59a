/** Waiting for what happens by itself. */
import { setTimeout as pause } from "node:timers/promises";
import { ProofFailure } from "./failure.ts";

const everyMilliseconds = 250;

/** Asks until there is an answer, for `seconds` at most; `what` says what did not happen. */
export async function waitFor<T>(what: string, seconds: number, ask: () => Promise<T | undefined | false>): Promise<T> {
  const until = performance.now() + seconds * 1_000;
  for (;;) {
    const found = await ask();
    if (found !== undefined && found !== false) return found;
    if (performance.now() > until) throw new ProofFailure(`${what} did not happen within ${seconds} s.`);
    await pause(everyMilliseconds);
  }
}
