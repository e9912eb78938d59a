/** Every officer's route, every officer of the small province, the own unit's matter and another's: who gets in, and how the others are refused. */
import { beforeAll, describe, expect, it } from "vitest";
import { areas } from "../../functions/routes.ts";
import { attachmentStore } from "../../shared/documents/attachment-store.ts";
import type { CallerRule, Route } from "../../shared/platform/http/route.ts";
import { officerIds, officers, question, units } from "../support/province.ts";
import { actsIn, addCommunes, freeze, wholeContent, writingIn } from "../support/reports.ts";
import { openPeriod } from "../support/scoring.ts";
import { issuer, World } from "../support/world.ts";

const now = "2024-02-05T09:00:00+07:00";
const today = "2024-02-05";
let world: World;
const codes = new Map<string, string>();
/** To whom each of the units reports in the period of the matrix. */
const parents: Readonly<Record<string, string>> = {
  "so-tu-phap": "ubnd-tinh",
  "so-mau": "ubnd-tinh",
  "thi-xa-sa-pa": "ubnd-tinh",
  "xa-mau-01": "thi-xa-sa-pa",
};
const period = "2023-year";
const scorePeriod = "2023";
const order = {
  documentKind: "Công văn",
  number: "6821/UBND-BBT",
  on: "2023-12-31",
  issuer: "ubnd-tinh",
  recipient: "ubnd-tinh",
  subject: "Cổng TTĐT thành phần",
  quotedDeadline: "trước ngày 10/01/2024",
  lastOn: "2024-01-09",
  duties: [{ unit: "so-tu-phap", what: "Nguyên nhân" }],
};

beforeAll(async () => {
  world = await World.at(now);
  await addCommunes(world);
  await freeze(world, period);
  await openPeriod(world, { units: Object.keys(parents), period: scorePeriod });
  await world.as("van-phong-ubnd-tinh.supervisor", "POST /v1/orders", { body: order });
  for (const unit of Object.keys(parents)) {
    codes.set(unit, (await world.post("cong-ubnd-tinh", question({ unit }))).body.code);
    await addFile(`${period}.${unit}`, unit);
    const handed = await actsIn(world).handIn(`${period}.${unit}`, { ...wholeContent(), attachments: [file] });
    expect(handed.status).toBe(200);
  }
});

/** A file that goes with each report; where its bytes lie is of no matter here. */
const file = "tep-mau";
async function addFile(obligation: string, unit: string): Promise<void> {
  const store = attachmentStore(world.client, world.tables.Reports);
  const added = store.add({
    id: file,
    obligation,
    name: "a.pdf",
    type: "application/pdf",
    size: 1,
    state: "ready",
    by: `${unit}.clerk`,
    byUnit: unit,
    at: now,
  });
  await writingIn(world).commit({ writes: [added], events: [] }, undefined, world.clock.now());
}

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
function expected(rule: CallerRule, id: string, unit: string | undefined, parent?: string): number | undefined {
  if (typeof rule !== "object") throw new Error("no officer's route");
  const { atUnit, anywhere, atRecipient = [], forProvince = [] } = rule.officer;
  const held = heldBy(id);
  const holds = (at: string | undefined, roles: readonly string[] = []) =>
    held.some((grant) => (at === undefined || grant.unit === at) && roles.includes(grant.role));
  if (holds(undefined, anywhere)) return undefined;
  if (unit === undefined) return 403;
  if (holds(unit, atUnit)) return undefined;
  if (parent !== undefined && holds(parent, atRecipient)) return undefined;
  if (parent === "ubnd-tinh" && holds(undefined, forProvince)) return undefined;
  const seesAll = holds(undefined, ["supervisor", "auditor", "administrator"]);
  const seesChildren = parent !== undefined && holds(parent, ["leader", "consolidator"]);
  return seesAll || seesChildren || held.some((grant) => grant.unit === unit) ? 403 : 404;
}

/** What the unit of a route is: the one of its matter, the province's, or none. */
function placeOf({ path, caller }: Route): "unit" | "obligation" | "evaluation" | "province" | "none" {
  if (path.startsWith("/v1/scores/{portal}/{period}")) return "evaluation";
  if (path.startsWith("/v1/score-periods") || path.startsWith("/v1/criteria-sets")) {
    return typeof caller === "object" && caller.officer.atUnit.length > 0 ? "province" : "none";
  }
  if (path.startsWith("/v1/obligations")) return "obligation";
  if (path.includes("{code}") || path === "/v1/worklist" || path.includes("{period}")) return "unit";
  return path.startsWith("/v1/orders") ? "province" : "none";
}

