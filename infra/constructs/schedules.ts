/** Jobs by cron. A rule of the clock only wakes a job; what is due, the job asks itself. */
import { Duration } from "aws-cdk-lib";
import { Rule, Schedule } from "aws-cdk-lib/aws-events";
import { LambdaFunction } from "aws-cdk-lib/aws-events-targets";
import { EventInvokeConfig } from "aws-cdk-lib/aws-lambda";
import { Construct } from "constructs";
import { type Job, type JobName, jobs } from "../../functions/jobs.ts";
import type { Stage } from "../stage.ts";
import { RunbookAlarm } from "./alarms.ts";
import type { DondocFunction } from "./function.ts";
import type { FailureQueue } from "./queues.ts";

export interface SchedulesProps {
  readonly stage: Stage;
  readonly functions: Readonly<Record<JobName, DondocFunction>>;
  readonly failures: FailureQueue;
}

export class Schedules extends Construct {
  constructor(scope: Construct, id: string, { stage, functions, failures }: SchedulesProps) {
    super(scope, id);
    for (const name of Object.keys(jobs) as JobName[]) {
      new JobSchedule(this, name, { stage, name, job: jobs[name], run: functions[name], failures });
    }
  }
}

interface JobScheduleProps {
  readonly stage: Stage;
  readonly name: JobName;
  readonly job: Job;
  readonly run: DondocFunction;
  readonly failures: FailureQueue;
}

const dayMinutes = 24 * 60;

/**
 * How long a job may be silent before it rings, in periods that CloudWatch takes (whole minutes, a day at most): three of its own
 * periods, but at least five minutes and never more than half an hour past its time.
 */
export function silenceOf(everySeconds: number): { readonly minutes: number; readonly periods: number } {
  const every = everySeconds / 60;
  const silence = Math.max(5, Math.min(3 * every, every + 30));
  const periods = Math.ceil(silence / dayMinutes);
  return { minutes: Math.floor(silence / periods), periods };
}

/** One rule, one second try within the job's own period, and an alarm when it falls silent. */
class JobSchedule extends Construct {
  constructor(scope: Construct, id: string, { stage, name, job, run, failures }: JobScheduleProps) {
    super(scope, id);
    const isEveryMinute = stage.schedules === "every-minute";
    const period = isEveryMinute ? Duration.minutes(1) : Duration.seconds(job.everySeconds);
    // The rule's own tries are about handing the event over; the function's, about a run that failed.
    new Rule(this, "Rule", {
      ruleName: `dondoc-${stage.name}-${name}`,
      description: job.errorImpact,
      schedule: isEveryMinute ? Schedule.rate(period) : Schedule.cron(job.cron),
      targets: [
        new LambdaFunction(run.lambda, {
          retryAttempts: 1,
          maxEventAge: period,
          deadLetterQueue: failures.queue,
        }),
      ],
    });
    new EventInvokeConfig(this, "Tries", {
      function: run.lambda,
      retryAttempts: 1,
      maxEventAge: period,
      onFailure: { bind: () => ({ destination: failures.queue.queueArn }) },
    });
    const { minutes, periods } = silenceOf(job.everySeconds);
    new RunbookAlarm(this, "Silent", {
      stage,
      name: `${name}-silent`,
      section: "job-silent",
      impact: job.errorImpact,
      metric: run.lambda.metricInvocations({ period: Duration.minutes(minutes) }),
      periods,
      threshold: 1,
      isHeartbeat: true,
    });
  }
}
