import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hints } from "../../infra/local/hints.ts";
import { readOptions } from "../../infra/local/options.ts";
import { type Runner, startRunner } from "../../infra/local/runner.ts";
import { OverHttp } from "./over-http.ts";

const data = mkdtempSync(join(tmpdir(), "dondoc-runner-"));
const start = (...more: string[]) =>
  startRunner(readOptions(["--port", "0", "--console-port", "0", "--data", data, ...more]));

let runner: Runner;
beforeAll(async () => {
  // The day before the printed lines set the clock to: a month of clock is the long tier's.
  runner = await start("--at", "2024-02-02T08:00:00+07:00");
});
afterAll(async () => {
  await runner.stop();
  rmSync(data, { recursive: true });
});

const api = (path: string, init?: RequestInit) => fetch(`${runner.apiUrl}${path}`, init);
const console_ = (path: string, init?: RequestInit) => fetch(`${runner.consoleUrl}${path}`, init);
const jsonOf = async (response: Response | Promise<Response>): Promise<unknown> => (await response).json();
const setClock = (body: object | string) =>
  console_("/clock", { method: "POST", body: typeof body === "string" ? body : JSON.stringify(body) });
const field = (value: unknown, name: string): string => String(Reflect.get(Object(value), name));

/** Sends a request line as it stands: `fetch` would mend it. */
function raw(method: string, path: string): Promise<{ status: number | undefined; body: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(runner.apiUrl, { method, path }, (response) => {
      let body = "";
      response.setEncoding("utf8").on("data", (chunk: string) => {
        body += chunk;
      });
      response.on("end", () => resolve({ status: response.statusCode, body }));
    });
    sent.once("error", reject).end();
  });
}

describe("the gateway's own answers", () => {
  test.each([
    ["GET", "/", 404, "Not Found"],
    ["GET", "/v1", 404, "Not Found"],
    ["PATCH", "/v1/questions", 404, "Not Found"],
    ["GET", "/v1/questions/%zz", 400, "Bad Request"],
    ["GET", "/v1/units/%ff", 400, "Bad Request"],
    ["GET", "*", 404, "Not Found"],
  ])("%s %s is %i", async (method, path, status, message) => {
    expect(await raw(method, path)).toEqual({ status, body: JSON.stringify({ message }) });
  });

  test("a body over 10 MB is 413, and the next request is served", async () => {
    const response = await api("/v1/questions", { method: "POST", body: "x".repeat(10 * 1024 * 1024 + 1) });
    expect([response.status, await response.json()]).toEqual([413, { message: "Request Entity Too Large" }]);
    expect((await api("/v1/deadlines?receivedAt=2024-02-03T15:15:00Z")).status).toBe(200);
  });

  test("a preflight is the gateway's; a page of another origin may read, without credentials", async () => {
    const headers = { origin: "https://page.example", "access-control-request-method": "GET" };
    const preflight = await api("/v1/units", { method: "OPTIONS", headers });
    expect([preflight.status, preflight.headers.get("access-control-allow-origin")]).toEqual([204, "*"]);
    const read = await api("/v1/deadlines?receivedAt=2024-02-03T15:15:00Z", { headers: { origin: headers.origin } });
    expect([read.status, read.headers.get("access-control-allow-origin")]).toEqual([200, "*"]);
  });

  test("everything else is the function's, in its own form", async () => {
    const response = await api("/v1/questions", { method: "POST", body: "{}" });
    expect(response.headers.get("content-type")).toContain("application/problem+json");
    expect(await response.json()).toMatchObject({ status: 401, code: "credentials-missing" });
  });
});

