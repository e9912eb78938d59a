/** Gathers, day by day, what deserves a second look. */
import type { Clock } from "../../shared/platform/clock.ts";
import type { Log } from "../../shared/platform/log.ts";

export interface GatherDeps {
  readonly clock: Clock;
  readonly log: Log;
}

export async function gather({ log }: GatherDeps, _mayGoOn: () => boolean): Promise<{ days: number }> {
  const result = { days: 0 };
  log.write("job-done", { job: "integrity", ...result });
  return result;
}
