/** The runner's own bucket, where the handlers' tests do not reach: what the template declares, what is kept, what time deletes. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { type HttpPort, openPort } from "../../../infra/local/http-port.ts";
import { localMeanings } from "../../../infra/local/meanings.ts";
import { bucketsOf } from "../../../infra/local/objects/declared-buckets.ts";
import { objectService } from "../../../infra/local/objects/object-service.ts";
import { openShelf, type Shelf } from "../../../infra/local/objects/shelf.ts";
import { type Json, readTemplate } from "../../../infra/local/template.ts";
import { seededChance, TestClock } from "../../support/world.ts";

const nowhere = "http://127.0.0.1:9";
const addresses = { stackName: "dondoc-test", apiUrl: nowhere, consoleUrl: nowhere };
const folder = mkdtempSync(join(tmpdir(), "dondoc-objects-"));
const buckets = bucketsOf(readTemplate(inject("template") as unknown as Json, localMeanings(addresses)));
const [bucket] = buckets;
const clock = new TestClock("2024-06-15T08:00:00+07:00");
let shelf: Shelf;
let port: HttpPort;

beforeAll(async () => {
  shelf = openShelf(join(folder, "objects.db"));
  port = await openPort({ name: "bucket", option: "", port: 0, answerTo: () => ({ status: 400, body: "" }) });
  port.serve(objectService({ buckets, shelf, clock, chance: seededChance("bucket") }));
});
afterAll(async () => {
  await port.close(100);
  shelf.close();
  rmSync(folder, { recursive: true });
});

/** As a function of the stack asks: the runner looks whether it is signed, not by whom. */
const authorization = "AWS4-HMAC-SHA256 Credential=local/x";
const send = (method: string, key: string, init: RequestInit = {}) =>
  fetch(`${port.url}/${bucket?.name}/${key}`, { method, ...init, headers: { authorization, ...init.headers } });
const read = async (key: string, headers = {}) => {
  const response = await send("GET", key, { headers });
  return [response.status, await response.text(), response.headers.get("content-range")];
};

test("the bucket of the template is played under a name that S3 would take, with what its lifecycle deletes", () => {
  expect(buckets).toEqual([
    {
      name: expect.stringMatching(/^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/),
      uploadOrigins: [],
      expirations: [{ prefix: "exports/", days: 1 }],
    },
  ]);
});

test("parts are read by range, the newest version or one that is named", async () => {
  const first = await send("PUT", "attachments/a", { body: "first" });
  await send("PUT", "attachments/a", { body: "second" });
  expect(await read("attachments/a", { range: "bytes=1-3" })).toEqual([206, "eco", "bytes 1-3/6"]);
  expect(await read("attachments/a", { range: "bytes=4-99" })).toEqual([206, "nd", "bytes 4-5/6"]);
  expect(await read("attachments/a", { range: "bytes=-2" })).toEqual([206, "nd", "bytes 4-5/6"]);
  expect((await read("attachments/a", { range: "bytes=6-" }))[0]).toBe(416);
  expect(await read(`attachments/a?versionId=${first.headers.get("x-amz-version-id")}`)).toEqual([200, "first", null]);
  const head = await send("HEAD", "attachments/a");
  expect([head.status, head.headers.get("content-length"), await head.text()]).toEqual([200, "6", ""]);
});

test("what is not there, not signed, or not known, is refused as S3 does", async () => {
  const codeOf = async (response: Response) => [response.status, /<Code>(\w+)/.exec(await response.text())?.[1]];
  expect(await codeOf(await send("GET", "attachments/none"))).toEqual([404, "NoSuchKey"]);
  expect(await codeOf(await fetch(`${port.url}/${bucket?.name}/attachments/a`))).toEqual([403, "AccessDenied"]);
  expect(await codeOf(await fetch(`${port.url}/other/attachments/a`))).toEqual([404, "NoSuchBucket"]);
  expect(await codeOf(await send("DELETE", "attachments/a"))).toEqual([501, "NotImplemented"]);
  expect(await codeOf(await send("POST", "", { body: "no form" }))).toEqual([400, "MalformedPOSTRequest"]);
});

test("what was exported is gone after a day of the settable clock; what was attached stays, also for the next start", async () => {
  await send("PUT", "exports/b", { body: "list" });
  expect((await read("exports/b"))[0]).toBe(200);
  clock.set("2024-06-16T08:00:01+07:00");
  expect((await read("exports/b"))[0]).toBe(404);
  const again = openShelf(join(folder, "objects.db"));
  const found = again.find({ bucket: bucket?.name ?? "", key: "attachments/a" });
  expect(found && Buffer.from(again.read(found, 0, found.size)).toString()).toBe("second");
  again.close();
});
