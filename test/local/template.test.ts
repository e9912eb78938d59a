import { expect, test } from "vitest";
import * as z from "zod";
import { localMeanings } from "../../infra/local/meanings.ts";
import { type Json, readTemplate } from "../../infra/local/template.ts";

const meanings = localMeanings({
  stackName: "dondoc-local",
  apiUrl: "http://127.0.0.1:3000",
  consoleUrl: "http://127.0.0.1:3001",
});

const source: Json = {
  Parameters: {
    BootstrapVersion: { Type: "AWS::SSM::Parameter::Value<String>", Default: "/cdk-bootstrap/version" },
    Asked: { Type: "String" },
  },
  Resources: {
    Named: { Type: "AWS::DynamoDB::GlobalTable", Properties: { TableName: "dondoc-local-named" } },
    Unnamed: { Type: "AWS::DynamoDB::GlobalTable" },
    Worker: {
      Type: "AWS::Lambda::Function",
      Properties: { FunctionName: "dondoc-local-worker", Tracing: { Ref: "Nobody" } },
    },
    Users: { Type: "AWS::Cognito::UserPool" },
    Client: { Type: "AWS::Cognito::UserPoolClient" },
    Strange: { Type: "AWS::Strange::Thing" },
  },
};
const template = readTemplate(source, meanings);

const issuer = "http://127.0.0.1:3001/oidc/Users";

test.each<[what: string, value: Json, resolved: Json]>([
  ["a table's Ref is its given name", { Ref: "Named" }, "dondoc-local-named"],
  ["or one made of stack and id", { Ref: "Unnamed" }, "dondoc-local-Unnamed"],
  ["a client's Ref is its id", { Ref: "Client" }, "Client"],
  ["a parameter is its default", { Ref: "BootstrapVersion" }, "/cdk-bootstrap/version"],
  [
    "pseudo parameters",
    { "Fn::Join": ["/", [{ Ref: "AWS::StackName" }, { Ref: "AWS::Region" }]] },
    "dondoc-local/ap-southeast-1",
  ],
  ["GetAtt as a list", { "Fn::GetAtt": ["Users", "ProviderURL"] }, issuer],
  ["GetAtt as a text", { "Fn::GetAtt": "Users.ProviderURL" }, issuer],
  [
    "a function's ARN",
    { "Fn::GetAtt": ["Worker", "Arn"] },
    "arn:aws:lambda:ap-southeast-1:000000000000:function:dondoc-local-worker",
  ],
  [
    "Sub with names and attributes",
    { "Fn::Sub": `\${Named} at \${Users.ProviderURL} \${!literal}` },
    `dondoc-local-named at ${issuer} \${literal}`,
  ],
  [
    "Sub with its own variables",
    { "Fn::Sub": [`\${x}-\${AWS::AccountId}`, { x: { Ref: "Named" } }] },
    "dondoc-local-named-000000000000",
  ],
  ["Select of Split", { "Fn::Select": ["1", { "Fn::Split": ["-", { Ref: "Named" }] }] }, "local"],
  ["what is NoValue is left out", { a: { Ref: "AWS::NoValue" }, b: [{ Ref: "AWS::NoValue" }, 1] }, { b: [1] }],
  ["plain values stay", { a: [true, null, 1, "x"] }, { a: [true, null, 1, "x"] }],
])("%s", (_, value, resolved) => {
  expect(template.resolve(value, "here")).toEqual(resolved);
});

test.each<[value: Json, sentence: string]>([
  [{ Ref: "Nobody" }, "here.x: Ref Nobody has no meaning on this machine."],
  [{ Ref: "Asked" }, "here.x: Ref Asked has no meaning on this machine."],
  [{ Ref: "Strange" }, "here.x: Ref Strange (AWS::Strange::Thing) has no meaning on this machine."],
  [
    { "Fn::GetAtt": ["Named", "StreamLabel"] },
    "here.x: Fn::GetAtt StreamLabel of Named (AWS::DynamoDB::GlobalTable) has no meaning on this machine.",
  ],
  [{ "Fn::ImportValue": "other" }, "here.x: the runner does not know the function Fn::ImportValue."],
  [{ "Fn::Select": [5, ["a"]] }, "here.x: Fn::Select finds no entry 5."],
])("what cannot be resolved is named: %j", (value, sentence) => {
  expect(() => template.resolve({ x: value }, "here")).toThrow(sentence);
});

test("only the properties that are read are resolved", () => {
  const [worker] = template.ofType("AWS::Lambda::Function");
  if (!worker) throw new Error("no function");
  expect(template.read(worker, z.object({ FunctionName: z.string() }))).toEqual({
    FunctionName: "dondoc-local-worker",
  });
  expect(() => template.read(worker, z.object({ Handler: z.string() }))).toThrow(
    "Worker (AWS::Lambda::Function) is not as the runner understands it: Handler",
  );
});

test("a condition is not ignored", () => {
  expect(() =>
    readTemplate({ Resources: { Sometimes: { Type: "AWS::IAM::Role", Condition: "IsTest" } } }, meanings),
  ).toThrow("Sometimes (AWS::IAM::Role): the runner does not know conditions.");
});
