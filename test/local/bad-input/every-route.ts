/** What every route refuses in the same way, whoever adds one: read from the one list of routes. */
import { beforeAll, expect, it } from "vitest";
import { areas } from "../../../functions/routes.ts";
import { type Route, routeKeyOf } from "../../../shared/platform/http/route.ts";
import { type Answer, freshKey, type Sent } from "../over-http.ts";
import { expectProblem } from "../problems.ts";
import { clerk, http, portal, posted, writesNothing } from "./local.ts";

const routes: readonly Route[] = Object.values(areas).flatMap((area) => Object.values<Route>(area));
const ofOfficers = routes.filter(({ caller }) => typeof caller === "object");
const withCaller = [...ofOfficers, ...routes.filter(({ caller }) => caller === "portal")];
const ofReaders = routes.filter(({ caller }) => caller === "reader");

export function everyRoute(): void {
  let code: string;
  beforeAll(async () => {
    code = (await posted()).body.code;
  });
  /** A request to a route by somebody whom it admits, as well made as can be but for what is given. */
  const send = async (route: Route, { headers, ...sent }: Sent = {}, query = ""): Promise<Answer> => {
    const ids: Record<string, string> = { code, unit: "so-tu-phap", portal, officer: clerk, year: "2024" };
    const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? "x");
    const good = { authorization: await credentialsFor(route), "if-match": '"1"', "idempotency-key": freshKey() };
    return http.send(`${route.method} ${path}${query}`, { ...sent, headers: { ...good, ...headers } });
  };
  const named = (some: readonly Route[]) => some.map((route) => [routeKeyOf(route), route] as const);

  writesNothing("every route with a caller refuses who does not prove themselves:", () => {
    it.each(named(withCaller))("%s", async (_key, route) => {
      expectProblem(await send(route, { headers: { authorization: undefined } }), 401, "credentials-missing");
      const [other, refusal] =
        route.caller === "portal"
          ? [await http.tokenOf(clerk), "portal-key-invalid"]
          : [await http.keyOf(portal), "token-invalid"];
      expectProblem(await send(route, { headers: { authorization: `Bearer ${other}` } }), 401, refusal);
    });
  });

  writesNothing("every route that anyone may read refuses who says falsely who they are:", () => {
    it.each(named(ofReaders))("%s", async (_key, route) => {
      const authorization = `Bearer ${await http.keyOf(portal)}`;
      expectProblem(await send(route, { headers: { authorization } }), 401, "token-invalid");
    });
  });

  writesNothing("every route refuses a query that it does not take:", () => {
    it.each(named(routes))("%s", async (_key, route) => {
      expectFault(await send(route, {}, "?khong-co=1"), "khong-co");
    });
  });

  writesNothing("every change of a version wants to know which:", () => {
    it.each(named(routes.filter(({ versioned }) => versioned)))("%s", async (_key, route) => {
      expectProblem(await send(route, { headers: { "if-match": undefined } }), 428, "version-missing");
      expectProblem(await send(route, { headers: { "if-match": "*" } }), 400, "if-match-malformed");
    });
  });

  writesNothing("every officer's POST refuses a repeat key that is none:", () => {
    it.each(named(ofOfficers.filter(({ method }) => method === "POST")))("%s", async (_key, route) => {
      expectProblem(await send(route, { headers: { "idempotency-key": "a b" } }), 400, "idempotency-key-malformed");
    });
  });

  writesNothing("every route with a body reads it with the same care:", () => {
    it.each(named(routes.filter(({ body }) => body)))("%s", async (_key, route) => {
      expectProblem(await send(route), 400, "body-missing");
      expectProblem(await send(route, { raw: "{" }), 400, "body-not-json");
      expectProblem(await send(route, { raw: Buffer.from([0x22, 0xff, 0x22]) }), 400, "body-not-utf8");
      expectProblem(await send(route, { raw: " ".repeat(256 * 1024 + 1) }), 413, "body-too-large");
      const form = { raw: "a=b", headers: { "content-type": "application/x-www-form-urlencoded" } };
      expectProblem(await send(route, form), 415, "media-type-unsupported");
      for (const raw of ["null", "[]", '"x"']) expectFault(await send(route, { raw }), "");
      for (const name of ["khong-co", "__proto__", "constructor"]) {
        expectFault(await send(route, { raw: `{"${name}": {}}` }), name);
      }
    });
  });
}

/** The content is refused, and one of the faults is at this field. */
function expectFault(answer: Answer, path: string): void {
  const errors: readonly { path: string; code: string }[] = answer.body.errors ?? [];
  expectProblem(
    answer,
    422,
    "invalid-content",
    errors.map((error) => [error.path, error.code]),
  );
  expect(errors.map((error) => error.path)).toContain(path);
}

async function credentialsFor({ caller }: Route): Promise<string | undefined> {
  if (caller === "portal") return `Bearer ${await http.keyOf(portal)}`;
  if (typeof caller === "string") return undefined;
  const { atUnit, anywhere, atRecipient = [], forProvince = [] } = caller.officer;
  const [own] = atUnit;
  const [ofProvince] = [...anywhere, ...forProvince, ...atRecipient];
  // Few bodies gather: the one that does in the demonstration is Sa Pa.
  const unit = own === "consolidator" ? "thi-xa-sa-pa" : "so-tu-phap";
  return `Bearer ${await http.tokenOf(own ? `${unit}.${own}` : `van-phong-ubnd-tinh.${ofProvince}`)}`;
}
