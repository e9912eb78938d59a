import { expect, test } from "vitest";
import { coverageOf } from "../../infra/local/coverage.ts";

test("every resource is run, needless here, or named as missing", () => {
  const resources = [
    ["Role", "AWS::IAM::Role"],
    ["Table", "AWS::DynamoDB::GlobalTable"],
    ["Screen", "AWS::Unheard::Of"],
    ["OtherScreen", "AWS::Unheard::Of"],
  ].map(([id = "", type = ""]) => ({ id, type, properties: {} }));

  const { run, needless, missing } = coverageOf(resources);

  expect(run).toMatchObject([{ type: "AWS::DynamoDB::GlobalTable", count: 1 }]);
  expect(needless).toMatchObject([{ type: "AWS::IAM::Role", count: 1 }]);
  expect(missing).toEqual([{ type: "AWS::Unheard::Of", count: 2, ids: ["Screen", "OtherScreen"] }]);
});
