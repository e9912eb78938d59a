/** Keys of portals, and repeat keys. */
import { describe, expect, it } from "vitest";
import { systemChance } from "../../../shared/platform/ids.ts";
import { newKey } from "../../../shared/portals/portal-key.ts";
import { question } from "../../support/province.ts";
import { freshKey } from "../over-http.ts";
import { expectProblem } from "../problems.ts";
import { clerk, http, portal, post, posted, start, writesNothing } from "./local.ts";

const administrator = "van-phong-ubnd-tinh.administrator";

export function portalKeys(): void {
  writesNothing("a portal's key that opens nothing:", keysThatOpenNothing);

  it("a portal's key opens from its issue until it is revoked, and nothing from then on", async () => {
    const keys = `/v1/portals/${portal}/keys`;
    const issued = await http.as(administrator, `POST ${keys}`);
    expect(issued.status, issued.text).toBe(201);
    const sent = { body: question(), headers: { authorization: `Bearer ${issued.body.key}` } };
    for (const { status } of await together(6, () => http.post(portal, sent))) expect(status).toBe(201);
    expectProblem(await http.as(administrator, `POST ${keys}`), 409, "too-many-keys");
    expect((await http.as(administrator, `DELETE ${keys}/${issued.body.keyId}`)).status).toBe(200);
    const before = await http.counts();
    for (const answer of await together(6, () => http.post(portal, sent))) {
      expectProblem(answer, 401, "portal-key-invalid");
    }
    expect(await http.counts()).toEqual(before);
    expect((await http.as(administrator, `GET ${keys}`)).text).not.toContain(issued.body.key);
  });

  writesNothing("a repeat key that is none:", noRepeatKeys);
  describe("a repeat key", repeatKeys);
}

function keysThatOpenNothing(): void {
  const drawn = (id: string) => newKey(id, start, systemChance).key;
  const send = (authorization: string | string[] | undefined) =>
    http.post(portal, { body: question(), headers: { authorization } });

  it.each([
    ["none", () => undefined],
    ["an empty one", () => ""],
    ["Basic", (key: string) => `Basic ${Buffer.from(`${portal}:${key}`).toString("base64")}`],
    ["another scheme", (key: string) => `Digest ${key}`],
    ["no scheme", (key: string) => key],
    ["no key", () => "Bearer "],
    ["a key in two parts", (key: string) => `Bearer ${key.slice(0, 20)} ${key.slice(20)}`],
    ["a Vietnamese letter", () => `Bearer ${Buffer.from("khóa").toString("latin1")}`],
    ["two headers", (key: string) => [`Bearer ${key}`, `Bearer ${key}`]],
  ])("as no bearer's at all: %s", async (_what, header) => {
    expectProblem(await send(header(await http.keyOf(portal))), 401, "credentials-missing");
  });

  it.each([
    ["of a portal that does not exist", () => drawn("cong-khong-co")],
    ["that was never issued to the portal", () => drawn(portal)],
    ["with a wrong checksum", (key: string) => `${key.slice(0, -1)}${key.endsWith("0") ? "1" : "0"}`],
    ["of one portal under the name of another", (key: string) => key.replace(portal, "cong-so-mau-01")],
    ["cut off", (key: string) => key.slice(0, -1)],
    ["with something behind it", (key: string) => `${key}0`],
    ["with a line end written out behind it", (key: string) => `${key}\\n`],
    ["in capitals", (key: string) => key.toUpperCase()],
    ["in quotes", (key: string) => `"${key}"`],
    ["that is a word", () => "secret"],
    ["that is a path", () => "dondoc_../x_00000000_x"],
    ["that is very long", () => "a".repeat(7_000)],
  ])("%s", async (_what, bearer) => {
    expectProblem(await send(`Bearer ${bearer(await http.keyOf(portal))}`), 401, "portal-key-invalid");
  });

  it("an officer's token, and a key in the query or in another header", async () => {
    const key = await http.keyOf(portal);
    expectProblem(await send(`Bearer ${await http.tokenOf(clerk)}`), 401, "portal-key-invalid");
    const headers = { "idempotency-key": freshKey() };
    const inQuery = await http.send(`POST /v1/questions?key=${key}&access_token=${key}`, { body: question(), headers });
    expectProblem(inQuery, 401, "credentials-missing");
    const elsewhere = { ...headers, "x-api-key": key, "proxy-authorization": `Bearer ${key}`, cookie: `key=${key}` };
    const other = await http.send("POST /v1/questions", { body: question(), headers: elsewhere });
    expectProblem(other, 401, "credentials-missing");
  });

  it.each(["\n", "\r", "\r\n "])(
    "with the line end %j behind it: no HTTP any more, or no key any more",
    async (end) => {
      const body = JSON.stringify(question());
      const head = [
        "POST /v1/questions HTTP/1.1",
        "host: x",
        "connection: close",
        "content-type: application/json",
        `content-length: ${Buffer.byteLength(body)}`,
        `idempotency-key: ${freshKey()}`,
        `authorization: Bearer ${await http.keyOf(portal)}${end}x`,
      ];
      expect(await http.bytes(`${head.join("\r\n")}\r\n\r\n${body}`)).toMatch(/^HTTP\/1\.1 40[01] /);
    },
  );
}

function noRepeatKeys(): void {
  it("missing", async () => {
    const answer = await post(JSON.stringify(question()), { "idempotency-key": undefined });
    expectProblem(answer, 400, "idempotency-key-missing");
  });

  it.each([
    ["empty", ""],
    ["only spaces", "  "],
    ["of 65 characters", "a".repeat(65)],
    ["of 8,000 characters", "a".repeat(8_000)],
    ["with a space", "key 1"],
    ["with a tab", "key\t1"],
    ["with a Vietnamese letter", Buffer.from("khóa-1").toString("latin1")],
    ["with a Latin-1 letter", "clé"],
  ])("%s", async (_what, key) => {
    const answer = await post(JSON.stringify(question()), { "idempotency-key": key });
    expectProblem(answer, 400, "idempotency-key-malformed");
  });
}

function repeatKeys(): void {
  it("is taken with 64 characters of any visible kind", async () => {
    await posted(question(), { "idempotency-key": "~!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}".padEnd(64, "x") });
  });

  it("replays the first answer, refuses another body, and is used up by no refusal", async () => {
    const headers = { "idempotency-key": freshKey() };
    const unread = await http.post(portal, { body: question({ consent: false }), headers });
    expectProblem(unread, 422, "invalid-content", [["consent", "consent-missing"]]);
    const first = await posted(question(), headers);
    expect(first.headers["idempotency-replayed"]).toBeUndefined();
    const before = await http.counts();
    const again = await posted(question(), headers);
    expect([again.headers["idempotency-replayed"], again.text]).toEqual(["true", first.text]);
    for (const raw of [JSON.stringify(question({ title: "Khác" })), `${JSON.stringify(question())} `]) {
      expectProblem(await post(raw, headers), 422, "idempotency-key-reused");
    }
    expect(await http.counts()).toEqual(before);
  });

  it("sent by eight connections at once makes one question", async () => {
    const headers = { "idempotency-key": freshKey() };
    const before = await http.counts();
    const answers = await together(8, () => posted(question(), headers));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    const { questions, events, answers: kept } = before;
    expect(await http.counts()).toEqual({ questions: questions + 2, events: events + 1, answers: kept + 1 });
  });
}

function together<Value>(count: number, send: () => Promise<Value>): Promise<Value[]> {
  return Promise.all(Array.from({ length: count }, send));
}
