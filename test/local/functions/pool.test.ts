import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { settableClock } from "../../../infra/local/clock.ts";
import type { DeclaredFunction } from "../../../infra/local/functions/declared-function.ts";
import { functionLog } from "../../../infra/local/functions/function-log.ts";
import {
  functionPool,
  type Invoked,
  type Measures,
  type Pool,
  type PoolDeps,
} from "../../../infra/local/functions/pool.ts";
import { systemChance } from "../../../shared/platform/ids.ts";

const folder = mkdtempSync(join(tmpdir(), "dondoc-pool-"));
const logFile = join(folder, "functions.log");
const log = functionLog(logFile, false, () => "2024-01-01T00:00:00.000Z");
const clock = settableClock(Date.parse("2024-01-01T00:00:00Z"));
const stays = new AbortController().signal;

writeFileSync(
  join(folder, "index.mjs"),
  `import { request } from "node:http";
  import { threadId } from "node:worker_threads";
  let calls = 0, running = 0;
  const does = {
    who: (event, context) => ({ threadId, calls, name: context.functionName, left: context.getRemainingTimeInMillis() }),
    environment: () => process.env,
    time: () => ({ called: Date(), now: Date.now(), made: new Date().toISOString(), given: new Date(0).toISOString(), isDate: new Date() instanceof Date }),
    slow: async ({ milliseconds }) => { await new Promise((resolve) => setTimeout(resolve, milliseconds)); return { threadId, running }; },
    forever: () => { for (;;); },
    leave: () => { setTimeout(() => process.exit(4), 5); return 1; },
    hang: () => new Promise(() => {}),
    throw: () => { throw new RangeError("no such luck"); },
    exit: () => process.exit(3),
    later: () => new Promise(() => setTimeout(() => { throw new Error("unhandled"); }, 1)),
    large: ({ bytes }) => "x".repeat(bytes),
    nothing: () => undefined,
    store: () => new Promise((resolve) => {
      const headers = { "x-amz-target": "DynamoDB_20120810.PutItem" };
      const sent = request(process.env.AWS_ENDPOINT_URL_DYNAMODB, { method: "POST", headers }, (answer) => {
        let text = "";
        setTimeout(() => answer.on("data", (chunk) => (text += chunk)).on("end", () => resolve(JSON.parse(text))), 5);
      });
      sent.end(JSON.stringify({ TableName: "questions", Item: { name: { S: "Đôn đốc" } } }));
    }),
    headers: () => new Promise((resolve) => request(process.env.AWS_ENDPOINT_URL_DYNAMODB, (answer) => {
      answer.resume().on("end", () => resolve(Object.keys(answer.headers)));
    }).end()),
    speak: () => { console.log(JSON.stringify({ level: "INFO", message: "xin chào" })); return 1; },
  };
  export const handler = async (event, context) => {
    calls += 1;
    running += 1;
    try { return await does[event.what](event, context); } finally { running -= 1; }
  };`,
);
writeFileSync(join(folder, "broken.mjs"), `throw new Error("does not load");`);

const declared: DeclaredFunction = {
  name: "dondoc-local-tried",
  folder,
  handler: "index.handler",
  timeoutSeconds: 0.5,
  memoryMegabytes: 128,
  variables: { TABLE: "some-table" },
  lambdaVariables: { AWS_REGION: "ap-southeast-1" },
};
const pools: Pool[] = [];
function poolOf(changes: Partial<DeclaredFunction> = {}, more: Partial<PoolDeps> = {}): Pool {
  const pool = functionPool(
    { ...declared, ...changes },
    { offset: clock.offset, endpoint: "http://127.0.0.1:1", log, chance: systemChance, ...more },
  );
  pools.push(pool);
  return pool;
}
const call = (pool: Pool, event: object, signal = stays) => pool.invoke(JSON.stringify(event), signal);
function payloadOf(invoked: Invoked): unknown {
  return invoked.kind === "answered" ? JSON.parse(invoked.payload) : invoked.kind;
}

afterEach(() => Promise.all(pools.splice(0).map((pool) => pool.end())));
afterAll(async () => {
  await log.close();
  rmSync(folder, { recursive: true });
});

test("calls one after the other meet the same environment", async () => {
  const pool = poolOf();
  await pool.warm();
  const first = payloadOf(await call(pool, { what: "who" }));
  const second = payloadOf(await call(pool, { what: "who" }));

  expect(first).toMatchObject({ calls: 1, name: "dondoc-local-tried" });
  expect(second).toMatchObject({ calls: 2, threadId: Reflect.get(Object(first), "threadId") });
  expect(Reflect.get(Object(first), "left")).toBeGreaterThan(400);
});

