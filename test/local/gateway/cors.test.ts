import { expect, test } from "vitest";
import { preflightAnswer, withCors } from "../../../infra/local/gateway/cors.ts";

const rules = {
  AllowOrigins: ["*"],
  AllowMethods: ["GET"],
  AllowHeaders: ["lookup-key"],
  ExposeHeaders: [],
  AllowCredentials: false,
  MaxAge: undefined,
};
const page = { origin: "https://page.example" };
const text = ["content-type", "text/plain"] as const;

test("a preflight for what is allowed is answered by the gateway", () => {
  const request = { ...page, "access-control-request-method": "GET", "access-control-request-headers": "Lookup-Key" };
  expect(preflightAnswer(rules, request)).toEqual({
    status: 204,
    headers: [
      ["access-control-allow-origin", "*"],
      ["access-control-allow-methods", "GET"],
      ["access-control-allow-headers", "lookup-key"],
    ],
    body: "",
  });
});

test.each([
  ["a method that is not allowed", { ...page, "access-control-request-method": "POST" }],
  [
    "a header that is not allowed",
    { ...page, "access-control-request-method": "GET", "access-control-request-headers": "authorization" },
  ],
  ["no origin", { "access-control-request-method": "GET" }],
])("a preflight gets no permission: %s", (_, request) => {
  expect(preflightAnswer(rules, request)).toEqual({ status: 204, headers: [], body: "" });
});

test("the gateway's CORS headers replace the function's, and only a page of another origin gets them", () => {
  const answer = {
    status: 200,
    headers: [text, ["access-control-allow-origin", "https://own.example"] as const],
    body: "",
  };
  expect(withCors(rules, page, answer).headers).toEqual([text, ["access-control-allow-origin", "*"]]);
  expect(withCors(rules, {}, answer).headers).toEqual([text]);
  expect(withCors(undefined, page, answer)).toBe(answer);
});

test("a named origin is echoed", () => {
  const named = { ...rules, AllowOrigins: ["https://page.example"], AllowCredentials: true, ExposeHeaders: ["etag"] };
  expect(withCors(named, page, { status: 200, headers: [], body: "" }).headers).toEqual([
    ["access-control-allow-origin", "https://page.example"],
    ["access-control-allow-credentials", "true"],
    ["vary", "origin"],
    ["access-control-expose-headers", "etag"],
  ]);
  expect(withCors(named, { origin: "https://other.example" }, { status: 200, headers: [], body: "" }).headers).toEqual(
    [],
  );
});
