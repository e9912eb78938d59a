/** What differs by stage, and what a stage refuses. */
import { resolve } from "node:path";
import { App, type AppProps } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import { describe, expect, it } from "vitest";
import { addChecks } from "../../infra/checks.ts";
import { DondocStack } from "../../infra/stack.ts";
import { type Stage, stageOf } from "../../infra/stage.ts";
import { readyStage } from "../../infra/stage-settings.ts";
import { validatorFails } from "../../infra/synthesize.ts";

const assetPath = () => resolve(import.meta.dirname, "..", "..", "functions", "calendar");
const appOf = (stage: Stage, props: AppProps = { builtinCloudFormationValidation: false }) => {
  const app = new App({ analyticsReporting: false, ...props });
  return { app, stack: new DondocStack(app, `dondoc-${stage.name}`, { stage, assetPath }) };
};
const production: Stage = {
  ...stageOf("pilot"),
  name: "production",
  isProduction: true,
  dataLocationDecision: { number: "01/QĐ-UBND", on: "2026-12-01" },
  logRetentionDays: 400,
  mail: { ...stageOf("pilot").mail, sender: "hoi-dap@laocai.gov.vn", supportContact: "ho-tro@laocai.gov.vn" },
  alarms: { subscribers: ["truc@laocai.gov.vn"] },
};

interface Warning {
  Notification: { NotificationType: string; Threshold: number; ThresholdType: string };
}

