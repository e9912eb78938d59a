/** The document client alone, making the very calls of a first post: its reads and its transaction, and nothing of ours. */
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, GetCommand, QueryCommand, TransactWriteCommand } from "@aws-sdk/lib-dynamodb";
import type { PostedCalls } from "./posted-calls.ts";

const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));

/** Makes the calls one after the other. */
export async function handler({ queries, gets, TransactItems }: Omit<PostedCalls, "code">): Promise<void> {
  for (const query of queries) await client.send(new QueryCommand(query));
  for (const get of gets) await client.send(new GetCommand(get));
  await client.send(new TransactWriteCommand({ TransactItems }));
}
