/** Where the functions' lines go: one file, and the terminal when asked for. */
import { createWriteStream, openSync } from "node:fs";
import type { Readable } from "node:stream";
import { broken } from "../data-directory.ts";
import { reasonOf } from "../failure.ts";
import type { ThrownError } from "./messages.ts";

export interface FunctionLog {
  /** Takes the lines of one stream whole, so that those of two functions never mix. */
  follow(stream: Readable): void;
  /** Writes what the platform itself has to say about an invocation. */
  platform(level: "ERROR" | "WARN", functionName: string, requestId: string | undefined, error: ThrownError): void;
  close(): Promise<void>;
}

/** Adds to a file; `timestamp` tells the settable time. */
export function functionLog(file: string, isVerbose: boolean, timestamp: () => string): FunctionLog {
  const output = createWriteStream(file, { fd: opened(file) });
  output.on("error", (error) => console.error(`The functions' log cannot be written: ${reasonOf(error)}`));
  const write = (lines: string) => {
    output.write(lines);
    if (isVerbose) process.stdout.write(lines);
  };
  return {
    follow: (stream) => {
      let rest = "";
      stream.setEncoding("utf8").on("data", (chunk: string) => {
        const end = chunk.lastIndexOf("\n") + 1;
        if (end === 0) {
          rest += chunk;
          return;
        }
        write(rest + chunk.slice(0, end));
        rest = chunk.slice(end);
      });
      stream.on("end", () => {
        if (rest !== "") write(`${rest}\n`);
      });
    },
    platform: (level, functionName, requestId, { name, message, stack }) => {
      write(
        `${JSON.stringify({ timestamp: timestamp(), level, functionName, requestId, errorType: name, errorMessage: message, stack })}\n`,
      );
    },
    close: () => new Promise((resolve) => output.end(resolve)),
  };
}

function opened(file: string): number {
  try {
    return openSync(file, "a", 0o600);
  } catch (error) {
    throw broken(file, reasonOf(error));
  }
}
