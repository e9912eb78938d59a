/** Attachments in the reports' table, each beside its obligation's head as `attachment#<id>`. */
import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import { readItem } from "../platform/dynamo.ts";
import { readMany } from "../platform/items.ts";
import type { Write } from "../platform/transaction.ts";
import type { Attachments } from "../reports/attachments.ts";
import { type Attachment, attachment, attachmentsAtMost } from "./attachment.ts";

const prefix = "attachment#";

export interface AttachmentStore extends Attachments {
  get(obligation: string, id: string): Promise<Attachment | undefined>;
  /** All of an obligation's, the oldest id first; there are never more than `attachmentsAtMost`, and a few by chance. */
  list(obligation: string): Promise<Attachment[]>;
  add(added: Attachment): Write;
  /** What becomes of a pending one; refused when it has been judged meanwhile. */
  judge(next: Attachment): Write;
}

export function attachmentStore(client: DynamoDBDocumentClient, table: string): AttachmentStore {
  const itemOf = ({ id, ...rest }: Attachment) => ({ ...rest, id: rest.obligation, part: prefix + id });
  const read = (item: Record<string, unknown>): Attachment => {
    const part = String(item.part);
    return readItem(attachment, { ...item, id: part.slice(prefix.length) }, `${String(item.id)} ${part}`);
  };
  return {
    get: async (obligation, id) => {
      const { Item } = await client.send(
        new GetCommand({ TableName: table, Key: { id: obligation, part: prefix + id }, ConsistentRead: true }),
      );
      return Item && read(Item);
    },
    list: async (obligation) => {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: "id = :id AND begins_with(part, :prefix)",
          ExpressionAttributeValues: { ":id": obligation, ":prefix": prefix },
          ConsistentRead: true,
          Limit: 2 * attachmentsAtMost,
        }),
      );
      return Items.map(read);
    },
    ready: async (obligation, ids) => {
      const keys = [...new Set(ids)].map((id) => ({ id: obligation, part: prefix + id }));
      const items = await readMany(client, table, keys);
      return new Set(
        items
          .map(read)
          .filter(({ state }) => state === "ready")
          .map(({ id }) => id),
      );
    },
    add: (added) => ({
      item: {
        Put: { TableName: table, Item: itemOf(added), ConditionExpression: "attribute_not_exists(id)" },
      },
      refusedAs: "moved-meanwhile",
    }),
    judge: (next) => ({
      item: {
        Put: {
          TableName: table,
          Item: itemOf(next),
          ConditionExpression: "#state = :pending",
          ExpressionAttributeNames: { "#state": "state" },
          ExpressionAttributeValues: { ":pending": "pending" },
        },
      },
      refusedAs: "moved-meanwhile",
    }),
  };
}
