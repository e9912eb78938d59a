/** Calls of the deployed API, through the emulator's gateway. */
import * as z from "zod";
import { ProofFailure } from "./failure.ts";

export interface Call {
  readonly method?: "GET" | "POST" | "PUT" | "DELETE";
  readonly path: string;
  /** An officer's token or a portal's key. */
  readonly bearer?: string;
  readonly body?: object;
  /** The version that the caller has read. */
  readonly ifMatch?: number;
  readonly repeatKey?: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

export type Gateway = (call: Call, status: number) => Promise<Answer>;

const apiIdIn = /^https:\/\/([^.]+)\./;

/** A gateway of the API with this address; a call names the status that it must be answered with. */
export function gatewayOf(endpoint: string, apiUrl: string): Gateway {
  const [, apiId = ""] = apiIdIn.exec(apiUrl) ?? [];
  const base = `${endpoint}/_aws/execute-api/${apiId}/$default`;
  return async (call, status) => {
    const answer = await asked(base, call);
    if (answer.status === status) return answer;
    const { method = "GET", path } = call;
    const sentence = `${method} ${path} was answered with ${answer.status} instead of ${status}.`;
    throw new ProofFailure(sentence, JSON.stringify(answer.body));
  };
}

async function asked(base: string, { method = "GET", path, bearer, body, ifMatch, repeatKey }: Call): Promise<Answer> {
  const response = await fetch(`${base}${path}`, {
    method,
    headers: {
      ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }),
      ...(body && { "content-type": "application/json" }),
      ...(ifMatch !== undefined && { "if-match": `"${ifMatch}"` }),
      ...(repeatKey !== undefined && { "idempotency-key": repeatKey }),
    },
    ...(body && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(35_000),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === "" ? undefined : JSON.parse(text) };
}

/** A field of an answer's body. */
export function textIn({ body }: Answer, field: string): string {
  const read = z.record(z.string(), z.unknown()).safeParse(body);
  const value = read.success ? read.data[field] : undefined;
  if (typeof value !== "string") throw new ProofFailure(`The answer has no ${field}.`, JSON.stringify(body));
  return value;
}

/** A part of an answer's body, as if it were the whole. */
export function partIn({ body, ...rest }: Answer, field: string): Answer {
  const read = z.record(z.string(), z.unknown()).safeParse(body);
  if (!read.success || read.data[field] === undefined)
    throw new ProofFailure(`The answer has no ${field}.`, JSON.stringify(body));
  return { ...rest, body: read.data[field] };
}
