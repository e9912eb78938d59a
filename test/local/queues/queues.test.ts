import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { settableClock } from "../../../infra/local/clock.ts";
import type { QueueMapping } from "../../../infra/local/declared-mappings.ts";
import { faultsOf } from "../../../infra/local/faults/faults.ts";
import type { Invoked, Pool } from "../../../infra/local/functions/pool.ts";
import { queueArn } from "../../../infra/local/meanings.ts";
import type { DeclaredQueues } from "../../../infra/local/queues/declared-queues.ts";
import { type QueueServer, startQueueServer } from "../../../infra/local/queues/queue-server.ts";
import { queueWorker } from "../../../infra/local/queues/queue-worker.ts";
import { activityCount, untilQuiet } from "../../../infra/local/quiet.ts";

const declared: DeclaredQueues = {
  queues: [
    { name: "failed", visibilitySeconds: 30, attributes: {} },
    {
      name: "work",
      visibilitySeconds: 180,
      attributes: {
        VisibilityTimeout: "180",
        RedrivePolicy: JSON.stringify({ deadLetterTargetArn: queueArn("failed"), maxReceiveCount: 3 }),
      },
    },
  ],
  topicNames: ["told"],
  subscriptions: [{ topicName: "told", queueName: "work", attributes: { RawMessageDelivery: "true" } }],
};
const mapping: QueueMapping = {
  id: "Work",
  functionName: "worker",
  batchSize: 10,
  reportsItemFailures: true,
  queueName: "work",
  sourceArn: queueArn("work"),
  atOnce: 2,
};

const folder = mkdtempSync(join(tmpdir(), "dondoc-queues-"));
let server: QueueServer;
beforeEach(async () => {
  rmSync(folder, { recursive: true, force: true });
  server = await startQueueServer(folder);
  await server.prepare(declared);
});
afterEach(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** A worker whose function answers so; what it was handed is written down. */
function worker(answer: (bodies: string[]) => object | "fails") {
  const clock = settableClock(Date.parse("2024-02-05T01:00:00Z"));
  const handed: string[][] = [];
  let running = 0;
  let mostAtOnce = 0;
  const invoke = async (event: string): Promise<Invoked> => {
    mostAtOnce = Math.max(mostAtOnce, ++running);
    const records: { body: string; messageId: string }[] = JSON.parse(event).Records;
    handed.push(records.map(({ body }) => body));
    await pause(40);
    running--;
    const result = answer(records.map(({ body }) => body));
    if (result === "fails") return { kind: "failed" };
    const failed = records.filter(({ body }) => Reflect.get(result, "failed") === body);
    const failures = failed.map(({ messageId }) => ({ itemIdentifier: messageId }));
    return { kind: "answered", payload: JSON.stringify({ batchItemFailures: failures }) };
  };
  const pool: Pool = { invoke, warm: async () => undefined, renew: () => {}, end: async () => {} };
  const faults = faultsOf();
  const activity = activityCount();
  const metrics = { messages: () => {} };
  const made = queueWorker(mapping, { server, pool, clock, faults, activity, metrics, visibilitySeconds: 180 });
  const quiet = () => untilQuiet([{ name: "work", ...made }], activity, 5_000);
  return { clock, handed, faults, worker: made, quiet, mostAtOnce: () => mostAtOnce };
}

const send = (...bodies: string[]) => {
  for (const body of bodies) server.send(queueArn("work"), body);
};

test("serves this machine only", () => {
  const port = Number(new URL(server.url).port).toString(16).toUpperCase().padStart(4, "0");
  const listening = readFileSync("/proc/net/tcp", "utf8")
    .split("\n")
    .filter((line) => line.includes(`:${port} 00000000:0000 0A`));
  expect(listening.map((line) => line.trim().split(/\s+/)[1])).toEqual([`0100007F:${port}`]);
});

test("messages come in batches, so many batches at once, and what is done is gone", async () => {
  const { handed, quiet, mostAtOnce } = worker(() => ({}));
  send(...Array.from({ length: 25 }, (_, index) => String(index)));
  await quiet();
  expect(handed.flat().sort()).toEqual(Array.from({ length: 25 }, (_, index) => String(index)).sort());
  expect(mostAtOnce()).toBe(2);
  expect(Math.max(...handed.map(({ length }) => length))).toBeLessThanOrEqual(10);
  expect(server.readyIn("work")).toBe(0);
});

test("what a topic is told comes raw to its queue", async () => {
  const { handed, quiet } = worker(() => ({}));
  server.publish("arn:aws:sns:ap-southeast-1:000000000000:told", '{"a":1}');
  await quiet();
  expect(handed).toEqual([['{"a":1}']]);
});

test("only the message that failed comes back: when the clock says so, and at last into the failure queue", async () => {
  const { clock, handed, worker: made, quiet } = worker(() => ({ failed: "bad" }));
  send("good", "bad");
  await quiet();
  const backAt = made.comesBackAt() ?? 0;
  expect(backAt - clock.now()).toBeGreaterThan(178_000);
  for (let round = 0; round < 3; round++) {
    clock.moveTo(Math.max(clock.now(), made.comesBackAt() ?? 0));
    await quiet();
  }
  expect(handed.flat().filter((body) => body === "good")).toHaveLength(1);
  expect(handed.flat().filter((body) => body === "bad")).toHaveLength(3);
  expect([server.readyIn("work"), server.readyIn("failed")]).toEqual([0, 1]);
});

test("a function that throws gets its whole batch again", async () => {
  let isFirst = true;
  const {
    clock,
    handed,
    worker: made,
    quiet,
  } = worker(() => {
    const result = isFirst ? "fails" : {};
    isFirst = false;
    return result;
  });
  send("a");
  await quiet();
  clock.moveTo(made.comesBackAt() ?? 0);
  await quiet();
  expect(handed).toEqual([["a"], ["a"]]);
});

test("duplicates: a batch comes twice", async () => {
  const { handed, faults, quiet } = worker(() => ({}));
  faults.change({ duplicates: 1 });
  send("a");
  await quiet();
  expect(handed).toEqual([["a"], ["a"]]);
});

test("a new start finds every message, those that were being worked on, too", async () => {
  send("a", "b");
  await server.receive("work", 1);
  await server.stop();
  server = await startQueueServer(folder);
  await server.prepare(declared);
  await server.giveBackAll("work");
  const { handed, quiet } = worker(() => ({}));
  await quiet();
  expect(handed.flat().sort()).toEqual(["a", "b"]);
});
