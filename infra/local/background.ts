/** Everything that goes on without being called over HTTP: streams, queues, mail and rules. It can be waited for, and time can be moved through it. */
import type { Instant } from "../../shared/platform/clock.ts";
import type { Chance } from "../../shared/platform/ids.ts";
import type { SettableClock } from "./clock.ts";
import type { DeclaredStack } from "./declared-stack.ts";
import type { Faults } from "./faults/faults.ts";
import type { FunctionLog } from "./functions/function-log.ts";
import type { Invoked, Pool } from "./functions/pool.ts";
import { mailTeller } from "./mail/mail-teller.ts";
import type { Mailbox } from "./mail/mailbox.ts";
import type { Measuring } from "./metrics/measuring.ts";
import type { QueueServer } from "./queues/queue-server.ts";
import { type QueueWorker, queueWorker } from "./queues/queue-worker.ts";
import { type Activity, activityCount, type Source, untilQuiet } from "./quiet.ts";
import { startClockwork } from "./schedules/clockwork.ts";
import type { DeclaredRule } from "./schedules/declared-rules.ts";
import { jobRuns } from "./schedules/job-runs.ts";
import { type Every, type Passed, passTo } from "./schedules/passage.ts";
import { engineStream } from "./streams/engine-stream.ts";
import { least, type PositionsFile } from "./streams/positions.ts";
import { type Follower, streamFollower } from "./streams/stream-follower.ts";
import type { ChangeWatch } from "./streams/stream-rows.ts";
import { type StreamTail, streamTail } from "./streams/stream-tail.ts";

export interface BackgroundDeps {
  readonly stack: DeclaredStack;
  readonly pools: ReadonlyMap<string, Pool>;
  readonly server: QueueServer;
  readonly mailbox: Mailbox;
  /** The engine itself, whatever stands before it. */
  readonly endpoint: string;
  readonly positions: PositionsFile;
  readonly watch: ChangeWatch;
  readonly clock: SettableClock;
  readonly chance: Chance;
  readonly faults: Faults;
  readonly log: FunctionLog;
  readonly measuring: Measuring;
  /** Keeps the clock for the next start. */
  keepClock(): void;
}

export interface Background {
  /** Lets time pass up to a moment. Moves come one after the other. */
  passTo(target: Instant, every: Every): Promise<Passed>;
  /** Runs the job of a function or rule now, and what follows from it; undefined: there is none of that name. */
  runJob(name: string): Promise<Invoked | undefined>;
  /** Waits until nothing is under way. */
  quiet(): Promise<void>;
  /** Begins nothing more, and lets what is under way end within `milliseconds`. */
  stop(milliseconds: number): Promise<void>;
}

/** Cheap looks come often; those that ask an engine of others, more rarely. */
const lookMilliseconds = { ours: 20, others: 150 } as const;

export function startBackground(deps: BackgroundDeps): Background {
  const { stack, clock, faults, watch, measuring } = deps;
  const rules = stack.rules.filter(({ isEnabled }) => isEnabled);
  const mayFire = () => faults.state().schedules === "ok";
  const spared = ({ jobs }: DeclaredRule, at: Instant) =>
    measuring.platform.spared(
      jobs.map(({ functionName }) => functionName),
      at,
    );
  const moving = movingParts(deps);
  const { runs, quiet } = moving;
  const clockwork = startClockwork({ rules, clock, fire: runs.fire, mayFire });
  const timer = setInterval(waker(moving.sources), lookMilliseconds[watch.isCheap ? "ours" : "others"]);
  let hasStopped = false;
  let activityBefore = moving.activity();
  const passage = { ...moving, rules, clock, fire: runs.fire, mayFire, spared, hasStopped: () => hasStopped };
  const inTurn = oneAfterTheOther();
  return {
    passTo: (target, every) =>
      inTurn(() =>
        clockwork.during(target, async () => {
          const passed = await passTo(target, every, { ...passage, activityBefore });
          activityBefore = moving.activity();
          deps.keepClock();
          measuring.look();
          return passed;
        }),
      ),
    runJob: (name) =>
      inTurn(async () => {
        const found = jobNamed(name, deps);
        if (!found) return undefined;
        const invoked = await runs.runOnce(found.rule, found.job);
        await quiet();
        return invoked;
      }),
    quiet,
    stop: async (milliseconds) => {
      hasStopped = true;
      clearInterval(timer);
      clockwork.stop();
      await moving.stop(milliseconds);
    },
  };
}

