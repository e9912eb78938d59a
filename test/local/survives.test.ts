/** Whatever ends the runner: what it acknowledged is there, whole and once. */
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Acknowledged, type Load, postUntilCut } from "./load.ts";
import type { OverHttp, Sent } from "./over-http.ts";
import { enginesOn, type Spawned, spawnRunner } from "./spawned.ts";

const portal = "cong-so-tu-phap";
const clerk = "so-tu-phap.clerk";
const data = realpathSync(mkdtempSync(join(tmpdir(), "dondoc-survives-")));
const connections = 8;
/** So many questions are looked at one by one; all of them are counted. */
const closely = 15;

let running: Spawned;
afterAll(async () => {
  running?.http.close();
  running?.killAll();
  await running?.ended;
  rmSync(data, { recursive: true, force: true });
});

describe("a runner and its engine that are killed in the middle of a load", () => {
  let load: Load;
  let stood: Stood;

  beforeAll(async () => {
    running = await spawnRunner(data, "--fresh", "--at", "2024-02-05T09:00:00+07:00");
    load = postUntilCut(running.http, portal, connections);
    await atLeast(load, 40);
    stood = await clockOf(running.http);
    running.killAll();
    await Promise.all([running.ended, load.done]);
    running.http.close();
    running = await spawnRunner(data);
  });

  it("have cut off every connection", () => {
    expect(load.cutOff).toHaveLength(connections);
  });

  it("have lost no question that was acknowledged: its asker finds each", async () => {
    await expectFound(running.http, load.acknowledged);
  });

  it("have left no half of a question: head, text, event and first answer are there together", async () => {
    expectWhole(await contentsOf(running.http), load.acknowledged);
  });

  it("show each to the clerk: in the worklist, as a case, with the event of its receipt", async () => {
    const { http } = running;
    expect(await worklistOf(http)).toEqual(expect.arrayContaining(codesOf(load.acknowledged)));
    for (const { code, sent } of load.acknowledged.slice(-closely)) {
      const found = await http.as(clerk, `GET /v1/questions/${code}/case`);
      expect([found.status, found.body.title]).toEqual([200, titleOf(sent)]);
      const { body } = await http.as(clerk, `GET /v1/questions/${code}/events`);
      expect(body.items).toEqual([expect.objectContaining({ kind: "question-received", to: "received" })]);
    }
  });

  it("give whoever repeats a post the first answer again; a post that was cut off is made once", async () => {
    const { http } = running;
    for (const { sent, text } of load.acknowledged.slice(-closely)) {
      const again = await http.post(portal, sent);
      expect([again.status, again.headers["idempotency-replayed"], again.text]).toEqual([201, "true", text]);
    }
    for (const sent of load.cutOff) {
      const [first, second] = [await http.post(portal, sent), await http.post(portal, sent)];
      expect([first.status, second.headers["idempotency-replayed"], second.text]).toEqual([201, "true", first.text]);
    }
    const { heads } = await contentsOf(http);
    expect(heads).toHaveLength(load.acknowledged.length + load.cutOff.length);
  });

  it("go on with the clock from where it stood", async () => {
    // It is kept two seconds ahead, so that no sudden end sets it back.
    await expectGoesOn(running.http, stood, 5_000);
  });
});

describe("a runner that is asked to end in the middle of a load", () => {
  let load: Load;
  let earlier: readonly string[];
  let stood: Stood;

  it("ends within 3 seconds, with code 0, and takes its engine along", async () => {
    const { http } = running;
    earlier = (await contentsOf(http)).heads;
    load = postUntilCut(http, portal, connections);
    await atLeast(load, 20);
    stood = await clockOf(http);
    const askedAt = performance.now();
    running.signal("SIGINT");
    expect(await running.ended).toBe(0);
    expect(performance.now() - askedAt).toBeLessThan(3_000);
    await load.done;
    http.close();
    expect(enginesOn(data)).toEqual([]);
  });

  it("has everything at the next start, and the clock goes on to the second", async () => {
    running = await spawnRunner(data);
    await expectGoesOn(running.http, stood, 0);
    await expectFound(running.http, load.acknowledged);
    const contents = await contentsOf(running.http);
    expectWhole(contents, load.acknowledged);
    expect(contents.heads).toEqual(expect.arrayContaining([...earlier]));
    expect(await worklistOf(running.http)).toEqual(expect.arrayContaining(contents.heads));
  });
});

