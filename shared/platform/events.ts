/** Events: why something changed. They are the audit trail, append-only, and never hold personal data. */
import { type DynamoDBDocumentClient, QueryCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import type { Instant } from "./clock.ts";
import { readItem } from "./dynamo.ts";
import { type Page, type PageRequest, pageOf } from "./pages.ts";

/** Who made a change: a portal, an officer by one of their grants, or the system itself. */
const actor = z.object({
  kind: z.enum(["portal", "officer", "system"]),
  id: z.string(),
  role: z.string().optional(),
  unit: z.string().optional(),
  deputyFor: z.string().optional(),
});
export type Actor = z.output<typeof actor>;

const fact = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]);

/**
 * Something that happened to one subject. `sequence` counts the subject's events and is the key beside it; `version` is the version of
 * its content after it (steps of its schedule do not change that); `from` and `to` are states.
 */
export const changeEvent = z.object({
  subject: z.string(),
  sequence: z.number().int().min(1),
  version: z.number().int().min(1),
  kind: z.string(),
  at: z.string(),
  by: actor,
  unit: z.string().optional(),
  why: z.string().optional(),
  from: z.string().optional(),
  to: z.string().optional(),
  facts: z.record(z.string(), fact).default({}),
});
export type ChangeEvent = z.output<typeof changeEvent>;

/** What a change tells beside what it made: who, when, from which state, why. */
export type About = Pick<ChangeEvent, "by"> &
  Partial<Pick<ChangeEvent, "unit" | "from" | "why" | "facts">> & { readonly now: Instant };

/** The event of a change after which its subject is `next`. */
export function eventAfter(
  kind: string,
  subject: string,
  next: { readonly sequence: number; readonly version: number; readonly state: string },
  { by, now, unit, from, why, facts = {} }: About,
): ChangeEvent {
  const { sequence, version, state: to } = next;
  const told = {
    ...(unit !== undefined && { unit }),
    ...(why !== undefined && { why }),
    ...(from !== undefined && { from }),
  };
  return { subject, sequence, version, kind, at: new Date(now).toISOString(), by, ...told, to, facts };
}

/** An event that is followed. Key: subject and sequence. By `hour` the stream lets it through; with `order` it stands in the index `events-by-hour`, from which a missed stream is caught up. */
export function eventItem(event: ChangeEvent): Record<string, unknown> {
  return { ...event, hour: event.at.slice(0, 13), order: `${event.at}#${event.subject}#${event.sequence}` };
}

export interface EventStore {
  /** The history of a subject, oldest first. */
  of(subject: string, request: PageRequest): Promise<Page<ChangeEvent>>;
}

export function eventStore(client: DynamoDBDocumentClient, table: string): EventStore {
  return {
    of: (subject, request) =>
      pageOf(
        request,
        ["subject", "sequence"],
        (limit, startKey) =>
          client.send(
            new QueryCommand({
              TableName: table,
              KeyConditionExpression: "subject = :subject",
              ExpressionAttributeValues: { ":subject": subject },
              Limit: limit,
              ExclusiveStartKey: startKey,
              ConsistentRead: true,
            }),
          ),
        (item) => readItem(changeEvent, item, subject),
        { subject },
      ),
  };
}
