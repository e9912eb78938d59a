/** What runs by itself: rules of the clock, consumers of the stream, workers of queues, and mail. */
import { describe, expect, inject, it } from "vitest";
import { type Job, jobs, type QueueWorker, workers } from "../../functions/jobs.ts";
import { silenceOf } from "../../infra/constructs/schedules.ts";
import { of, type Resource } from "./resources.ts";

const { Resources } = inject("template");
const alarms = of("AWS::CloudWatch::Alarm").map(({ Properties }) => Properties);
const queues = of("AWS::SQS::Queue");
const failures = queues.filter(({ Properties }) => Properties.QueueName.includes("-failed-"));
const failureQueue = (kind: string) => failures.find(({ Properties }) => Properties.QueueName.endsWith(kind))?.id;
const arnOf = (id: string | undefined) => ({ "Fn::GetAtt": [id, "Arn"] });
const functionNamed = (name: string) =>
  of("AWS::Lambda::Function").find(({ Properties }) => Properties.FunctionName === `dondoc-test-${name}`);

describe("every rule of the clock", () => {
  const rules = of("AWS::Events::Rule");

  it("belongs to a job, and every job has one", () => {
    expect(rules.map(({ Properties }) => Properties.Name).toSorted()).toEqual(
      Object.keys(jobs)
        .map((name) => `dondoc-test-${name}`)
        .toSorted(),
    );
  });

  it.each(Object.entries<Job>(jobs))(
    "%s: tries once more within its own period, then the failure queue",
    (name, job) => {
      const id = functionNamed(name)?.id;
      const rule = rules.find(({ Properties }) => Properties.Name === `dondoc-test-${name}`);
      const tries = of("AWS::Lambda::EventInvokeConfig").find(({ Properties }) => Properties.FunctionName.Ref === id);
      expect(rule?.Properties).toMatchObject({
        State: "ENABLED",
        Targets: [
          {
            Arn: arnOf(id),
            RetryPolicy: { MaximumRetryAttempts: 1, MaximumEventAgeInSeconds: job.everySeconds },
            DeadLetterConfig: { Arn: arnOf(failureQueue("jobs")) },
          },
        ],
      });
      expect(tries?.Properties).toMatchObject({
        MaximumRetryAttempts: 1,
        MaximumEventAgeInSeconds: job.everySeconds,
        DestinationConfig: { OnFailure: { Destination: arnOf(failureQueue("jobs")) } },
      });
    },
  );

  it.each(rules.map(({ Properties }) => [Properties.ScheduleExpression]))("%s fires at least daily, in UTC", (text) => {
    expect(text).toMatch(/^cron\(\S+ \S+ \* \* \? \*\)$/);
  });

  it.each(Object.entries<Job>(jobs))("%s: is run as often as its list says", (name, { everySeconds, cron }) => {
    const [minute = "", hour = ""] = [cron.minute, cron.hour ?? "*"];
    const step = Number(/^0\/(\d+)$/.exec(minute)?.[1] ?? (minute === "*" ? 1 : 60));
    expect(everySeconds, name).toBe(hour === "*" ? step * 60 : 24 * 3600);
  });

  it.each(Object.entries<Job>(jobs))(
    "%s: rings half an hour past its time at the latest, from outside the scheduler, and when nothing is measured at all",
    (name, { everySeconds }) => {
      const silent = alarms.find(({ AlarmName }) => AlarmName === `dondoc-test-${name}-silent`);
      expect(silent).toMatchObject({
        Namespace: "AWS/Lambda",
        MetricName: "Invocations",
        Dimensions: [{ Name: "FunctionName", Value: { Ref: functionNamed(name)?.id } }],
        Statistic: "Sum",
        ComparisonOperator: "LessThanThreshold",
        Threshold: 1,
        TreatMissingData: "breaching",
      });
      const silence = silent?.Period * silent?.EvaluationPeriods;
      expect(silence).toBeGreaterThan(everySeconds);
      expect(silence).toBeLessThanOrEqual(everySeconds + 1800);
    },
  );

  it.each([
    ["every minute", 60, { minutes: 5, periods: 1 }],
    ["every five minutes", 300, { minutes: 15, periods: 1 }],
    ["hourly", 3600, { minutes: 90, periods: 1 }],
    ["daily: CloudWatch looks at a day at most, so in two periods", 86_400, { minutes: 735, periods: 2 }],
  ])("a job that runs %s may be silent for %i s and what it is granted", (_, everySeconds, silence) => {
    expect(silenceOf(everySeconds)).toEqual(silence);
  });
});

describe("every consumer of the stream", () => {
  const mappings = of("AWS::Lambda::EventSourceMapping").filter(({ Properties }) => "StartingPosition" in Properties);

  it("there are at most two: more cannot read one stream in time", () => {
    expect(mappings).toHaveLength(2);
    expect(new Set(mappings.map(({ Properties }) => JSON.stringify(Properties.EventSourceArn))).size).toBe(1);
  });

  it.each(mappings.map(({ id, Properties }) => [id, Properties]))(
    "%s sees new events only, answers for each, and never holds them up",
    (_, properties) => {
      expect(properties).toMatchObject({
        EventSourceArn: { "Fn::GetAtt": [expect.stringMatching(/^DataEvents/), "StreamArn"] },
        StartingPosition: "TRIM_HORIZON",
        BatchSize: 100,
        BisectBatchOnFunctionError: true,
        MaximumRetryAttempts: 10,
        FunctionResponseTypes: ["ReportBatchItemFailures"],
        DestinationConfig: { OnFailure: { Destination: arnOf(failureQueue("streams")) } },
      });
      expect(properties.FilterCriteria.Filters.map(({ Pattern }: { Pattern: string }) => JSON.parse(Pattern))).toEqual([
        { eventName: ["INSERT"], dynamodb: { NewImage: { hour: { S: [{ exists: true }] } } } },
      ]);
      expect(properties.MaximumRecordAgeInSeconds).toBeLessThan(24 * 3600);
      expect(alarms.filter((alarm) => isAbout(alarm, "IteratorAge", properties.FunctionName.Ref))).toHaveLength(1);
    },
  );
});

