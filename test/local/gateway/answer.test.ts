import { expect, test } from "vitest";
import { type Answer, answerOf, gatewayAnswers } from "../../../infra/local/gateway/answer.ts";

const json = ["content-type", "application/json"] as const;

test.each<[what: string, result: unknown, answer: Answer]>([
  [
    "status, headers and body",
    { statusCode: 201, headers: { ETag: '"1"', "Content-Type": "application/json" }, body: "{}" },
    { status: 201, headers: [["etag", '"1"'], json], body: "{}" },
  ],
  [
    "without a type it is text",
    { statusCode: 200, body: "a" },
    { status: 200, headers: [["content-type", "text/plain;charset=utf-8"]], body: "a" },
  ],
  [
    "base64",
    { statusCode: 200, headers: { "content-type": "image/png" }, body: "AAE=", isBase64Encoded: true },
    { status: 200, headers: [["content-type", "image/png"]], body: Buffer.from([0, 1]) },
  ],
  [
    "cookies",
    { statusCode: 200, headers: { "content-type": "a/b" }, cookies: ["a=1", "b=2"] },
    {
      status: 200,
      headers: [
        ["content-type", "a/b"],
        ["set-cookie", "a=1"],
        ["set-cookie", "b=2"],
      ],
      body: "",
    },
  ],
  ["without a status it is the body", { hello: 1 }, { status: 200, headers: [json], body: '{"hello":1}' }],
  ["a text is the body", "hello", { status: 200, headers: [json], body: "hello" }],
  ["a status that is none", { statusCode: "abc" }, gatewayAnswers.failed],
  ["a body that is no text", { statusCode: 200, body: { a: 1 } }, gatewayAnswers.failed],
])("%s", (_, result, answer) => {
  expect(answerOf(JSON.stringify(result))).toEqual(answer);
});
