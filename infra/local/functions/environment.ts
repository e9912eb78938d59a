/** One execution environment of a function: a thread that handles one invocation at a time. */
import { Worker } from "node:worker_threads";
import { functionArn } from "../meanings.ts";
import type { DeclaredFunction } from "./declared-function.ts";
import type { FunctionLog } from "./function-log.ts";
import type { FromWorker, ThrownError, ToWorker, WorkerData } from "./messages.ts";

/** How an invocation ended. `broken`: the environment is gone with it. */
export type Outcome =
  | { readonly kind: "answered"; readonly payload: string }
  | { readonly kind: "failed"; readonly error: ThrownError; readonly isBroken: boolean };

export interface EnvironmentDeps {
  readonly offset: SharedArrayBuffer;
  readonly endpoint: string;
  readonly log: FunctionLog;
}

export interface Environment {
  /** Resolves when the code is loaded, or has failed to. */
  readonly loaded: Promise<void>;
  /** Runs one event; never throws. Not to be called again before it has answered. */
  invoke(invocation: ToWorker): Promise<Outcome>;
  end(): Promise<void>;
}

/** Lambda gives the code ten seconds to load. */
const initMilliseconds = 10_000;

/** Starts a thread with the function's own variables and nothing of ours. */
export function startEnvironment(declared: DeclaredFunction, { offset, endpoint, log }: EnvironmentDeps): Environment {
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
    env: { ...declared.lambdaVariables, AWS_ENDPOINT_URL_DYNAMODB: endpoint, ...declared.variables },
    execArgv: ["--disable-warning=ExperimentalWarning"],
    resourceLimits: { maxOldGenerationSizeMb: declared.memoryMegabytes },
    stdout: true,
    stderr: true,
  });
  log.follow(worker.stdout);
  log.follow(worker.stderr);
  const next = messagesOf(worker);
  const start = next(initMilliseconds, { name: "Sandbox.Timedout", message: "The code did not load in time." });
  return {
    loaded: start.then(() => {}),
    invoke: async (invocation) => {
      const started = await start;
      if (started.kind !== "ready") return broken(started);
      const answer = next(timeoutMilliseconds, {
        name: "Sandbox.Timedout",
        message: `Task timed out after ${declared.timeoutSeconds.toFixed(2)} seconds`,
      });
      worker.postMessage(invocation);
      const message = await answer;
      if (message.kind === "answered") return message;
      return message.kind === "threw" ? { kind: "failed", error: message.error, isBroken: false } : broken(message);
    },
    end: async () => {
      await worker.terminate();
    },
  };
}

type Ended = { readonly kind: "gone"; readonly error: ThrownError };

function broken(message: FromWorker | Ended): Outcome {
  const error = "error" in message ? message.error : { name: "Runtime.Unknown", message: message.kind };
  return { kind: "failed", error, isBroken: true };
}

type Next = (milliseconds: number, late: ThrownError) => Promise<FromWorker | Ended>;

/** Waits for one message at a time; the end of the thread, or of the time, stands for it. */
function messagesOf(worker: Worker): Next {
  let settle: (message: FromWorker | Ended) => void = () => {};
  let ended: Ended | undefined;
  const end = (error: ThrownError) => {
    ended ??= { kind: "gone", error };
    settle(ended);
  };
  worker.on("message", (message: FromWorker) => settle(message));
  worker.once("error", ({ name, message, stack }: Error) => end({ name, message, stack }));
  worker.once("exit", (code) =>
    end({ name: "Runtime.ExitError", message: `The environment ended with code ${code}.` }),
  );
  return (milliseconds, late) =>
    new Promise((resolve) => {
      if (ended) return resolve(ended);
      const timer = setTimeout(() => end(late), milliseconds);
      settle = (message) => {
        clearTimeout(timer);
        settle = () => {};
        resolve(message);
      };
    });
}
