/** Queues, topics and subscriptions as the template declares them. */
import * as z from "zod";
import { type Template, TemplateError } from "../template.ts";

const queueProperties = z.object({
  DelaySeconds: z.number().default(0),
  FifoQueue: z.literal(false).default(false),
  MaximumMessageSize: z.number().default(1_048_576),
  MessageRetentionPeriod: z.number().default(345_600),
  RedrivePolicy: z.object({ deadLetterTargetArn: z.string(), maxReceiveCount: z.number() }).optional(),
  VisibilityTimeout: z.number().default(30),
});
const subscriptionProperties = z.object({
  Endpoint: z.string(),
  FilterPolicy: z.record(z.string(), z.unknown()).optional(),
  Protocol: z.enum(["sqs", "email"]),
  RawMessageDelivery: z.boolean().default(false),
  TopicArn: z.string(),
});

export interface DeclaredQueue {
  readonly name: string;
  readonly visibilitySeconds: number;
  /** As the service takes them. */
  readonly attributes: Readonly<Record<string, string>>;
}

export interface DeclaredSubscription {
  readonly topicName: string;
  readonly queueName: string;
  readonly attributes: Readonly<Record<string, string>>;
}

export interface DeclaredQueues {
  readonly queues: readonly DeclaredQueue[];
  readonly topicNames: readonly string[];
  readonly subscriptions: readonly DeclaredSubscription[];
}

export function queuesOf(template: Template): DeclaredQueues {
  return {
    queues: template.ofType("AWS::SQS::Queue").map((resource) => {
      const { RedrivePolicy: redrive, ...settings } = template.read(resource, queueProperties);
      const url = String(template.resolve({ Ref: resource.id }, resource.id));
      return {
        name: lastPart(url, "/"),
        visibilitySeconds: settings.VisibilityTimeout,
        attributes: {
          DelaySeconds: String(settings.DelaySeconds),
          MaximumMessageSize: String(settings.MaximumMessageSize),
          MessageRetentionPeriod: String(settings.MessageRetentionPeriod),
          VisibilityTimeout: String(settings.VisibilityTimeout),
          ...(redrive && { RedrivePolicy: JSON.stringify(redrive) }),
        },
      };
    }),
    topicNames: template
      .ofType("AWS::SNS::Topic")
      .map(({ id }) => lastPart(String(template.resolve({ Ref: id }, id)), ":")),
    subscriptions: template.ofType("AWS::SNS::Subscription").flatMap((resource) => {
      const properties = template.read(resource, subscriptionProperties);
      // Alarms ring on the console's page; nobody is sent a mail.
      if (properties.Protocol === "email") return [];
      if (!properties.Endpoint.includes(":sqs:"))
        throw new TemplateError(`${resource.id}: the runner knows queues only.`);
      return [
        {
          topicName: lastPart(properties.TopicArn, ":"),
          queueName: lastPart(properties.Endpoint, ":"),
          attributes: {
            ...(properties.RawMessageDelivery && { RawMessageDelivery: "true" }),
            ...(properties.FilterPolicy && { FilterPolicy: JSON.stringify(properties.FilterPolicy) }),
          },
        },
      ];
    }),
  };
}

/** The last part of an address or ARN: the name. */
export function lastPart(text: string, separator: string): string {
  return text.slice(text.lastIndexOf(separator) + 1);
}
