/** Reads a request through the schemas of its route. In this order: media type 415, size 413, JSON 400, content 422. */
import type { APIGatewayProxyEventV2 } from "aws-lambda";
import * as z from "zod";
import { errorsAtMost, fieldError, fieldErrors, pathText } from "../field-errors.ts";
import { type FieldError, Refusal } from "../refusals.ts";
import type { Route } from "./route.ts";

const bodyLimitBytes = 256 * 1024;

export interface Input {
  params: unknown;
  query: unknown;
  body: unknown;
}

/** Parses path, query and body; every field at fault is named. */
export function readInput(route: Route, event: APIGatewayProxyEventV2): Input {
  return {
    params: route.params && parse(route.params, event.pathParameters ?? {}),
    query: parseQuery(route, event),
    body: route.body && parse(route.body, readJson(event)),
  };
}

/** The body as sent, in bytes of UTF-8. */
export function rawBody(event: APIGatewayProxyEventV2): Buffer {
  return Buffer.from(event.body ?? "", event.isBase64Encoded ? "base64" : "utf8");
}

/** A route that takes no query refuses one: nobody is to believe that it did something. */
const noQuery = z.strictObject({});

function parseQuery(route: Route, event: APIGatewayProxyEventV2): unknown {
  const { key: _lookupKey, ...others } = event.queryStringParameters ?? {};
  const query = parse(
    route.query ?? noQuery,
    route.caller === "citizen" ? others : (event.queryStringParameters ?? {}),
  );
  return route.query && query;
}

function readJson(event: APIGatewayProxyEventV2): unknown {
  const mediaType = (event.headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  const bytes = rawBody(event);
  if (bytes.length === 0) throw new Refusal("body-missing");
  if (mediaType !== "application/json") throw new Refusal("media-type-unsupported");
  if (bytes.length > bodyLimitBytes) throw new Refusal("body-too-large");
  const text = decode(bytes);
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal("body-not-json");
  }
}

/** Fields named `__proto__`: where names are free, zod passes them over in silence, and nobody would learn that they did nothing. */
function prototypeKeys(body: unknown): FieldError[] {
  const found: FieldError[] = [];
  const waiting: (readonly [value: unknown, path: readonly (string | number)[]])[] = [[body, []]];
  for (let next = waiting.pop(); next && found.length < errorsAtMost; next = waiting.pop()) {
    const [value, path] = next;
    if (typeof value !== "object" || value === null) continue;
    if (Object.hasOwn(value, "__proto__")) found.push(fieldError(pathText([...path, "__proto__"]), "unknown-field"));
    const isList = Array.isArray(value);
    for (const [key, inner] of Object.entries(value)) waiting.push([inner, [...path, isList ? Number(key) : key]]);
  }
  return found;
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new Refusal("body-not-utf8");
  }
}

function parse(schema: z.ZodType, value: unknown): unknown {
  const result = schema.safeParse(value);
  const named = result.success ? [] : fieldErrors(result.error.issues, value);
  const paths = new Set(named.map(({ path }) => path));
  const errors = [...named, ...prototypeKeys(value).filter(({ path }) => !paths.has(path))];
  if (errors.length > 0 || !result.success) throw new Refusal("invalid-content", errors.slice(0, errorsAtMost));
  return result.data;
}