describe("a stage", () => {
  it("keeps its tables and pool where it says so, and protects them", () => {
    const template = Template.fromStack(appOf(production).stack);
    const kept = ["AWS::DynamoDB::GlobalTable", "AWS::S3::Bucket", "AWS::Cognito::UserPool", "AWS::Logs::LogGroup"];
    for (const type of kept) {
      for (const resource of Object.values(template.findResources(type))) {
        expect(resource.DeletionPolicy, type).toBe("RetainExceptOnCreate");
        expect(resource.UpdateReplacePolicy, type).toBe("Retain");
      }
    }
    template.allResourcesProperties("AWS::Cognito::UserPool", { DeletionProtection: "ACTIVE" });
    for (const { Properties } of Object.values(template.findResources("AWS::DynamoDB::GlobalTable"))) {
      expect(Properties.Replicas[0].DeletionProtectionEnabled).toBe(true);
    }
  });

  it("throws its tables away where it says so", () => {
    const template = Template.fromStack(appOf(stageOf("test")).stack);
    for (const resource of Object.values(template.findResources("AWS::DynamoDB::GlobalTable"))) {
      expect(resource.DeletionPolicy).toBe("Delete");
    }
  });

  it("of production refuses to be made without the decision on where data lies, and tells all that is missing", () => {
    expect(() => stageOf("production")).toThrow(/number and the day of the decision[\s\S]*tells nobody of its alarms/);
  });

  it.each<[string, Partial<Stage>, RegExp]>([
    ["without its decision", { dataLocationDecision: undefined }, /number and the day of the decision/],
    [
      "decided on a day that is none",
      { dataLocationDecision: { number: "1", on: "2026-02-30" } },
      /number and the day of the decision/,
    ],
    [
      "decided without a number",
      { dataLocationDecision: { number: " ", on: "2026-12-01" } },
      /number and the day of the decision/,
    ],
    [
      "from the example's address",
      { mail: { ...production.mail, sender: "a@b.example" } },
      /address that mail can come from/,
    ],
    ["that tells nobody", { alarms: { subscribers: [] } }, /tells nobody of its alarms/],
    ["that forgets its logs", { logRetentionDays: 90 }, /keep its logs for 365 days/],
    ["that throws data away", { isRetained: false }, /must keep its tables/],
    ["on the proof's clock", { schedules: "every-minute" }, /must run its jobs "as-declared"/],
  ])("of production is refused %s", (_, change, sentence) => {
    expect(readyStage(production)).toBe(production);
    expect(() => readyStage({ ...production, ...change })).toThrow(sentence);
  });

  it.each<[string, Partial<Stage>, RegExp]>([
    ["a sender that is no address", { mail: { ...production.mail, sender: "hoi-dap" } }, /"hoi-dap" as mail.sender/],
    ["a label with a dot", { mail: { ...production.mail, mailFromLabel: "a.b" } }, /"a.b" as mail.mailFromLabel/],
    ["reports from no day", { reportsFrom: "2026" }, /has "2026" as reportsFrom, which is no day/],
    ["no mail a second", { mail: { ...production.mail, perSecond: 0 } }, /has 0 as mail.perSecond/],
    ["a number that is none", { throttle: { rate: Number.NaN, burst: 1 } }, /has NaN as throttle.rate/],
    ["no end of mails", { mail: { ...production.mail, perDay: Infinity } }, /has Infinity as mail.perDay/],
    ["a budget of nothing", { budget: { monthlyUsd: 0 } }, /has 0 as budget.monthlyUsd/],
    ["a subscriber named twice", { alarms: { subscribers: ["a@b.vn", "a@b.vn"] } }, /names somebody twice/],
    ["links that nobody can open", { publicUrl: "http://hoi-dap.vn" }, /"http:\/\/hoi-dap.vn" as publicUrl/],
    ["a runbook that is nowhere", { alarms: { subscribers: [], runbook: "docs" } }, /"docs" as alarms.runbook/],
    ["an unknown region", { region: "vn-north-1" }, /"vn-north-1", which is none of: ap-southeast-1/],
    ["a region without a service", { region: "ap-southeast-7" }, /lacked Amazon SES on \d{4}/],
    ["a subscriber that is no address", { alarms: { subscribers: ["truc"] } }, /"truc" in alarms.subscribers/],
    [
      "an origin with a path",
      { uploadOrigins: ["https://can-bo.example/"] },
      /"https:\/\/can-bo.example\/" in uploadOrigins/,
    ],
    ["every origin", { uploadOrigins: ["*"] }, /"\*" in uploadOrigins/],
    ["logs kept for a number CloudWatch does not know", { logRetentionDays: 100 }, /keeps logs for 100 days/],
    [
      "an issuer that is no address",
      { oidc: { kind: "issuer", issuer: "x", jwksUrl: "y", clients: [""] } },
      /"x" as oidc.issuer[\s\S]*"y" as oidc.jwksUrl[\s\S]*no client/,
    ],
  ])("with %s is refused in a sentence that names the setting", (_, change, sentence) => {
    expect(() => readyStage({ ...stageOf("pilot"), ...change })).toThrow(sentence);
  });

  it("that does not exist is named with those that do", () => {
    expect(() => stageOf("prod")).toThrow('There is no stage "prod". The stages are: local, test, pilot, production.');
  });

  it("lets browsers post files from the officers' pages that it names, and from none by itself", () => {
    const corsOf = (stage: Stage) => {
      const [bucket] = Object.values(Template.fromStack(appOf(stage).stack).findResources("AWS::S3::Bucket"));
      return bucket?.Properties.CorsConfiguration;
    };
    expect(corsOf(stageOf("test"))).toBeUndefined();
    expect(corsOf(readyStage({ ...stageOf("test"), uploadOrigins: ["https://can-bo.example"] }))).toEqual({
      CorsRules: [{ AllowedMethods: ["POST"], AllowedOrigins: ["https://can-bo.example"] }],
    });
  });

  it("takes the tokens of any issuer by setting", () => {
    const oidc = {
      kind: "issuer",
      issuer: "https://id.example/realm",
      jwksUrl: "https://id.example/keys",
      clients: ["a", "b"],
    } as const;
    const template = Template.fromStack(appOf({ ...stageOf("test"), oidc }).stack);
    template.hasResourceProperties("AWS::Lambda::Function", {
      Environment: { Variables: { OIDC_ISSUER: oidc.issuer, OIDC_JWKS_URL: oidc.jwksUrl, OIDC_CLIENTS: "a,b" } },
    });
  });
});

