/** The template by classes of things. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, inject, it } from "vitest";
import { areas } from "../../functions/routes.ts";
import { openQuestionAttributes } from "../../infra/constructs/stateful.ts";
import type { Route } from "../../shared/platform/http/route.ts";
import { openQuestion } from "../../shared/questions/question-store.ts";

const { Resources } = inject("template");
// biome-ignore lint/suspicious/noExplicitAny: a template is data of many shapes
type Resource = { id: string; Type: string; Properties: any; DeletionPolicy?: string };
const of = (type: string): Resource[] =>
  Object.entries(Resources)
    .filter(([, { Type }]) => Type === type)
    .map(([id, resource]) => ({ id, ...resource }));

const routes = Object.values(areas).flatMap((area) => Object.values<Route>(area));
const routeKeys = routes.map(({ method, path }) => `${method} ${path}`);

describe("the gateway", () => {
  it("has every route of routes.ts and none besides", () => {
    expect(
      of("AWS::ApiGatewayV2::Route")
        .map(({ Properties }) => Properties.RouteKey)
        .toSorted(),
    ).toEqual(routeKeys.toSorted());
  });

  it("has one integration and one permission per function", () => {
    const functions = of("AWS::Lambda::Function").length;
    expect(of("AWS::ApiGatewayV2::Integration")).toHaveLength(functions);
    expect(of("AWS::Lambda::Permission")).toHaveLength(functions);
  });

  it("logs no query string, no address and no header", () => {
    const [{ Properties } = { Properties: {} }] = of("AWS::ApiGatewayV2::Stage");
    expect(Properties.AccessLogSettings.Format).not.toMatch(/querystring|path|sourceIp|header|authorizer|identity/i);
    expect(Properties.DefaultRouteSettings).toMatchObject({ ThrottlingRateLimit: 100, ThrottlingBurstLimit: 200 });
  });

  it("lets pages of other sites read, and only read", () => {
    const [{ Properties } = { Properties: {} }] = of("AWS::ApiGatewayV2::Api");
    expect(Properties.CorsConfiguration).toEqual({
      AllowOrigins: ["*"],
      AllowMethods: ["GET"],
      AllowHeaders: ["lookup-key"],
    });
  });
});

describe("every function", () => {
  const functions = of("AWS::Lambda::Function");

  it.each(functions.map(({ id, Properties }) => [id, Properties] as const))(
    "%s runs on arm64, within its caller's time, with a log group and an alarm",
    (id, properties) => {
      expect(properties).toMatchObject({
        Runtime: "nodejs24.x",
        Architectures: ["arm64"],
        LoggingConfig: { LogFormat: "JSON" },
      });
      expect(properties.Timeout).toBeLessThan(30);
      const group = Resources[properties.LoggingConfig.LogGroup.Ref];
      expect(group?.Properties.RetentionInDays).toBeGreaterThan(0);
      const alarms = of("AWS::CloudWatch::Alarm").filter(({ Properties }) =>
        Properties.Dimensions?.some(({ Value }: { Value: { Ref?: string } }) => Value?.Ref === id),
      );
      expect(alarms).toHaveLength(1);
      expect(alarms[0]?.Properties.AlarmDescription).toMatch(/^[A-Z].+\. Runbook: infra\/docs\/runbook\.md#[a-z-]+$/);
    },
  );
});

describe("least privilege", () => {
  const statements = of("AWS::IAM::Policy").flatMap(({ id, Properties }) =>
    Properties.PolicyDocument.Statement.map((statement: object) => [id.replace(/Role.*/, ""), statement] as const),
  );

  it("no policy has a * in an action or in a resource", () => {
    expect(statements.length).toBeGreaterThan(0);
    const starred = statements.filter(([, { Action, Resource }]) => JSON.stringify([Action, Resource]).includes("*"));
    expect(starred).toEqual([]);
  });

  it("no role has a managed policy or one of its own beside the stack's", () => {
    for (const { Properties } of of("AWS::IAM::Role")) {
      expect(Properties.ManagedPolicyArns).toBeUndefined();
      expect(Properties.Policies).toBeUndefined();
    }
  });

  it("grants are these and no others", () => {
    const named = (resource: object) => {
      const text = JSON.stringify(resource);
      const [, table] = /"(\w+?)[0-9A-F]{8}","Arn"/.exec(text) ?? [];
      const [, index] = /\/index\/([\w-]+)/.exec(text) ?? [];
      return index === undefined ? table : `${table}/${index}`;
    };
    const grants = statements.map(([name, { Action, Resource }]) => {
      const actions = [Action].flat().map((action: string) => action.replace("dynamodb:", ""));
      return `${name}: ${actions.join(", ")} on ${[Resource].flat().map(named).join(", ")}`;
    });
    expect(grants).toMatchInlineSnapshot(`
      [
        "Questions: logs:CreateLogStream, logs:PutLogEvents on QuestionsLogs",
        "Questions: GetItem, PutItem on DataQuestions",
        "Questions: Query on DataQuestions/open-by-unit, DataQuestions/open-by-due",
        "Questions: GetItem, Query on DataRegister",
        "Questions: GetItem on DataCalendars",
        "Questions: PutItem, Query on DataEvents",
        "Questions: GetItem, PutItem on DataAnswers",
        "Calendar: logs:CreateLogStream, logs:PutLogEvents on CalendarLogs",
        "Calendar: GetItem on DataCalendars",
        "Register: logs:CreateLogStream, logs:PutLogEvents on RegisterLogs",
        "Register: GetItem, BatchGetItem, Query, PutItem, DeleteItem on DataRegister",
        "Register: Query on DataRegister/records-by-kind",
        "Register: PutItem on DataEvents",
        "Register: GetItem, PutItem on DataAnswers",
      ]
    `);
  });
});