describe("the console", () => {
  test("the clock of the demonstration begins on 31 December 2023", async () => {
    expect(field(await jsonOf(console_("/clock")), "now")).toMatch(/^2024-02-02T01:0/);
  });

  test.each([
    ["{", 400],
    ["{}", 422],
    ['{"advance":"soon"}', 422],
    ['{"now":"2023-12-30T00:00:00Z"}', 409],
  ])("a change of the clock that is refused changes nothing: %s is %i", async (body, status) => {
    const response = await setClock(body);
    expect([response.status, await response.json()]).toEqual([
      status,
      { code: expect.any(String), detail: expect.any(String), detailEn: expect.any(String) },
    ]);
    expect(field(await jsonOf(console_("/clock")), "now")).toMatch(/^2024-02-02T01:0/);
  });

  test("a time is set from the page, too", async () => {
    const response = await console_("/clock", {
      method: "POST",
      body: new URLSearchParams({ advance: "PT1H" }),
      redirect: "manual",
    });
    expect([response.status, response.headers.get("location")]).toEqual([303, "/"]);
    expect(field(await jsonOf(console_("/clock")), "now")).toMatch(/^2024-02-02T02:0/);
    const refused = await console_("/clock", { method: "POST", body: new URLSearchParams({ advance: "-PT1H" }) });
    expect([refused.status, await refused.text()]).toEqual([409, expect.stringContaining('role="alert"')]);
  });

  test("the page is Vietnamese, says the time and lists every route of the template", async () => {
    const page = await (await console_("/")).text();
    expect(page).toContain('<html lang="vi">');
    expect(page).toContain("2024-02-02T0");
    for (const { key } of runner.stack.api.routes) expect(page).toContain(key.split(" ")[1]);
  });

  test("tables are browsed page by page, by whole or short name, as JSON or as a page", async () => {
    const tables = await jsonOf(console_("/tables"));
    expect(tables).toEqual({
      items: runner.stack.tables.map(({ name, shortName }) => ({ name, shortName, path: `/tables/${shortName}` })),
    });
    const first = await jsonOf(console_("/tables/register?limit=2"));
    expect(first).toEqual({ items: [expect.anything(), expect.anything()], nextCursor: expect.any(String) });
    const next = await jsonOf(console_(`/tables/dondoc-local-register?limit=2&cursor=${field(first, "nextCursor")}`));
    expect(next).not.toEqual(first);
    const page = await console_("/tables/register?limit=2", { headers: { accept: "text/html,*/*" } });
    expect(await page.text()).toContain("<h1>Bảng register</h1>");
  });

  test.each([
    ["/nothing", 404],
    ["/tables/nothing", 404],
    ["/tables/register?limit=0", 422],
    ["/tables/register?limit=201", 422],
    ["/tables/register?cursor=abc", 400],
    ["/tables/register?cursor=eyJhIjp7IlMiOiIxIn19", 400],
    ["/token", 404],
    ["/token?officer=nobody.clerk", 404],
    ["/keys?portal=nothing", 404],
    ["/oidc/nothing/.well-known/jwks.json", 404],
  ])("%s is %i, in JSON", async (path, status) => {
    const response = await console_(path);
    expect([response.status, await response.json()]).toEqual([
      status,
      expect.objectContaining({ detailEn: expect.any(String) }),
    ]);
  });

  test("keys and tokens are for this machine's own pages", async () => {
    const response = await console_("/keys?portal=cong-so-tu-phap", { headers: { origin: "https://page.example" } });
    expect(response.status).toBe(403);
  });

  test("the issuer publishes its keys where the functions look for them", async () => {
    const { OIDC_ISSUER: issuer = "", OIDC_JWKS_URL: keys = "" } = runner.stack.variables;
    expect(await jsonOf(fetch(`${issuer}/.well-known/openid-configuration`))).toMatchObject({ issuer, jwks_uri: keys });
    expect(await jsonOf(fetch(keys))).toEqual({
      keys: [{ kty: "RSA", alg: "RS256", use: "sig", kid: expect.any(String), n: expect.any(String), e: "AQAB" }],
    });
  });
});

