/** The console port: the clock, tokens and keys of the demonstration, the tables, and the issuer of the officers' tokens. */
import type { IncomingMessage } from "node:http";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { Clock, Instant } from "../../../shared/platform/clock.ts";
import { isoOf } from "../clock.ts";
import type { Listener } from "../http-port.ts";
import type { Issuer, TokenClient } from "../issuer.ts";
import type { Every, Passed } from "../schedules/passage.ts";
import type { Table } from "../tables.ts";
import { type Asked, bodyText, type Room } from "./asked.ts";
import { askedMoment } from "./clock-change.ts";
import { type Home, homePage } from "./home.ts";
import { both, page } from "./html.ts";
import { ConsoleRefusal, html, json, type Reply, refused, seeOther } from "./reply.ts";
import { itemsOf, itemsPage, tableNamed, tablesPage } from "./table-view.ts";

export interface ConsoleDeps {
  readonly clock: Clock;
  /** Moves time for the whole stack; resolves when everything that falls between has been done. */
  moveTo(instant: Instant, every: Every): Promise<Passed>;
  /** Further parts of the console. */
  readonly rooms: readonly Room[];
  readonly issuer: Issuer;
  /** The client that officers sign in with; none when others issue the tokens. */
  readonly tokenClient: TokenClient | undefined;
  /** `undefined`: no such officer. */
  subjectOf(officer: string): Promise<string | undefined>;
  /** `undefined`: no such portal. */
  keyOf(portal: string): Promise<string | undefined>;
  readonly client: DynamoDBClient;
  readonly tables: readonly Table[];
  readonly home: Omit<Home, "now" | "problem">;
}

export function consoleListener(deps: ConsoleDeps): Listener {
  return async (request, response) => {
    const reply = await answerTo(request, deps);
    request.resume();
    response.writeHead(reply.status, {
      "content-type": reply.type,
      "content-length": Buffer.byteLength(reply.body),
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      "content-security-policy":
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
      ...(reply.location !== undefined && { location: reply.location }),
    });
    response.end(reply.body);
  };
}

async function answerTo(request: IncomingMessage, deps: ConsoleDeps): Promise<Reply> {
  try {
    refuseStrangers(request);
    const { method = "GET", url = "/" } = request;
    const { pathname, searchParams } = addressOf(url);
    const wantsPage = (request.headers.accept ?? "").includes("text/html");
    return await route({ method, path: pathname, query: searchParams, wantsPage, request }, deps);
  } catch (error) {
    if (!(error instanceof ConsoleRefusal)) throw error;
    return (request.headers.accept ?? "").includes("text/html")
      ? html(refusalPage(error), error.status)
      : refused(error);
  }
}

function refusalPage({ detail, detailEn }: ConsoleRefusal): string {
  return page("Không thực hiện được", `<p class="problem" role="alert">${both(detail, detailEn)}</p>`);
}

async function route(asked: Asked, deps: ConsoleDeps): Promise<Reply> {
  const { method, path, query } = asked;
  if (method === "POST" && path === "/clock") return changeClock(asked, deps);
  for (const room of deps.rooms) {
    const reply = await room(asked);
    if (reply) return reply;
  }
  if (method !== "GET") throw notFound();
  switch (path) {
    case "/":
      return html(homePage({ ...deps.home, now: deps.clock.now() }));
    case "/clock":
      return json({ now: isoOf(deps.clock.now()) });
    case "/token":
      return token(query.get("officer"), deps);
    case "/keys":
      return key(query.get("portal"), deps);
    case "/tables":
      if (asked.wantsPage) return html(tablesPage(deps.tables));
      return json({
        items: deps.tables.map(({ name, shortName }) => ({ name, shortName, path: `/tables/${shortName}` })),
      });
  }
  const document = deps.issuer.document(path);
  if (document) return json(document);
  const [, name] = /^\/tables\/([^/]+)$/.exec(path) ?? [];
  if (name === undefined) throw notFound();
  return items(tableNamed(deps.tables, name), asked, deps);
}

async function items(table: Table, { query, wantsPage }: Asked, { client }: ConsoleDeps): Promise<Reply> {
  const found = await itemsOf(client, table, query);
  return wantsPage ? html(itemsPage(table, found, query.get("limit"))) : json(found);
}

async function changeClock(asked: Asked, deps: ConsoleDeps): Promise<Reply> {
  const body = await bodyText(asked);
  // A body that is plainly JSON is read as such, whatever a bare `curl -d` calls it.
  const isForm =
    (asked.request.headers["content-type"] ?? "").startsWith("application/x-www-form-urlencoded") &&
    !body.trimStart().startsWith("{");
  try {
    const every = everyOf(asked.query.get("every"));
    const { fired, skipped } = await deps.moveTo(askedMoment(body, isForm, deps.clock.now()), every);
    return isForm ? seeOther("/") : json({ now: isoOf(deps.clock.now()), fired, skipped });
  } catch (error) {
    if (!isForm || !(error instanceof ConsoleRefusal)) throw error;
    return html(homePage({ ...deps.home, now: deps.clock.now(), problem: error }), error.status);
  }
}

function everyOf(text: string | null): Every {
  if (text === null || text === "some") return "some";
  if (text === "all") return "all";
  throw new ConsoleRefusal(422, "every-invalid", 'every là "some" hoặc "all".', 'every is "some" or "all".');
}

async function token(officer: string | null, { tokenClient, issuer, subjectOf }: ConsoleDeps): Promise<Reply> {
  const subject = officer === null || !tokenClient ? undefined : await subjectOf(officer);
  if (subject === undefined || !tokenClient) {
    throw new ConsoleRefusal(
      404,
      "officer-unknown",
      `Không có cán bộ ${officer ?? ""}.`,
      `There is no officer ${officer ?? ""}.`,
    );
  }
  return json({ token: await issuer.token(tokenClient, subject) });
}

async function key(portal: string | null, { keyOf }: ConsoleDeps): Promise<Reply> {
  const found = portal === null ? undefined : await keyOf(portal);
  if (found === undefined) {
    throw new ConsoleRefusal(
      404,
      "portal-unknown",
      `Không có Cổng TTĐT ${portal ?? ""}.`,
      `There is no portal ${portal ?? ""}.`,
    );
  }
  return json({ key: found });
}

/** Keys and tokens are given to this machine's own pages and programs, never to a page from elsewhere that found the port. */
function refuseStrangers({ headers }: IncomingMessage): void {
  const isLocal = (address: string) => /^(?:https?:\/\/)?(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/.test(address);
  if (isLocal(headers.host ?? "127.0.0.1") && isLocal(headers.origin ?? "127.0.0.1")) return;
  throw new ConsoleRefusal(403, "not-local", "Chỉ phục vụ máy này.", "This console serves this machine only.");
}

function addressOf(url: string): URL {
  const address = URL.parse(url, "http://127.0.0.1");
  if (!address) throw notFound();
  return address;
}

function notFound(): ConsoleRefusal {
  return new ConsoleRefusal(404, "not-found", "Không tìm thấy.", "Not found.");
}
