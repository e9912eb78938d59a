/** What the cold start is held against: the document client alone, and its first transaction. */
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, TransactWriteCommand, type TransactWriteCommandInput } from "@aws-sdk/lib-dynamodb";

const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));

/** Sends one transaction. */
export async function handler(input: TransactWriteCommandInput): Promise<void> {
  await client.send(new TransactWriteCommand(input));
}