describe("every queue", () => {
  it.each(queues.map(({ id, Properties }) => [Properties.QueueName, id, Properties]))(
    "%s is encrypted and rings when something stays in it",
    (name, id, properties) => {
      expect(properties.SqsManagedSseEnabled).toBe(true);
      const metric = name.includes("-failed-") ? "ApproximateNumberOfMessagesVisible" : "ApproximateAgeOfOldestMessage";
      expect(alarms.filter((alarm) => isAbout(alarm, metric, id))).toHaveLength(1);
    },
  );

  it("there is one failure queue per kind, kept for 14 days", () => {
    expect(failures.map(({ Properties }) => Properties.QueueName).toSorted()).toEqual([
      "dondoc-test-failed-documents",
      "dondoc-test-failed-jobs",
      "dondoc-test-failed-mail",
      "dondoc-test-failed-streams",
    ]);
    for (const { Properties } of failures) expect(Properties.MessageRetentionPeriod).toBe(14 * 24 * 3600);
  });

  it.each(Object.entries<QueueWorker>(workers))(
    "of %s gives it six times its time, five tries, and its pace",
    (name, worker) => {
      const run = functionNamed(name);
      const mapping = mappingOf(run);
      const queue = mapping?.Properties.EventSourceArn["Fn::GetAtt"][0];
      expect(Resources[queue]?.Properties).toMatchObject({
        QueueName: `dondoc-test-${worker.queue}`,
        RedrivePolicy: { deadLetterTargetArn: arnOf(failureQueue(failuresOf(worker))), maxReceiveCount: 5 },
        VisibilityTimeout: 6 * run?.Properties.Timeout,
      });
      expect(mapping?.Properties).toMatchObject({
        BatchSize: worker.batchSize,
        FunctionResponseTypes: ["ReportBatchItemFailures"],
        ScalingConfig: { MaximumConcurrency: worker.atOnce },
      });
    },
  );
});

describe("mail", () => {
  it("reports what became of it to the queue of its worker", () => {
    const [destination] = of("AWS::SES::ConfigurationSetEventDestination");
    const topic = of("AWS::SNS::Topic").find(({ Properties }) => Properties.TopicName === "dondoc-test-mail-events");
    const [subscription] = of("AWS::SNS::Subscription");
    expect(destination?.Properties.EventDestination).toMatchObject({
      Enabled: true,
      MatchingEventTypes: expect.arrayContaining(["send", "delivery", "bounce", "complaint", "reject"]),
      SnsDestination: { TopicARN: { Ref: topic?.id } },
    });
    const feedback = mappingOf(functionNamed("mail-feedback"))?.Properties.EventSourceArn;
    expect(subscription?.Properties).toMatchObject({ Endpoint: feedback, RawMessageDelivery: true });
    expect(subscription?.Properties.RedrivePolicy).toEqual({ deadLetterTargetArn: arnOf(failureQueue("mail")) });
  });

  it("is signed by the sender's domain, is handed over under it, or not at all", () => {
    expect(of("AWS::SES::EmailIdentity").map(({ Properties }) => Properties)).toEqual([
      {
        EmailIdentity: "hoi-dap.example",
        DkimAttributes: { SigningEnabled: true },
        DkimSigningAttributes: { NextSigningKeyLength: "RSA_2048_BIT" },
        MailFromAttributes: { MailFromDomain: "thu.hoi-dap.example", BehaviorOnMxFailure: "REJECT_MESSAGE" },
      },
    ]);
  });

  it("leaves from the verified domain of the sender, with links to the API unless the stage says otherwise", () => {
    const { Variables } = functionNamed("mail-sender")?.Properties.Environment ?? {};
    const [identity] = of("AWS::SES::EmailIdentity");
    expect(Variables.MAIL_SENDER).toContain(`@${identity?.Properties.EmailIdentity}>`);
    expect(Variables.PUBLIC_URL).toEqual({ "Fn::GetAtt": [expect.stringMatching(/^ApiHttp/), "ApiEndpoint"] });
  });
});

/** Lists and documents that could not be made are not to be looked for among mails. */
function failuresOf({ queue }: QueueWorker): string {
  return queue === "documents" ? "documents" : "mail";
}

function mappingOf(run: Resource | undefined): Resource | undefined {
  return of("AWS::Lambda::EventSourceMapping").find(({ Properties }) => Properties.FunctionName.Ref === run?.id);
}

/** True for an alarm on a metric of one resource. */
function isAbout(alarm: Resource["Properties"], metric: string, id: string): boolean {
  const text = JSON.stringify(alarm.Dimensions ?? alarm.Metrics);
  return alarm.MetricName === metric && text.includes(`"${id}"`);
}
