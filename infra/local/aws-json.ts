/** Calls of the runner itself in the JSON protocol of AWS, to servers on this machine that check no signature. */
import * as z from "zod";
import { place } from "./meanings.ts";

/** An answer that is no success, with the service's own name for it. */
export class ServiceError extends Error {
  override readonly name = "ServiceError";
  readonly code: string;

  constructor(code: string, message: string) {
    super(`${code}: ${message}`);
    this.code = code;
  }
}

export interface JsonService {
  readonly endpoint: string;
  /** As the target header begins: `AmazonSQS`. */
  readonly target: string;
  /** As credentials are scoped: `sqs`. */
  readonly scope: string;
}

const problem = z.object({ __type: z.string().optional(), message: z.string().optional() });
const timeoutMilliseconds = 30_000;

/** Calls an action and answers its result. */
export async function callService(service: JsonService, action: string, input: object): Promise<unknown> {
  const credential = `local/20240101/${place.region}/${service.scope}/aws4_request`;
  const response = await fetch(service.endpoint, {
    method: "POST",
    headers: {
      "content-type": "application/x-amz-json-1.0",
      "x-amz-target": `${service.target}.${action}`,
      "x-amz-date": "20240101T000000Z",
      authorization: `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host, Signature=0`,
    },
    body: JSON.stringify(input),
    signal: AbortSignal.timeout(timeoutMilliseconds),
  });
  const text = await response.text();
  const answer: unknown = text === "" ? {} : JSON.parse(text);
  if (response.ok) return answer;
  const { __type: type = "unknown", message = "" } = problem.parse(answer);
  throw new ServiceError(type.replace(/^.*#/, ""), message);
}
