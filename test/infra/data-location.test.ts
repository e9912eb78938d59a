/** Nothing that holds data or lets it pass is left out of the document that says where data lie, and it tells of nothing that is not there. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { of } from "./resources.ts";

const document = readFileSync(resolve(import.meta.dirname, "..", "..", "infra", "docs", "data-location.md"), "utf8");
const named: readonly (readonly [type: string, property: string])[] = [
  ["AWS::DynamoDB::GlobalTable", "TableName"],
  ["AWS::Logs::LogGroup", "LogGroupName"],
  ["AWS::SQS::Queue", "QueueName"],
  ["AWS::SNS::Topic", "TopicName"],
  ["AWS::Cognito::UserPool", "UserPoolName"],
  ["AWS::KMS::Alias", "AliasName"],
  ["AWS::CloudWatch::Dashboard", "DashboardName"],
  ["AWS::SES::ConfigurationSet", "Name"],
];
const names = named.flatMap(([type, property]) =>
  of(type).map(({ Properties }) => String(Properties[property]).replaceAll("dondoc-test", "dondoc-STAGE")),
);
const shown = names.map((name) => name.replace("/dondoc/test/", "/dondoc/STAGE/"));

describe("the document on where data lie", () => {
  it.each([...new Set(shown)].map((name) => [name]))("names `%s`", (name) => {
    expect(document).toContain(`\`${name}\``);
  });

  it("names the one bucket by the output that finds it, for AWS draws its name, and what lies below it", () => {
    expect(of("AWS::S3::Bucket").map(({ Properties }) => Properties.BucketName)).toEqual([undefined]);
    for (const name of ["DocumentsBucket", "attachments/", "scores/", "exports/"])
      expect(document).toContain(`\`${name}\``);
  });

  it("names nothing that the stack does not have", () => {
    const told = [...document.matchAll(/`((?:alias\/)?dondoc-STAGE[\w-]*|\/dondoc\/STAGE\/[\w-]+)`/g)].map(
      ([, name]) => name,
    );
    expect(told.length).toBeGreaterThan(20);
    expect(told.filter((name) => name !== undefined && !shown.includes(name))).toEqual([]);
  });

  it("says what production refuses without, in the very names of the settings", () => {
    for (const setting of ["dataLocationDecision", "isRetained", "logRetentionDays"])
      expect(document).toContain(`\`${setting}\``);
  });
});
