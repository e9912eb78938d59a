import fc from "fast-check";
import { expect, test } from "vitest";
import { router } from "../../../infra/local/gateway/router.ts";

const keys = [
  "GET /v1/questions/{code}",
  "GET /v1/questions/mine",
  "GET /v1/questions/{code}/case",
  "POST /v1/questions",
  "ANY /v1/questions/{code}/any",
  "GET /v1/files/{path+}",
  "GET /",
];
const find = router(keys.map((key) => ({ key })));

test.each<[method: string, path: string, key: string | undefined, parameters?: Record<string, string>]>([
  ["GET", "/v1/questions/ABC", "GET /v1/questions/{code}", { code: "ABC" }],
  ["GET", "/v1/questions/mine", "GET /v1/questions/mine"],
  ["GET", "/v1/questions/c%C3%A2u%2Fh%E1%BB%8Fi", "GET /v1/questions/{code}", { code: "câu/hỏi" }],
  ["GET", "/v1/questions/A/case", "GET /v1/questions/{code}/case", { code: "A" }],
  ["PATCH", "/v1/questions/A/any", "ANY /v1/questions/{code}/any", { code: "A" }],
  ["GET", "/v1/files/a/b%20c", "GET /v1/files/{path+}", { path: "a/b c" }],
  ["GET", "/", "GET /"],
  ["POST", "/v1/questions", "POST /v1/questions"],
  ["POST", "/v1/questions/", undefined],
  ["GET", "/v1/questions//case", undefined],
  ["GET", "/v1/files/", undefined],
  ["DELETE", "/v1/questions", undefined],
  ["HEAD", "/v1/questions/ABC", undefined],
  ["GET", "/V1/questions/ABC", undefined],
  ["GET", "", undefined],
])("%s %s is %s", (method, path, key, parameters) => {
  const found = find(method, path);
  expect(found === "malformed" ? found : found?.route.key).toBe(key);
  expect(found === "malformed" ? found : found?.parameters).toEqual(parameters);
});

test("`$default` takes what nothing else takes", () => {
  const found = router([{ key: "$default" }, { key: "GET /a" }])("GET", "/b");
  expect(found).toEqual({ route: { key: "$default" }, parameters: undefined });
});

test.each(["/v1/questions/%", "/v1/questions/%zz", "/v1/questions/%ff"])(
  "a path that cannot be decoded is malformed: %s",
  (path) => {
    expect(find("GET", path)).toBe("malformed");
  },
);

test("no path makes it throw, and a parameter is what was put in", () => {
  fc.assert(fc.property(fc.string(), (path) => void find("GET", path)));
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: "grapheme" }), (code) => {
      fc.pre(code.isWellFormed() && code !== "mine");
      expect(find("GET", `/v1/questions/${encodeURIComponent(code)}`)).toMatchObject({ parameters: { code } });
    }),
  );
});
