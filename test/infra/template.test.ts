/** The template by classes of things. */
import { describe, expect, inject, it } from "vitest";
import { consumers, type Job, jobs, type QueueWorker, widgets, workers } from "../../functions/jobs.ts";
import { areas } from "../../functions/routes.ts";
import { listedObligationAttributes, openQuestionAttributes } from "../../infra/constructs/stateful.ts";
import type { Route } from "../../shared/platform/http/route.ts";
import { openQuestion } from "../../shared/questions/question-store.ts";
import { listedObligation } from "../../shared/reports/report-store.ts";
import { of } from "./resources.ts";

const { Resources } = inject("template");
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

  it("has one integration and one permission per area", () => {
    const permitted = of("AWS::Lambda::Permission").filter(
      ({ Properties }) => Properties.Principal === "apigateway.amazonaws.com",
    );
    expect(of("AWS::ApiGatewayV2::Integration")).toHaveLength(Object.keys(areas).length);
    expect(permitted).toHaveLength(Object.keys(areas).length);
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
  const names = [areas, jobs, consumers, workers, widgets].flatMap((list) => Object.keys(list));
  const functions = of("AWS::Lambda::Function");

  it("is in a list, and every list's entry is a function", () => {
    expect(functions.map(({ Properties }) => Properties.FunctionName).toSorted()).toEqual(
      names.map((name) => `dondoc-test-${name}`).toSorted(),
    );
  });

  it.each(functions.map(({ id, Properties }) => [Properties.FunctionName, id, Properties] as const))(
    "%s runs on arm64, within its caller's time, with a log group and an alarm that says who is hurt",
    (name, id, properties) => {
      expect(properties).toMatchObject({
        Runtime: "nodejs24.x",
        Architectures: ["arm64"],
        LoggingConfig: { LogFormat: "JSON" },
      });
      expect(properties.Timeout).toBeLessThan(timeoutOf(name));
      const group = Resources[properties.LoggingConfig.LogGroup.Ref];
      expect(group?.Properties.RetentionInDays).toBeGreaterThan(0);
      const errors = of("AWS::CloudWatch::Alarm").filter(
        ({ Properties }) =>
          Properties.MetricName === "Errors" &&
          Properties.Dimensions.some(({ Value }: { Value: { Ref?: string } }) => Value.Ref === id),
      );
      expect(errors).toHaveLength(1);
      expect(errors[0]?.Properties).toMatchObject({ Threshold: 1, TreatMissingData: "notBreaching" });
      expect(errors[0]?.Properties.AlarmDescription).toContain(impactOf(name));
    },
  );

  /** As its list says; an area says it in its construct. */
  function impactOf(name: string): string {
    const listed = Object.entries({ ...jobs, ...consumers, ...workers, ...widgets });
    return listed.find(([key]) => `dondoc-test-${key}` === name)?.[1].errorImpact ?? " Runbook: ";
  }

  /** The gateway waits for 30 s; a job is over before its next run; a consumer before its batch is handed again; a worker as its list says. */
  function timeoutOf(name: string): number {
    const shortName = name.replace("dondoc-test-", "");
    const job = Object.entries<Job>(jobs).find(([key]) => key === shortName);
    if (job) return job[1].everySeconds;
    const worker = Object.entries<QueueWorker>(workers).find(([key]) => key === shortName);
    if (worker) return worker[1].timeoutSeconds + 1;
    return shortName in consumers ? 61 : 31;
  }
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
        [
          "DataReportsDF118707",
          "id + part",
          "obligations-by-period: of + place",
          "obligations-by-unit: unit + dueOrder",
          "obligations-by-next-check: checkShard + nextCheckAt",
        ],
        [
          "DataScoresBDD91D66",
          "id + part",
          "evaluations-by-period: period + place",
          "evaluations-by-next-check: checkShard + nextCheckAt",
        ],
      ]
    `);
    expect(of("AWS::Cognito::UserPool").map(({ id }) => id)).toMatchInlineSnapshot(`
      [
        "DataUsers839EEF6E",
      ]
    `);
  });

  it("there is one bucket: every version kept, encrypted, closed to the public; only what was exported is deleted, after a day", () => {
    const [bucket, ...others] = of("AWS::S3::Bucket");
    expect(others).toEqual([]);
    expect(bucket?.id).toMatchInlineSnapshot(`"DataDocumentsDACEAC53"`);
    expect(bucket?.Properties).toMatchObject({
      VersioningConfiguration: { Status: "Enabled" },
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" } }],
      },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      OwnershipControls: { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" }] },
    });
    const rules: { Prefix?: string; ExpirationInDays?: number }[] = bucket?.Properties.LifecycleConfiguration.Rules;
    expect(rules.filter((rule) => JSON.stringify(rule).includes("xpiration"))).toMatchObject([
      { Prefix: "exports/", ExpirationInDays: 1, NoncurrentVersionExpiration: { NoncurrentDays: 1 } },
    ]);
    expect(rules).toContainEqual(
      expect.objectContaining({ AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 }, Status: "Enabled" }),
    );
    const [policy] = of("AWS::S3::BucketPolicy");
    for (const statement of policy?.Properties.PolicyDocument.Statement ?? []) expect(statement.Effect).toBe("Deny");
    expect(JSON.stringify(policy?.Properties.PolicyDocument.Statement)).toMatch(/aws:SecureTransport.*s3:TlsVersion/);
  });

  it("is on demand, encrypted, recoverable to any second, and goes with the stack of a test only", () => {
    for (const { Properties } of of("AWS::DynamoDB::GlobalTable")) {
      expect(Properties).toMatchObject({
        BillingMode: "PAY_PER_REQUEST",
        SSESpecification: { SSEEnabled: true },
        Replicas: [
          {
            PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
            DeletionProtectionEnabled: false,
          },
        ],
      });
    }
  });
});

describe("the indexes of obligations", () => {
  it("show what the register of a period reads", () => {
    const read = Object.keys(listedObligation.shape).filter((name) => name !== "id");
    expect(listedObligationAttributes.toSorted()).toEqual(read.toSorted());
  });
});

describe("the indexes of open questions", () => {
  it("show what the worklist reads, and no asker and no key", () => {
    const read = Object.keys(openQuestion.shape).filter((name) => !["code", "dueOrder"].includes(name));
    expect(openQuestionAttributes.toSorted()).toEqual(read.toSorted());
    expect(openQuestionAttributes).not.toContain("asker");
    expect(openQuestionAttributes).not.toContain("lookupKey");
  });
});
