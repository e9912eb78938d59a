/** The DynamoDB client of a function, and how items are read from it. */
import { type AttributeValue, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import type * as z from "zod";

/** A document client that gives up on a silent connection instead of waiting for the function's own end. */
export function dynamoClient(): DynamoDBDocumentClient {
  const client = new DynamoDBClient({
    maxAttempts: 4,
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 4_000, throwOnRequestTimeout: true },
  });
  return DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
}

/** An item as the exceptions carry it (the document client leaves those as they are). */
export function plainItem(item: Record<string, AttributeValue> | undefined): unknown {
  return item && unmarshall(item);
}

/** An item that does not fit its schema: an error that names its key, not its content. */
export class UnreadableItem extends Error {
  override readonly name = "UnreadableItem";
}

/** Reads an item through its schema. */
export function readItem<S extends z.ZodType>(schema: S, item: unknown, key: string): z.output<S> {
  const result = schema.safeParse(item);
  if (result.success) return result.data;
  const paths = result.error.issues.map(({ path }) => path.join(".")).join(", ");
  throw new UnreadableItem(`The item ${key} does not fit its schema at: ${paths}`);
}
