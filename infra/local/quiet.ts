/** Waits until nothing is under way any more: no stream record, no message, no event of a mail, no run of a job. */
import { setTimeout as pause } from "node:timers/promises";
import { ConsoleRefusal } from "./console/reply.ts";

/** A part in which something may be under way. */
export interface Source {
  readonly name: string;
  /** Lets it take what has come. */
  wake(): void | Promise<void>;
  isIdle(): boolean;
}

/** Counts whatever was handed over: two equal numbers, and nothing has happened between. */
export interface Activity {
  note(): void;
  count(): number;
}

export function activityCount(): Activity {
  let count = 0;
  return {
    note: () => {
      count++;
    },
    count: () => count,
  };
}

const withinMilliseconds = 120_000;
const pauseMilliseconds = 3;

/** Resolves when two looks in a row find every part idle and nothing done between them; gives up with the names of those that are not. */
export async function untilQuiet(
  sources: readonly Source[],
  activity: Activity,
  limitMilliseconds = withinMilliseconds,
): Promise<void> {
  const until = performance.now() + limitMilliseconds;
  let quietAt: number | undefined;
  for (;;) {
    const busy: string[] = [];
    for (const source of sources) {
      await source.wake();
      if (!source.isIdle()) busy.push(source.name);
    }
    const count = activity.count();
    if (busy.length === 0 && quietAt === count) return;
    quietAt = busy.length === 0 ? count : undefined;
    if (performance.now() > until) throw notQuiet(busy, limitMilliseconds);
    if (busy.length > 0) await pause(pauseMilliseconds);
  }
}

function notQuiet(busy: readonly string[], limitMilliseconds: number): ConsoleRefusal {
  const seconds = Math.round(limitMilliseconds / 1000);
  const names = busy.join(", ");
  return new ConsoleRefusal(
    503,
    "not-quiet",
    `Sau ${seconds} giây vẫn còn việc đang chạy: ${names}.`,
    `After ${seconds} seconds something is still under way: ${names}.`,
  );
}