describe("what is left when one of the two is killed alone in the middle of a load", () => {
  it.each([
    ["its engine: the runner says so and ends with code 1", "engine", 1, 0, "The engine ended (SIGKILL). Start again"],
    ["the runner: its engine stays behind until the next start", "runner", "SIGKILL", 1, ""],
  ] as const)("%s, and nothing that was acknowledged is lost", async (_what, killed, end, left, said) => {
    const { http } = running;
    const before = enginesOn(data);
    const load = postUntilCut(http, portal, connections);
    await atLeast(load, 12);
    if (killed === "runner") running.signal("SIGKILL");
    else for (const pid of before) process.kill(pid, "SIGKILL");
    const ended = [await running.ended, running.said(), enginesOn(data)];
    await load.done;
    http.close();
    running = await spawnRunner(data);
    expect(ended).toEqual([end, expect.stringContaining(said), before.slice(0, left)]);
    expect(enginesOn(data)).toHaveLength(1);
    expect(enginesOn(data)).not.toEqual(before);
    await expectFound(running.http, load.acknowledged);
    expectWhole(await contentsOf(running.http), load.acknowledged);
  });
});

/** Waits until so many posts were acknowledged; the load goes on. */
async function atLeast(load: Load, count: number): Promise<void> {
  while (load.acknowledged.length < count && load.cutOff.length === 0) await pause(5);
}

/** What the clock showed, and when that was in real time. */
interface Stood {
  readonly now: number;
  readonly at: number;
}

async function clockOf(http: OverHttp): Promise<Stood> {
  const at = performance.now();
  return { now: Date.parse((await http.console("GET /clock")).body.now), at };
}

/** The clock has gone on since, and by no more than time itself and what is allowed. */
async function expectGoesOn(http: OverHttp, stood: Stood, allowedMilliseconds: number): Promise<void> {
  const { now } = await clockOf(http);
  expect(now).toBeGreaterThan(stood.now);
  expect(now - stood.now).toBeLessThanOrEqual(performance.now() - stood.at + allowedMilliseconds);
}

function codesOf(acknowledged: readonly Acknowledged[]): string[] {
  return acknowledged.map(({ code }) => code);
}

function titleOf({ body }: Sent): unknown {
  return Reflect.get(Object(body), "title");
}

async function expectFound(http: OverHttp, acknowledged: readonly Acknowledged[]): Promise<void> {
  const answers = await Promise.all(
    acknowledged.map(({ code, lookupKey }) => http.send(`GET /v1/questions/${code}?key=${lookupKey}`)),
  );
  expect(answers.map(({ status, body }) => [status, body.code])).toEqual(acknowledged.map(({ code }) => [200, code]));
}

interface Contents {
  /** The codes for which each part of a question is there. */
  readonly heads: string[];
  readonly texts: string[];
  readonly received: string[];
  readonly answered: string[];
}

async function contentsOf(http: OverHttp): Promise<Contents> {
  const questions = await http.items("questions");
  const events = (await http.items("events")).filter(({ kind }) => kind === "question-received");
  const answers = await http.items("answers");
  const codesOfPart = (part: string) => questions.filter((item) => item.part === part).map(({ code }) => String(code));
  return {
    heads: codesOfPart("head").sort(),
    texts: codesOfPart("text").sort(),
    received: events.map(({ subject }) => String(subject).replace("question#", "")).sort(),
    answered: answers.map(({ body }) => String(JSON.parse(String(body)).code)).sort(),
  };
}

function expectWhole({ heads, texts, received, answered }: Contents, acknowledged: readonly Acknowledged[]): void {
  expect(texts).toEqual(heads);
  expect(received).toEqual(heads);
  expect(answered).toEqual(heads);
  expect(heads).toEqual(expect.arrayContaining(codesOf(acknowledged)));
}

async function worklistOf(http: OverHttp): Promise<string[]> {
  const codes: string[] = [];
  let cursor = "";
  do {
    const { body } = await http.as(clerk, `GET /v1/worklist?limit=200${cursor}`);
    codes.push(...body.items.map(({ code }: { code: string }) => code));
    cursor = body.nextCursor === undefined ? "" : `&cursor=${body.nextCursor}`;
  } while (cursor !== "");
  return codes;
}