describe("what holds data", () => {
  it("logical ids and keys never change: another id is an empty table", () => {
    const tables = of("AWS::DynamoDB::GlobalTable").map(({ id, Properties }) => [
      id,
      Properties.KeySchema.map(({ AttributeName }: { AttributeName: string }) => AttributeName).join(" + "),
      ...(Properties.GlobalSecondaryIndexes ?? []).map(
        ({ IndexName, KeySchema }: { IndexName: string; KeySchema: { AttributeName: string }[] }) =>
          `${IndexName}: ${KeySchema.map(({ AttributeName }) => AttributeName).join(" + ")}`,
      ),
    ]);
    expect(tables).toMatchInlineSnapshot(`
      [
        [
          "DataQuestions114B5C31",
          "code + part",
          "open-by-unit: openUnit + dueOrder",
          "open-by-due: openShard + dueOrder",
          "open-by-next-check: checkShard + nextCheckAt",
        ],
        [
          "DataEventsB3DAF25C",
          "subject + sequence",
          "events-by-hour: hour + order",
        ],
        [
          "DataAnswers03C97AB5",
          "id",
        ],
        [
          "DataRegisterD45B5713",
          "id + part",
          "records-by-kind: kind + recordId",
        ],
        [
          "DataNotices7BEC6E2D",
          "id",
          "waiting-by-due: waitingShard + dueOrder",
          "notices-by-subject: subject + plannedAt",
        ],
        [
          "DataTalliesE2DBA4BF",
          "month + unit",
        ],
        [
          "DataMarks515C0631",
          "id + part",
        ],
        [
          "DataCalendars8F575385",
          "year + version",
        ],
      ]
    `);
    expect(of("AWS::Cognito::UserPool").map(({ id }) => id)).toMatchInlineSnapshot(`
      [
        "DataUsers839EEF6E",
      ]
    `);
  });

  it("is on demand, encrypted and recoverable to any second", () => {
    for (const { Properties } of of("AWS::DynamoDB::GlobalTable")) {
      expect(Properties).toMatchObject({
        BillingMode: "PAY_PER_REQUEST",
        SSESpecification: { SSEEnabled: true },
        Replicas: [{ PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } }],
      });
    }
  });
});

describe("limits of AWS, with room left", () => {
  it("routes ≤ 200 of 300, resources ≤ 450 of 500, template ≤ half of 1 MB", () => {
    expect(routes.length).toBeLessThanOrEqual(200);
    expect(Object.keys(Resources).length).toBeLessThanOrEqual(450);
    expect(JSON.stringify(inject("template")).length).toBeLessThanOrEqual(500_000);
  });
});

describe("every alarm", () => {
  const runbook = readFileSync(resolve(import.meta.dirname, "..", "..", "infra", "docs", "runbook.md"), "utf8");

  it.each(of("AWS::CloudWatch::Alarm").map(({ Properties }) => [Properties.AlarmName, Properties.AlarmDescription]))(
    "%s has a section in the runbook",
    (_, description) => {
      const [, section] = /runbook\.md#([a-z-]+)$/.exec(description) ?? [];
      expect(runbook).toContain(`\n## ${section}\n`);
    },
  );
});

describe("the indexes of open questions", () => {
  it("show what the worklist reads, and no asker and no key", () => {
    const read = Object.keys(openQuestion.shape).filter((name) => !["code", "dueOrder"].includes(name));
    expect(openQuestionAttributes.toSorted()).toEqual(read.toSorted());
    expect(openQuestionAttributes).not.toContain("asker");
    expect(openQuestionAttributes).not.toContain("lookupKey");
  });
});
