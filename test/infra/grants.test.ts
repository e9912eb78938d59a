/** Least privilege: every grant of the stack, by name. */
import { describe, expect, it } from "vitest";
import { of } from "./resources.ts";

const statements = of("AWS::IAM::Policy").flatMap(({ id, Properties }) =>
  Properties.PolicyDocument.Statement.map((statement: object) => [id.replace(/Role.*/, ""), statement] as const),
);

describe("what functions may do", () => {
  it("no policy has a * in an action or in a resource, but for the objects below one folder of the bucket", () => {
    expect(statements.length).toBeGreaterThan(0);
    const starred = statements.filter(([, { Action, Resource }]) => JSON.stringify([Action, Resource]).includes("*"));
    expect(new Set(starred.map(([name]) => name))).toEqual(
      new Set(["Documents", "DocumentWorker", "Scoring", "ScoringRounds"]),
    );
    for (const [, { Action, Resource }] of starred) {
      expect(JSON.stringify(Action)).not.toContain("*");
      expect(Resource["Fn::Join"][1]).toEqual([
        { "Fn::GetAtt": [expect.stringMatching(/^DataDocuments/), "Arn"] },
        expect.stringMatching(/^\/(attachments|exports|scores)\/\*$/),
      ]);
    }
  });

  it("no role has a managed policy or one of its own beside the stack's", () => {
    for (const { Properties } of of("AWS::IAM::Role")) {
      expect(Properties.ManagedPolicyArns).toBeUndefined();
      expect(Properties.Policies).toBeUndefined();
    }
  });

  it("is this and nothing else", () => {
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
        "Questions: Query on DataNotices/notices-by-subject",
        "Questions: GetItem, PutItem on DataAnswers",
        "Calendar: logs:CreateLogStream, logs:PutLogEvents on CalendarLogs",
        "Calendar: GetItem on DataCalendars",
        "Register: logs:CreateLogStream, logs:PutLogEvents on RegisterLogs",
        "Register: GetItem, BatchGetItem, Query, PutItem, DeleteItem on DataRegister",
        "Register: Query on DataRegister/records-by-kind",
        "Register: PutItem on DataEvents",
        "Register: GetItem, PutItem on DataAnswers",
        "Reports: logs:CreateLogStream, logs:PutLogEvents on ReportsLogs",
        "Reports: GetItem, BatchGetItem, Query, PutItem, ConditionCheckItem on DataReports",
        "Reports: Query on DataReports/obligations-by-period, DataReports/obligations-by-unit",
        "Reports: BatchGetItem on DataTallies",
        "Reports: GetItem, BatchGetItem on DataRegister",
        "Reports: Query on DataRegister/records-by-kind",
        "Reports: GetItem on DataCalendars",
        "Reports: PutItem, Query on DataEvents",
        "Reports: GetItem, PutItem on DataAnswers",
        "Documents: logs:CreateLogStream, logs:PutLogEvents on DocumentsLogs",
        "Documents: GetItem, Query, PutItem on DataReports",
        "Documents: GetItem on DataScores",
        "Documents: GetItem on DataRegister",
        "Documents: PutItem on DataEvents",
        "Documents: GetItem, PutItem on DataAnswers",
        "Documents: s3:PutObject, s3:GetObject, s3:GetObjectVersion on DataDocuments/attachments/*",
        "Documents: s3:GetObjectVersion on DataDocuments/exports/*",
        "Documents: s3:ListBucket on DataDocuments",
        "Documents: sqs:SendMessage on DocumentsQueue",
        "Scoring: logs:CreateLogStream, logs:PutLogEvents on ScoringLogs",
        "Scoring: GetItem, BatchGetItem, Query, PutItem, ConditionCheckItem on DataScores",
        "Scoring: Query on DataScores/evaluations-by-period",
        "Scoring: GetItem, BatchGetItem on DataRegister",
        "Scoring: GetItem on DataCalendars",
        "Scoring: PutItem, Query on DataEvents",
        "Scoring: GetItem, PutItem on DataAnswers",
        "Scoring: s3:GetObject, s3:GetObjectVersion on DataDocuments/scores/*",
        "Notices: logs:CreateLogStream, logs:PutLogEvents on NoticesLogs",
        "Notices: DescribeStream, GetRecords, GetShardIterator, ListStreams on DataEvents/stream",
        "Notices: BatchGetItem, PutItem on DataMarks",
        "Notices: GetItem, PutItem on DataNotices",
        "Notices: Query on DataNotices/notices-by-subject",
        "Notices: GetItem on DataQuestions",
        "Notices: GetItem on DataReports",
        "Notices: GetItem on DataScores",
        "Notices: GetItem, Query on DataRegister",
        "Notices: GetItem on DataCalendars",
        "Notices: sqs:SendMessage on MailQueue",
        "Notices: sqs:SendMessage on FailedStreamsQueue",
        "Tallies: logs:CreateLogStream, logs:PutLogEvents on TalliesLogs",
        "Tallies: DescribeStream, GetRecords, GetShardIterator, ListStreams on DataEvents/stream",
        "Tallies: BatchGetItem, PutItem on DataMarks",
        "Tallies: UpdateItem on DataTallies",
        "Tallies: sqs:SendMessage on FailedStreamsQueue",
        "DeadlineSweep: logs:CreateLogStream, logs:PutLogEvents on DeadlineSweepLogs",
        "DeadlineSweep: GetItem, PutItem on DataQuestions",
        "DeadlineSweep: Query on DataQuestions/open-by-next-check",
        "DeadlineSweep: GetItem, PutItem on DataReports",
        "DeadlineSweep: Query on DataReports/obligations-by-next-check",
        "DeadlineSweep: GetItem, PutItem on DataScores",
        "DeadlineSweep: Query on DataScores/evaluations-by-next-check",
        "DeadlineSweep: PutItem on DataEvents",
        "DeadlineSweep: GetItem on DataCalendars",
        "DeadlineSweep: sqs:SendMessage on FailedJobsQueue",
        "NoticeDispatch: logs:CreateLogStream, logs:PutLogEvents on NoticeDispatchLogs",
        "NoticeDispatch: GetItem, PutItem on DataNotices",
        "NoticeDispatch: Query on DataNotices/waiting-by-due",
        "NoticeDispatch: GetItem on DataCalendars",
        "NoticeDispatch: sqs:SendMessage on MailQueue",
        "NoticeDispatch: sqs:GetQueueAttributes on MailFeedbackQueue",
        "NoticeDispatch: sqs:SendMessage on FailedJobsQueue",
        "CatchUp: logs:CreateLogStream, logs:PutLogEvents on CatchUpLogs",
        "CatchUp: GetItem on DataEvents",
        "CatchUp: Query on DataEvents/events-by-hour",
        "CatchUp: GetItem, BatchGetItem, Query, PutItem, DeleteItem on DataMarks",
        "CatchUp: UpdateItem on DataTallies",
        "CatchUp: GetItem, PutItem on DataNotices",
        "CatchUp: Query on DataNotices/notices-by-subject",
        "CatchUp: GetItem on DataQuestions",
        "CatchUp: GetItem on DataReports",
        "CatchUp: GetItem on DataScores",
        "CatchUp: GetItem, Query on DataRegister",
        "CatchUp: GetItem on DataCalendars",
        "CatchUp: sqs:SendMessage on FailedJobsQueue",
        "Figures: logs:CreateLogStream, logs:PutLogEvents on FiguresLogs",
        "Figures: GetItem on DataScores",
        "Figures: Query on DataQuestions/open-by-due",
        "Figures: Query on DataReports/obligations-by-period",
        "Figures: Query, PutItem on DataTallies",
        "Figures: Query on DataNotices/waiting-by-due",
        "Figures: BatchGetItem on DataRegister",
        "Figures: GetItem on DataCalendars",
        "Figures: sqs:SendMessage on FailedJobsQueue",
        "Watcher: logs:CreateLogStream, logs:PutLogEvents on WatcherLogs",
        "Watcher: Query on DataQuestions/open-by-next-check",
        "Watcher: Query on DataReports/obligations-by-next-check",
        "Watcher: Query on DataScores/evaluations-by-next-check",
        "Watcher: GetItem on DataNotices",
        "Watcher: Query on DataNotices/waiting-by-due",
        "Watcher: GetItem on DataCalendars",
        "Watcher: sqs:SendMessage on FailedJobsQueue",
        "ReportsOpening: logs:CreateLogStream, logs:PutLogEvents on ReportsOpeningLogs",
        "ReportsOpening: GetItem, BatchGetItem, PutItem, ConditionCheckItem on DataReports",
        "ReportsOpening: Query on DataReports/obligations-by-period",
        "ReportsOpening: Query on DataRegister/records-by-kind",
        "ReportsOpening: GetItem on DataCalendars",
        "ReportsOpening: PutItem on DataEvents",
        "ReportsOpening: sqs:SendMessage on FailedJobsQueue",
        "ScoringRounds: logs:CreateLogStream, logs:PutLogEvents on ScoringRoundsLogs",
        "ScoringRounds: GetItem, BatchGetItem, PutItem, ConditionCheckItem on DataScores",
        "ScoringRounds: Query on DataScores/evaluations-by-period, DataScores/evaluations-by-next-check",
        "ScoringRounds: Query on DataRegister/records-by-kind",
        "ScoringRounds: Query on DataTallies",
        "ScoringRounds: Query on DataReports/obligations-by-period",
        "ScoringRounds: GetItem on DataCalendars",
        "ScoringRounds: PutItem on DataEvents",
        "ScoringRounds: s3:PutObject on DataDocuments/scores/*",
        "ScoringRounds: sqs:SendMessage on FailedJobsQueue",
        "Integrity: logs:CreateLogStream, logs:PutLogEvents on IntegrityLogs",
        "Integrity: GetItem, PutItem on DataScores",
        "Integrity: BatchGetItem on DataEvents",
        "Integrity: Query on DataEvents/events-by-hour",
        "Integrity: BatchGetItem on DataQuestions",
        "Integrity: GetItem on DataReports",
        "Integrity: sqs:SendMessage on FailedJobsQueue",
        "MailSender: logs:CreateLogStream, logs:PutLogEvents on MailSenderLogs",
        "MailSender: sqs:ReceiveMessage, sqs:DeleteMessage, sqs:GetQueueAttributes on MailQueue",
        "MailSender: GetItem, PutItem on DataNotices",
        "MailSender: GetItem on DataQuestions",
        "MailSender: Query on DataQuestions/open-by-unit",
        "MailSender: GetItem on DataReports",
        "MailSender: Query on DataReports/obligations-by-period, DataReports/obligations-by-unit",
        "MailSender: GetItem on DataScores",
        "MailSender: Query on DataScores/evaluations-by-period",
        "MailSender: GetItem on DataRegister",
        "MailSender: GetItem on DataCalendars",
        "MailSender: Query on DataEvents",
        "MailSender: ses:SendRawEmail on ses:MailIdentity, ses:MailSet",
        "MailFeedback: logs:CreateLogStream, logs:PutLogEvents on MailFeedbackLogs",
        "MailFeedback: sqs:ReceiveMessage, sqs:DeleteMessage, sqs:GetQueueAttributes on MailFeedbackQueue",
        "MailFeedback: GetItem, PutItem, UpdateItem on DataNotices",
        "DocumentWorker: logs:CreateLogStream, logs:PutLogEvents on DocumentWorkerLogs",
        "DocumentWorker: sqs:ReceiveMessage, sqs:DeleteMessage, sqs:GetQueueAttributes on DocumentsQueue",
        "DocumentWorker: GetItem, BatchGetItem, PutItem on DataReports",
        "DocumentWorker: Query on DataReports/obligations-by-period",
        "DocumentWorker: GetItem, BatchGetItem on DataScores",
        "DocumentWorker: Query on DataScores/evaluations-by-period",
        "DocumentWorker: GetItem, BatchGetItem, Query on DataRegister",
        "DocumentWorker: s3:PutObject on DataDocuments/exports/*",
        "DocumentWorker: sqs:SendMessage on FailedDocumentsQueue",
        "Widgets: logs:CreateLogStream, logs:PutLogEvents on WidgetsLogs",
        "Widgets: Query on DataTallies",
      ]
    `);
  });
});

describe("who else may do something", () => {
  it("queues and topics turn away everybody without TLS, and are open to a service for one source only", () => {
    const policies = [...of("AWS::SQS::QueuePolicy"), ...of("AWS::SNS::TopicPolicy")];
    expect(policies).toHaveLength(of("AWS::SQS::Queue").length + of("AWS::SNS::Topic").length);
    for (const { id, Properties } of policies) {
      const [first, ...others] = Properties.PolicyDocument.Statement;
      // The only * of the stack: a Deny, which names everybody because it is about everybody.
      expect(first, id).toMatchObject({ Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": "false" } } });
      for (const { Effect, Action, Principal, Condition } of others) {
        expect(Effect, id).toBe("Allow");
        expect(["sqs:SendMessage", "sns:Publish"], id).toContain(Action);
        expect(Principal.Service, id).toMatch(/^(events|sns|ses|cloudwatch)\.amazonaws\.com$/);
        expect(JSON.stringify(Condition), id).toMatch(/"aws:SourceArn"/i);
      }
    }
  });

  it("the key of topics serves services of AWS through this stage's topics only; nobody else but the account itself", () => {
    const keys = of("AWS::KMS::Key");
    expect(keys).toHaveLength(1);
    const [account, ...services] = keys[0]?.Properties.KeyPolicy.Statement ?? [];
    expect(JSON.stringify(account.Principal)).toMatch(/:iam::.*:root/);
    expect(services.map(({ Principal }: { Principal: { Service: string } }) => Principal.Service).toSorted()).toEqual([
      "cloudwatch.amazonaws.com",
      "ses.amazonaws.com",
    ]);
    for (const { Action, Condition, Principal } of services) {
      expect(Action).toEqual(["kms:GenerateDataKey*", "kms:Decrypt"]);
      expect(JSON.stringify(Condition.ArnLike["kms:EncryptionContext:aws:sns:topicArn"])).toMatch(
        /:sns:.*AWS::AccountId.*:dondoc-test-\*/,
      );
      // SES does not say for whom it uses a key; its topic's policy asks for account and configuration set.
      if (Principal.Service === "ses.amazonaws.com") continue;
      expect(Condition.StringEquals).toEqual({ "aws:SourceAccount": { Ref: "AWS::AccountId" } });
    }
  });

  it("whoever publishes to a topic says for which account it does so", () => {
    for (const { id, Properties } of of("AWS::SNS::TopicPolicy")) {
      for (const { Condition } of Properties.PolicyDocument.Statement.slice(1)) {
        const { StringEquals } = Condition;
        const account = Object.entries(StringEquals).find(([name]) => /^aws:SourceAccount$/i.test(name));
        expect(account?.[1], id).toEqual({ Ref: "AWS::AccountId" });
      }
    }
  });

  it("only the gateway and the rules of the clock may call functions", () => {
    const callers = of("AWS::Lambda::Permission").map(({ Properties }) => Properties.Principal);
    expect(new Set(callers)).toEqual(new Set(["apigateway.amazonaws.com", "events.amazonaws.com"]));
    for (const { Properties } of of("AWS::Lambda::Permission")) expect(Properties.SourceArn).toBeDefined();
  });
});

/** A resource by its logical id, and the index of a table. */
function named(resource: object): string {
  const text = JSON.stringify(resource);
  const [, id = text, attribute] = /"(\w+?)[0-9A-F]{8}"(?:,"(\w+)")?/.exec(text) ?? [];
  const [, index] = /\/index\/([\w-]+)/.exec(text) ?? [];
  const [, folder] = /"\/(\w+\/\*)"/.exec(text) ?? [];
  const [, service] = /:(ses):/.exec(text) ?? [];
  const suffix = index ?? folder ?? (attribute === "StreamArn" ? "stream" : undefined);
  return [service && `${service}:`, id, suffix && `/${suffix}`].filter(Boolean).join("");
}
