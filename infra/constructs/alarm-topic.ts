/** Where alarms go: one topic, and by e-mail everybody whom the stage names. */
import { ArnFormat, Stack } from "aws-cdk-lib";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Topic } from "aws-cdk-lib/aws-sns";
import { EmailSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import type { Construct } from "constructs";
import type { Stage } from "../stage.ts";
import type { TopicKey } from "./topic-key.ts";

export interface AlarmTopicProps {
  readonly stage: Stage;
  readonly key: TopicKey;
}

/** Takes the alarms of this stage, and of nobody else. A subscriber has to confirm once; until then they hear nothing. */
export class AlarmTopic extends Topic {
  private readonly key: TopicKey;

  constructor(scope: Construct, id: string, { stage, key }: AlarmTopicProps) {
    super(scope, id, { topicName: `dondoc-${stage.name}-alarms`, masterKey: key, enforceSSL: true });
    this.key = key;
    const alarms = Stack.of(this).formatArn({
      service: "cloudwatch",
      resource: "alarm",
      resourceName: `dondoc-${stage.name}-*`,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    this.mayBePublishedToBy("cloudwatch.amazonaws.com", alarms);
    for (const subscriber of stage.alarms.subscribers) this.addSubscription(new EmailSubscription(subscriber));
  }

  /** Lets a service of AWS publish for these resources of the stack's own account. */
  mayBePublishedToBy(service: string, sources: string) {
    this.key.mayPublish(service, { isForAccount: true });
    return this.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal(service)],
        actions: ["sns:Publish"],
        resources: [this.topicArn],
        conditions: {
          StringEquals: { "aws:SourceAccount": Stack.of(this).account },
          ArnLike: { "aws:SourceArn": sources },
        },
      }),
    );
  }
}
