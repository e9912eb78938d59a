/** Requests as the gateway hands them to the questions' function. */
import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { question } from "../support/province.ts";

/** A portal's post under a repeat key of its own. */
export function postRequest(portalKey: string, repeatKey: string, more: object = {}): APIGatewayProxyEventV2 {
  return request("POST", "/v1/questions", "/v1/questions", {
    headers: { authorization: `Bearer ${portalKey}`, "idempotency-key": repeatKey, "content-type": "application/json" },
    body: JSON.stringify(question(more)),
  });
}

/** A clerk takes a question in. */
export function acceptanceRequest(code: string, version: number): APIGatewayProxyEventV2 {
  return request("POST", "/v1/questions/{code}/acceptance", `/v1/questions/${code}/acceptance`, {
    headers: { authorization: "Bearer token", "if-match": `"${version}"`, "idempotency-key": `accept-${code}` },
    pathParameters: { code },
  });
}

/** An officer's act upon a question, with a body. */
export function actRequest(act: string, code: string, version: number, body: object): APIGatewayProxyEventV2 {
  return request("POST", `/v1/questions/{code}/${act}`, `/v1/questions/${code}/${act}`, {
    headers: { authorization: "Bearer token", "if-match": `"${version}"`, "content-type": "application/json" },
    body: JSON.stringify(body),
    pathParameters: { code },
  });
}

function request(
  method: string,
  route: string,
  path: string,
  more: Pick<APIGatewayProxyEventV2, "headers" | "body" | "pathParameters">,
): APIGatewayProxyEventV2 {
  const domainName = "api.example";
  return {
    version: "2.0",
    routeKey: `${method} ${route}`,
    rawPath: path,
    rawQueryString: "",
    isBase64Encoded: false,
    ...more,
    headers: { host: domainName, "x-forwarded-proto": "https", ...more.headers },
    requestContext: {
      accountId: "000000000000",
      apiId: "api",
      domainName,
      domainPrefix: "api",
      http: { method, path, protocol: "HTTP/1.1", sourceIp: "127.0.0.1", userAgent: "bench" },
      requestId: "bench",
      routeKey: `${method} ${route}`,
      stage: "$default",
      time: "31/Dec/2023:08:00:00 +0000",
      timeEpoch: 1_704_009_600_000,
    },
  };
}
