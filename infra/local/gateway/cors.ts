/** CORS as API Gateway does it: preflights are the gateway's, and its headers replace the function's. */

import type { Answer } from "./answer.ts";
import type { CorsRules } from "./declared-api.ts";

type Headers = Readonly<Record<string, string>>;

/** The answer to an `OPTIONS` request that no route takes: 204, with headers when origin, method and headers are allowed. */
export function preflightAnswer(rules: CorsRules, request: Headers): Answer {
  const origin = allowedOrigin(rules, request.origin);
  const method = request["access-control-request-method"];
  const asked = namesIn(request["access-control-request-headers"]);
  const isAllowed =
    origin !== undefined &&
    method !== undefined &&
    allows(rules.AllowMethods, method) &&
    asked.every((name) => allows(rules.AllowHeaders, name));
  if (!isAllowed) return { status: 204, headers: [], body: "" };
  return {
    status: 204,
    headers: [
      ...originHeaders(rules, origin),
      ["access-control-allow-methods", rules.AllowMethods.join(",")],
      ...(rules.AllowHeaders.length > 0
        ? [["access-control-allow-headers", rules.AllowHeaders.join(",")] as const]
        : []),
      ...(rules.MaxAge === undefined ? [] : [["access-control-max-age", String(rules.MaxAge)] as const]),
    ],
    body: "",
  };
}

/** An answer with the API's CORS headers, in place of any that the function wrote. */
export function withCors(rules: CorsRules | undefined, request: Headers, answer: Answer): Answer {
  if (!rules) return answer;
  const own = answer.headers.filter(([name]) => !name.startsWith("access-control-"));
  const origin = allowedOrigin(rules, request.origin);
  if (origin === undefined) return { ...answer, headers: own };
  const exposed =
    rules.ExposeHeaders.length > 0 ? [["access-control-expose-headers", rules.ExposeHeaders.join(",")] as const] : [];
  return { ...answer, headers: [...own, ...originHeaders(rules, origin), ...exposed] };
}

function originHeaders(rules: CorsRules, origin: string): (readonly [string, string])[] {
  return [
    ["access-control-allow-origin", origin],
    ...(rules.AllowCredentials ? [["access-control-allow-credentials", "true"] as const] : []),
    ...(origin === "*" ? [] : [["vary", "origin"] as const]),
  ];
}

function allowedOrigin({ AllowOrigins }: CorsRules, origin: string | undefined): string | undefined {
  if (origin === undefined) return undefined;
  if (AllowOrigins.includes("*")) return "*";
  const isAllowed = AllowOrigins.some(
    (allowed) => allowed === origin || (allowed.endsWith("*") && origin.startsWith(allowed.slice(0, -1))),
  );
  return isAllowed ? origin : undefined;
}

function allows(allowed: readonly string[], name: string): boolean {
  return allowed.some((entry) => entry === "*" || entry.toLowerCase() === name.toLowerCase());
}

function namesIn(list: string | undefined): string[] {
  return (list ?? "")
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
}
