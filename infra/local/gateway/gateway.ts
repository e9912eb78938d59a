/** The API port: exactly the template's routes, with the limits and the own answers of an API Gateway HTTP API. */
import { type IncomingMessage, type ServerResponse, STATUS_CODES } from "node:http";
import type { Clock } from "../../../shared/platform/clock.ts";
import type { Chance } from "../../../shared/platform/ids.ts";
import type { Invoked, Pool } from "../functions/pool.ts";
import type { Listener } from "../http-port.ts";
import { place } from "../meanings.ts";
import { bodyOf } from "../request-body.ts";
import { type Answer, answerOf, gatewayAnswers } from "./answer.ts";
import { preflightAnswer, withCors } from "./cors.ts";
import type { DeclaredApi, DeclaredRoute } from "./declared-api.ts";
import { eventOf, headersOf, type ReceivedRequest } from "./event.ts";
import { type Find, type Found, router } from "./router.ts";
import { throttle } from "./throttle.ts";

const bodyLimitBytes = 10 * 1024 * 1024;

export interface GatewayDeps {
  readonly api: DeclaredApi;
  /** The pool of a function, by its name. */
  readonly pools: ReadonlyMap<string, Pool>;
  readonly port: number;
  readonly clock: Clock;
  readonly chance: Chance;
  /** Takes note of each answer. @default nobody does */
  readonly measure?: (answered: Answered) => void;
}

export interface Answered {
  readonly status: number;
  readonly milliseconds: number;
  /** In the function behind the route; undefined: none was called. */
  readonly integrationMilliseconds: number | undefined;
}

export function gateway(deps: GatewayDeps): Listener {
  const prepared: Prepared = { ...deps, find: router(deps.api.routes), admits: throttle(deps.api.throttle) };
  return async (request, response) => {
    const requestId = Buffer.from(deps.chance.bytes(11)).toString("base64");
    const { headers } = headersOf(request.rawHeaders);
    const receivedAt = performance.now();
    const answer = await answerTo(request, headers, requestId, prepared);
    deps.measure?.({
      status: answer.status,
      milliseconds: performance.now() - receivedAt,
      integrationMilliseconds: answer.integrationMilliseconds,
    });
    response.setHeader("date", new Date(deps.clock.now()).toUTCString());
    send(response, withCors(deps.api.cors, headers, answer), requestId);
  };
}

interface Prepared extends GatewayDeps {
  readonly find: Find<DeclaredRoute>;
  /** The stage's throttle. */
  readonly admits: () => boolean;
}

async function answerTo(
  request: IncomingMessage,
  headers: Readonly<Record<string, string>>,
  requestId: string,
  prepared: Prepared,
): Promise<Timed> {
  const { api, find, admits, clock } = prepared;
  const { method = "GET", url = "/" } = request;
  const question = url.indexOf("?");
  const rawPath = question < 0 ? url : url.slice(0, question);
  const found = find(method, rawPath);
  if (method === "OPTIONS" && api.cors && (!found || found === "malformed")) return preflightAnswer(api.cors, headers);
  if (found === "malformed") return refuse(request, "bad-request");
  if (!found) return refuse(request, "not-found");
  if (!admits()) return refuse(request, "too-many");
  const body = await bodyOf(request, bodyLimitBytes);
  if (!body) return gatewayAnswers["too-large"];
  return invoke(prepared, found, {
    method,
    rawPath,
    rawQuery: question < 0 ? "" : url.slice(question + 1),
    httpVersion: request.httpVersion,
    rawHeaders: request.rawHeaders,
    body,
    sourceIp: request.socket.remoteAddress ?? "127.0.0.1",
    requestId,
    receivedAt: clock.now(),
  });
}

/** An answer, and how long a function took for it. */
interface Timed extends Answer {
  readonly integrationMilliseconds?: number;
}

/** Answers without the function; the body is let through unread. */
function refuse(request: IncomingMessage, name: keyof typeof gatewayAnswers): Answer {
  request.resume();
  return gatewayAnswers[name];
}

/** Calls the function behind a route; the gateway waits no longer than the integration's limit. */
async function invoke(
  deps: GatewayDeps,
  { route, parameters }: Found<DeclaredRoute>,
  request: ReceivedRequest,
): Promise<Timed> {
  const pool = deps.pools.get(route.functionName);
  if (!pool) return gatewayAnswers.failed;
  const event = eventOf(request, {
    routeKey: route.key,
    parameters,
    apiId: deps.api.id,
    stage: deps.api.stageName,
    domainName: `127.0.0.1:${deps.port}`,
    port: deps.port,
    accountId: place.account,
  });
  const gone = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<"late">((resolve) => {
    timer = setTimeout(() => {
      gone.abort();
      resolve("late");
    }, route.timeoutMilliseconds);
  });
  const calledAt = performance.now();
  const outcome = await Promise.race([pool.invoke(JSON.stringify(event), gone.signal), late]);
  clearTimeout(timer);
  return { ...answerFrom(outcome), integrationMilliseconds: performance.now() - calledAt };
}

function answerFrom(outcome: Invoked | "late"): Answer {
  if (outcome === "late") return gatewayAnswers.late;
  if (outcome.kind === "too-large") return gatewayAnswers["too-large"];
  return outcome.kind === "answered" ? answerOf(outcome.payload) : gatewayAnswers.failed;
}

/** Writes an answer; a header that HTTP cannot carry makes it the gateway's 500. */
function send(response: ServerResponse, answer: Answer, requestId: string): void {
  try {
    write(response, answer, requestId);
  } catch {
    for (const name of response.getHeaderNames().filter((name) => name !== "date")) response.removeHeader(name);
    write(response, gatewayAnswers.failed, requestId);
  }
}

function write(response: ServerResponse, { status, headers, body }: Answer, requestId: string): void {
  const bytes = typeof body === "string" ? Buffer.from(body) : body;
  response.statusCode = status;
  response.statusMessage = STATUS_CODES[status] ?? "";
  for (const [name, value] of headers) response.appendHeader(name, value);
  response.setHeader("content-length", String(bytes.length));
  response.setHeader("apigw-requestid", requestId);
  response.end(bytes);
}