test("an environment has one call at a time: ten at once share four environments", async () => {
  const pool = poolOf({ timeoutSeconds: 5 });
  const answers = await Promise.all(Array.from({ length: 10 }, () => call(pool, { what: "slow", milliseconds: 20 })));

  expect(answers.map(payloadOf)).toEqual(Array.from({ length: 10 }, () => expect.objectContaining({ running: 1 })));
  expect(new Set(answers.map((answer) => Reflect.get(Object(payloadOf(answer)), "threadId"))).size).toBe(4);
});

test("a function has its own variables and none of ours", async () => {
  process.env.DONDOC_TEST_SECRET = "ours";
  const variables = payloadOf(await call(poolOf(), { what: "environment" }));
  delete process.env.DONDOC_TEST_SECRET;

  expect(variables).toEqual({
    AWS_REGION: "ap-southeast-1",
    AWS_ENDPOINT_URL_DYNAMODB: "http://127.0.0.1:1",
    TABLE: "some-table",
  });
});

test("every environment lives by the settable clock, also after it has moved", async () => {
  const pool = poolOf();
  const before = payloadOf(await call(pool, { what: "time" }));
  clock.moveTo(Date.parse("2024-02-03T15:15:00Z"));
  const after = payloadOf(await call(pool, { what: "time" }));

  expect(before).toMatchObject({
    made: expect.stringMatching(/^2024-01-01T00:00/),
    given: "1970-01-01T00:00:00.000Z",
    isDate: true,
  });
  expect(after).toMatchObject({
    called: expect.stringContaining("2024"),
    made: expect.stringMatching(/^2024-02-03T15:15:0/),
    now: expect.closeTo(Date.parse("2024-02-03T15:15:00Z"), -4),
  });
});

test("after a renewal the next call meets a new environment, and a call under way ends in its own", async () => {
  const pool = poolOf({ timeoutSeconds: 5 });
  const before = payloadOf(await call(pool, { what: "who" }));
  const slow = call(pool, { what: "slow", milliseconds: 50 });
  pool.renew();
  const after = payloadOf(await call(pool, { what: "who" }));
  expect([before, after]).toMatchObject([{ calls: 1 }, { calls: 1 }]);
  expect(payloadOf(await slow)).toMatchObject({ threadId: Reflect.get(Object(before), "threadId") });
});

test.each([
  ["throw", "RangeError", "no such luck"],
  ["exit", "Runtime.ExitError", "ended with code 3"],
  ["later", "Error", "unhandled"],
  ["forever", "Sandbox.Timedout", "Task timed out after 0.50 seconds"],
  ["hang", "Sandbox.Timedout", "Task timed out after 0.50 seconds"],
])("a call that comes to grief (%s) fails alone; the next is answered", async (what, errorType, errorMessage) => {
  const pool = poolOf();
  expect(await call(pool, { what })).toEqual({ kind: "failed" });
  expect(payloadOf(await call(pool, { what: "who" }))).toMatchObject({ calls: what === "throw" ? 2 : 1 });
  await expect.poll(lines).toContainEqual(
    expect.objectContaining({
      level: "ERROR",
      functionName: declared.name,
      errorType,
      errorMessage: expect.stringContaining(errorMessage),
    }),
  );
});

test("an environment that ends between two calls costs no call", async () => {
  const pool = poolOf();
  expect(await call(pool, { what: "leave" })).toEqual({ kind: "answered", payload: "1" });
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(payloadOf(await call(pool, { what: "who" }))).toMatchObject({ calls: 1 });
});

test("code that does not load fails every call, and says why in the log", async () => {
  const pool = poolOf({ handler: "broken.handler" });
  expect(await pool.warm()).toBe("The code of dondoc-local-tried does not load: does not load");
  expect(await call(pool, { what: "who" })).toEqual({ kind: "failed" });
  expect(await call(pool, { what: "who" })).toEqual({ kind: "failed" });
  expect(lines()).toContainEqual(expect.objectContaining({ errorMessage: "does not load" }));
});

test("six megabytes is the limit of an event and of an answer", async () => {
  const pool = poolOf({ timeoutSeconds: 5 });
  const limit = 6 * 1024 * 1024 + 100;

  expect(await call(pool, { what: "large", bytes: limit - 2 })).toMatchObject({ kind: "answered" });
  expect(await call(pool, { what: "large", bytes: limit })).toEqual({ kind: "failed" });
  expect(await call(pool, { what: "who", text: "x".repeat(limit) })).toEqual({ kind: "too-large" });
});

test("a caller who has gone loses their place in the line", async () => {
  const pool = poolOf({ timeoutSeconds: 5 });
  const busy = Array.from({ length: 4 }, () => call(pool, { what: "slow", milliseconds: 100 }));
  const gone = new AbortController();
  const waiting = call(pool, { what: "who" }, gone.signal);
  gone.abort();

  expect(await waiting).toEqual({ kind: "failed" });
  await Promise.all(busy);
});

