/** Paths and queries, of anyone and of citizens. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { question } from "../../support/province.ts";
import { freshKey } from "../over-http.ts";
import { expectGatewayMessage, expectProblem } from "../problems.ts";
import { http, portal, posted, writesNothing } from "./local.ts";
import { badPublicRequests, undecodable, unknownToTheGateway } from "./rows/requests.ts";

export function addresses(): void {
  writesNothing("a path or a query that no route takes:", () => {
    it.each(badPublicRequests)("$request", async ({ request, status = 422, code = "invalid-content", faults }) => {
      expectProblem(await http.send(request), status, code, faults);
    });

    it.each(unknownToTheGateway)("the gateway knows no %s", async (request) => {
      expectGatewayMessage(await http.send(request), 404);
    });

    it("the gateway knows no HEAD", async () => {
      expect((await http.send("HEAD /v1/units")).status).toBe(404);
    });

    it.each(undecodable)("the gateway cannot decode %s", async (part) => {
      expectGatewayMessage(await http.send(`GET /v1/units/${part}`), 400);
    });

    it("headers or a query of 20 KB", async () => {
      expectGatewayMessage(await http.send(`GET /v1/units?cursor=${"x".repeat(20_000)}`), 431);
      expectGatewayMessage(await http.send("GET /v1/units", { headers: { authorization: "x".repeat(20_000) } }), 431);
    });

    it("a post whose query asks for what does not exist", async () => {
      const headers = { authorization: `Bearer ${await http.keyOf(portal)}`, "idempotency-key": freshKey() };
      const answer = await http.send("POST /v1/questions?dryRun=true", { body: question(), headers });
      expectProblem(answer, 422, "invalid-content", [["dryRun", "unknown-field"]]);
    });

    it("any query at all", anyQuery);
  });

  it("a wrong check character, a wrong key, no key and an unknown code are one and the same 404", async () => {
    const { code, lookupKey } = (await posted()).body;
    const before = await http.counts();
    const texts = new Set<string>();
    for (const target of wrongTargets(code, lookupKey)) {
      const answer = await http.send(`GET /v1/questions/${target}`);
      expectProblem(answer, 404, "question-not-found");
      texts.add(JSON.stringify({ ...answer.body, requestId: "" }));
    }
    const byHeader = await http.send(`GET /v1/questions/${code}`, { headers: { "lookup-key": "x" } });
    expectProblem(byHeader, 404, "question-not-found");
    expect(texts.size).toBe(1);
    const more = await http.send(`GET /v1/questions/${code}?key=${lookupKey}&case=1`);
    expectProblem(more, 422, "invalid-content", [["case", "unknown-field"]]);
    expect(await http.counts()).toEqual(before);
  });
}

function wrongTargets(code: string, key: string): string[] {
  const exchanged = (text: string) => `${text.slice(0, -1)}${text.endsWith("0") ? "1" : "0"}`;
  return [
    `${exchanged(code)}?key=${key}`,
    `${code}?key=${exchanged(key)}`,
    `${code}?key=${key}%0A`,
    `${code}?key=${key}&key=${key}`,
    `${code}?key=${"x".repeat(5_000)}`,
    `${code}?key=%zz`,
    `${code}?key=`,
    code,
    `0000-0000-0?key=${key}`,
    `%00?key=${key}`,
    `${code}%00?key=${key}`,
  ];
}

async function anyQuery(): Promise<void> {
  const value = fc.string({ unit: "binary", maxLength: 12 }).map((text) => encodeURIComponent(text.toWellFormed()));
  const name = fc.oneof(value, fc.constantFrom("receivedAt", "days", "limit", "cursor", "parent", "key"));
  const pairs = fc.array(fc.tuple(name, value), { maxLength: 4 });
  const path = fc.constantFrom("deadlines", "units", "portals", "calendar/2024", "questions/0000-0000-0");
  await fc.assert(
    fc.asyncProperty(path, pairs, async (where, query) => {
      const target = `/v1/${where}?${query.map((pair) => pair.join("=")).join("&")}`;
      const { status, text } = await http.send(`GET ${target}`);
      expect([200, 400, 404, 422], `${target}: ${text}`).toContain(status);
    }),
    { numRuns: 30 },
  );
}
