/** What is read from and written to headers: bearer, version, repeat key, and the headers of every answer. */
import { createHash } from "node:crypto";
import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { Refusal } from "../refusals.ts";
import { rawBody } from "./input.ts";
import type { Repeat, Route } from "./route.ts";

/** Sent with every answer: it is data, for one caller, and no page. */
export const answerHeaders = {
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "referrer-policy": "no-referrer",
  "strict-transport-security": "max-age=31536000",
  "x-content-type-options": "nosniff",
} as const;

/** The bearer's credentials; missing or of another scheme: 401. */
export function bearerOf(event: APIGatewayProxyEventV2): string {
  const [, token] = /^Bearer +([!-~]+)$/i.exec(event.headers.authorization ?? "") ?? [];
  if (token === undefined) throw new Refusal("credentials-missing");
  return token;
}

/** The version that a change was made upon. Missing: 428. */
export function ifMatchOf(route: Route, event: APIGatewayProxyEventV2): number | undefined {
  if (!route.versioned) return undefined;
  const header = event.headers["if-match"];
  if (header === undefined) throw new Refusal("version-missing");
  const [, version] = /^"([1-9]\d{0,8})"$/.exec(header.trim()) ?? [];
  if (version === undefined) throw new Refusal("if-match-malformed");
  return Number(version);
}

export function etagOf(version: number): string {
  return `"${version}"`;
}

/** The repeat key of a POST: required of portals, honoured for officers. Scope: caller, method, path, key. */
export function repeatOf(route: Route, event: APIGatewayProxyEventV2, caller: string): Repeat | undefined {
  if (route.method !== "POST" || route.caller === "anyone" || route.caller === "citizen") return undefined;
  const key = event.headers["idempotency-key"];
  if (key === undefined) {
    if (route.caller === "portal") throw new Refusal("idempotency-key-missing");
    return undefined;
  }
  if (!/^[!-~]{1,64}$/.test(key)) throw new Refusal("idempotency-key-malformed");
  return {
    id: hash(JSON.stringify([caller, route.method, event.rawPath, key])),
    bodyHash: hash(rawBody(event)),
  };
}

function hash(data: string | Uint8Array): string {
  return createHash("sha256").update(data).digest("base64url");
}
