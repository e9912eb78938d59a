/** One execution environment of a function: a thread that handles one invocation at a time. */
import { Worker } from "node:worker_threads";
import { functionArn } from "../meanings.ts";
import type { DeclaredFunction } from "./declared-function.ts";
import type { FunctionLog } from "./function-log.ts";
import type { ConsumedUnits, FromWorker, ThrownError, ToWorker, WorkerData } from "./messages.ts";

/** How an invocation ended. */
export type Outcome =
  | { readonly kind: "answered"; readonly payload: string }
  | { readonly kind: "failed"; readonly error: ThrownError };

/** An invocation that has ended, with its measures. */
export interface Run {
  readonly outcome: Outcome;
  readonly durationMilliseconds: number;
  /** How long the code took to load; of an environment's first invocation. */
  readonly initMilliseconds?: number | undefined;
  readonly consumed: readonly ConsumedUnits[];
}

export interface EnvironmentDeps {
  readonly offset: SharedArrayBuffer;
  /** Where the DynamoDB engine answers; asked for at each start of an environment. */
  readonly endpoint: string;
  /** Where other services answer, as variables. */
  readonly services?: Readonly<Record<string, string>>;
  readonly log: FunctionLog;
}

export interface Environment {
  /** Resolves when the code is loaded; with the error when it has failed to. */
  readonly loaded: Promise<ThrownError | undefined>;
  /** Runs one event; never throws. Not to be called again before it has answered. */
  invoke(invocation: ToWorker): Promise<Run>;
  /** True when it can run nothing any more: its code did not load, it ran out of time, or its thread is gone. */
  hasEnded(): boolean;
  end(): Promise<void>;
}

/** Lambda gives the code ten seconds to load. */
const initMilliseconds = 10_000;

/** Starts a thread with the function's own variables and nothing of ours. */
export function startEnvironment(
  declared: DeclaredFunction,
  { offset, endpoint, services, log }: EnvironmentDeps,
): Environment {
  const timeoutMilliseconds = declared.timeoutSeconds * 1000;
  const workerData: WorkerData = {
    name: declared.name,
    arn: functionArn(declared.name),
    folder: declared.folder,
    handler: declared.handler,
    timeoutMilliseconds,
    offset,
  };
  const worker = new Worker(new URL("./worker.ts", import.meta.url), {
    workerData,
    env: { ...declared.lambdaVariables, AWS_ENDPOINT_URL_DYNAMODB: endpoint, ...services, ...declared.variables },
    execArgv: ["--disable-warning=ExperimentalWarning"],
    resourceLimits: { maxOldGenerationSizeMb: declared.memoryMegabytes },
    stdout: true,
    stderr: true,
  });
  log.follow(worker.stdout, declared.name);
  log.follow(worker.stderr, declared.name);
  const { next, hasEnded } = messagesOf(worker);
  const begunAt = performance.now();
  const start = next(initMilliseconds, { name: "Sandbox.Timedout", message: "The code did not load in time." });
  let loading: Promise<number> | undefined = start.then(() => performance.now() - begunAt);
  return {
    loaded: start.then((started) => (started.kind === "ended" ? started.error : undefined)),
    invoke: async (invocation) => {
      const started = await start;
      const initMilliseconds = await loading;
      loading = undefined;
      const calledAt = performance.now();
      const run = (message: Message): Run => ({
        outcome: outcomeOf(message),
        durationMilliseconds: performance.now() - calledAt,
        initMilliseconds,
        consumed: "consumed" in message ? message.consumed : [],
      });
      if (started.kind === "ended") return run(started);
      const answer = next(timeoutMilliseconds, {
        name: "Sandbox.Timedout",
        message: `Task timed out after ${declared.timeoutSeconds.toFixed(2)} seconds`,
      });
      worker.postMessage(invocation);
      return run(await answer);
    },
    hasEnded,
    end: async () => {
      await worker.terminate();
    },
  };
}

type Message = FromWorker | { readonly kind: "ended"; readonly error: ThrownError };

function outcomeOf(message: Message): Outcome {
  if (message.kind === "answered") return { kind: "answered", payload: message.payload };
  const error = "error" in message ? message.error : { name: "Runtime.Unknown", message: message.kind };
  return { kind: "failed", error };
}

interface Messages {
  /** The next message; the end of the thread, or of the time, stands for it. One is waited for at a time. */
  next(milliseconds: number, late: ThrownError): Promise<Message>;
  hasEnded(): boolean;
}

function messagesOf(worker: Worker): Messages {
  let settle: (message: Message) => void = () => {};
  let ended: Message | undefined;
  const end = (error: ThrownError) => {
    ended ??= { kind: "ended", error };
    settle(ended);
  };
  worker.on("message", (message: FromWorker) => {
    if (message.kind === "init-failed") end(message.error);
    else settle(message);
  });
  worker.once("error", ({ name, message, stack }: Error) => end({ name, message, stack }));
  worker.once("exit", (code) =>
    end({ name: "Runtime.ExitError", message: `The environment ended with code ${code}.` }),
  );
  return {
    hasEnded: () => ended !== undefined,
    next: (milliseconds, late) =>
      new Promise((resolve) => {
        if (ended) return resolve(ended);
        const timer = setTimeout(() => end(late), milliseconds);
        settle = (message) => {
          clearTimeout(timer);
          settle = () => {};
          resolve(message);
        };
      }),
  };
}
