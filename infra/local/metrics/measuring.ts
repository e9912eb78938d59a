/** Everything that is measured while the stack runs: kept, looked at every minute of the settable clock, and judged by the alarms. */
import type { SettableClock } from "../clock.ts";
import type { DeclaredStack } from "../declared-stack.ts";
import { type AlarmWatch, alarmWatch } from "./alarm-watch.ts";
import { measuredIn } from "./log-lines.ts";
import { openMetricFile } from "./metric-file.ts";
import { type MetricStore, metricStore } from "./metric-store.ts";
import { type PlatformMetrics, platformMetrics } from "./platform-metrics.ts";
import { type QueueContents, type QueueLooks, queueLooks } from "./queue-looks.ts";

export interface MeasuringDeps {
  /** Where it is kept between runs. */
  readonly file: string;
  readonly stack: Pick<DeclaredStack, "alarms" | "filters" | "mappings" | "queues">;
  readonly clock: SettableClock;
  contents(queueName: string): QueueContents;
}

export interface Measuring {
  readonly store: MetricStore;
  readonly platform: PlatformMetrics;
  readonly queues: QueueLooks;
  readonly alarms: AlarmWatch;
  /** Takes a line of a function's log. */
  onLine(functionName: string, line: string): void;
  /** Looks at the queues and the alarms now. */
  look(): void;
  /** Keeps what was measured, and ends. */
  close(): void;
}

const minute = 60_000;
const lookMilliseconds = 1_000;
/** What was measured since is lost when the runner ends suddenly. */
const keepMilliseconds = 30_000;

export function startMeasuring({ file, stack, clock, contents }: MeasuringDeps): Measuring {
  const metricFile = openMetricFile(file);
  const store = metricStore(metricFile.kept());
  const since = metricFile.begunAt(clock.now());
  const platform = platformMetrics(store.note, clock);
  const queues = queueLooks({
    queueNames: stack.queues.queues.map(({ name }) => name),
    isWorkedOn: (name) => stack.mappings.queues.some(({ queueName }) => queueName === name),
    contents,
    metrics: platform,
    now: clock.now,
  });
  const alarms = alarmWatch({ alarms: stack.alarms, store, clock, measuredSince: () => since });
  const look = () => {
    queues.look();
    alarms.look();
  };
  let lookedAt = 0;
  const timer = setInterval(() => {
    const now = Math.floor(clock.now() / minute);
    if (now === lookedAt) return;
    lookedAt = now;
    look();
  }, lookMilliseconds);
  const keeper = setInterval(() => metricFile.keep(store, clock.now()), keepMilliseconds);
  for (const one of [timer, keeper]) one.unref();
  return {
    store,
    platform,
    queues,
    alarms,
    onLine: (functionName, line) => {
      for (const measured of measuredIn(line, functionName, stack.filters, clock.now())) store.note(measured);
    },
    look,
    close: () => {
      clearInterval(timer);
      clearInterval(keeper);
      metricFile.keep(store, clock.now());
      metricFile.close();
    },
  };
}
