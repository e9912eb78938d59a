/** A small province in fresh tables, with a clock that is set and chance that is seeded; requests go through the whole handlers. */
import { createHash } from "node:crypto";
import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from "aws-lambda";
import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT } from "jose";
import { calendarActions } from "../../functions/calendar/actions.ts";
import { calendarRoutes } from "../../functions/calendar/routes.ts";
import { wire as wireCalendar } from "../../functions/calendar/wire.ts";
import { questionActions } from "../../functions/questions/actions.ts";
import { questionRoutes } from "../../functions/questions/routes.ts";
import { wire as wireQuestions } from "../../functions/questions/wire.ts";
import { registerActions } from "../../functions/register/actions.ts";
import { registerRoutes } from "../../functions/register/routes.ts";
import { wire as wireRegister } from "../../functions/register/wire.ts";
import { reportActions } from "../../functions/reports/actions.ts";
import { reportRoutes } from "../../functions/reports/routes.ts";
import { wire as wireReports } from "../../functions/reports/wire.ts";
import { areas } from "../../functions/routes.ts";
import { tokenVerifier } from "../../shared/access/officer-token.ts";
import { calendarStore } from "../../shared/calendar/calendar-store.ts";
import type { CalendarYear } from "../../shared/calendar/calendar-year.ts";
import { officialYears } from "../../shared/calendar/official-years.ts";
import type { Clock } from "../../shared/platform/clock.ts";
import { areaHandler } from "../../shared/platform/http/area.ts";
import type { Route } from "../../shared/platform/http/route.ts";
import type { Chance } from "../../shared/platform/ids.ts";
import type { Log, LogCode, LogFields } from "../../shared/platform/log.ts";
import type { Outside } from "../../shared/platform/outside.ts";
import { transactions } from "../../shared/platform/transaction.ts";
import { newKey } from "../../shared/portals/portal-key.ts";
import { loadRows } from "../../shared/register/load.ts";
import { registerStore } from "../../shared/register/register-store.ts";
import { officers, portals, units } from "./province.ts";
import { allOf, createTables, putTogether, type TableName, testClient } from "./tables.ts";

export const issuer = "https://issuer.example/pool";
export const client = "officers";

/** A clock that stands still until it is set; pauses end at once and are counted. */
export class TestClock implements Clock {
  instant: number;
  paused = 0;
  constructor(at: string) {
    this.instant = Date.parse(at);
  }
  now(): number {
    return this.instant;
  }
  set(at: string): void {
    this.instant = Date.parse(at);
  }
  async pause(milliseconds: number): Promise<void> {
    this.paused += milliseconds;
    this.instant += milliseconds;
  }
}

/** Chance that gives the same bytes in every run. */
export function seededChance(seed: string): Chance {
  let drawn = 0;
  const digest = () => createHash("sha512").update(`${seed}#${drawn++}`).digest();
  return { bytes: (count) => digest().subarray(0, count), fraction: () => (digest()[0] ?? 0) / 256 };
}

export interface Line {
  code: LogCode;
  fields: LogFields;
}

export interface Sent {
  body?: unknown;
  /** Sent as it is, instead of `body`. */
  raw?: string | Buffer;
  headers?: Record<string, string>;
}

export interface Answer {
  status: number;
  headers: Record<string, string>;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects
  body: any;
}

const keyPair = await generateKeyPair("RS256");
const publicKey = { ...(await exportJWK(keyPair.publicKey)), kid: "test", alg: "RS256" };

export interface TokenFacts {
  officer: string;
  issuer?: string;
  clientId?: string;
  expiresInSeconds?: number;
  tokenUse?: string;
  privateKey?: typeof keyPair.privateKey;
}

type Item = Record<string, unknown>;
/** What a filled world holds, by table. */
type Filled = readonly (readonly [TableName, Item[]])[];
/** Every test has a world of its own; the province is loaded once for a moment, and copied. */
const filledAt = new Map<readonly CalendarYear[], Map<string, Filled>>();

export class World {
  readonly clock: TestClock;
  private readonly startedAt: string;
  readonly tables: Record<TableName, string>;
  readonly client: DynamoDBDocumentClient;
  readonly lines: Line[] = [];
  readonly portalKeys = new Map<string, string>();
  private posts = 0;
  readonly outside: Outside;
  private readonly handlers: Record<string, (event: APIGatewayProxyEventV2, context: Context) => Promise<unknown>>;

