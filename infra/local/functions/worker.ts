/** Runs in a thread of its own: one execution environment of one function. It lives by the settable clock. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parentPort, workerData } from "node:worker_threads";
import { liveBy } from "../clock.ts";
import { engineMeter } from "./engine-meter.ts";
import type { FromWorker, ToWorker, WorkerData } from "./messages.ts";
import { answersWithoutDates } from "./own-time.ts";

type Handler = (event: unknown, context: object) => unknown;

const data: WorkerData = workerData;
liveBy(data.offset);
answersWithoutDates();
const meter = engineMeter(process.env.AWS_ENDPOINT_URL_DYNAMODB ?? "");
const port = parentPort;
if (!port) throw new Error("This file runs in a worker only.");
const send = (message: FromWorker) => port.postMessage(message);

try {
  const handler = await loaded(data.folder, data.handler);
  port.on("message", (message: ToWorker) => void run(handler, message));
  send({ kind: "ready" });
} catch (error) {
  send({ kind: "init-failed", error: described(error) });
}

async function loaded(folder: string, handler: string): Promise<Handler> {
  const dot = handler.lastIndexOf(".");
  const file = ["mjs", "js", "cjs"]
    .map((ending) => join(folder, `${handler.slice(0, dot)}.${ending}`))
    .find(existsSync);
  if (file === undefined) throw new Error(`There is no file for the handler ${handler}.`);
  const module: Record<string, unknown> = await import(pathToFileURL(file).href);
  const found = module[handler.slice(dot + 1)];
  if (!isHandler(found)) throw new Error(`${handler} is no function.`);
  return found;
}

function isHandler(value: unknown): value is Handler {
  return typeof value === "function";
}

async function run(handler: Handler, { event, requestId }: ToWorker): Promise<void> {
  const startedAt = performance.now();
  const context = {
    awsRequestId: requestId,
    callbackWaitsForEmptyEventLoop: true,
    functionName: data.name,
    functionVersion: "$LATEST",
    getRemainingTimeInMillis: () => Math.max(0, Math.round(data.timeoutMilliseconds - (performance.now() - startedAt))),
    invokedFunctionArn: data.arn,
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
  };
  try {
    const result: unknown = await handler(JSON.parse(event), context);
    send({ kind: "answered", payload: JSON.stringify(result) ?? "null", consumed: meter.take() });
  } catch (error) {
    send({ kind: "threw", error: described(error), consumed: meter.take() });
  }
}

function described(error: unknown): { name: string; message: string; stack?: string | undefined } {
  if (error instanceof Error) return { name: error.name, message: error.message, stack: error.stack };
  return { name: "Error", message: String(error) };
}
