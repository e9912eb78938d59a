/**
 * The questions' table: one subject, two items under its code. The `head` is what indexes see and what changes;
 * the `text` is written once, so that a change never pays for ten thousand characters.
 *
 * Open questions stand in two sparse indexes, both in order of their due day: `open-by-unit`, and `open-by-due` in 16 shards
 * for the whole province.
 */

import { createHash } from "node:crypto";
import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import { readItem } from "../platform/dynamo.ts";
import type { Write } from "../platform/transaction.ts";
import { type QuestionHead, questionHead, questionText } from "./question.ts";

export const shardCount = 16;
/** Sorts before every day: a question without a due date must be seen first. */
const noDay = "0000-00-00";
/** The place before the first open question (a key in DynamoDB may not be empty). */
export const beforeFirst = "0";

/** What the indexes of open questions show; no asker. */
export const openQuestion = questionHead
  .pick({
    code: true,
    version: true,
    state: true,
    unit: true,
    class: true,
    title: true,
    receivedAt: true,
    startsOn: true,
    dueOn: true,
    acceptBy: true,
    provisional: true,
    acceptedAt: true,
  })
  .extend({ dueOrder: z.string() });
export type OpenQuestion = z.output<typeof openQuestion>;

/** Where to look for open questions: one unit's, or one shard of the province's. */
export type OpenPlace = { readonly unit: string } | { readonly shard: number };

export interface QuestionStore {
  head(code: string): Promise<QuestionHead | undefined>;
  content(code: string): Promise<string>;
  /** Open questions of a place whose order lies after `after`, by due day; at most `limit`. */
  openIn(place: OpenPlace, after: string, limit: number): Promise<OpenQuestion[]>;
  /** Writes of a question that did not exist. */
  add(head: QuestionHead, content: string): Write[];
  /** Writes of what becomes of a head; refused when anything happened to it since `before` was read. */
  save(head: QuestionHead, before: QuestionHead): Write[];
}

/** How the events name a question. */
export function subjectOf(code: string): string {
  return `question#${code}`;
}

export function questionStore(client: DynamoDBDocumentClient, table: string): QuestionStore {
  const get = async (code: string, part: "head" | "text") => {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: { code, part }, ConsistentRead: true }));
    return Item;
  };
  return {
    head: async (code) => {
      const item = await get(code, "head");
      return item && readItem(questionHead, item, code);
    },
    content: async (code) => readItem(questionText, await get(code, "text"), code).content,
    openIn: async (place, after, limit) => {
      const [index, attribute, value] =
        "unit" in place
          ? (["open-by-unit", "openUnit", place.unit] as const)
          : (["open-by-due", "openShard", shardName(place.shard)] as const);
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: table,
          IndexName: index,
          KeyConditionExpression: "#place = :place AND dueOrder > :after",
          ExpressionAttributeNames: { "#place": attribute },
          ExpressionAttributeValues: { ":place": value, ":after": after },
          Limit: limit,
        }),
      );
      return Items.map((item) => readItem(openQuestion, item, value));
    },
    add: (head, content) => [
      {
        item: { Put: { TableName: table, Item: headItem(head), ConditionExpression: "attribute_not_exists(code)" } },
        refusedAs: "already-exists",
      },
      {
        item: { Put: { TableName: table, Item: { code: head.code, part: "text", content } } },
        refusedAs: "already-exists",
      },
    ],
    save: (head, before) => [
      {
        item: {
          Put: {
            TableName: table,
            Item: headItem(head),
            ConditionExpression: "#sequence = :before",
            ExpressionAttributeNames: { "#sequence": "sequence" },
            ExpressionAttributeValues: { ":before": before.sequence },
          },
        },
        refusedAs: "moved-meanwhile",
      },
    ],
  };
}

/** The head with the attributes of the sparse indexes. */
function headItem(head: QuestionHead): Record<string, unknown> {
  return {
    ...head,
    part: "head",
    openUnit: head.unit,
    openShard: shardName(shardOf(head.code)),
    dueOrder: `${head.dueOn ?? noDay}#${head.code}`,
  };
}

/** The shard of a question: a hash of its code, the same for ever. */
function shardOf(code: string): number {
  return (createHash("sha256").update(code).digest()[0] ?? 0) % shardCount;
}

function shardName(shard: number): string {
  return String(shard).padStart(2, "0");
}
