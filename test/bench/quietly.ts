/** The log of the functions goes nowhere while they are measured: it is written all the same, but not among the figures. */
import { closeSync, openSync, writeSync } from "node:fs";
import { devNull } from "node:os";

/** Runs something whose standard output is thrown away. */
export async function quietly<Result>(act: () => Promise<Result>): Promise<Result> {
  const nowhere = openSync(devNull, "w");
  const { write } = process.stdout;
  process.stdout.write = (chunk: string | Uint8Array): boolean => {
    writeSync(nowhere, Buffer.from(chunk));
    return true;
  };
  try {
    return await act();
  } finally {
    process.stdout.write = write;
    closeSync(nowhere);
  }
}
