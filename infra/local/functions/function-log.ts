/** Where the functions' lines go: one file, and the terminal when asked for. */
import { createWriteStream } from "node:fs";
import type { Readable } from "node:stream";
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
  const output = createWriteStream(file, { flags: "a", mode: 0o600 });
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
