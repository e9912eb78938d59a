import { expect, test } from "vitest";
import { bodyOf, eventOf, headersOf, logTime, queryOf } from "../../../infra/local/gateway/event.ts";

const receivedAt = Date.parse("2024-02-03T15:15:00.042Z");

test("an event is what API Gateway hands over in payload format 2.0", () => {
  const event = eventOf(
    {
      method: "POST",
      rawPath: "/v1/questions/c%C3%A2u/case",
      rawQuery: "key=a%20b&tag=1&tag=2",
      httpVersion: "1.1",
      rawHeaders: [
        "Host",
        "127.0.0.1:3000",
        "Content-Type",
        "application/json",
        "User-Agent",
        "curl/8",
        "X-One",
        "a",
        "x-one",
        "b",
        "Connection",
        "close",
      ],
      body: Buffer.from('{"a":"ế"}'),
      sourceIp: "127.0.0.1",
      requestId: "request-1",
      receivedAt,
    },
    {
      routeKey: "POST /v1/questions/{code}/case",
      parameters: { code: "câu" },
      apiId: "Api",
      stage: "$default",
      domainName: "127.0.0.1:3000",
      port: 3000,
      accountId: "000000000000",
    },
  );

  expect(event).toEqual({
    version: "2.0",
    routeKey: "POST /v1/questions/{code}/case",
    rawPath: "/v1/questions/câu/case",
    rawQueryString: "key=a%20b&tag=1&tag=2",
    headers: {
      host: "127.0.0.1:3000",
      "content-type": "application/json",
      "user-agent": "curl/8",
      "x-one": "a,b",
      "x-forwarded-for": "127.0.0.1",
      "x-forwarded-port": "3000",
      "x-forwarded-proto": "http",
    },
    queryStringParameters: { key: "a b", tag: "1,2" },
    requestContext: {
      accountId: "000000000000",
      apiId: "Api",
      domainName: "127.0.0.1:3000",
      domainPrefix: "127",
      http: {
        method: "POST",
        path: "/v1/questions/câu/case",
        protocol: "HTTP/1.1",
        sourceIp: "127.0.0.1",
        userAgent: "curl/8",
      },
      requestId: "request-1",
      routeKey: "POST /v1/questions/{code}/case",
      stage: "$default",
      time: "03/Feb/2024:15:15:00 +0000",
      timeEpoch: receivedAt,
    },
    pathParameters: { code: "câu" },
    body: '{"a":"ế"}',
    isBase64Encoded: false,
  });
});

test.each<[raw: string, query: Record<string, string> | undefined]>([
  ["", undefined],
  ["a", { a: "" }],
  ["a=1&b=2&a=3", { a: "1,3", b: "2" }],
  ["q=%C4%91%C6%A1n+th%C6%B0", { q: "đơn thư" }],
  ["at=2024-02-03T22:15:00%2B07:00", { at: "2024-02-03T22:15:00+07:00" }],
  ["broken=%zz&&=x", { broken: "%zz", "": "x" }],
  ["a=b=c", { a: "b=c" }],
])("the query %s", (raw, query) => {
  expect(queryOf(raw)).toEqual(query);
});

test("cookies stand apart from headers", () => {
  expect(headersOf(["Cookie", "a=1; b=2", "COOKIE", "c=3", "__proto__", "x"])).toMatchObject({
    headers: {},
    cookies: ["a=1", "b=2", "c=3"],
  });
});

test.each<[what: string, bytes: Buffer, type: string | undefined, isBase64Encoded: boolean]>([
  ["JSON", Buffer.from("{}"), "application/json; charset=utf-8", false],
  ["problem details", Buffer.from("{}"), "application/problem+json", false],
  ["text without a type", Buffer.from("văn bản"), undefined, false],
  ["JSON that is not UTF-8", Buffer.from([0xff, 0xfe]), "application/json", true],
  ["anything else", Buffer.from("%PDF"), "application/pdf", true],
])("the body: %s", (_, bytes, type, isBase64Encoded) => {
  expect(bodyOf(bytes, type)).toEqual({ body: bytes.toString(isBase64Encoded ? "base64" : "utf8"), isBase64Encoded });
});

test("an empty body is none", () => {
  expect(bodyOf(Buffer.alloc(0), "application/json")).toEqual({ isBase64Encoded: false });
});

test("a moment as in an access log", () => {
  expect(logTime(Date.parse("2023-12-31T23:59:59.999Z"))).toBe("31/Dec/2023:23:59:59 +0000");
});
