/**
 * The ledger: the notices' table. Rows that something must still happen to stand in the sparse index `waiting-by-due`, in 16 shards,
 * askers' before officers', each in order of the moment at which it is looked at next. `notices-by-subject` is the proof of what was sent.
 */
import { ConditionalCheckFailedException, TransactionCanceledException } from "@aws-sdk/client-dynamodb";
import {
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
} from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import { readItem } from "../platform/dynamo.ts";
import { type Page, type PageRequest, pageOf } from "../platform/pages.ts";
import { shardName, shardOf } from "../platform/shards.ts";
import { type Notice, notice } from "./notice.ts";

/** Askers, officers. */
export const priorities = [0, 1] as const;

const absent = "attribute_not_exists(id)";
const feedbackKey = "feedback#latest";
/** Upon so many writes of others a change is made anew. */
const mostTries = 6;

export interface NoticeStore {
  /** Adds a row; one that exists stays as it is. Answers whether it was added. */
  add(row: Notice): Promise<boolean>;
  /** Adds rows in one request; false: one of them exists, and nothing was written. */
  addTogether(rows: readonly Notice[]): Promise<boolean>;
  get(id: string): Promise<Notice | undefined>;
  /**
   * Reads a row, and writes what becomes of it upon what was read; undefined: it is not there, or nothing is to be done. `known`: the row
   * as it was just read or written, which saves the reading; if it has changed since, it is read.
   */
  change(id: string, step: (row: Notice) => Notice | undefined, known?: Notice): Promise<Notice | undefined>;
  /** Ids of a shard that are to be looked at by `now`, earliest first; at most `limit`. */
  waiting(shard: number, priority: number, now: string, limit: number): Promise<string[]>;
  /** All notices about a subject, earliest first. */
  of(subject: string, request: PageRequest): Promise<Page<Notice>>;
  /** The latest sending of which the mail service's event was seen. */
  feedbackSeen(): Promise<string | undefined>;
  /** Notes that an event was seen of a mail sent then; an earlier one changes nothing. */
  seeFeedback(mailSentAt: string): Promise<void>;
}

export function noticeStore(client: DynamoDBDocumentClient, table: string): NoticeStore {
  const get = async (id: string) => {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: { id }, ConsistentRead: true }));
    return Item && readItem(notice, Item, id);
  };
  const put = (row: Notice, condition: Omit<ConstructorParameters<typeof PutCommand>[0], "TableName" | "Item">) =>
    heldCondition(client.send(new PutCommand({ TableName: table, Item: rowItem(row), ...condition })));
  return {
    get,
    add: (row) => put(row, { ConditionExpression: absent }),
    addTogether: (rows) => {
      const puts = rows.map((row) => ({ Put: { TableName: table, Item: rowItem(row), ConditionExpression: absent } }));
      return heldCondition(client.send(new TransactWriteCommand({ TransactItems: puts })));
    },
    change: async (id, step, known) => {
      for (let attempt = 1; attempt <= mostTries; attempt++) {
        const before = (attempt === 1 && known) || (await get(id));
        const after = before && step(before);
        if (!after) return undefined;
        const isWritten = await put(after, {
          ConditionExpression: "revision = :before",
          ExpressionAttributeValues: { ":before": before.revision },
        });
        if (isWritten) return after;
      }
      throw new Error(`The notice ${id} changes too often.`);
    },
    waiting: async (shard, priority, now, limit) => {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: table,
          IndexName: "waiting-by-due",
          KeyConditionExpression: "waitingShard = :shard AND dueOrder BETWEEN :first AND :last",
          ExpressionAttributeValues: {
            ":shard": shardName(shard),
            ":first": `${priority}#`,
            ":last": `${priority}#${now}$`,
          },
          Limit: limit,
        }),
      );
      return Items.map((item) => readItem(notice.pick({ id: true }), item, shardName(shard)).id);
    },
    of: (subject, request) =>
      pageOf(
        request,
        ["id", "subject", "plannedAt"],
        (limit, startKey) =>
          client.send(
            new QueryCommand({
              TableName: table,
              IndexName: "notices-by-subject",
              KeyConditionExpression: "subject = :subject",
              ExpressionAttributeValues: { ":subject": subject },
              Limit: limit,
              ExclusiveStartKey: startKey,
            }),
          ),
        (item) => readItem(notice, item, subject),
        { subject },
      ),
    feedbackSeen: async () => {
      const { Item } = await client.send(
        new GetCommand({ TableName: table, Key: { id: feedbackKey }, ConsistentRead: true }),
      );
      return Item && readItem(z.object({ mailSentAt: z.string() }), Item, feedbackKey).mailSentAt;
    },
    seeFeedback: async (mailSentAt) => {
      const update = new UpdateCommand({
        TableName: table,
        Key: { id: feedbackKey },
        UpdateExpression: "SET mailSentAt = :at",
        ConditionExpression: "attribute_not_exists(mailSentAt) OR mailSentAt < :at",
        ExpressionAttributeValues: { ":at": mailSentAt },
      });
      await heldCondition(client.send(update));
    },
  };
}

/** Whether a write's condition held. */
async function heldCondition(writing: Promise<unknown>): Promise<boolean> {
  try {
    await writing;
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    const reasons = error instanceof TransactionCanceledException ? (error.CancellationReasons ?? []) : [];
    if (reasons.some(({ Code }) => Code === "ConditionalCheckFailed")) return false;
    throw error;
  }
}

/** The row with the attributes of the sparse index. */
function rowItem(row: Notice): Record<string, unknown> {
  if (row.lookAt === undefined) return { ...row };
  return { ...row, waitingShard: shardOf(row.id), dueOrder: `${row.priority}#${row.lookAt}#${row.id}` };
}