/** Whatever something may be under way in. */
function movingParts(deps: BackgroundDeps) {
  const { clock, server, watch } = deps;
  const activity = activityCount();
  const metrics = deps.measuring.platform;
  const runs = jobRuns({ ...deps, metrics, send: server.send });
  const { tails, followers } = streamParts(deps, activity);
  const workers = workersOf(deps, activity);
  const teller = mailTeller({ ...deps, activity, publish: server.publish });
  const working: Source[] = [
    { name: "jobs", wake: () => {}, isIdle: runs.isIdle },
    ...tails.map((tail) => ({ name: "streams", wake: tail.read, isIdle: () => true })),
    ...followers.map(({ name, follower }) => ({ name, ...follower })),
    ...workers.map(({ name, worker }) => ({ name, ...worker })),
  ];
  const sources = [...working, { name: "mail events", wake: teller.wake, isIdle: teller.isIdle }];
  return {
    runs,
    sources,
    quiet: () => untilQuiet(sources, activity),
    activity: activity.count,
    beforeMove: async () => {
      deps.measuring.queues.look();
      for (const tail of tails) await tail.beforeMove();
    },
    nextHeld: () => earliest([...workers.map(({ worker }) => worker.comesBackAt()), teller.nextAt()]),
    /** Lets what is under way end. */
    stop: async (milliseconds: number) => {
      for (const { follower } of followers) follower.stop();
      for (const { worker } of workers) worker.stop();
      runs.stop();
      const until = performance.now() + milliseconds;
      while (performance.now() < until && !working.every((source) => source.isIdle())) await clock.pause(10);
      watch.close();
    },
  };
}

function streamParts(deps: BackgroundDeps, activity: Activity) {
  const { stack, endpoint, positions, watch, clock, pools, server } = deps;
  const { streams } = stack.mappings;
  const tails = new Map<string, StreamTail>();
  for (const tableName of new Set(streams.map((mapping) => mapping.tableName))) {
    const kept = positions.table(tableName);
    const mappingIds = streams.filter((mapping) => mapping.tableName === tableName).map(({ id }) => id);
    const stream = engineStream(endpoint, tableName, least(mappingIds.map(kept.of)));
    tails.set(tableName, streamTail({ stream, mappingIds, positions: kept, clock, mayHaveChanged: watch.look() }));
  }
  const followers: { name: string; follower: Follower }[] = streams.flatMap((mapping) => {
    const tail = tails.get(mapping.tableName);
    const pool = pools.get(mapping.functionName);
    if (!tail || !pool) return [];
    return [
      {
        name: mapping.functionName,
        follower: streamFollower(mapping, {
          ...deps,
          tail,
          pool,
          activity,
          metrics: deps.measuring.platform,
          send: server.send,
        }),
      },
    ];
  });
  return { tails: [...tails.values()], followers };
}

function workersOf(deps: BackgroundDeps, activity: Activity): { name: string; worker: QueueWorker }[] {
  const { stack, pools } = deps;
  return stack.mappings.queues.flatMap((mapping) => {
    const pool = pools.get(mapping.functionName);
    const queue = stack.queues.queues.find(({ name }) => name === mapping.queueName);
    if (!pool || !queue) return [];
    const { visibilitySeconds } = queue;
    return [
      {
        name: mapping.functionName,
        worker: queueWorker(mapping, { ...deps, pool, visibilitySeconds, activity, metrics: deps.measuring.platform }),
      },
    ];
  });
}

/** By the name of the rule or of its function, whole or without the stack's name before it. */
function jobNamed(name: string, { stack }: BackgroundDeps) {
  const isMeant = (full: string) => full === name || full === `${stack.name}-${name}`;
  for (const rule of stack.rules) {
    const job = rule.jobs.find(({ functionName }) => isMeant(rule.name) || isMeant(functionName));
    if (job) return { rule, job };
  }
  return undefined;
}

/** Lets every part take what has come. A part that fails says so once, until it succeeds again. */
function waker(sources: readonly Source[]): () => void {
  const failing = new Set<Source>();
  const wake = async (source: Source) => {
    try {
      await source.wake();
      failing.delete(source);
    } catch (error) {
      if (!failing.has(source)) console.error(`The runner could not look at ${source.name}.`, error);
      failing.add(source);
    }
  };
  return () => {
    for (const source of sources) void wake(source);
  };
}

function earliest(instants: readonly (Instant | undefined)[]): Instant | undefined {
  const known = instants.filter((instant) => instant !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}

/** Runs one after the other, whatever becomes of those before. */
function oneAfterTheOther(): <T>(run: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (run) => {
    const next = last.then(run);
    last = next.catch(() => {});
    return next;
  };
}
