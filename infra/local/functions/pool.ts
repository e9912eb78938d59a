/** The environments of one function: started when calls come, at most a few, each with one invocation at a time; the rest wait in line. */
import type { Chance } from "../../../shared/platform/ids.ts";
import type { DeclaredFunction } from "./declared-function.ts";
import { type Environment, type EnvironmentDeps, type Run, startEnvironment } from "./environment.ts";
import type { FunctionLog } from "./function-log.ts";
import type { ConsumedUnits, ThrownError } from "./messages.ts";

/** This machine's answer to Lambda's concurrency. */
const environmentsAtMost = 4;

/** Lambda takes and gives no more than this (6 MB, and a little). */
export const payloadLimitBytes = 6 * 1024 * 1024 + 100;

export interface PoolDeps extends EnvironmentDeps {
  readonly log: FunctionLog;
  readonly chance: Chance;
  /** Takes note of each invocation. @default nobody does */
  readonly measure?: (functionName: string, measures: Measures) => void;
}

export interface Measures {
  readonly hasFailed: boolean;
  readonly durationMilliseconds: number;
  /** So many environments of this function were at work, this one counted. */
  readonly atOnce: number;
  readonly consumed: readonly ConsumedUnits[];
}

/** `too-large`: Lambda would not have taken the event. */
export type Invoked =
  | { readonly kind: "answered"; readonly payload: string }
  | { readonly kind: "failed" }
  | { readonly kind: "too-large" };

export interface Pool {
  /** Runs the function on an event (JSON). `signal`: the caller has gone, an event that still waits is dropped. */
  invoke(event: string, signal: AbortSignal): Promise<Invoked>;
  /** Starts one environment before the first call; answers with a sentence when its code does not load. */
  warm(): Promise<string | undefined>;
  /** Ends every environment when it is idle; the next call meets a new one. */
  renew(): void;
  end(): Promise<void>;
}

export function functionPool(declared: DeclaredFunction, deps: PoolDeps): Pool {
  const places = placesFor(declared, deps);
  let working = 0;
  return {
    invoke: async (event, signal) => {
      if (Buffer.byteLength(event) > payloadLimitBytes) return { kind: "too-large" };
      const environment = await places.take(signal);
      if (!environment) return { kind: "failed" };
      const requestId = uuidOf(deps.chance);
      const atOnce = ++working;
      const run = await environment.invoke({ event, requestId });
      working--;
      places.giveBack(environment);
      const invoked = judged(declared, requestId, run, deps.log);
      deps.measure?.(declared.name, { ...run, atOnce, hasFailed: invoked.kind === "failed" });
      return invoked;
    },
    warm: async () => {
      const error = places.all.size === 0 ? await places.open().loaded : undefined;
      return error && `The code of ${declared.name} does not load: ${error.message}`;
    },
    renew: () => places.retire(),
    end: async () => {
      await Promise.all([...places.all].map((environment) => environment.end()));
    },
  };
}

interface Places {
  readonly all: ReadonlySet<Environment>;
  /** An environment that nobody uses: an idle one, a new one, or the next that is given back; none when the caller has gone. */
  take(signal: AbortSignal): Promise<Environment | undefined>;
  /** An environment that has ended makes room for a new one. */
  giveBack(environment: Environment): void;
  /** Starts an idle one. */
  open(): Environment;
  /** None of the present ones is used for another call. */
  retire(): void;
}

function placesFor(declared: DeclaredFunction, deps: PoolDeps): Places {
  const all = new Set<Environment>();
  const idle: Environment[] = [];
  const waiting: ((environment: Environment) => void)[] = [];
  const retired = new Set<Environment>();
  const isOver = (environment: Environment) => environment.hasEnded() || retired.has(environment);
  const started = () => {
    const environment = startEnvironment(declared, deps);
    all.add(environment);
    return environment;
  };
  const remove = (environment: Environment) => {
    all.delete(environment);
    retired.delete(environment);
    void environment.end();
  };
  const usable = () => {
    for (let next = idle.pop(); next; next = idle.pop()) {
      if (!isOver(next)) return next;
      remove(next);
    }
    return all.size < environmentsAtMost ? started() : undefined;
  };
  const hand = (environment: Environment) => {
    const next = waiting.shift();
    if (next) next(environment);
    else idle.push(environment);
  };
  return {
    all,
    take: async (signal) => usable() ?? inLine(waiting, signal),
    giveBack: (environment) => {
      if (!isOver(environment)) return hand(environment);
      remove(environment);
      if (waiting.length > 0) hand(started());
    },
    open: () => {
      const environment = started();
      hand(environment);
      return environment;
    },
    retire: () => {
      for (const environment of idle.splice(0)) remove(environment);
      for (const environment of all) retired.add(environment);
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

/** What becomes of an invocation; a failure is written to the log, and a report of each, as Lambda does. */
function judged(declared: DeclaredFunction, requestId: string, run: Run, log: FunctionLog): Invoked {
  const { name, memoryMegabytes } = declared;
  const error = failureOf(run);
  if (error) log.platform("ERROR", name, requestId, error);
  const status = !error ? "success" : error.name === "Sandbox.Timedout" ? "timeout" : "error";
  log.report(name, requestId, { ...run, status, memoryMegabytes });
  return error || run.outcome.kind === "failed" ? { kind: "failed" } : run.outcome;
}

function failureOf({ outcome }: Run): ThrownError | undefined {
  if (outcome.kind === "failed") return outcome.error;
  if (Buffer.byteLength(outcome.payload) <= payloadLimitBytes) return undefined;
  const message = `Response payload size exceeded maximum allowed payload size (${payloadLimitBytes} bytes).`;
  return { name: "Function.ResponseSizeTooLarge", message };
}

/** A request id in the form of Lambda's. */
function uuidOf(chance: Chance): string {
  const hex = Buffer.from(chance.bytes(16)).toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}
