/** The calls that one post makes when nothing is remembered, as the client is handed them; to be made again by others. */
import type {
  DynamoDBDocumentClient,
  GetCommandInput,
  QueryCommandInput,
  TransactWriteCommandInput,
} from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import type { Clock } from "../../shared/platform/clock.ts";
import type { LocalStack } from "./local-stack.ts";
import { codeOf, questionsFunction } from "./questions-function.ts";
import { postRequest } from "./requests.ts";

export type TransactItems = NonNullable<TransactWriteCommandInput["TransactItems"]>;

export interface PostedCalls {
  readonly queries: QueryCommandInput[];
  readonly gets: GetCommandInput[];
  readonly TransactItems: TransactItems;
  /** The code that the items stand under. */
  readonly code: string;
}

/** Posts once, and answers what was sent to the engine. */
export async function postedCalls(
  stack: LocalStack,
  client: DynamoDBDocumentClient,
  clock: Clock,
): Promise<PostedCalls> {
  const queries: QueryCommandInput[] = [];
  const gets: GetCommandInput[] = [];
  const transactions: TransactItems[] = [];
  client.middlewareStack.add(
    (next) => (args) => {
      const { input } = args;
      if ("TransactItems" in input && input.TransactItems) transactions.push(items.parse(input.TransactItems));
      else if ("KeyConditionExpression" in input) queries.push(input);
      else if ("Key" in input) gets.push(input);
      return next(args);
    },
    { step: "initialize", name: "postedCalls" },
  );
  const answer = await questionsFunction(stack, client, clock)(postRequest(stack.portalKey, "posted-calls"));
  client.middlewareStack.remove("postedCalls");
  const [TransactItems, ...others] = transactions;
  if (!TransactItems || others.length > 0) throw new Error("A post is not one transaction.");
  return { queries, gets, TransactItems, code: codeOf(answer) };
}

const items = z.custom<TransactItems>((value) => Array.isArray(value));
const answerItem = z.object({ Put: z.object({ Item: z.object({ id: z.string() }) }) });

/** The items of a post under another code of the same length, and another repeat key: a new question. */
export function underAnotherCode({ TransactItems, code }: PostedCalls, next: string): TransactItems {
  const repeat = answerItem.parse(TransactItems.at(-1)).Put.Item.id;
  const text = JSON.stringify(TransactItems)
    .replaceAll(code, next)
    .replaceAll(repeat, `${repeat.slice(next.length)}${next}`);
  return items.parse(JSON.parse(text));
}
