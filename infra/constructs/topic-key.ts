/**
 * The customer's key of all topics. A topic under AWS's own key turns CloudWatch, Budgets and SES away, whatever its policy says,
 * because nobody can let them use that key.
 */
import { Duration, RemovalPolicy, Stack } from "aws-cdk-lib";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Key } from "aws-cdk-lib/aws-kms";
import type { Construct } from "constructs";
import type { Stage } from "../stage.ts";

export interface TopicKeyProps {
  readonly stage: Stage;
}

/** Encrypts what is on its way through topics; nothing lies under it, so it goes with the stack. */
export class TopicKey extends Key {
  private readonly stageName: string;

  constructor(scope: Construct, id: string, { stage }: TopicKeyProps) {
    super(scope, id, {
      alias: `dondoc-${stage.name}-topics`,
      description: `Alarms and mail events of dondoc-${stage.name} on their way`,
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.DESTROY,
      pendingWindow: Duration.days(7),
    });
    this.stageName = stage.name;
  }

  /**
   * Lets a service of AWS publish through topics of this stage and account, and use the key for nothing else: SNS states the topic
   * with each use. `isForAccount`: the service states as well for which account it acts.
   */
  mayPublish(service: string, { isForAccount }: { readonly isForAccount: boolean }): void {
    const stack = Stack.of(this);
    const topics = stack.formatArn({ service: "sns", resource: `dondoc-${this.stageName}-*` });
    this.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal(service)],
        actions: ["kms:GenerateDataKey*", "kms:Decrypt"],
        resources: ["*"],
        conditions: {
          ArnLike: { "kms:EncryptionContext:aws:sns:topicArn": topics },
          ...(isForAccount && { StringEquals: { "aws:SourceAccount": stack.account } }),
        },
      }),
    );
  }
}
