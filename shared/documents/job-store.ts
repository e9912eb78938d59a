/** Jobs in the reports' table, each under its own id; deleted by themselves after a week. */
import { type DynamoDBDocumentClient, GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import { readItem } from "../platform/dynamo.ts";
import type { Write } from "../platform/transaction.ts";
import { type Job, job, keptSeconds } from "./job.ts";

export interface JobStore {
  get(id: string): Promise<Job | undefined>;
  add(added: Job): Write;
  /** Writes what becomes of a job; false when anything happened to it since `before` was read. */
  save(next: Job, before: Job): Promise<boolean>;
}

export function jobStore(client: DynamoDBDocumentClient, table: string): JobStore {
  const itemOf = (kept: Job) => ({
    ...kept,
    id: jobSubject(kept.id),
    part: "head",
    expiresAt: Math.floor(Date.parse(kept.at) / 1000) + keptSeconds,
  });
  return {
    get: async (id) => {
      const Key = { id: jobSubject(id), part: "head" };
      const { Item } = await client.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }));
      return Item && readItem(job, { ...Item, id }, id);
    },
    add: (added) => ({
      item: { Put: { TableName: table, Item: itemOf(added), ConditionExpression: "attribute_not_exists(id)" } },
      refusedAs: "moved-meanwhile",
    }),
    save: async (next, before) => {
      try {
        await client.send(
          new PutCommand({
            TableName: table,
            Item: itemOf(next),
            ConditionExpression: "#sequence = :before",
            ExpressionAttributeNames: { "#sequence": "sequence" },
            ExpressionAttributeValues: { ":before": before.sequence },
          }),
        );
        return true;
      } catch (error) {
        if (error instanceof Error && error.name === "ConditionalCheckFailedException") return false;
        throw error;
      }
    },
  };
}

/** How events and keys name a job. */
export function jobSubject(id: string): string {
  return `job#${id}`;
}