  private constructor(tables: Record<TableName, string>, dynamo: DynamoDBDocumentClient, at: string) {
    this.startedAt = at;
    this.tables = tables;
    this.client = dynamo;
    this.clock = new TestClock(at);
    const log: Log = { write: (code, fields = {}) => this.lines.push({ code, fields }) };
    const verify = tokenVerifier(
      { issuer, jwksUrl: `${issuer}/keys`, clients: [client] },
      createLocalJWKSet({ keys: [publicKey] }),
    );
    this.outside = { client: dynamo, clock: this.clock, chance: seededChance("world"), log, verify };
    const variables = {
      QUESTIONS_TABLE: tables.Questions,
      REGISTER_TABLE: tables.Register,
      CALENDARS_TABLE: tables.Calendars,
      EVENTS_TABLE: tables.Events,
      NOTICES_TABLE: tables.Notices,
      ANSWERS_TABLE: tables.Answers,
      REPORTS_TABLE: tables.Reports,
      TALLIES_TABLE: tables.Tallies,
      SCORES_TABLE: tables.Scores,
      DOCUMENTS_BUCKET: "documents",
      PROVINCE_UNIT: "ubnd-tinh",
      OIDC_ISSUER: issuer,
      OIDC_JWKS_URL: `${issuer}/keys`,
      OIDC_CLIENTS: client,
    };
    const questions = wireQuestions(variables, this.outside);
    const calendar = wireCalendar(variables, this.outside);
    const register = wireRegister(variables, this.outside);
    const reports = wireReports(variables, this.outside);
    this.handlers = {
      questions: areaHandler(questionRoutes, questionActions, questions.deps, questions.platform),
      calendar: areaHandler(calendarRoutes, calendarActions, calendar.deps, calendar.platform),
      register: areaHandler(registerRoutes, registerActions, register.deps, register.platform),
      reports: areaHandler(reportRoutes, reportActions, reports.deps, reports.platform),
      // These are loaded when a test asks for them: they are large.
      scoring: async (event, context) => {
        const { scoringArea } = await import("./scoring-area.ts");
        const made = scoringArea(variables, this.outside);
        this.handlers.scoring = made;
        return made(event, context);
      },
      documents: async (event, context) => {
        const { documentsArea } = await import("./documents.ts");
        const made = documentsArea(this);
        this.handlers.documents = made;
        return made(event, context);
      },
    };
  }

  /** A world at a moment, with the small province and the official calendars (or those given). */
  static async at(at: string, calendars: readonly CalendarYear[] = officialYears): Promise<World> {
    const dynamo = testClient();
    const world = new World(await createTables(dynamo), dynamo, at);
    const before = filledAt.get(calendars)?.get(at);
    if (before) await world.copy(before);
    else await world.fill(calendars);
    return world;
  }

  /** Writes what the filling of another world of the same moment wrote: the same keys are drawn by the same chance. */
  private async copy(filled: Filled): Promise<void> {
    for (const { id } of portals) this.portalKeys.set(id, newKey(id, this.clock.now(), this.outside.chance).key);
    for (const [table, items] of filled) await putTogether(this.client, this.tables[table], items);
  }

  private async fill(calendars: readonly CalendarYear[]): Promise<void> {
    const { now } = { now: this.clock.now() };
    const store = registerStore(this.client, this.tables.Register);
    const writing = transactions({
      ...this.outside,
      eventsTable: this.tables.Events,
      answersTable: this.tables.Answers,
    });
    const by = { kind: "system", id: "test" } as const;
    for (const [kind, rows] of [
      ["unit", units],
      ["portal", portals],
      ["officer", officers(issuer)],
    ] as const) {
      const verdicts = await loadRows(kind, rows, { store, transactions: writing }, { by, now, isDryRun: false });
      const refused = verdicts.filter(({ verdict }) => verdict === "refused");
      if (refused.length > 0) throw new Error(JSON.stringify(refused));
    }
    for (const { id } of portals) {
      const { key, record } = newKey(id, now, this.outside.chance);
      this.portalKeys.set(id, key);
      await writing.commit({ writes: store.saveKeys(id, [record], 0), events: [] }, undefined, now);
    }
    const published = calendarStore(this.client, this.tables.Calendars, this.clock);
    for (const year of calendars) {
      await writing.commit({ writes: published.publish(year, await published.inForce()), events: [] }, undefined, now);
    }
    const filled: [TableName, Item[]][] = [];
    for (const table of ["Register", "Events", "Calendars"] as const) {
      filled.push([table, await allOf(this.client, this.tables[table])]);
    }
    const byMoment = filledAt.get(calendars) ?? new Map<string, Filled>();
    filledAt.set(calendars, byMoment.set(this.startedAt, filled));
  }

