/** Follows a stream for one mapping: takes batches off the tail, hands them to the function, and keeps how far it is. */
import type { Clock } from "../../../shared/platform/clock.ts";
import { isoOf } from "../clock.ts";
import type { StreamMapping } from "../declared-mappings.ts";
import type { Faults } from "../faults/faults.ts";
import type { FunctionLog } from "../functions/function-log.ts";
import type { Pool } from "../functions/pool.ts";
import { itemFailuresOf } from "../item-failures.ts";
import { functionArn, place } from "../meanings.ts";
import type { PlatformMetrics } from "../metrics/platform-metrics.ts";
import type { Activity } from "../quiet.ts";
import { deliver, type GivenUp, type Handed } from "./deliver.ts";
import type { Stamped, StreamTail } from "./stream-tail.ts";

export interface FollowerDeps {
  readonly tail: StreamTail;
  readonly pool: Pool;
  readonly clock: Clock;
  readonly faults: Faults;
  readonly log: FunctionLog;
  readonly activity: Activity;
  readonly metrics: Pick<PlatformMetrics, "streamBatch">;
  /** Puts a message into the queue for what was given up. */
  send(queueArn: string, body: string): void;
}

export interface Follower {
  /** Takes what has come to the tail. */
  wake(): void;
  /** True when nothing that may be handed over waits or is under way. */
  isIdle(): boolean;
  stop(): void;
}

/** A stream's records live for a day. */
const lifeMilliseconds = 86_400_000;
const longestPauseMilliseconds = 1_000;
const signal = new AbortController().signal;

export function streamFollower(mapping: StreamMapping, deps: FollowerDeps): Follower {
  const { tail, clock, faults } = deps;
  let isRunning = false;
  let hasStopped = false;
  const mayGoOn = () => !hasStopped && faults.state().streams === "ok";
  const hasWork = () => mayGoOn() && tail.ahead(mapping.id, 1).length > 0;
  const delivery = {
    invoke: (records: readonly Stamped[]) => invoke(records, mapping, deps),
    now: () => clock.now(),
    done: (sequence: bigint) => tail.done(mapping.id, sequence),
    giveUp: (records: readonly Stamped[], reason: GivenUp) => giveUp(records, reason, mapping, deps),
    pauseBefore: (retry: number) => clock.pause(Math.min(25 * 2 ** retry, longestPauseMilliseconds)),
    hasStopped: () => !mayGoOn(),
  };
  const run = async () => {
    for (let batch = tail.ahead(mapping.id, mapping.batchSize); batch.length > 0 && mayGoOn(); ) {
      if (batch.length < mapping.batchSize && mapping.windowMilliseconds > 0) {
        await clock.pause(mapping.windowMilliseconds);
        batch = tail.ahead(mapping.id, mapping.batchSize);
      }
      const wanted = alive(batch, mapping, deps).filter((one) => isWanted(one, mapping));
      await deliver(wanted, mapping, delivery);
      const last = batch.at(-1);
      if (last && mayGoOn()) tail.done(mapping.id, last.sequence);
      batch = tail.ahead(mapping.id, mapping.batchSize);
    }
  };
  return {
    wake: () => {
      if (isRunning || !hasWork()) return;
      isRunning = true;
      run()
        .catch((error: unknown) => {
          if (!hasStopped) console.error(`The stream of ${mapping.tableName} could not be followed.`, error);
        })
        .finally(() => {
          isRunning = false;
        });
    },
    isIdle: () => !isRunning && !hasWork(),
    stop: () => {
      hasStopped = true;
    },
  };
}

/** Records that are still in the stream: on AWS the others are gone without a word; here it is said. */
function alive(batch: readonly Stamped[], mapping: StreamMapping, { clock, log }: FollowerDeps): readonly Stamped[] {
  const oldest = clock.now() - lifeMilliseconds;
  const living = batch.filter(({ writtenAt }) => writtenAt >= oldest);
  const gone = batch.length - living.length;
  if (gone > 0) {
    const message = `${gone} records of the stream of ${mapping.tableName} were older than 24 hours and are gone.`;
    log.platform("WARN", mapping.functionName, undefined, { name: "TrimmedData", message });
  }
  return living;
}

function isWanted({ record }: Stamped, { patterns }: StreamMapping): boolean {
  return patterns.length === 0 || patterns.some((matches) => matches(record));
}

async function invoke(records: readonly Stamped[], mapping: StreamMapping, deps: FollowerDeps): Promise<Handed> {
  const event = JSON.stringify({ Records: records.map((one) => eventOf(one, mapping)) });
  let handed = await invokeOnce(event, records, mapping, deps);
  // On AWS a batch comes twice when the first answer is lost: what counts is the second.
  if (deps.faults.draw("duplicates")) handed = await invokeOnce(event, records, mapping, deps);
  return handed;
}

async function invokeOnce(
  event: string,
  records: readonly Stamped[],
  { reportsItemFailures, functionName }: StreamMapping,
  { pool, activity, metrics, clock }: FollowerDeps,
): Promise<Handed> {
  activity.note();
  metrics.streamBatch(functionName, clock.now() - (records.at(-1)?.writtenAt ?? clock.now()));
  const invoked = await pool.invoke(event, signal);
  if (invoked.kind !== "answered") return { kind: "failed" };
  const failures = reportsItemFailures ? itemFailuresOf(invoked.payload) : [];
  if (failures === "all") return { kind: "failed" };
  if (failures.length === 0) return { kind: "done" };
  const first = records.find(({ record }) => failures.includes(record.dynamodb.SequenceNumber));
  return first ? { kind: "failed-from", sequence: first.sequence } : { kind: "failed" };
}

/** As Lambda hands a record over: times by the settable clock. */
function eventOf({ record, writtenAt }: Stamped, { sourceArn }: StreamMapping): object {
  return {
    ...record,
    eventVersion: "1.1",
    eventSource: "aws:dynamodb",
    awsRegion: place.region,
    dynamodb: { ...record.dynamodb, ApproximateCreationDateTime: Math.floor(writtenAt / 1000) },
    eventSourceARN: sourceArn,
  };
}

function giveUp(records: readonly Stamped[], reason: GivenUp, mapping: StreamMapping, deps: FollowerDeps): void {
  const message = `${records.length} records of the stream of ${mapping.tableName} were given up: ${reason}.`;
  deps.log.platform("ERROR", mapping.functionName, undefined, { name: reason, message });
  const [first] = records;
  const last = records.at(-1);
  if (!first || !last || mapping.failureQueueArn === undefined) return;
  const body = {
    version: "1.0",
    timestamp: isoOf(deps.clock.now()),
    requestContext: { functionArn: functionArn(mapping.functionName), condition: reason },
    responseContext: { statusCode: 200, executedVersion: "$LATEST", functionError: "Unhandled" },
    DDBStreamBatchInfo: {
      shardId: "shardId-local",
      startSequenceNumber: first.sequence.toString(),
      endSequenceNumber: last.sequence.toString(),
      approximateArrivalOfFirstRecord: isoOf(first.writtenAt),
      approximateArrivalOfLastRecord: isoOf(last.writtenAt),
      batchSize: records.length,
      streamArn: mapping.sourceArn,
    },
  };
  deps.send(mapping.failureQueueArn, JSON.stringify(body));
}
