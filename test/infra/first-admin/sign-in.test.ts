/** Where officers sign in: a page of the stack's own pool, and none where the province has an issuer. */
import { resolve } from "node:path";
import { App } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import { expect, it } from "vitest";
import { DondocStack } from "../../../infra/stack.ts";
import { type Stage, stageOf } from "../../../infra/stage.ts";

const templateOf = (stage: Stage) => {
  const app = new App({ analyticsReporting: false, builtinCloudFormationValidation: false });
  const assetPath = () => resolve(import.meta.dirname);
  return Template.fromStack(new DondocStack(app, "dondoc-x", { stage, assetPath, env: { region: "ap-southeast-1" } }));
};

it("a stage with a pool of its own has a page, and says where: without it nobody could choose a password", () => {
  const template = templateOf(stageOf("pilot"));
  template.resourceCountIs("AWS::Cognito::UserPoolDomain", 1);
  const [output] = Object.values(template.findOutputs("SignInUrl"));
  // The page ends where the client lets it end.
  const [client] = Object.values(template.findResources("AWS::Cognito::UserPoolClient"));
  expect(JSON.stringify(output?.Value)).toContain(`redirect_uri=${client?.Properties.CallbackURLs[0]}`);
  expect(JSON.stringify(output?.Value)).toContain(".auth.ap-southeast-1.amazoncognito.com/login");
});

it("a stage with an issuer has none", () => {
  const oidc = {
    kind: "issuer",
    issuer: "https://id.example/",
    jwksUrl: "https://id.example/keys",
    clients: ["a"],
  } as const;
  const template = templateOf({ ...stageOf("pilot"), oidc });
  template.resourceCountIs("AWS::Cognito::UserPoolDomain", 0);
  expect(template.findOutputs("SignInUrl")).toEqual({});
});