const queries: Readonly<Record<string, (unit: string) => string>> = {
  "/v1/scores": () => `?period=${scorePeriod}`,
  "/v1/worklist": (unit) => `?unit=${unit}`,
  "/v1/obligations": (unit) => `?unit=${unit}`,
  "/v1/obligations/{obligation}/differences": () => "?from=1&to=1",
  "/v1/periods/{period}": (unit) => `?to=${unit}`,
  "/v1/periods/{period}/obligations": (unit) => `?to=${unit}`,
  "/v1/periods/{period}/totals": (unit) => `?to=${unit}`,
};

/** A request that is refused for nothing but the caller: other faults come after and are of other statuses. */
function target(route: Route, unit: string): string {
  const isScored = route.path.startsWith("/v1/score");
  const path = route.path
    .replace("{code}", codes.get(unit) ?? "")
    .replace("{unit}", "so-mau")
    .replace("{portal}", placeOf(route) === "evaluation" ? `cong-${unit}` : "cong-khong-co")
    .replace("{set}", "bo-mau")
    .replace("{officer}", "so-mau.clerk")
    .replace("{key}", "00000000")
    .replace("{obligation}", `${period}.${unit}`)
    .replace("{number}", "1")
    .replace("{attachment}", file)
    .replace("{job}", "khong-co")
    .replace("{period}", isScored ? scorePeriod : period)
    .replace("{order}", "2023-12-31-6821-ubnd-bbt-ubnd-tinh");
  return `${route.method} ${path}${queries[route.path]?.(unit) ?? ""}`;
}

/** Bodies that are sound where the caller is known only once the question has been found. */
const bodies: Readonly<Record<string, object>> = {
  classifyQuestion: { class: "own" },
  draftAnswer: { content: "Trả lời" },
  returnDraft: { reason: "Bổ sung" },
  answerQuestion: { capacity: "own" },
  recordCall: { reason: "answered", wasReached: true },
  submitReport: { capacity: "own" },
  returnReport: { reason: "Bổ sung", dueOn: "2024-02-20" },
  extendObligation: { reason: "Mưa lũ", until: "2024-02-20" },
  excuseObligation: { reason: "Sáp nhập" },
  addOrder: order,
  closeOrder: { reason: "Xong" },
  nameScoreReviewer: { officer: "so-mau.clerk", document: { number: "1/QĐ", on: "2024-02-01" } },
  decideScores: { capacity: "own", number: "12/QĐ-HĐBT", on: "2024-02-01" },
  amendScores: {
    capacity: "own",
    number: "13/QĐ-HĐBT",
    on: "2024-02-01",
    reason: "Đính chính",
    entries: [{ portal: "cong-so-mau", criterion: "A2", fact: { is: "known", value: { yes: true } }, reason: "Nhầm" }],
  },
  exportScores: { format: "csv" },
  writeSelfScore: { entries: {} },
  askReconsideration: { criteria: { A2: { reason: "Đã mở lại" } } },
  answerReconsideration: { criteria: {} },
  announceAttachment: { name: "a.pdf", type: "application/pdf", size: 1 },
};

describe("the role matrix", () => {
  it.each(rows)("%s by %s", async (name, officer, route) => {
    const place = placeOf(route);
    const isOfUnit = place !== "province" && place !== "none";
    for (const unit of isOfUnit ? [...codes.keys()] : [place === "province" ? "ubnd-tinh" : "so-mau"]) {
      const given = name === "exportPeriod" ? { format: "csv", to: unit } : (bodies[name] ?? {});
      const body = route.body ? { body: given } : {};
      const { status, body: answer } = await world.as(officer, target(route, unit), {
        ...body,
        headers: { "if-match": '"99"' },
      });
      const sentTo = place === "evaluation" ? "ubnd-tinh" : undefined;
      const parent = place === "obligation" ? parents[unit] : sentTo;
      const refusal = expected(route.caller, officer, place === "none" ? undefined : unit, parent);
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
  const open = ["anyone", "citizen", "reader"];
  it.each(routes.filter(([, { caller }]) => typeof caller === "object" || !open.includes(caller)))(
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

  const readers = routes.filter(([, { caller }]) => caller === "reader");
  it.each(readers)("%s answers anyone, but not whoever says falsely who they are", async (_, route) => {
    const request = target(route, "so-mau");
    expect([200, 404]).toContain((await world.send(request, {})).status);
    const wrong = await world.send(request, { headers: { authorization: "Bearer abc" } });
    expect([wrong.status, wrong.body.code]).toEqual([401, "token-invalid"]);
  });

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
