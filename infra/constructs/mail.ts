/** The way out for mail, and the way back for what became of it: SES → topic → queue. */
import { Stack } from "aws-cdk-lib";
import {
  ConfigurationSet,
  EmailIdentity,
  EmailSendingEvent,
  EventDestination,
  Identity,
  SuppressionReasons,
} from "aws-cdk-lib/aws-ses";
import { Topic } from "aws-cdk-lib/aws-sns";
import { SqsSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import { Construct } from "constructs";
import type { Stage } from "../stage.ts";
import type { FailureQueue, WorkQueue } from "./queues.ts";

export interface MailProps {
  readonly stage: Stage;
  /** Takes the events of every mail. */
  readonly feedback: WorkQueue;
  readonly failures: FailureQueue;
}

/** The sender's domain and the configuration set under which every mail leaves. */
export class Mail extends Construct {
  readonly identity: EmailIdentity;
  readonly configurationSet: ConfigurationSet;
  /** Where the events of mails pass. */
  readonly events: Topic;

  constructor(scope: Construct, id: string, { stage, feedback, failures }: MailProps) {
    super(scope, id);
    this.identity = new EmailIdentity(this, "Identity", { identity: Identity.domain(domainOf(stage.mail.sender)) });
    this.configurationSet = new ConfigurationSet(this, "Set", {
      configurationSetName: `dondoc-${stage.name}`,
      reputationMetrics: true,
      suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
    });
    this.events = new Topic(this, "Events", { topicName: `dondoc-${stage.name}-mail-events`, enforceSSL: true });
    this.configurationSet.addEventDestination("Events", {
      destination: EventDestination.snsTopic(this.events),
      events: [
        EmailSendingEvent.SEND,
        EmailSendingEvent.REJECT,
        EmailSendingEvent.DELIVERY,
        EmailSendingEvent.DELIVERY_DELAY,
        EmailSendingEvent.BOUNCE,
        EmailSendingEvent.COMPLAINT,
      ],
    });
    this.events.addSubscription(
      new SqsSubscription(feedback.queue, { rawMessageDelivery: true, deadLetterQueue: failures.queue }),
    );
  }

  /** What sending must be allowed on. */
  get arns(): readonly string[] {
    const { configurationSetName } = this.configurationSet;
    const set = { service: "ses", resource: "configuration-set", resourceName: configurationSetName };
    return [this.identity.emailIdentityArn, Stack.of(this).formatArn(set)];
  }
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf("@") + 1);
}
