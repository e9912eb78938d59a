/** The one place where a refusal becomes HTTP: `application/problem+json`, RFC 9457. */
import type { APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { errorsAtMost } from "../field-errors.ts";
import { Refusal, type RefusalCode, textOf } from "../refusals.ts";

const titles: Readonly<Record<number, string>> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  409: "Conflict",
  412: "Precondition Failed",
  413: "Content Too Large",
  415: "Unsupported Media Type",
  422: "Unprocessable Content",
  428: "Precondition Required",
  429: "Too Many Requests",
  500: "Internal Server Error",
  503: "Service Unavailable",
};

/** Writes a refusal as an answer; anything that is not one of ours is an internal error that reveals nothing. */
export function problemOf(error: unknown, requestId: string): APIGatewayProxyStructuredResultV2 {
  const refusal = error instanceof Refusal ? error : new Refusal("internal-error");
  const { status, detail, detailEn } = textOf(refusal.code);
  const problem = {
    type: typeOf(refusal.code),
    title: titles[status],
    status,
    detail,
    detailEn,
    code: refusal.code,
    ...(refusal.errors.length > 0 && { errors: refusal.errors.slice(0, errorsAtMost) }),
    requestId,
  };
  return {
    statusCode: status,
    headers: {
      "content-type": "application/problem+json; charset=utf-8",
      ...(status === 401 && { "www-authenticate": 'Bearer realm="dondoc"' }),
      ...((status === 503 || status === 429) && { "retry-after": "5" }),
    },
    body: JSON.stringify(problem),
  };
}

/** The stable URI of a kind of problem. */
export function typeOf(code: RefusalCode): string {
  return `urn:dondoc:problem:${code}`;
}
