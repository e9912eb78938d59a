/** Notices that npm, or the shell that it puts between, has ended without a word to what it started. */
import { readFileSync } from "node:fs";

/** Calls back once when the parent of this process, or the parent's parent, is no longer what it was. */
export function whenOrphaned(callBack: () => void): void {
  const parents = parentsNow();
  const timer = setInterval(() => {
    if (parentsNow() === parents) return;
    clearInterval(timer);
    callBack();
  }, 250);
  timer.unref();
}

function parentsNow(): string {
  return `${process.ppid} ${parentOf(process.ppid)}`;
}

/** The parent of another process, where the system shows it. */
function parentOf(pid: number): string | undefined {
  try {
    return /^PPid:\t(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  } catch {
    return undefined;
  }
}
