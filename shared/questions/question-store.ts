/**
 * The questions' table: one subject under its code. The `head` is what indexes see and what changes; `text`, `draft#n` and `answer`
 * are written once, so that a change never pays for ten thousand characters.
 *
 * Open questions stand in three sparse indexes: `open-by-unit` and, in 16 shards for the whole province, `open-by-due`, both in order of
 * the due day; and `open-by-next-check`, in 16 shards, in order of the moment at which their schedule is to be looked at.
 */
import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import { readItem } from "../platform/dynamo.ts";
import { once } from "../platform/items.ts";
import { type NextChecks, nextCheckKeys, nextChecks } from "../platform/next-checks.ts";
import { shardName, shardOf } from "../platform/shards.ts";
import type { Write } from "../platform/transaction.ts";
import { isClosed } from "./moves.ts";
import {
  type QuestionAnswer,
  type QuestionHead,
  questionAnswer,
  questionDraft,
  questionHead,
  questionText,
} from "./question.ts";

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
    callFor: true,
  })
  .extend({ dueOrder: z.string() });
export type OpenQuestion = z.output<typeof openQuestion>;

/** Where to look for open questions: one unit's, or one shard of the province's. */
export type OpenPlace = { readonly unit: string } | { readonly shard: number };

/** Of `NextChecks`, the ids are codes. */
export interface QuestionStore extends NextChecks {
  head(code: string): Promise<QuestionHead | undefined>;
  content(code: string): Promise<string>;
  draft(code: string, number: number): Promise<string>;
  answer(code: string): Promise<QuestionAnswer | undefined>;
  /** Open questions of a place whose order lies after `after`, by due day; at most `limit`. */
  openIn(place: OpenPlace, after: string, limit: number): Promise<OpenQuestion[]>;
  /** The draft or the answer that is written beside a head. */
  addDraft(code: string, number: number, draft: { content: string; by: string; at: string }): Write;
  addAnswer(code: string, answer: QuestionAnswer): Write;
  /** Writes of a question that did not exist. */
  add(head: QuestionHead, content: string): Write[];
  /** Writes of what becomes of a head; refused when anything happened to it since `before` was read. */
  save(head: QuestionHead, before: QuestionHead): Write[];
}

export function questionStore(client: DynamoDBDocumentClient, table: string): QuestionStore {
  const get = async (code: string, part: string) => {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: { code, part }, ConsistentRead: true }));
    return Item;
  };
  return {
    head: async (code) => {
      const item = await get(code, "head");
      return item && readItem(questionHead, item, code);
    },
    content: async (code) => readItem(questionText, await get(code, "text"), code).content,
    draft: async (code, number) => readItem(questionDraft, await get(code, draftPart(number)), code).content,
    ...nextChecks(client, table, "open-by-next-check", "code"),
    answer: async (code) => {
      const item = await get(code, "answer");
      return item && readItem(questionAnswer, item, code);
    },
    addDraft: (code, number, draft) => once(table, { code, part: draftPart(number), ...draft }, "code"),
    addAnswer: (code, answer) => once(table, { code, part: "answer", ...answer }, "code"),
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

function draftPart(number: number): string {
  return `draft#${String(number).padStart(4, "0")}`;
}

/** The head with the attributes of the sparse indexes: open questions, and those of an asker who is still to be called. */
function headItem(head: QuestionHead): Record<string, unknown> {
  const isOpen = !isClosed(head.state);
  return {
    ...head,
    part: "head",
    ...((isOpen || head.callFor) && { openUnit: head.unit, dueOrder: `${head.dueOn ?? noDay}#${head.code}` }),
    ...(isOpen && { openShard: shardOf(head.code) }),
    ...(isOpen && nextCheckKeys(head.code, head.plan.nextCheckAt)),
  };
}
