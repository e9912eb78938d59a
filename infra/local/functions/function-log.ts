/** Where the functions' lines go: one file, and the terminal when asked for. */
import { createWriteStream, openSync } from "node:fs";
import type { Readable } from "node:stream";
import { broken } from "../data-directory.ts";
import { reasonOf } from "../failure.ts";
import type { ThrownError } from "./messages.ts";

export interface FunctionLog {
  /** Takes the lines of one stream of a function whole, so that those of two never mix. */
  follow(stream: Readable, functionName: string): void;
  /** Writes what the platform itself has to say about an invocation. */
  platform(level: "ERROR" | "WARN", functionName: string, requestId: string | undefined, error: ThrownError): void;
  /** Writes what the platform reports after each invocation. */
  report(functionName: string, requestId: string, report: InvocationReport): void;
  close(): Promise<void>;
}

/** As in Lambda's record of the same name; what its memory was cannot be told of a thread. */
export interface InvocationReport {
  readonly status: "success" | "error" | "timeout";
  readonly durationMilliseconds: number;
  /** Of an environment's first invocation. */
  readonly initMilliseconds?: number | undefined;
  readonly memoryMegabytes: number;
}

/** Adds to a file; `timestamp` tells the settable time, `onLine` hears every line. */
export function functionLog(
  file: string,
  isVerbose: boolean,
  timestamp: () => string,
  onLine: (functionName: string, line: string) => void = () => {},
): FunctionLog {
  const output = createWriteStream(file, { fd: opened(file) });
  output.on("error", (error) => console.error(`The functions' log cannot be written: ${reasonOf(error)}`));
  const write = (functionName: string, lines: string) => {
    output.write(lines);
    if (isVerbose) process.stdout.write(lines);
    for (const line of lines.split("\n")) if (line !== "") onLine(functionName, line);
  };
  return {
    follow: (stream, functionName) => {
      let rest = "";
      stream.setEncoding("utf8").on("data", (chunk: string) => {
        const end = chunk.lastIndexOf("\n") + 1;
        if (end === 0) {
          rest += chunk;
          return;
        }
        write(functionName, rest + chunk.slice(0, end));
        rest = chunk.slice(end);
      });
      stream.on("end", () => {
        if (rest !== "") write(functionName, `${rest}\n`);
      });
    },
    platform: (level, functionName, requestId, { name, message, stack }) => {
      write(
        functionName,
        `${JSON.stringify({ timestamp: timestamp(), level, functionName, requestId, errorType: name, errorMessage: message, stack })}\n`,
      );
    },
    report: (functionName, requestId, report) => {
      const line = {
        time: timestamp(),
        type: "platform.report",
        functionName,
        record: reportRecord(requestId, report),
      };
      write(functionName, `${JSON.stringify(line)}\n`);
    },
    close: () => new Promise((resolve) => output.end(resolve)),
  };
}

function reportRecord(requestId: string, report: InvocationReport): object {
  const { status, durationMilliseconds: durationMs, initMilliseconds: initDurationMs, memoryMegabytes } = report;
  return {
    requestId,
    metrics: {
      durationMs: hundredths(durationMs),
      billedDurationMs: Math.ceil(durationMs + (initDurationMs ?? 0)),
      memorySizeMB: memoryMegabytes,
      ...(initDurationMs !== undefined && { initDurationMs: hundredths(initDurationMs) }),
    },
    status,
  };
}

function hundredths(milliseconds: number): number {
  return Math.round(milliseconds * 100) / 100;
}

function opened(file: string): number {
  try {
    return openSync(file, "a", 0o600);
  } catch (error) {
    throw broken(file, reasonOf(error));
  }
}
