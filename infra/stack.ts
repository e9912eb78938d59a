/** The one stack: a table of contents, and every grant. No resource is configured here. */
import { Stack, type StackProps } from "aws-cdk-lib";
import { AlarmBase } from "aws-cdk-lib/aws-cloudwatch";
import type { Construct } from "constructs";
import type { ConsumerName, JobName, WidgetName, WorkerName } from "../functions/jobs.ts";
import type { AreaName } from "../functions/routes.ts";
import { AccountAlarms } from "./constructs/account-alarms.ts";
import { AlarmTopic } from "./constructs/alarm-topic.ts";
import { Api } from "./constructs/api.ts";
import {
  calendarFunction,
  documentsFunction,
  questionsFunction,
  registerFunction,
  reportsFunction,
  scoringFunction,
} from "./constructs/areas.ts";
import { Budget } from "./constructs/budget.ts";
import { Dashboards } from "./constructs/dashboards/dashboards.ts";
import type { DondocFunction } from "./constructs/function.ts";
import { Headlines } from "./constructs/headlines.ts";
import * as jobs from "./constructs/jobs.ts";
import { LogAlarms } from "./constructs/log-alarms.ts";
import { Mail } from "./constructs/mail.ts";
import { addOutputs } from "./constructs/outputs.ts";
import { type FailureKind, type FailureQueue, failureQueues, QueueWorkers, workQueues } from "./constructs/queues.ts";
import { Schedules } from "./constructs/schedules.ts";
import { Stateful } from "./constructs/stateful.ts";
import { StreamConsumers } from "./constructs/streams.ts";
import { TopicKey } from "./constructs/topic-key.ts";
import { WatcherAlarms } from "./constructs/watcher-alarms.ts";
import type { Stage } from "./stage.ts";

export interface DondocStackProps extends StackProps {
  readonly stage: Stage;
  /** Where the bundled entry of a function lies. */
  readonly assetPath: (name: string) => string;
}

export class DondocStack extends Stack {
  readonly data: Stateful;
  /** The functions behind the API. */
  readonly areas: Readonly<Record<AreaName, DondocFunction>>;
  /** The functions that run by themselves. */
  readonly background: Readonly<Record<JobName | ConsumerName | WorkerName | WidgetName, DondocFunction>>;
  readonly api: Api;
  readonly failures: Readonly<Record<FailureKind, FailureQueue>>;
  readonly queueWorkers: QueueWorkers;
  readonly dashboards: Dashboards;
  readonly alarmTopic: AlarmTopic;

