/** Makes the event that API Gateway hands to a function: payload format 2.0. */
import { isUtf8 } from "node:buffer";
import type { APIGatewayProxyEventV2 } from "aws-lambda";
import type { Instant } from "../../../shared/platform/clock.ts";

export interface ReceivedRequest {
  readonly method: string;
  /** As sent, before the question mark. */
  readonly rawPath: string;
  /** As sent, after the question mark. */
  readonly rawQuery: string;
  readonly httpVersion: string;
  /** Names and values in turn, as they came. */
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
  readonly sourceIp: string;
  readonly requestId: string;
  readonly receivedAt: Instant;
}

export interface RoutedTo {
  readonly routeKey: string;
  readonly parameters: Readonly<Record<string, string>> | undefined;
  readonly apiId: string;
  readonly stage: string;
  /** Host and port of this API. */
  readonly domainName: string;
  readonly port: number;
  readonly accountId: string;
}

export function eventOf(request: ReceivedRequest, routed: RoutedTo): APIGatewayProxyEventV2 {
  const { headers, cookies } = headersOf(request.rawHeaders);
  const query = queryOf(request.rawQuery);
  const path = decodeURIComponent(request.rawPath);
  const forwarded = forwardedHeaders(headers, request.sourceIp, routed.port);
  return {
    version: "2.0",
    routeKey: routed.routeKey,
    rawPath: path,
    rawQueryString: request.rawQuery,
    ...(cookies.length > 0 && { cookies }),
    headers: { ...headers, ...forwarded },
    ...(query && { queryStringParameters: query }),
    requestContext: {
      accountId: routed.accountId,
      apiId: routed.apiId,
      domainName: routed.domainName,
      domainPrefix: routed.domainName.split(".", 1)[0] ?? "",
      http: {
        method: request.method,
        path,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: request.sourceIp,
        userAgent: headers["user-agent"] ?? "",
      },
      requestId: request.requestId,
      routeKey: routed.routeKey,
      stage: routed.stage,
      time: logTime(request.receivedAt),
      timeEpoch: request.receivedAt,
    },
    ...(routed.parameters && { pathParameters: routed.parameters }),
    ...bodyOf(request.body, headers["content-type"]),
  };
}

/** Headers that concern one connection only end at the gateway. */
const hopByHop = new Set([
  "connection",
  "expect",
  "keep-alive",
  "proxy-authorization",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** Lower-case names, repeated ones joined by commas; cookies apart. */
export function headersOf(raw: readonly string[]): { headers: Record<string, string>; cookies: string[] } {
  const headers: Record<string, string> = {};
  const cookies: string[] = [];
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const name = (raw[index] ?? "").toLowerCase();
    const value = raw[index + 1] ?? "";
    if (name === "cookie") cookies.push(...value.split(/; */).filter((cookie) => cookie !== ""));
    else if (!hopByHop.has(name)) headers[name] = Object.hasOwn(headers, name) ? `${headers[name]},${value}` : value;
  }
  return { headers, cookies };
}

function forwardedHeaders(
  headers: Readonly<Record<string, string>>,
  sourceIp: string,
  port: number,
): Record<string, string> {
  const before = headers["x-forwarded-for"];
  return {
    "x-forwarded-for": before === undefined ? sourceIp : `${before}, ${sourceIp}`,
    "x-forwarded-port": String(port),
    "x-forwarded-proto": "http",
  };
}

/** Decoded query parameters, repeated ones joined by commas. What cannot be decoded stays as it was sent. */
export function queryOf(raw: string): Record<string, string> | undefined {
  if (raw === "") return undefined;
  const query = new Map<string, string>();
  for (const pair of raw.split("&").filter((part) => part !== "")) {
    const equals = pair.indexOf("=");
    const name = decodedPart(equals < 0 ? pair : pair.slice(0, equals));
    const value = equals < 0 ? "" : decodedPart(pair.slice(equals + 1));
    const before = query.get(name);
    query.set(name, before === undefined ? value : `${before},${value}`);
  }
  return Object.fromEntries(query);
}

function decodedPart(text: string): string {
  const spaced = text.replaceAll("+", " ");
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}

/** Text stays text, everything else travels in base64; an empty body is none. */
export function bodyOf(body: Buffer, contentType: string | undefined): { body?: string; isBase64Encoded: boolean } {
  if (body.length === 0) return { isBase64Encoded: false };
  const type = contentType?.split(";", 1)[0]?.trim().toLowerCase() ?? "text/plain";
  const isText = textual.test(type) && isUtf8(body);
  return { body: body.toString(isText ? "utf8" : "base64"), isBase64Encoded: !isText };
}

const textual = /^(?:text\/.*|application\/(?:json|xml|javascript)|application\/[^/]+\+(?:json|xml))$/;

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** A moment as in an access log: `12/Mar/2020:19:03:58 +0000`. */
export function logTime(instant: Instant): string {
  const [year = "", month = "", day = "", time = ""] = new Date(instant).toISOString().split(/[-T.]/);
  return `${day}/${months[Number(month) - 1]}/${year}:${time} +0000`;
}