  /** Puts a handler with services of its own in the place of an area's. */
  serve(area: string, handler: (event: APIGatewayProxyEventV2, context: Context) => Promise<unknown>): void {
    this.handlers[area] = handler;
  }

  /** An access token as the issuer would sign it now. */
  async token({ officer, ...facts }: TokenFacts): Promise<string> {
    const seconds = Math.floor(this.clock.now() / 1000);
    return new SignJWT({ client_id: facts.clientId ?? client, token_use: facts.tokenUse ?? "access" })
      .setProtectedHeader({ alg: "RS256", kid: "test" })
      .setIssuer(facts.issuer ?? issuer)
      .setSubject(`login-${officer}`)
      .setIssuedAt(seconds)
      .setExpirationTime(seconds + (facts.expiresInSeconds ?? 3600))
      .sign(facts.privateKey ?? keyPair.privateKey);
  }

  /** A request as an officer. */
  async as(officer: string, request: string, sent: Sent = {}): Promise<Answer> {
    const authorization = `Bearer ${await this.token({ officer })}`;
    return this.send(request, { ...sent, headers: { authorization, ...sent.headers } });
  }

  /** A portal's post, with a repeat key of its own unless one is given. */
  async post(portal: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send("POST /v1/questions", {
      body,
      headers: {
        authorization: `Bearer ${this.portalKeys.get(portal) ?? ""}`,
        "idempotency-key": `key-${++this.posts}`,
        ...headers,
      },
    });
  }

  /** A request, as `METHOD /path?query`. */
  async send(request: string, { body, raw, headers = {} }: Sent = {}): Promise<Answer> {
    const [method = "GET", target = "/"] = request.split(" ");
    const url = new URL(target, "https://api.example");
    const { area, routeKey, pathParameters } = routed(method, url.pathname);
    const sent = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    const event = {
      version: "2.0",
      routeKey,
      rawPath: url.pathname,
      rawQueryString: url.search.slice(1),
      headers: {
        "x-forwarded-proto": "https",
        ...(sent !== undefined && { "content-type": "application/json" }),
        ...headers,
      },
      queryStringParameters: url.search === "" ? undefined : Object.fromEntries(url.searchParams),
      pathParameters,
      isBase64Encoded: Buffer.isBuffer(sent),
      body: Buffer.isBuffer(sent) ? sent.toString("base64") : sent,
      requestContext: { domainName: "api.example", requestId: "request-1", http: { method, path: url.pathname } },
    } as unknown as APIGatewayProxyEventV2;
    const handler = this.handlers[area];
    if (!handler) throw new Error(`No area ${area}`);
    const result = (await handler(event, {} as Context)) as APIGatewayProxyStructuredResultV2;
    const answered = Object.entries(result.headers ?? {}).map(([name, value]) => [name, String(value)]);
    return {
      status: result.statusCode ?? 0,
      headers: Object.fromEntries(answered),
      body: JSON.parse(result.body ?? "null"),
    };
  }
}

/** Finds the route of a path as the gateway would. */
function routed(
  method: string,
  path: string,
): { area: string; routeKey: string; pathParameters: Record<string, string> } {
  for (const [area, routes] of Object.entries(areas)) {
    for (const route of Object.values<Route>(routes)) {
      const pattern = new RegExp(`^${route.path.replace(/\{(\w+)\}/g, "(?<$1>[^/]+)")}$`);
      const match = pattern.exec(path);
      if (route.method !== method || !match) continue;
      const parameters = Object.entries(match.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]);
      return { area, routeKey: `${method} ${route.path}`, pathParameters: Object.fromEntries(parameters) };
    }
  }
  throw new Error(`No route for ${method} ${path}`);
}
