/** Queues with their workers, and the queues of what failed: one per kind, so that a failure of mail is never lost among those of jobs. */
import { Duration } from "aws-cdk-lib";
import { EventSourceMapping } from "aws-cdk-lib/aws-lambda";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { type QueueWorker, type WorkerName, workers } from "../../functions/jobs.ts";
import type { Stage } from "../stage.ts";
import { RunbookAlarm } from "./alarms.ts";
import type { DondocFunction } from "./function.ts";

/** What is lost while something stays in a failure queue. */
const failureImpacts = {
  jobs: "A run of a job failed twice or could not be started; the next run makes up for it unless it fails as well.",
  streams: "Events could not be handed to a consumer: catch-up makes up for them, unless it fails as well.",
  mail: "A mail, or what became of one, was given up after five tries.",
  documents: "A list or a document that an officer asked for could not be made; who asked sees that it failed.",
} as const;
export type FailureKind = keyof typeof failureImpacts;

export interface FailureQueueProps {
  readonly stage: Stage;
  readonly kind: FailureKind;
}

/** Keeps what failed for 14 days, and rings as long as anything is in it. */
export class FailureQueue extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string, { stage, kind }: FailureQueueProps) {
    super(scope, id);
    this.queue = new Queue(this, "Queue", {
      queueName: `dondoc-${stage.name}-failed-${kind}`,
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    new RunbookAlarm(this, "NotEmpty", {
      stage,
      name: `failed-${kind}`,
      section: `failed-${kind}`,
      impact: failureImpacts[kind],
      metric: this.queue.metricApproximateNumberOfMessagesVisible({
        statistic: "Maximum",
        period: Duration.minutes(5),
      }),
      threshold: 1,
    });
  }
}

/** One queue for each kind of failure. */
export function failureQueues(scope: Construct, stage: Stage): Readonly<Record<FailureKind, FailureQueue>> {
  return {
    jobs: new FailureQueue(scope, "FailedJobs", { stage, kind: "jobs" }),
    streams: new FailureQueue(scope, "FailedStreams", { stage, kind: "streams" }),
    mail: new FailureQueue(scope, "FailedMail", { stage, kind: "mail" }),
    documents: new FailureQueue(scope, "FailedDocuments", { stage, kind: "documents" }),
  };
}

export interface WorkQueueProps {
  readonly stage: Stage;
  readonly queue: QueueWorker["queue"];
  readonly failures: FailureQueue;
}

/** For how long the oldest message of a queue may wait before the alarm rings. */
const waitsAtMost: Readonly<Record<QueueWorker["queue"], Duration>> = {
  // Many mails of one moment leave at the pace that SES allows.
  mail: Duration.minutes(30),
  "mail-feedback": Duration.minutes(15),
  documents: Duration.minutes(15),
};

/** A queue for one worker: five tries, then the failure queue. */
export class WorkQueue extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string, { stage, queue: name, failures }: WorkQueueProps) {
    super(scope, id);
    const [worker] = Object.values<QueueWorker>(workers).filter(({ queue }) => queue === name);
    if (!worker) throw new Error(`No worker takes messages out of the queue ${name}.`);
    this.queue = new Queue(this, "Queue", {
      queueName: `dondoc-${stage.name}-${name}`,
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(4),
      // Six times the worker's time: a message that waits for its turn inside Lambda does not come back meanwhile.
      visibilityTimeout: Duration.seconds(6 * worker.timeoutSeconds),
      deadLetterQueue: { queue: failures.queue, maxReceiveCount: 5 },
    });
    new RunbookAlarm(this, "Waits", {
      stage,
      name: `${name}-waits`,
      section: `${name}-waits`,
      impact: worker.errorImpact,
      metric: this.queue.metricApproximateAgeOfOldestMessage({ statistic: "Maximum", period: Duration.minutes(5) }),
      threshold: waitsAtMost[name].toSeconds(),
    });
  }
}

/** One queue for each worker; what five tries do not do is left to the failures of its kind. */
export function workQueues(
  scope: Construct,
  stage: Stage,
  failures: Readonly<Record<FailureKind, FailureQueue>>,
): Readonly<Record<QueueWorker["queue"], WorkQueue>> {
  const { mail, documents } = failures;
  return {
    mail: new WorkQueue(scope, "MailQueue", { stage, queue: "mail", failures: mail }),
    "mail-feedback": new WorkQueue(scope, "MailFeedbackQueue", { stage, queue: "mail-feedback", failures: mail }),
    documents: new WorkQueue(scope, "DocumentsQueue", { stage, queue: "documents", failures: documents }),
  };
}

export interface QueueWorkersProps {
  readonly queues: Readonly<Record<QueueWorker["queue"], WorkQueue>>;
  readonly functions: Readonly<Record<WorkerName, DondocFunction>>;
}

/** Hands the messages of each queue to its worker: one at a time, so many at once, and only those that failed come back. */
export class QueueWorkers extends Construct {
  constructor(scope: Construct, id: string, { queues, functions }: QueueWorkersProps) {
    super(scope, id);
    for (const [name, { lambda }] of Object.entries(functions)) {
      const { queue, atOnce, batchSize } = workers[name as WorkerName];
      new EventSourceMapping(this, queue, {
        target: lambda,
        eventSourceArn: queues[queue].queue.queueArn,
        batchSize,
        maxConcurrency: atOnce,
        reportBatchItemFailures: true,
      });
    }
  }
}
