/** The environments of one function: started when calls come, at most a few, each with one invocation at a time; the rest wait in line. */
import type { Chance } from "../../../shared/platform/ids.ts";
import type { DeclaredFunction } from "./declared-function.ts";
import { type Environment, type EnvironmentDeps, type Outcome, startEnvironment } from "./environment.ts";
import type { FunctionLog } from "./function-log.ts";

/** This machine's answer to Lambda's concurrency. */
const environmentsAtMost = 4;

/** Lambda takes and gives no more than this (6 MB, and a little). */
export const payloadLimitBytes = 6 * 1024 * 1024 + 100;

export interface PoolDeps extends EnvironmentDeps {
  readonly log: FunctionLog;
  readonly chance: Chance;
}

/** `too-large`: Lambda would not have taken the event. */
export type Invoked =
  | { readonly kind: "answered"; readonly payload: string }
  | { readonly kind: "failed" }
  | { readonly kind: "too-large" };

export interface Pool {
  /** Runs the function on an event (JSON). `signal`: the caller has gone, an event that still waits is dropped. */
  invoke(event: string, signal: AbortSignal): Promise<Invoked>;
  /** Starts one environment before the first call. */
  warm(): Promise<void>;
  end(): Promise<void>;
}

export function functionPool(declared: DeclaredFunction, deps: PoolDeps): Pool {
  const all = new Set<Environment>();
  const idle: Environment[] = [];
  const waiting: ((environment: Environment) => void)[] = [];

  const start = (): Environment => {
    const environment = startEnvironment(declared, deps);
    all.add(environment);
    return environment;
  };
  const release = (environment: Environment) => {
    const next = waiting.shift();
    if (next) next(environment);
    else idle.push(environment);
  };
  const replace = (environment: Environment) => {
    all.delete(environment);
    void environment.end();
    const next = waiting.shift();
    if (next) next(start());
  };
  const free = (signal: AbortSignal): Promise<Environment | undefined> => {
    const environment = idle.pop() ?? (all.size < environmentsAtMost ? start() : undefined);
    return environment ? Promise.resolve(environment) : inLine(waiting, signal);
  };

  return {
    invoke: async (event, signal) => {
      if (Buffer.byteLength(event) > payloadLimitBytes) return { kind: "too-large" };
      const environment = await free(signal);
      if (!environment) return { kind: "failed" };
      const requestId = uuidOf(deps.chance);
      const outcome = await environment.invoke({ event, requestId });
      if (outcome.kind === "failed" && outcome.isBroken) replace(environment);
      else release(environment);
      return judged(declared.name, requestId, outcome, deps.log);
    },
    warm: async () => {
      if (all.size > 0) return;
      const environment = start();
      release(environment);
      await environment.loaded;
    },
    end: async () => {
      await Promise.all([...all].map((environment) => environment.end()));
    },
  };
}

/** A place in the line; given up when the caller goes. */
function inLine(
  waiting: ((environment: Environment) => void)[],
  signal: AbortSignal,
): Promise<Environment | undefined> {
  return new Promise((resolve) => {
    const take = (environment: Environment) => {
      signal.removeEventListener("abort", leave);
      resolve(environment);
    };
    const leave = () => {
      waiting.splice(waiting.indexOf(take), 1);
      resolve(undefined);
    };
    if (signal.aborted) return resolve(undefined);
    waiting.push(take);
    signal.addEventListener("abort", leave, { once: true });
  });
}

/** What becomes of an outcome; a failure is written to the log, as Lambda does. */
function judged(name: string, requestId: string, outcome: Outcome, log: FunctionLog): Invoked {
  if (outcome.kind === "failed") {
    log.platform("ERROR", name, requestId, outcome.error);
    return { kind: "failed" };
  }
  if (Buffer.byteLength(outcome.payload) > payloadLimitBytes) {
    const message = `Response payload size exceeded maximum allowed payload size (${payloadLimitBytes} bytes).`;
    log.platform("ERROR", name, requestId, { name: "Function.ResponseSizeTooLarge", message });
    return { kind: "failed" };
  }
  return outcome;
}

/** A request id in the form of Lambda's. */
function uuidOf(chance: Chance): string {
  const hex = Buffer.from(chance.bytes(16)).toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}
