/** Tables for a test, made from the template, under names of their own. */
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DeleteTableCommand,
  DynamoDBClient,
} from "@aws-sdk/client-dynamodb";
import { BatchWriteCommand, DynamoDBDocumentClient, ScanCommand } from "@aws-sdk/lib-dynamodb";
import { afterAll, inject } from "vitest";

export type TableName =
  | "Questions"
  | "Events"
  | "Answers"
  | "Register"
  | "Calendars"
  | "Notices"
  | "Tallies"
  | "Marks"
  | "Reports"
  | "Scores";

let made = 0;
/** What the tests of this file have made. The more tables an engine holds, the longer it takes for the next one. */
const toDelete: string[] = [];

afterAll(async () => {
  const client = testClient();
  const names = toDelete.splice(0);
  await Promise.all(names.map((TableName) => client.send(new DeleteTableCommand({ TableName }))));
  client.destroy();
});

export function testClient(): DynamoDBDocumentClient {
  const client = new DynamoDBClient({
    endpoint: inject("dynamoEndpoint"),
    region: "ap-southeast-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  });
  return DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
}

/** Creates every table of the template; no two worlds share one. */
export async function createTables(client: DynamoDBDocumentClient): Promise<Record<TableName, string>> {
  const prefix = `t${process.pid}-${made++}-`;
  const tables = Object.values(inject("template").Resources).filter(
    ({ Type }) => Type === "AWS::DynamoDB::GlobalTable",
  );
  const names = await Promise.all(
    tables.map(async ({ Properties }) => {
      const { TableName, KeySchema, AttributeDefinitions, GlobalSecondaryIndexes } =
        Properties as unknown as CreateTableCommandInput;
      const short = String(TableName).split("-").at(-1) ?? "";
      const input = {
        TableName: prefix + short,
        KeySchema,
        AttributeDefinitions,
        GlobalSecondaryIndexes,
        BillingMode: "PAY_PER_REQUEST" as const,
      };
      await client.send(new CreateTableCommand(input));
      toDelete.push(input.TableName);
      return [short.charAt(0).toUpperCase() + short.slice(1), input.TableName];
    }),
  );
  return Object.fromEntries(names) as Record<TableName, string>;
}

/** Every item of a small table. */
export async function allOf(client: DynamoDBDocumentClient, table: string): Promise<Record<string, unknown>[]> {
  const { Items = [], LastEvaluatedKey } = await client.send(
    new ScanCommand({ TableName: table, ConsistentRead: true }),
  );
  if (LastEvaluatedKey) throw new Error(`The table ${table} is not small.`);
  return Items;
}

/** Puts items, 25 to a request. */
export async function putTogether(
  client: DynamoDBDocumentClient,
  table: string,
  items: readonly Record<string, unknown>[],
): Promise<void> {
  const requests = items.map((Item) => ({ PutRequest: { Item } }));
  for (let first = 0; first < requests.length; first += 25) {
    const RequestItems = { [table]: requests.slice(first, first + 25) };
    const { UnprocessedItems } = await client.send(new BatchWriteCommand({ RequestItems }));
    if (Object.keys(UnprocessedItems ?? {}).length > 0) throw new Error(`The engine left items of ${table} behind.`);
  }
}
