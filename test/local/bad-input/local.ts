/** One runner for all groups of bad input, and what they have in common. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Runner, startRunner } from "../../../infra/local/runner.ts";
import { question } from "../../support/province.ts";
import { type Answer, type Counts, OverHttp, type Sent } from "../over-http.ts";

/** The portal that posts, and where the clock begins. */
export const portal = "cong-so-tu-phap";
export const clerk = "so-tu-phap.clerk";
export const start = Date.parse("2024-02-05T09:00:00+07:00");

/** Set before the first test. */
export let runner: Runner;
export let http: OverHttp;

/** Starts the runner before the tests of the calling file, and ends it after them. */
export function withRunner(): void {
  const folder = mkdtempSync(join(tmpdir(), "dondoc-bad-input-"));
  beforeAll(async () => {
    const options = { isFresh: true, hasDemo: true, endpoint: undefined, isVerbose: false };
    runner = await startRunner({ port: 0, consolePort: 0, data: folder, at: start, ...options });
    http = new OverHttp(runner);
  });
  afterAll(async () => {
    http?.close();
    await runner?.stop();
    rmSync(folder, { recursive: true, force: true });
  });
}

/** A group of requests after which the tables hold what they held before. Every change writes an event, so these three tell. */
export function writesNothing(title: string, group: () => void): void {
  describe(title, () => {
    let before: Counts;
    beforeAll(async () => {
      before = await http.counts();
    });
    group();
    it("and nothing was written", async () => {
      expect(await http.counts()).toEqual(before);
    });
  });
}

/** Posts what is given, as it is. */
export function post(raw: string | Buffer | undefined, headers: Sent["headers"] = {}): Promise<Answer> {
  return http.post(portal, { ...(raw !== undefined && { raw }), headers });
}

/** Posts a question that is taken in. */
export async function posted(body: object = question(), headers: Sent["headers"] = {}): Promise<Answer> {
  const answer = await http.post(portal, { body, headers });
  expect(answer.status, answer.text).toBe(201);
  return answer;
}
