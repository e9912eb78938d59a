/** The mail service as the template declares it: who may send, under which configuration sets, and where their events go. */
import * as z from "zod";
import type { Template } from "../template.ts";

const identityProperties = z.object({ EmailIdentity: z.string() });
const setProperties = z.object({ Name: z.string().optional() });
const destinationProperties = z.object({
  ConfigurationSetName: z.string(),
  EventDestination: z.object({
    Enabled: z.boolean().default(true),
    MatchingEventTypes: z.array(z.string()),
    SnsDestination: z.object({ TopicARN: z.string() }).optional(),
  }),
});

export interface EventDestination {
  readonly configurationSet: string;
  /** As the template writes them: `deliveryDelay`. */
  readonly eventTypes: readonly string[];
  readonly topicArn: string;
}

export interface DeclaredMail {
  /** Domains and addresses that may send. */
  readonly identities: readonly string[];
  readonly configurationSets: readonly string[];
  readonly destinations: readonly EventDestination[];
}

export function mailOf(template: Template): DeclaredMail {
  return {
    identities: template
      .ofType("AWS::SES::EmailIdentity")
      .map((resource) => template.read(resource, identityProperties).EmailIdentity),
    configurationSets: template.ofType("AWS::SES::ConfigurationSet").map((resource) => {
      const { Name: given } = template.read(resource, setProperties);
      return given ?? String(template.resolve({ Ref: resource.id }, resource.id));
    }),
    destinations: template.ofType("AWS::SES::ConfigurationSetEventDestination").flatMap((resource) => {
      const { ConfigurationSetName, EventDestination } = template.read(resource, destinationProperties);
      const topicArn = EventDestination.SnsDestination?.TopicARN;
      if (!EventDestination.Enabled || topicArn === undefined) return [];
      return [{ configurationSet: ConfigurationSetName, eventTypes: EventDestination.MatchingEventTypes, topicArn }];
    }),
  };
}
