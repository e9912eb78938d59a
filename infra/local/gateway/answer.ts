/** What becomes of a function's result: payload format 2.0, as API Gateway reads it. */

export interface Answer {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string | Buffer;
}

/** The gateway's own answers. */
export const gatewayAnswers = {
  "bad-request": ownAnswer(400, "Bad Request"),
  "not-found": ownAnswer(404, "Not Found"),
  "too-large": ownAnswer(413, "Request Entity Too Large"),
  "too-many": ownAnswer(429, "Too Many Requests"),
  "headers-too-large": ownAnswer(431, "Request Header Fields Too Large"),
  failed: ownAnswer(500, "Internal Server Error"),
  late: ownAnswer(503, "Service Unavailable"),
} as const;

function ownAnswer(status: number, message: string): Answer & { readonly body: string } {
  return { status, headers: [["content-type", "application/json"]], body: JSON.stringify({ message }) };
}

/** Reads a result. One that names no status is the body of a 200; one that cannot be read is the gateway's 500. */
export function answerOf(payload: string): Answer {
  const result: unknown = JSON.parse(payload);
  if (!isRecord(result) || result.statusCode === undefined) {
    const body = typeof result === "string" ? result : payload;
    return { status: 200, headers: [["content-type", "application/json"]], body };
  }
  const status = Number(result.statusCode);
  const { headers = {}, cookies = [], body = "", isBase64Encoded = false } = result;
  const isReadable =
    Number.isInteger(status) && status >= 200 && status <= 599 && isRecord(headers) && typeof body === "string";
  if (!isReadable || !Array.isArray(cookies)) return gatewayAnswers.failed;
  return {
    status,
    headers: [...headersOf(headers), ...cookies.map((cookie) => ["set-cookie", String(cookie)] as const)],
    body: isBase64Encoded === true ? Buffer.from(body, "base64") : body,
  };
}

function headersOf(headers: Readonly<Record<string, unknown>>): [string, string][] {
  const named = Object.entries(headers).map(([name, value]): [string, string] => [name.toLowerCase(), String(value)]);
  const own = named.filter(
    ([name]) => name !== "content-length" && name !== "connection" && name !== "transfer-encoding",
  );
  return own.some(([name]) => name === "content-type") ? own : [["content-type", "text/plain;charset=utf-8"], ...own];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
