/** Reads a request through the schemas of its route. In this order: media type 415, size 413, JSON 400, content 422. */
import type { APIGatewayProxyEventV2 } from "aws-lambda";
import * as z from "zod";
import { fieldErrors } from "../field-errors.ts";
import { Refusal } from "../refusals.ts";
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

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new Refusal("body-not-utf8");
  }
}

function parse(schema: z.ZodType, value: unknown): unknown {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new Refusal("invalid-content", fieldErrors(result.error.issues, value));
}
