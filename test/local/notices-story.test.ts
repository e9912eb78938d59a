/** The story of a question's mails on the local runner: a receipt at once, a digest at eight, and what faults do. The ladder is test/long/ladder-story. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readOptions } from "../../infra/local/options.ts";
import { type Runner, startRunner } from "../../infra/local/runner.ts";
import { question } from "../support/province.ts";
import { OverHttp } from "./over-http.ts";

const data = mkdtempSync(join(tmpdir(), "dondoc-notices-"));
const asker = "nguoi.hoi@example.com";
const clerk = "so-tu-phap.clerk@laocai.example";
const sundayNight = "2024-02-04T22:15:00+07:00";

let runner: Runner;
let http: OverHttp;
async function start(...args: string[]) {
  runner = await startRunner(readOptions(["--port", "0", "--console-port", "0", "--data", data, ...args]));
  http = new OverHttp(runner);
}
beforeAll(() => start("--at", sundayNight));
afterAll(async () => {
  http?.close();
  await runner?.stop();
  rmSync(data, { recursive: true, force: true });
});

interface Mail {
  readonly id: string;
  readonly to: string[];
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  readonly sentAt: string;
  readonly tags: { readonly notice: string };
}
const mails = async (query = ""): Promise<Mail[]> => (await http.console(`GET /mailbox${query}`)).body.items;
const to = (address: string) => mails(`?to=${address}`);
const moveTo = async (now: string) => (await http.console("POST /clock", { body: { now } })).body;
const faults = (body: object) => http.console("POST /faults", { body });
/** The states of some alarms, as CloudWatch names them. */
const alarms = async (...names: string[]): Promise<(string | undefined)[]> => {
  const { body } = await http.console("GET /alarms", { headers: { accept: "application/json" } });
  const items: { name: string; state: string }[] = body.items;
  return names.map((name) => items.find((one) => one.name === `${runner.stack.name}-${name}`)?.state);
};
const ask = () => http.post("cong-so-tu-phap", { body: question({ asker: { name: "Nguyễn Văn Mẫu", email: asker } }) });

/** The mails that come within a time, measured by the machine's clock. */
async function within(milliseconds: number, look: () => Promise<Mail[]>): Promise<Mail[]> {
  const until = performance.now() + milliseconds;
  for (;;) {
    const found = await look();
    if (found.length > 0 || performance.now() > until) return found;
    await pause(20);
  }
}

test("the asker has a receipt within two seconds", async () => {
  await http.console("GET /quiet");
  const posted = await ask();
  expect(posted.status, posted.text).toBe(201);
  const [receipt, ...others] = await within(2_000, () => to(asker));
  expect(others).toEqual([]);
  expect(receipt?.text).toContain(posted.body.code);
  expect(receipt?.subject).toMatch(/^\[Hỏi - Đáp\] /);
  expect(receipt?.html).toContain("<");
  expect(receipt?.sentAt).toMatch(/^2024-02-04T15:15/);
});

test("nobody else hears of it in the night to Monday", async () => {
  await moveTo("2024-02-05T07:59:00+07:00");
  expect(await mails()).toHaveLength(1);
});

test("the clerk has one digest on the next working day at eight, however often the jobs run", async () => {
  const moved = await moveTo("2024-02-05T08:00:00+07:00");
  expect(moved).toMatchObject({
    now: expect.stringMatching(/^2024-02-05T01:00:0/),
    fired: expect.any(Object),
    skipped: 0,
  });
  const [digest, ...others] = await to(clerk);
  expect(others).toEqual([]);
  expect(digest?.sentAt).toMatch(/^2024-02-05T01:00:0/);
  for (const job of ["deadline-sweep", "notice-dispatch", "catch-up", "deadline-sweep"]) {
    await http.console(`POST /jobs/${job}`);
  }
  expect(await mails()).toHaveLength(2);
});

test("a job answers with its own result", async () => {
  expect((await http.console("POST /jobs/deadline-sweep")).body).toMatchObject({ steps: 0, isFinished: true });
});

test("what was sent and what was done with outlives the runner", async () => {
  const before = await mails();
  http.close();
  await runner.stop();
  await start();
  await http.console("GET /quiet");
  expect(await mails()).toEqual(before);
});

