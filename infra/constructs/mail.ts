/** The way out for mail, and the way back for what became of it: SES → topic → queue. */
import { Stack } from "aws-cdk-lib";
import {
  ConfigurationSet,
  DkimIdentity,
  EasyDkimSigningKeyLength,
  EmailIdentity,
  EmailSendingEvent,
  EventDestination,
  Identity,
  MailFromBehaviorOnMxFailure,
  SuppressionReasons,
} from "aws-cdk-lib/aws-ses";
import { Topic } from "aws-cdk-lib/aws-sns";
import { SqsSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import { Construct } from "constructs";
import type { Stage } from "../stage.ts";
import type { FailureQueue, WorkQueue } from "./queues.ts";
import type { TopicKey } from "./topic-key.ts";

export interface MailProps {
  readonly stage: Stage;
  /** Takes the events of every mail. */
  readonly feedback: WorkQueue;
  readonly failures: FailureQueue;
  /** Encrypts the events on their way. */
  readonly key: TopicKey;
}

/** The sender's domain and the configuration set under which every mail leaves. */
export class Mail extends Construct {
  readonly identity: EmailIdentity;
  readonly configurationSet: ConfigurationSet;
  /** Where the events of mails pass. */
  readonly events: Topic;

  constructor(scope: Construct, id: string, { stage, feedback, failures, key }: MailProps) {
    super(scope, id);
    const domain = domainOf(stage.mail.sender);
    this.identity = new EmailIdentity(this, "Identity", {
      identity: Identity.domain(domain),
      dkimSigning: true,
      dkimIdentity: DkimIdentity.easyDkim(EasyDkimSigningKeyLength.RSA_2048_BIT),
      mailFromDomain: `${stage.mail.mailFromLabel}.${domain}`,
      // Otherwise mail would leave under SES's own domain, past SPF, and nobody would see it.
      mailFromBehaviorOnMxFailure: MailFromBehaviorOnMxFailure.REJECT_MESSAGE,
    });
    this.configurationSet = new ConfigurationSet(this, "Set", {
      configurationSetName: `dondoc-${stage.name}`,
      reputationMetrics: true,
      suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
    });
    this.events = new Topic(this, "Events", {
      topicName: `dondoc-${stage.name}-mail-events`,
      masterKey: key,
      enforceSSL: true,
    });
    // SES does not say for whom it uses the key; the topic's own policy takes events of this account's configuration set only.
    key.mayPublish("ses.amazonaws.com", { isForAccount: false });
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