test("no result is null, and what a function says goes to the log in whole lines", async () => {
  const pool = poolOf();
  expect(await call(pool, { what: "nothing" })).toEqual({ kind: "answered", payload: "null" });
  await call(pool, { what: "speak" });
  await expect.poll(lines).toContainEqual({ level: "INFO", message: "xin chào" });
});

function lines(): unknown[] {
  return readFileSync(logFile, "utf8")
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line));
}

describe("each invocation is measured", () => {
  const measured = (endpoint = "http://127.0.0.1:1") => {
    const all: Measures[] = [];
    return { all, pool: poolOf({}, { endpoint, measure: (_, measures) => all.push(measures) }) };
  };

  test("with its time, how many there were at once, and whether it failed", async () => {
    const { all, pool } = measured();
    await Promise.all([1, 2].map(() => call(pool, { what: "slow", milliseconds: 30 })));
    await call(pool, { what: "throw" });
    expect(all.map(({ atOnce }) => atOnce).sort()).toEqual([1, 1, 2]);
    expect(all.map(({ hasFailed }) => hasFailed)).toEqual([false, false, true]);
    expect(all[0]?.durationMilliseconds).toBeGreaterThanOrEqual(29);
  });

  test("in the report that Lambda writes: only an environment's first one has the time that its code took to load", async () => {
    const name = "dondoc-local-reported";
    const pool = poolOf({ name });
    await call(pool, { what: "who" });
    await call(pool, { what: "throw" });
    const metrics = { durationMs: expect.any(Number), billedDurationMs: expect.any(Number), memorySizeMB: 128 };
    const isReport = (line: unknown) => JSON.stringify(line).includes(`"platform.report","functionName":"${name}"`);
    const reports = () => lines().filter(isReport);
    await expect
      .poll(reports)
      .toMatchObject([
        { record: { status: "success", metrics: { ...metrics, initDurationMs: expect.any(Number) } } },
        { record: { status: "error", metrics } },
      ]);
    expect(JSON.stringify(reports()[1])).not.toContain("initDurationMs");
  });

  test("with what it consumed of the tables, though it never asked; its own answer is whole", async () => {
    const asked: string[] = [];
    const engine = createServer((request, response) => {
      request.setEncoding("utf8").on("data", (chunk: string) => asked.push(chunk));
      request.on("end", () => response.end(JSON.stringify({ ConsumedCapacity: capacity, Attributes: "văn bản" })));
    });
    await new Promise<void>((resolve) => engine.listen(0, "127.0.0.1", resolve));
    const { port } = Object(engine.address());
    const { all, pool } = measured(`http://127.0.0.1:${port}`);
    const answer = payloadOf(await call(pool, { what: "store" }));
    engine.close();
    expect(JSON.parse(asked.join(""))).toEqual({
      ReturnConsumedCapacity: "INDEXES",
      TableName: "questions",
      Item: { name: { S: "Đôn đốc" } },
    });
    expect(answer).toMatchObject({ Attributes: "văn bản" });
    expect(all[0]?.consumed).toEqual([
      { table: "questions", kind: "write", units: 2, refused: 0 },
      { table: "questions", index: "open-by-due", kind: "write", units: 1, refused: 0 },
    ]);
  });

  test("a call that is refused as too much is counted as such", async () => {
    const engine = createServer((_, response) => {
      response.writeHead(400).end(JSON.stringify({ __type: "com.amazonaws#ProvisionedThroughputExceededException" }));
    });
    await new Promise<void>((resolve) => engine.listen(0, "127.0.0.1", resolve));
    const { port } = Object(engine.address());
    const { all, pool } = measured(`http://127.0.0.1:${port}`);
    await call(pool, { what: "store" });
    engine.close();
    expect(all[0]?.consumed).toEqual([{ table: "questions", kind: "write", units: 0, refused: 1 }]);
  });
});

test("no answer tells a function the machine's time: the SDK would repeat what was refused, as if its clock went wrong", async () => {
  const engine = createServer((_, response) => response.writeHead(400, { "x-told": "1" }).end());
  await new Promise<void>((resolve) => engine.listen(0, "127.0.0.1", resolve));
  const { port } = Object(engine.address());
  const pool = poolOf({}, { endpoint: `http://127.0.0.1:${port}` });
  const headers = payloadOf(await call(pool, { what: "headers" }));
  engine.close();
  expect(headers).toContain("x-told");
  expect(headers).not.toContain("date");
});

const capacity = {
  TableName: "questions",
  CapacityUnits: 3,
  Table: { CapacityUnits: 2 },
  GlobalSecondaryIndexes: { "open-by-due": { CapacityUnits: 1 } },
};
