/** Alarms on what the account as a whole is allowed: to run at once, to send in a day, to be bounced. Other systems in the account count too. */
import { Duration } from "aws-cdk-lib";
import { Metric } from "aws-cdk-lib/aws-cloudwatch";
import { Construct } from "constructs";
import type { Stage } from "../stage.ts";
import { RunbookAlarm } from "./alarms.ts";

export interface AccountAlarmsProps {
  readonly stage: Stage;
}

/** SES looks into an account at 5 % and stops it at 10 %. */
const bouncesAtMost = 0.02;
/** SES looks into an account at 0.1 % and stops it at 0.5 %. */
const complaintsAtMost = 0.000_5;
/** Of the mails of a day. */
const quotaShare = 0.8;

export class AccountAlarms extends Construct {
  constructor(scope: Construct, id: string, { stage }: AccountAlarmsProps) {
    super(scope, id);
    new RunbookAlarm(this, "Throttled", {
      stage,
      name: "functions-throttled",
      section: "functions-throttled",
      impact: "Requests and runs are turned away: the account may not run more functions at once.",
      metric: new Metric({
        namespace: "AWS/Lambda",
        metricName: "Throttles",
        statistic: "Sum",
        period: Duration.minutes(5),
      }),
      threshold: 1,
    });
    new RunbookAlarm(this, "MailQuota", {
      stage,
      name: "mail-quota",
      section: "mail-quota",
      impact: "Mails of today will soon be refused until tomorrow: 80 % of the day's number has been sent.",
      metric: mailMetric("Send", "Sum", Duration.days(1)),
      threshold: Math.floor(quotaShare * stage.mail.perDay),
    });
    this.reputation("mail-bounces", "Reputation.BounceRate", bouncesAtMost, stage);
    this.reputation("mail-complaints", "Reputation.ComplaintRate", complaintsAtMost, stage);
  }

  /** SES writes a rate only when it changes, so silence changes nothing. */
  private reputation(name: string, metricName: string, threshold: number, stage: Stage): void {
    new RunbookAlarm(this, name, {
      stage,
      name,
      section: "mail-reputation",
      impact: "The mail service is about to stop all mail of this account: too many addresses are wrong or complain.",
      metric: mailMetric(metricName, "Maximum", Duration.hours(1)),
      threshold,
      missing: "changes-nothing",
    });
  }
}

function mailMetric(metricName: string, statistic: string, period: Duration): Metric {
  return new Metric({ namespace: "AWS/SES", metricName, statistic, period });
}
