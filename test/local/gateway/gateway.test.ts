import { createServer, type Server } from "node:http";
import { afterEach, expect, test } from "vitest";
import { settableClock } from "../../../infra/local/clock.ts";
import type { Invoked, Pool } from "../../../infra/local/functions/pool.ts";
import type { DeclaredApi } from "../../../infra/local/gateway/declared-api.ts";
import { type Answered, gateway } from "../../../infra/local/gateway/gateway.ts";
import { systemChance } from "../../../shared/platform/ids.ts";

const api: DeclaredApi = {
  id: "Api",
  stageName: "$default",
  routes: [
    { key: "POST /echo", functionName: "echo", timeoutMilliseconds: 30_000 },
    { key: "POST /slow", functionName: "slow", timeoutMilliseconds: 50 },
    { key: "POST /lost", functionName: "nobody", timeoutMilliseconds: 30_000 },
  ],
  cors: undefined,
  throttle: undefined,
};

let server: Server | undefined;
afterEach(() => server?.close());

/** A gateway with one function behind it, and its address. */
async function opened(
  invoke: Pool["invoke"],
  changes: Partial<DeclaredApi> = {},
  measure: (answered: Answered) => void = () => {},
): Promise<string> {
  const pool: Pool = { invoke, warm: async () => undefined, renew: () => {}, end: async () => {} };
  const clock = settableClock(Date.parse("2024-02-03T15:15:00Z"));
  const pools = new Map([
    ["echo", pool],
    ["slow", pool],
  ]);
  const listener = gateway({ api: { ...api, ...changes }, pools, port: 3000, clock, chance: systemChance, measure });
  const opening = createServer((request, response) => void listener(request, response));
  server = opening;
  await new Promise<void>((resolve) => opening.listen(0, "127.0.0.1", resolve));
  const address = opening.address();
  return `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
}

const answered = (result: object): Invoked => ({ kind: "answered", payload: JSON.stringify(result) });

async function statusAndBody(response: Response): Promise<[number, unknown]> {
  return [response.status, await response.json()];
}

test("the function gets the event and its result is the answer, at the time of the settable clock", async () => {
  const url = await opened(async (event) => answered({ statusCode: 201, headers: { etag: '"1"' }, body: event }));
  const response = await fetch(`${url}/echo?a=1`, { method: "POST", body: "văn bản" });

  expect(response.status).toBe(201);
  expect(response.headers.get("etag")).toBe('"1"');
  expect(response.headers.get("date")).toMatch(/^Sat, 03 Feb 2024 15:15:/);
  expect(response.headers.get("apigw-requestid")).toMatch(/^\S{16}$/);
  expect(await response.json()).toMatchObject({
    routeKey: "POST /echo",
    queryStringParameters: { a: "1" },
    body: "văn bản",
    requestContext: { requestId: response.headers.get("apigw-requestid") },
  });
});

test("a function that fails is 500, and says nothing of why", async () => {
  const url = await opened(async () => ({ kind: "failed" }));
  expect(await statusAndBody(await fetch(`${url}/echo`, { method: "POST" }))).toEqual([
    500,
    { message: "Internal Server Error" },
  ]);
  expect(await statusAndBody(await fetch(`${url}/lost`, { method: "POST" }))).toEqual([
    500,
    { message: "Internal Server Error" },
  ]);
});

test("the gateway waits no longer than its limit, and lets go of what still waits in line", async () => {
  let isLetGo = false;
  const url = await opened(async (_, signal) => {
    await new Promise((resolve) => signal.addEventListener("abort", resolve));
    isLetGo = true;
    return { kind: "failed" };
  });
  expect(await statusAndBody(await fetch(`${url}/slow`, { method: "POST" }))).toEqual([
    503,
    { message: "Service Unavailable" },
  ]);
  expect(isLetGo).toBe(true);
});

test("an event that Lambda would not take is 413", async () => {
  const url = await opened(async () => ({ kind: "too-large" }));
  expect(await statusAndBody(await fetch(`${url}/echo`, { method: "POST" }))).toEqual([
    413,
    { message: "Request Entity Too Large" },
  ]);
});

test("above the stage's burst it is 429; an unknown path costs nothing", async () => {
  const url = await opened(async () => answered({ statusCode: 200, body: "{}" }), {
    throttle: { rate: 0.001, burst: 2 },
  });
  const statuses: number[] = [];
  for (const path of ["/none", "/echo", "/none", "/echo", "/echo"])
    statuses.push((await fetch(`${url}${path}`, { method: "POST" })).status);
  expect(statuses).toEqual([404, 200, 404, 200, 429]);
});

test("a header that HTTP cannot carry is the function's fault", async () => {
  const url = await opened(async () => answered({ statusCode: 200, headers: { "x-name": "Đôn đốc" }, body: "" }));
  expect(await statusAndBody(await fetch(`${url}/echo`, { method: "POST" }))).toEqual([
    500,
    { message: "Internal Server Error" },
  ]);
});

test("every answer is measured: the gateway's own without a time in a function", async () => {
  const all: Answered[] = [];
  const url = await opened(
    async () => answered({ statusCode: 404 }),
    {},
    (one) => all.push(one),
  );
  await fetch(`${url}/echo`, { method: "POST" });
  await fetch(`${url}/nothing`);
  const measured = { milliseconds: expect.any(Number), status: 404 };
  expect(all).toEqual([
    { ...measured, integrationMilliseconds: expect.any(Number) },
    { ...measured, integrationMilliseconds: undefined },
  ]);
});