describe("while the streams are off", () => {
  test("nothing is told; after a day their records are gone, and it is said", async () => {
    const before = await mails();
    await faults({ streams: "off", schedules: "off" });
    await ask();
    await moveTo("2024-02-06T14:00:00+07:00");
    expect(await mails()).toEqual(before);
    await faults({ streams: "ok" });
    await http.console("GET /quiet");
    expect(readFileSync(runner.logFile, "utf8")).toContain("were older than 24 hours and are gone");
    expect(await mails()).toEqual(before);
  });

  test("a day without a rule firing rings: the jobs that fell silent, and what people read of it", async () => {
    expect(await alarms("deadline-sweep-silent", "deadlines-not-checked")).toEqual(["ALARM", "ALARM"]);
  });

  test("catch-up makes up for it, once", async () => {
    const before = await to(asker);
    await faults({ schedules: "ok" });
    await moveTo("2024-02-06T14:15:00+07:00");
    const after = await to(asker);
    expect(after.slice(before.length)).toHaveLength(1);
  });

  test("when the rules fire again the alarms are over", async () => {
    expect(await alarms("deadline-sweep-silent", "deadlines-not-checked")).toEqual(["OK", "OK"]);
  });
});

test("a mail that the service refuses leaves when it serves again", async () => {
  const before = await to(asker);
  await faults({ mail: "off" });
  await ask();
  await http.console("GET /quiet");
  expect(await to(asker)).toEqual(before);
  await faults({ mail: "ok" });
  await moveTo("2024-02-06T15:15:00+07:00");
  expect((await to(asker)).slice(before.length)).toHaveLength(1);
});

test("conflicts, throttling and duplicates change nothing but the time it takes", async () => {
  const before = await to(asker);
  await faults({ conflicts: 0.3, throttle: 0.1, duplicates: 0.5, seed: 11 });
  expect((await ask()).status).toBe(201);
  await faults({ conflicts: 0, throttle: 0, duplicates: 0 });
  await moveTo("2024-02-06T15:45:00+07:00");
  expect((await to(asker)).slice(before.length)).toHaveLength(1);
});

test("mails are shown to people, too, and a mail's own page cannot run anything", async () => {
  const page = (path: string) => fetch(`${runner.consoleUrl}${path}`, { headers: { accept: "text/html" } });
  const [{ id = "", subject = "" } = {}] = await to(asker);
  expect(await (await page("/mailbox")).text()).toContain(id);
  const shown = await (await page(`/mailbox/${id}`)).text();
  expect([shown.includes(subject.slice(0, 10)), shown.includes('sandbox=""')]).toEqual([true, true]);
});

test("every dashboard of the template is drawn whole, from what was measured", async () => {
  for (const { name, title } of runner.stack.dashboards) {
    const drawn = await fetch(`${runner.consoleUrl}/dashboards/${name}`);
    const shown = await drawn.text();
    expect([drawn.status, shown.includes(`<h1 id="`), shown.includes(title)]).toEqual([200, true, true]);
    expect(shown).not.toContain("Không vẽ được");
  }
  const headers = { accept: "application/json" };
  const facts = await (await fetch(`${runner.consoleUrl}/dashboards/${runner.stack.name}`, { headers })).text();
  expect(facts).toMatch(/"label":"Đang xử lý"[^\]]*"value":[1-9]/);
});

test.each([
  ["POST", "/jobs/nothing", undefined, 404, "job-unknown"],
  ["POST", "/faults", '{"streams":"maybe"}', 422, "faults-invalid"],
  ["POST", "/faults", "{", 400, "body-not-json"],
  ["GET", "/mailbox?limit=0", undefined, 422, "limit-invalid"],
  ["GET", "/mailbox?after=nothing", undefined, 404, "mail-unknown"],
  ["GET", "/mailbox/nothing", undefined, 404, "mail-unknown"],
  ["GET", "/dashboards/nothing", undefined, 404, "not-found"],
  ["GET", "/dashboards/dondoc-local?range=P1Y", undefined, 422, "range-invalid"],
  ["GET", "/dashboards/dondoc-local/widget-0", undefined, 404, "not-found"],
  ["POST", "/clock?every=other", '{"advance":"PT1S"}', 422, "every-invalid"],
])("%s %s %s is %i %s", async (method, path, body, status, code) => {
  const answer = await fetch(`${runner.consoleUrl}${path}`, { method, ...(body !== undefined && { body }) });
  expect([answer.status, await answer.json()]).toMatchObject([status, { code }]);
});