describe("whom a stage tells", () => {
  const { stack } = appOf({
    ...production,
    alarms: { subscribers: ["a@b.vn", "c@d.vn"], runbook: "https://so-tay.vn/x" },
  });
  const template = Template.fromStack(stack);
  const [[topic] = []] = Object.entries(
    template.findResources("AWS::SNS::Topic", { Properties: { TopicName: "dondoc-production-alarms" } }),
  );

  it("are its subscribers, each by e-mail, of every alarm", () => {
    const subscriptions = template.findResources("AWS::SNS::Subscription", { Properties: { Protocol: "email" } });
    expect(Object.values(subscriptions).map(({ Properties }) => [Properties.TopicArn, Properties.Endpoint])).toEqual([
      [{ Ref: topic }, "a@b.vn"],
      [{ Ref: topic }, "c@d.vn"],
    ]);
  });

  it("read the runbook where the stage says", () => {
    for (const { Properties } of Object.values(template.findResources("AWS::CloudWatch::Alarm"))) {
      expect(Properties.AlarmDescription).toMatch(/ Runbook: https:\/\/so-tay\.vn\/x#[a-z-]+$/);
    }
  });

  it("hear at 80 % and 100 % of its budget, and when the forecast passes it", () => {
    const [budget] = Object.values(template.findResources("AWS::Budgets::Budget"));
    expect(budget?.Properties.Budget).toMatchObject({
      BudgetType: "COST",
      TimeUnit: "MONTHLY",
      BudgetLimit: { Amount: production.budget?.monthlyUsd, Unit: "USD" },
    });
    const told = budget?.Properties.NotificationsWithSubscribers;
    expect(
      told.map(({ Notification: { NotificationType, Threshold, ThresholdType } }: Warning) => [
        NotificationType,
        Threshold,
        ThresholdType,
      ]),
    ).toEqual([
      ["ACTUAL", 80, "PERCENTAGE"],
      ["ACTUAL", 100, "PERCENTAGE"],
      ["FORECASTED", 100, "PERCENTAGE"],
    ]);
    for (const { Subscribers } of told)
      expect(Subscribers).toEqual([{ SubscriptionType: "SNS", Address: { Ref: topic } }]);
  });

  it("hear of the budget at all: Budgets may publish to the topic and use its key, for this account", () => {
    const policies = JSON.stringify([
      ...Object.values(template.findResources("AWS::SNS::TopicPolicy")),
      ...Object.values(template.findResources("AWS::KMS::Key")),
    ]);
    expect(policies.match(/"Service":"budgets\.amazonaws\.com"/g)).toHaveLength(2);
    const [budget] = Object.values(template.findResources("AWS::Budgets::Budget"));
    // Budgets tries the topic when the budget is made.
    expect(budget?.DependsOn).toEqual([expect.stringMatching(/^AlarmTopicPolicy/)]);
  });

  it("hear of no budget where the stage has none", () => {
    Template.fromStack(appOf(stageOf("test")).stack).resourceCountIs("AWS::Budgets::Budget", 0);
  });
});

describe("CloudFormation's own validator", () => {
  it("finds nothing in the template", () => {
    const { app } = appOf(stageOf("pilot"), { context: validatorFails });
    expect(() => app.synth()).not.toThrow();
  });

  it("fails synthesis on what CloudFormation would refuse", async () => {
    const { CfnResource } = await import("aws-cdk-lib");
    const { app, stack } = appOf(stageOf("test"), { context: validatorFails });
    new CfnResource(stack, "Careless", { type: "AWS::SQS::Queue", properties: { VisibilityTimeout: 999_999 } });
    expect(() => app.synth()).toThrow();
  });
});

describe("cdk-nag", () => {
  it.each([stageOf("local"), stageOf("pilot"), production])(
    "finds nothing without a reason in stage $name",
    (stage) => {
      const { app, stack } = appOf(stage);
      addChecks(app, stack);
      expect(() => app.synth()).not.toThrow();
    },
  );

  it("fails synthesis on a finding without a reason", async () => {
    const { CfnUserPool } = await import("aws-cdk-lib/aws-cognito");
    const { app, stack } = appOf(stageOf("test"));
    new CfnUserPool(stack, "Careless");
    addChecks(app, stack);
    expect(() => app.synth()).toThrow();
  });
});
