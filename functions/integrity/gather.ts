/**
 * Gathers, hour by hour of the events, what deserves a second look. Run twice, or ended anywhere: an hour that is looked at again is kept
 * as before, in the same place. Late: the hours wait. Not run at all: the list says up to when it has looked.
 */
import type { Day } from "../../shared/calendar/province-time.ts";
import { firstHourOf, type ObservationStore } from "../../shared/integrity/observation-store.ts";
import type { Clock } from "../../shared/platform/clock.ts";
import { type Hour, hoursBetween } from "../../shared/platform/events-by-hour.ts";
import type { Log } from "../../shared/platform/log.ts";
import { type ObserveDeps, observationsOf } from "./observe-hour.ts";

export interface GatherDeps extends ObserveDeps {
  readonly observations: Pick<ObservationStore, "upTo" | "moveTo" | "keep">;
  /** The first day that is looked at. */
  readonly from: Day;
  readonly clock: Clock;
  readonly log: Log;
}

export interface Gathered {
  /** Hours that were looked at, and what was kept of them. */
  readonly hours: number;
  readonly observations: number;
  /** Events that could not be read. */
  readonly unread: number;
  /** False: hours are left for the next run. */
  readonly isFinished: boolean;
}

const hourLength = 3_600_000;
/** After its end an hour is left alone so long: the index follows a moment later, a request may still be running, and clocks differ. */
const settled = 10 * 60_000;
/** So many hours are looked at between two steps of the watermark, */
const hoursTogether = 96;
/** and so many of them at once. */
const lanes = 16;

/** Looks at the hours that are over, until `mayGoOn` says that the time is nearly over. */
export async function gather(deps: GatherDeps, mayGoOn: () => boolean): Promise<Gathered> {
  const { observations, clock, log, from } = deps;
  const first = startOf((await observations.upTo()) ?? firstHourOf(from));
  const last = Math.floor((clock.now() - settled) / hourLength) * hourLength - hourLength;
  const hours = [...hoursBetween(first, last)];
  const result = { hours: 0, observations: 0, unread: 0, isFinished: true };
  for (let done = 0; done < hours.length; done += hoursTogether) {
    const together = hours.slice(done, done + hoursTogether);
    const looked = await lookAt(together, deps, mayGoOn);
    result.hours += looked.hours;
    result.observations += looked.observations;
    result.unread += looked.unread;
    if (looked.hours > 0) await observations.moveTo(hourAfter(together[looked.hours - 1] ?? ""));
    if (looked.hours < together.length) {
      result.isFinished = false;
      break;
    }
  }
  log.write("job-done", { job: "integrity", ...result });
  return result;
}

/** Looks at hours side by side. They are begun in order, and what is begun is ended: those that are done are the first ones. */
async function lookAt(
  together: readonly Hour[],
  deps: GatherDeps,
  mayGoOn: () => boolean,
): Promise<Omit<Gathered, "isFinished">> {
  const waiting = [...together];
  const looked = { hours: 0, observations: 0, unread: 0 };
  const lane = async () => {
    while (mayGoOn()) {
      const hour = waiting.shift();
      if (hour === undefined) return;
      const all = await observationsOf(hour, deps);
      await deps.observations.keep(hour, all);
      looked.hours++;
      looked.observations += all.length;
      looked.unread += all.filter(({ kind }) => kind === "unread").length;
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return looked;
}

function startOf(hour: Hour): number {
  return Date.parse(`${hour}:00:00.000Z`);
}

function hourAfter(hour: Hour): Hour {
  return new Date(startOf(hour) + hourLength).toISOString().slice(0, 13);
}
