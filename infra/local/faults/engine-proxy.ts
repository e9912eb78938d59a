/** Stands between the functions and the DynamoDB engine while calls are to fail: refuses some as busy, some transactions for a conflict, and passes on the rest. */
import { Agent, request as httpRequest, type IncomingMessage, type ServerResponse } from "node:http";
import { pipeline } from "node:stream";
import * as z from "zod";
import type { Listener } from "../http-port.ts";
import { bodyOf } from "../request-body.ts";
import type { Faults } from "./faults.ts";

const bodyLimitBytes = 32 * 1024 * 1024;
const transaction = z.object({ TransactItems: z.array(z.unknown()) });

export function engineProxy(engineUrl: string, faults: Faults): Listener {
  const agent = new Agent({ keepAlive: true });
  const { hostname, port } = new URL(engineUrl);
  return async (request, response) => {
    const body = await bodyOf(request, bodyLimitBytes);
    if (!body) return refuse(response, "ValidationException", { message: "The request is too large." });
    const failure = failureOf(request, body, faults);
    if (failure) return refuse(response, failure.code, failure.content);
    const { method, url: path, headers } = request;
    const outgoing = httpRequest({ hostname, port, method, path, headers, agent }, (incoming) => {
      response.writeHead(incoming.statusCode ?? 502, incoming.headers);
      pipeline(incoming, response, () => {});
    });
    outgoing.once("error", () => response.destroy());
    outgoing.end(body);
  };
}

interface Failure {
  readonly code: string;
  readonly content: object;
}

function failureOf({ headers }: IncomingMessage, body: Buffer, faults: Faults): Failure | undefined {
  if (faults.draw("throttle")) {
    return {
      code: "ProvisionedThroughputExceededException",
      content: { message: "The level of configured provisioned throughput for the table was exceeded." },
    };
  }
  const isTransaction = String(headers["x-amz-target"]).endsWith(".TransactWriteItems");
  return isTransaction && faults.draw("conflicts") ? conflict(body) : undefined;
}

/** The first of the items meets another transaction. */
function conflict(body: Buffer): Failure | undefined {
  const result = transaction.safeParse(JSON.parse(body.toString("utf8")));
  if (!result.success) return undefined;
  const reasons = result.data.TransactItems.map((_, index) =>
    index === 0
      ? { Code: "TransactionConflict", Message: "Transaction is ongoing for the item" }
      : { Code: "None", Message: null },
  );
  const codes = reasons.map(({ Code }) => Code).join(", ");
  return {
    code: "TransactionCanceledException",
    content: {
      Message: `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
      CancellationReasons: reasons,
    },
  };
}

function refuse(response: ServerResponse, code: string, content: object): void {
  const body = JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${code}`, ...content });
  response.writeHead(400, { "content-type": "application/x-amz-json-1.0", "content-length": Buffer.byteLength(body) });
  response.end(body);
}
