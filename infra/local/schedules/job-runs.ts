/** Runs jobs: by their rules, with retries and a failure queue; or by hand, once, with the result as the answer. */
import type { Clock, Instant } from "../../../shared/platform/clock.ts";
import type { Chance } from "../../../shared/platform/ids.ts";
import { isoOf } from "../clock.ts";
import type { Invoked, Pool } from "../functions/pool.ts";
import { functionArn, place, ruleArn } from "../meanings.ts";
import type { PlatformMetrics } from "../metrics/platform-metrics.ts";
import type { DeclaredRule, Job } from "./declared-rules.ts";

export interface JobRunsDeps {
  readonly pools: ReadonlyMap<string, Pool>;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly metrics: Pick<PlatformMetrics, "fired">;
  /** Puts a message into the queue for what failed. */
  send(queueArn: string, body: string): void;
}

export interface JobRuns {
  /** Runs what a rule runs; resolves when it is done, or has failed for good. */
  fire(rule: DeclaredRule, at: Instant): Promise<void>;
  /** Runs a job now, whatever its rule says. */
  runOnce(rule: DeclaredRule, job: Job): Promise<Invoked>;
  isIdle(): boolean;
  /** What is running may end; what is cut off is no failure. */
  stop(): void;
}

const pauseMilliseconds = 100;
const signal = new AbortController().signal;

export function jobRuns(deps: JobRunsDeps): JobRuns {
  let running = 0;
  let hasStopped = false;
  const counted = async <T>(run: () => Promise<T>): Promise<T> => {
    running++;
    try {
      return await run();
    } finally {
      running--;
    }
  };
  return {
    fire: (rule, at) =>
      counted(async () => {
        deps.metrics.fired(rule.name);
        await Promise.all(
          rule.jobs.map((job) => runTried(job, eventOf(rule, job, at, deps.chance), deps, () => hasStopped)),
        );
      }),
    runOnce: (rule, job) => counted(() => invoke(job, eventOf(rule, job, deps.clock.now(), deps.chance), deps)),
    isIdle: () => running === 0,
    stop: () => {
      hasStopped = true;
    },
  };
}

async function invoke({ functionName }: Job, event: string, { pools }: JobRunsDeps): Promise<Invoked> {
  return (await pools.get(functionName)?.invoke(event, signal)) ?? { kind: "failed" };
}

async function runTried(job: Job, event: string, deps: JobRunsDeps, hasStopped: () => boolean): Promise<void> {
  for (let retry = 0; retry <= job.retries; retry++) {
    if (retry > 0) await deps.clock.pause(pauseMilliseconds);
    if ((await invoke(job, event, deps)).kind === "answered" || hasStopped()) return;
  }
  if (job.failureQueueArn === undefined) return;
  const failure = {
    version: "1.0",
    timestamp: isoOf(deps.clock.now()),
    requestContext: {
      functionArn: functionArn(job.functionName),
      condition: "RetriesExhausted",
      approximateInvokeCount: job.retries + 1,
    },
    requestPayload: JSON.parse(event),
    responseContext: { statusCode: 200, executedVersion: "$LATEST", functionError: "Unhandled" },
  };
  deps.send(job.failureQueueArn, JSON.stringify(failure));
}

function eventOf({ name }: DeclaredRule, { input }: Job, at: Instant, chance: Chance): string {
  if (input !== undefined) return input;
  return JSON.stringify({
    version: "0",
    id: Buffer.from(chance.bytes(16)).toString("hex"),
    "detail-type": "Scheduled Event",
    source: "aws.events",
    account: place.account,
    time: `${isoOf(at).slice(0, 19)}Z`,
    region: place.region,
    resources: [ruleArn(name)],
    detail: {},
  });
}
