/** Every officer's route, every officer of the small province, the own unit's matter and another's: who gets in, and how the others are refused. */
import { beforeAll, describe, expect, it } from "vitest";
import { areas } from "../../functions/routes.ts";
import type { CallerRule, Route } from "../../shared/platform/http/route.ts";
import { officerIds, officers, question, units } from "../support/province.ts";
import { issuer, World } from "../support/world.ts";

const now = "2024-02-05T09:00:00+07:00";
const today = "2024-02-05";
let world: World;
const codes = new Map<string, string>();

beforeAll(async () => {
  world = await World.at(now);
  for (const unit of ["so-tu-phap", "so-mau", "thi-xa-sa-pa", "xa-mau-01"]) {
    codes.set(unit, (await world.post("cong-ubnd-tinh", question({ unit }))).body.code);
  }
});

const routes = Object.values(areas).flatMap((area) => Object.entries<Route>(area));
const officerRoutes = routes.filter(([, { caller }]) => typeof caller === "object");
const rows = officerRoutes.flatMap(([name, route]) => officerIds.map((officer) => [name, officer, route] as const));

interface Held {
  role: string;
  unit: string;
  from: string;
  to?: string;
}
const heldBy = (id: string): Held[] => {
  const person = officers(issuer).find((officer) => officer.id === id);
  const grants = (person?.grants ?? []) as Held[];
  return grants.filter(({ from, to }) => from <= today && (to === undefined || today <= to));
};

/** What the law of the house says, written a second time: undefined is "let in". */
function expected(rule: CallerRule, id: string, unit: string | undefined): number | undefined {
  if (typeof rule !== "object") throw new Error("no officer's route");
  const { atUnit, anywhere } = rule.officer as { atUnit: readonly string[]; anywhere: readonly string[] };
  const held = heldBy(id);
  if (held.some(({ role }) => anywhere.includes(role))) return undefined;
  if (unit === undefined) return 403;
  if (held.some((grant) => grant.unit === unit && atUnit.includes(grant.role))) return undefined;
  const seesAll = held.some(({ role }) => ["supervisor", "auditor", "administrator"].includes(role));
  return seesAll || held.some((grant) => grant.unit === unit) ? 403 : 404;
}

/** A request that is refused for nothing but the caller: other faults come after and are of other statuses. */
function target(route: Route, unit: string): string {
  const path = route.path
    .replace("{code}", codes.get(unit) ?? "")
    .replace("{unit}", "so-mau")
    .replace("{portal}", "cong-khong-co")
    .replace("{officer}", "so-mau.clerk")
    .replace("{key}", "00000000");
  return `${route.method} ${path}${route.path === "/v1/worklist" ? `?unit=${unit}` : ""}`;
}

/** Bodies that are sound where the caller is known only once the question has been found. */
const bodies: Readonly<Record<string, object>> = {
  classifyQuestion: { class: "own" },
  draftAnswer: { content: "Trả lời" },
  returnDraft: { reason: "Bổ sung" },
  answerQuestion: { capacity: "own" },
  recordCall: { reason: "answered", wasReached: true },
};

describe("the role matrix", () => {
  it.each(rows)("%s by %s", async (name, officer, route) => {
    const isOfUnit = route.path.includes("{code}") || route.path === "/v1/worklist";
    for (const unit of isOfUnit ? [...codes.keys()] : ["so-mau"]) {
      const body = route.body ? { body: bodies[name] ?? {} } : {};
      const { status, body: answer } = await world.as(officer, target(route, unit), {
        ...body,
        headers: { "if-match": '"99"' },
      });
      const refusal = expected(route.caller, officer, isOfUnit ? unit : undefined);
      if (refusal === undefined) expect([401, 403], `${unit} ${JSON.stringify(answer)}`).not.toContain(status);
      else expect([status, answer.code], unit).toEqual([refusal, refusal === 403 ? "role-missing" : "not-found"]);
      if (refusal === undefined && isOfUnit) expect(status, `${unit} ${JSON.stringify(answer)}`).not.toBe(404);
    }
  });

  it("covers every role and every officer's route", () => {
    expect(officerRoutes.length).toBeGreaterThan(10);
    const roles = new Set(officerIds.flatMap((id) => heldBy(id).map(({ role }) => role)));
    expect([...roles].toSorted()).toEqual([
      "administrator",
      "auditor",
      "clerk",
      "consolidator",
      "editor",
      "leader",
      "supervisor",
    ]);
    expect(units.length).toBeGreaterThan(5);
  });
});

describe("callers without a name", () => {
  it.each(routes.filter(([, { caller }]) => caller !== "anyone" && caller !== "citizen"))(
    "%s is closed to them",
    async (_, route) => {
      const request = target(route, "so-mau");
      const sent = route.body ? { body: {} } : {};
      const nobody = await world.send(request, sent);
      expect([nobody.status, nobody.body.code]).toEqual([401, "credentials-missing"]);
      const basic = await world.send(request, { ...sent, headers: { authorization: "Basic YTpi" } });
      expect(basic.body.code).toBe("credentials-missing");
      const wrong = await world.send(request, { ...sent, headers: { authorization: "Bearer abc" } });
      expect([wrong.status, wrong.headers["www-authenticate"]]).toEqual([401, 'Bearer realm="dondoc"']);
    },
  );

  it("a portal's key opens no officer's route, and a token no portal's", async () => {
    const authorization = `Bearer ${world.portalKeys.get("cong-ubnd-tinh")}`;
    expect((await world.send("GET /v1/worklist", { headers: { authorization } })).body.code).toBe("token-invalid");
    const asOfficer = await world.as("so-tu-phap.clerk", "POST /v1/questions", {
      body: question(),
      headers: { "idempotency-key": "x" },
    });
    expect([asOfficer.status, asOfficer.body.code]).toEqual([401, "portal-key-invalid"]);
  });
});