  constructor(scope: Construct, id: string, props: DondocStackProps) {
    super(scope, id, props);
    const { stage } = props;
    const data = new Stateful(this, "Data", { stage });
    this.data = data;
    const common = { stage, data, assetPath: props.assetPath };

    // Queues
    const failures = failureQueues(this, stage);
    this.failures = failures;
    const queues = workQueues(this, stage, failures);

    // The API
    const questions = questionsFunction(this, common)
      .mayUse(data.questions, ["GetItem", "PutItem"], ["open-by-unit", "open-by-due"])
      .mayUse(data.register, ["GetItem", "Query"])
      .mayUse(data.calendars, ["GetItem"])
      .mayUse(data.events, ["PutItem", "Query"])
      .mayUse(data.notices, [], ["notices-by-subject"])
      .mayUse(data.answers, ["GetItem", "PutItem"]);
    const calendar = calendarFunction(this, common).mayUse(data.calendars, ["GetItem"]);
    const register = registerFunction(this, common)
      .mayUse(data.register, ["GetItem", "BatchGetItem", "Query", "PutItem", "DeleteItem"], ["records-by-kind"])
      .mayUse(data.events, ["PutItem"])
      .mayUse(data.answers, ["GetItem", "PutItem"]);
    const reports = reportsFunction(this, common)
      .mayUse(
        data.reports,
        ["GetItem", "BatchGetItem", "Query", "PutItem", "ConditionCheckItem"],
        ["obligations-by-period", "obligations-by-unit"],
      )
      .mayUse(data.tallies, ["BatchGetItem"])
      .mayUse(data.register, ["GetItem", "BatchGetItem"], ["records-by-kind"])
      .mayUse(data.calendars, ["GetItem"])
      .mayUse(data.events, ["PutItem", "Query"])
      .mayUse(data.answers, ["GetItem", "PutItem"]);
    const documents = documentsFunction(this, { ...common, queue: queues.documents })
      .mayUse(data.reports, ["GetItem", "Query", "PutItem"])
      .mayUse(data.scores, ["GetItem"])
      .mayUse(data.register, ["GetItem"])
      .mayUse(data.events, ["PutItem"])
      .mayUse(data.answers, ["GetItem", "PutItem"])
      .mayUseObjects(data.documents, "attachments", ["PutObject", "GetObject", "GetObjectVersion"])
      .mayUseObjects(data.documents, "exports", ["GetObjectVersion"])
      // Without it, S3 says "forbidden" of a file that was never uploaded.
      .may(["s3:ListBucket"], [data.documents.bucketArn])
      .maySendTo(queues.documents.queue);
    const scoring = scoringFunction(this, common)
      .mayUse(
        data.scores,
        ["GetItem", "BatchGetItem", "Query", "PutItem", "ConditionCheckItem"],
        ["evaluations-by-period"],
      )
      .mayUse(data.register, ["GetItem", "BatchGetItem"])
      .mayUse(data.calendars, ["GetItem"])
      .mayUse(data.events, ["PutItem", "Query"])
      .mayUse(data.answers, ["GetItem", "PutItem"])
      .mayUseObjects(data.documents, "scores", ["GetObject", "GetObjectVersion"]);
    this.areas = { questions, calendar, register, reports, documents, scoring };
    this.api = new Api(this, "Api", { stage, functions: this.areas });

    // Mail
    const topicKey = new TopicKey(this, "TopicKey", { stage });
    const mail = new Mail(this, "Mail", {
      stage,
      feedback: queues["mail-feedback"],
      failures: failures.mail,
      key: topicKey,
    });
    const publicUrl = stage.publicUrl ?? this.api.http.apiEndpoint;

    // What follows the events
    const notices = jobs
      .noticesFunction(this, { ...common, queues })
      .mayReadStream(data.events)
      .mayUse(data.marks, ["BatchGetItem", "PutItem"])
      .mayUse(data.notices, ["GetItem", "PutItem"], ["notices-by-subject"])
      .mayUse(data.questions, ["GetItem"])
      .mayUse(data.reports, ["GetItem"])
      .mayUse(data.scores, ["GetItem"])
      .mayUse(data.register, ["GetItem", "Query"])
      .mayUse(data.calendars, ["GetItem"])
      .maySendTo(queues.mail.queue)
      .maySendTo(failures.streams.queue);
    const tallies = jobs
      .talliesFunction(this, common)
      .mayReadStream(data.events)
      .mayUse(data.marks, ["BatchGetItem", "PutItem"])
      .mayUse(data.tallies, ["UpdateItem"])
      .maySendTo(failures.streams.queue);
    new StreamConsumers(this, "Consumers", {
      stage,
      events: data.events,
      functions: { notices, tallies },
      failures: failures.streams,
    });

    // What the clock wakes
    const deadlineSweep = jobs
      .deadlineSweepFunction(this, common)
      .mayUse(data.questions, ["GetItem", "PutItem"], ["open-by-next-check"])
      .mayUse(data.reports, ["GetItem", "PutItem"], ["obligations-by-next-check"])
      .mayUse(data.scores, ["GetItem", "PutItem"], ["evaluations-by-next-check"])
      .mayUse(data.events, ["PutItem"])
      .mayUse(data.calendars, ["GetItem"])
      .maySendTo(failures.jobs.queue);
    const noticeDispatch = jobs
      .noticeDispatchFunction(this, { ...common, queues })
      .mayUse(data.notices, ["GetItem", "PutItem"], ["waiting-by-due"])
      .mayUse(data.calendars, ["GetItem"])
      .maySendTo(queues.mail.queue)
      .may(["sqs:GetQueueAttributes"], [queues["mail-feedback"].queue.queueArn])
      .maySendTo(failures.jobs.queue);
    const catchUp = jobs
      .catchUpFunction(this, common)
      .mayUse(data.events, ["GetItem"], ["events-by-hour"])
      .mayUse(data.marks, ["GetItem", "BatchGetItem", "Query", "PutItem", "DeleteItem"])
      .mayUse(data.tallies, ["UpdateItem"])
      .mayUse(data.notices, ["GetItem", "PutItem"], ["notices-by-subject"])
      .mayUse(data.questions, ["GetItem"])
      .mayUse(data.reports, ["GetItem"])
      .mayUse(data.scores, ["GetItem"])
      .mayUse(data.register, ["GetItem", "Query"])
      .mayUse(data.calendars, ["GetItem"])
      .maySendTo(failures.jobs.queue);
    const figures = jobs
      .figuresFunction(this, common)
      .mayUse(data.scores, ["GetItem"])
      .mayUse(data.questions, [], ["open-by-due"])
      .mayUse(data.reports, [], ["obligations-by-period"])
      .mayUse(data.tallies, ["Query", "PutItem"])
      .mayUse(data.notices, [], ["waiting-by-due"])
      .mayUse(data.register, ["BatchGetItem"])
      .mayUse(data.calendars, ["GetItem"])
      .maySendTo(failures.jobs.queue);
    const watcher = jobs
      .watcherFunction(this, common)
      .mayUse(data.questions, [], ["open-by-next-check"])
      .mayUse(data.reports, [], ["obligations-by-next-check"])
      .mayUse(data.scores, [], ["evaluations-by-next-check"])
      .mayUse(data.notices, ["GetItem"], ["waiting-by-due"])
      .mayUse(data.calendars, ["GetItem"])
      .maySendTo(failures.jobs.queue);
    const reportsOpening = jobs
      .reportsOpeningFunction(this, common)
      .mayUse(data.reports, ["GetItem", "BatchGetItem", "PutItem", "ConditionCheckItem"], ["obligations-by-period"])
      .mayUse(data.register, [], ["records-by-kind"])
      .mayUse(data.calendars, ["GetItem"])
      .mayUse(data.events, ["PutItem"])
      .maySendTo(failures.jobs.queue);
    const scoringRounds = jobs
      .scoringRoundsFunction(this, common)
      .mayUse(
        data.scores,
        ["GetItem", "BatchGetItem", "PutItem", "ConditionCheckItem"],
        ["evaluations-by-period", "evaluations-by-next-check"],
      )
      .mayUse(data.register, [], ["records-by-kind"])
      .mayUse(data.tallies, ["Query"])
      .mayUse(data.reports, [], ["obligations-by-period"])
      .mayUse(data.calendars, ["GetItem"])
      .mayUse(data.events, ["PutItem"])
      .mayUseObjects(data.documents, "scores", ["PutObject"])
      .maySendTo(failures.jobs.queue);
    const integrity = jobs
      .integrityFunction(this, common)
      .mayUse(data.scores, ["GetItem", "PutItem"])
      .mayUse(data.events, ["BatchGetItem"], ["events-by-hour"])
      .mayUse(data.questions, ["BatchGetItem"])
      .mayUse(data.reports, ["GetItem"])
      .maySendTo(failures.jobs.queue);
    const byClock = {
      "deadline-sweep": deadlineSweep,
      "notice-dispatch": noticeDispatch,
      "catch-up": catchUp,
      figures,
      "reports-opening": reportsOpening,
      "scoring-rounds": scoringRounds,
      integrity,
      watcher,
    };
    new Schedules(this, "Schedules", { stage, functions: byClock, failures: failures.jobs });

    // What sends
    const mailSender = jobs
      .mailSenderFunction(this, { ...common, mail, publicUrl })
      .mayReceiveFrom(queues.mail.queue)
      .mayUse(data.notices, ["GetItem", "PutItem"])
      .mayUse(data.questions, ["GetItem"], ["open-by-unit"])
      .mayUse(data.reports, ["GetItem"], ["obligations-by-period", "obligations-by-unit"])
      .mayUse(data.scores, ["GetItem"], ["evaluations-by-period"])
      .mayUse(data.register, ["GetItem"])
      .mayUse(data.calendars, ["GetItem"])
      .mayUse(data.events, ["Query"])
      .may(["ses:SendRawEmail"], mail.arns);
    const mailFeedback = jobs
      .mailFeedbackFunction(this, common)
      .mayReceiveFrom(queues["mail-feedback"].queue)
      .mayUse(data.notices, ["GetItem", "PutItem", "UpdateItem"]);
    const documentWorker = jobs
      .documentWorkerFunction(this, { ...common, failures: failures.documents })
      .mayReceiveFrom(queues.documents.queue)
      .mayUse(data.reports, ["GetItem", "BatchGetItem", "PutItem"], ["obligations-by-period"])
      .mayUse(data.scores, ["GetItem", "BatchGetItem"], ["evaluations-by-period"])
      .mayUse(data.register, ["GetItem", "BatchGetItem", "Query"])
      .mayUseObjects(data.documents, "exports", ["PutObject"])
      .maySendTo(failures.documents.queue);
    const byQueue = { "mail-sender": mailSender, "mail-feedback": mailFeedback, "document-worker": documentWorker };
    this.queueWorkers = new QueueWorkers(this, "Workers", { queues, functions: byQueue });

    // What is looked at
    const widgets = jobs.widgetsFunction(this, common).mayUse(data.tallies, ["Query"]);
    this.background = { notices, tallies, ...byClock, ...byQueue, widgets };

    // Alarms beside each function's, rule's and queue's own
    new LogAlarms(this, "LogAlarms", { stage, areas: this.areas, background: this.background });
    new WatcherAlarms(this, "WatcherAlarms", { stage });
    new AccountAlarms(this, "AccountAlarms", { stage });
    this.alarmTopic = new AlarmTopic(this, "AlarmTopic", { stage, key: topicKey });
    new Headlines(this, "Headlines", { stage, topic: this.alarmTopic });
    new Budget(this, "Budget", { stage, topic: this.alarmTopic });

    // Last: every alarm is shown
    this.dashboards = new Dashboards(this, "Dashboard", {
      stage,
      api: this.api,
      data,
      areas: this.areas,
      background: this.background,
      queues,
      failures,
      alarms: this.node.findAll().filter((construct) => construct instanceof AlarmBase),
    });

    addOutputs(this, { api: this.api, data, dashboards: this.dashboards });
  }
}
