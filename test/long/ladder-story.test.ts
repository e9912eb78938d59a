/** A question that nobody answers, on the local runner over three weeks of clock: reminders and late notices, each once. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readOptions } from "../../infra/local/options.ts";
import { type Runner, startRunner } from "../../infra/local/runner.ts";
import { OverHttp } from "../local/over-http.ts";
import { question } from "../support/province.ts";

const data = mkdtempSync(join(tmpdir(), "dondoc-ladder-"));
let runner: Runner;
let http: OverHttp;
beforeAll(async () => {
  const options = ["--port", "0", "--console-port", "0", "--data", data, "--at", "2024-02-03T22:15:00+07:00"];
  runner = await startRunner(readOptions(options));
  http = new OverHttp(runner);
});
afterAll(async () => {
  http?.close();
  await runner?.stop();
  rmSync(data, { recursive: true, force: true });
});

interface Mail {
  readonly to: string[];
  readonly sentAt: string;
  readonly tags: { readonly notice: string };
}

test("reminders and late notices go up the ladder, each once, within office hours", async () => {
  const posted = await http.post("cong-so-tu-phap", { body: question() });
  expect(posted.status, posted.text).toBe(201);
  const { skipped } = (await http.console("POST /clock", { body: { now: "2024-02-26T08:00:00+07:00" } })).body;
  expect(skipped).toBeGreaterThan(1_000);
  const all: Mail[] = (await http.console("GET /mailbox")).body.items;
  const notices = all.map(({ to: [address], tags }) => `${tags.notice} ${address}`);
  expect(notices.filter((notice, index) => notices.indexOf(notice) !== index)).toEqual([]);
  for (const step of ["due-today", "late-1", "late-5"]) {
    expect(
      notices.filter((notice) => notice.includes(`_h${step}_h`)),
      step,
    ).not.toEqual([]);
  }
  const toOfficers = all.filter(({ to: [address] }) => address?.endsWith("@laocai.example"));
  const hours = toOfficers.map(({ sentAt }) => sentAt.slice(11, 16)).filter((time) => time < "00:30" || time > "10:00");
  expect(hours).toEqual([]);
});