test("the lines that are printed work as printed, one after the other", async () => {
  const lines = hints(runner, runner.clock.now()).map(({ line }) => line);
  const { stdout } = await promisify(execFile)("sh", ["-c", lines.join("\n")]);

  const code = '"code":"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z*~$=]"';
  expect(stdout).toMatch(/^\{"now":"2024-02-03T15:15:0/);
  expect(stdout.match(new RegExp(code, "g"))).toHaveLength(5);
  expect(stdout).toContain("idempotency-replayed: true");
  expect(stdout).toContain('"unitName":"Sở Tư pháp"');
  expect(stdout).toContain('"timing":"in-time"');
  expect(stdout).toContain('etag: "1"');
  expect(stdout).toContain('"dueOn":"2024-02-16"');
  expect(stdout).toContain('"direct":{"owing":65,"handedIn":23,"onTime":19,"late":4,"missing":42,');
  expect(stdout).toContain('"id":"2023-half-year.so-tu-phap"');
  expect(stdout).toContain('"quotedDeadline":"trước ngày 10/01/2024"');
  expect(stdout).toContain('"score":9768,"coverage":10000,"grade":"tot","rank":1,"tied":1,"ranked":9');
  expect(stdout).toContain('"grade":"kha","rank":8,"tied":1,"ranked":9');
});

/** An order to the department: what it owes, it owes at once. */
const order = {
  documentKind: "Công văn",
  number: "01/UBND-BBT",
  on: "2024-02-01",
  issuer: "ubnd-tinh",
  recipient: "ubnd-tinh",
  subject: "Báo cáo về Cổng TTĐT thành phần",
  quotedDeadline: "trước ngày 10/03/2024",
  lastOn: "2024-03-09",
  duties: [{ unit: "so-tu-phap", what: "Nguyên nhân, giải pháp" }],
};
const clerk = "so-tu-phap.clerk";
const pdf = "%PDF-1.7\nBáo cáo\n%%EOF\n";
let file: string;

test("a file of a report is posted by curl with the form that was given, judged, and handed out under its name", async () => {
  const http = new OverHttp(runner);
  await http.as("van-phong-ubnd-tinh.supervisor", "POST /v1/orders", { body: order });
  const owed = await http.as(clerk, "GET /v1/obligations?unit=so-tu-phap");
  const { id } = owed.body.items.find(({ dueOn }: { dueOn: string }) => dueOn === order.lastOn);
  const said = { name: "Báo cáo đã ký.pdf", type: "application/pdf", size: Buffer.byteLength(pdf) };
  const { body } = await http.as(clerk, `POST /v1/obligations/${id}/attachments`, { body: said });
  const upload: { url: string; fields: Record<string, string> } = body.upload;
  const fields = Object.entries(upload.fields).flatMap(([name, value]) => ["--form-string", `${name}=${value}`]);
  const local = join(data, "..", `dondoc-${process.pid}.pdf`);
  writeFileSync(local, pdf);
  const curl = promisify(execFile)("curl", ["-s", "-i", ...fields, "-F", `file=@${local}`, upload.url]);
  expect((await curl).stdout).toMatch(/^HTTP\/1.1 204 /);
  rmSync(local);
  file = `/v1/obligations/${id}/attachments/${body.attachment.id}`;
  expect((await http.as(clerk, `POST ${file}/check`)).body.state).toBe("ready");
  const { download } = (await http.as(clerk, `GET ${file}`)).body;
  const response = await fetch(download.url);
  expect([await response.text(), response.headers.get("content-disposition")]).toEqual([
    pdf,
    `attachment; filename="Bao cao da ky.pdf"; filename*=UTF-8''B%C3%A1o%20c%C3%A1o%20%C4%91%C3%A3%20k%C3%BD.pdf`,
  ]);
  http.close();
});

test("a document is made by the worker of the queue, and fetched by who asked", async () => {
  const http = new OverHttp(runner);
  const [, obligation = ""] = /^(.*)\/attachments\//.exec(file) ?? [];
  const content = { sections: { "duty-1": "Nguyên nhân là thiếu cán bộ phụ trách." } };
  const draft = await http.as(clerk, `PUT ${obligation}/draft`, { body: content, headers: { "if-match": '"1"' } });
  expect(draft.status, draft.text).toBe(200);
  const { jobId } = (await http.as(clerk, `POST ${obligation}/document`, { body: {} })).body;
  const look = async () => (await http.as(clerk, `GET /v1/jobs/${jobId}`)).body;
  await expect.poll(async () => (await look()).state, { timeout: 20_000, interval: 50 }).toBe("done");
  const { download, name, bytes } = await look();
  const made = Buffer.from(await (await fetch(download.url)).arrayBuffer());
  expect([name, made.length, made.toString("latin1", 0, 2)]).toEqual([
    "Báo cáo theo văn bản số 01-UBND-BBT - Sở Tư pháp.docx",
    bytes,
    "PK",
  ]);
  http.close();
});

test("after a stop the next start finds everything, on other ports, too", async () => {
  const stoodAt = runner.clock.now();
  await runner.stop();
  await expect(api("/v1/units")).rejects.toThrow();

  runner = await start();
  expect(runner.clock.now()).toBeGreaterThanOrEqual(stoodAt);
  expect(runner.clock.now() - stoodAt).toBeLessThan(10_000);
  const { token } = Object(await jsonOf(console_("/token?officer=so-tu-phap.clerk")));
  const worklist = await api("/v1/worklist", { headers: { authorization: `Bearer ${token}` } });
  expect([worklist.status, await worklist.json()]).toEqual([
    200,
    { items: [expect.objectContaining({ dueOn: "2024-02-16" })] },
  ]);
  const shown = await jsonOf(api(file, { headers: { authorization: `Bearer ${token}` } }));
  expect(await (await fetch(field(Reflect.get(Object(shown), "download"), "url"))).text()).toBe(pdf);
});

test("what is in the way is said in one sentence, and nothing is left behind", async () => {
  const other = mkdtempSync(join(tmpdir(), "dondoc-runner-"));
  const taken = new URL(runner.apiUrl).port;
  const starting = (...args: string[]) =>
    startRunner(readOptions(["--port", "0", "--console-port", "0", "--data", other, ...args]));

  await expect(starting("--data", data)).rejects.toThrow("is in use by another runner");
  await expect(starting("--port", taken)).rejects.toThrow(`Port ${taken}, for the API, is in use by another program`);
  await expect(starting("--console-port", taken)).rejects.toThrow(
    `Port ${taken}, for the console, is in use by another program`,
  );
  await expect(starting("--endpoint", "http://127.0.0.1:1")).rejects.toThrow(
    "No DynamoDB engine answers at http://127.0.0.1:1.",
  );
  rmSync(other, { recursive: true });
});
