/** The tables of the template, made in the engine; what an engine has already is kept. */
import {
  type AttributeDefinition,
  CreateTableCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  type GlobalSecondaryIndex,
  type GlobalSecondaryIndexDescription,
  type KeySchemaElement,
  ResourceNotFoundException,
  type TableDescription,
  UpdateTableCommand,
} from "@aws-sdk/client-dynamodb";
import * as z from "zod";
import { StartFailure } from "./failure.ts";
import type { Template } from "./template.ts";

const keySchema = z.array(z.object({ AttributeName: z.string(), KeyType: z.enum(["HASH", "RANGE"]) }));
const projection = z.object({
  ProjectionType: z.enum(["ALL", "KEYS_ONLY", "INCLUDE"]),
  NonKeyAttributes: z.array(z.string()).optional(),
});
const index = z.object({ IndexName: z.string(), KeySchema: keySchema, Projection: projection });

const tableProperties = z.object({
  TableName: z.string().optional(),
  AttributeDefinitions: z.array(z.object({ AttributeName: z.string(), AttributeType: z.enum(["S", "N", "B"]) })),
  KeySchema: keySchema,
  GlobalSecondaryIndexes: z.array(index).default([]),
  LocalSecondaryIndexes: z.array(index).default([]),
  StreamSpecification: z
    .object({ StreamViewType: z.enum(["NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES", "KEYS_ONLY"]) })
    .optional(),
});

export interface Table extends Omit<z.output<typeof tableProperties>, "TableName"> {
  readonly name: string;
  /** The last part of its name. */
  readonly shortName: string;
}

/** The tables that a template declares. */
export function tablesOf(template: Template): Table[] {
  return template.ofType("AWS::DynamoDB::GlobalTable", "AWS::DynamoDB::Table").map((resource) => {
    const { TableName: _given, ...properties } = template.read(resource, tableProperties);
    const name = String(template.resolve({ Ref: resource.id }, resource.id));
    return { ...properties, name, shortName: name.slice(name.lastIndexOf("-") + 1) };
  });
}

/** Makes every table and index that is missing. Answers whether the engine had none of them before. */
export async function prepareTables(
  client: DynamoDBClient,
  tables: readonly Table[],
): Promise<{ wereAllMissing: boolean }> {
  const made = await Promise.all(tables.map((table) => prepare(client, table)));
  return { wereAllMissing: made.every((isNew) => isNew) };
}

/** Removes the tables of the template and what they hold. */
export async function dropTables(client: DynamoDBClient, tables: readonly Table[]): Promise<void> {
  await Promise.all(
    tables.map(async ({ name }) => {
      if (await described(client, name)) await client.send(new DeleteTableCommand({ TableName: name }));
    }),
  );
}

async function prepare(client: DynamoDBClient, table: Table): Promise<boolean> {
  const present = await described(client, table.name);
  if (present) {
    await adapt(client, table, present);
    return false;
  }
  const { LocalSecondaryIndexes: local, GlobalSecondaryIndexes: global } = table;
  await client.send(
    new CreateTableCommand({
      TableName: table.name,
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: table.AttributeDefinitions,
      KeySchema: table.KeySchema,
      ...(global.length > 0 && { GlobalSecondaryIndexes: global }),
      ...(local.length > 0 && { LocalSecondaryIndexes: local }),
      ...(table.StreamSpecification && { StreamSpecification: streamOf(table.StreamSpecification) }),
    }),
  );
  return true;
}

/** Brings the indexes of a kept table to what the template says; another key is another table. */
async function adapt(client: DynamoDBClient, table: Table, present: TableDescription): Promise<void> {
  if (
    keyText(table.KeySchema, table.AttributeDefinitions) !== keyText(present.KeySchema, present.AttributeDefinitions)
  ) {
    throw new StartFailure(
      `The table ${table.name} has another key in the template than in the data directory; start with --fresh.`,
    );
  }
  const wanted = new Map(table.GlobalSecondaryIndexes.map((entry) => [entry.IndexName, entry]));
  const had = new Map(
    (present.GlobalSecondaryIndexes ?? []).map((entry) => [
      entry.IndexName,
      indexText(entry, present.AttributeDefinitions),
    ]),
  );
  for (const [name, text] of had) {
    const next = wanted.get(name ?? "");
    if (next && indexText(next, table.AttributeDefinitions) === text) wanted.delete(next.IndexName);
    else await changeIndex(client, table, { Delete: { IndexName: name } });
  }
  for (const next of wanted.values()) await changeIndex(client, table, { Create: next });
  await adaptStream(client, table, present);
}

/** A kept table gets the stream that the template gives it now; what was written before is not in it. */
async function adaptStream(client: DynamoDBClient, table: Table, present: TableDescription): Promise<void> {
  if (!table.StreamSpecification || present.StreamSpecification?.StreamEnabled) return;
  await client.send(
    new UpdateTableCommand({ TableName: table.name, StreamSpecification: streamOf(table.StreamSpecification) }),
  );
}

function streamOf({ StreamViewType }: NonNullable<Table["StreamSpecification"]>) {
  return { StreamEnabled: true, StreamViewType };
}

type IndexChange = { Delete: { IndexName: string | undefined } } | { Create: GlobalSecondaryIndex };

async function changeIndex(client: DynamoDBClient, table: Table, change: IndexChange): Promise<void> {
  await client.send(
    new UpdateTableCommand({
      TableName: table.name,
      AttributeDefinitions: table.AttributeDefinitions,
      GlobalSecondaryIndexUpdates: [change],
    }),
  );
  // Engines other than the embedded one take a moment.
  for (let tries = 0; tries < 100; tries++) {
    const { GlobalSecondaryIndexes: indexes = [] } = (await described(client, table.name)) ?? {};
    if (indexes.every(({ IndexStatus }) => IndexStatus === "ACTIVE")) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function described(client: DynamoDBClient, name: string): Promise<TableDescription | undefined> {
  try {
    return (await client.send(new DescribeTableCommand({ TableName: name }))).Table;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

function keyText(key: readonly KeySchemaElement[] = [], attributes: readonly AttributeDefinition[] = []): string {
  const typeOf = new Map(attributes.map(({ AttributeName, AttributeType }) => [AttributeName, AttributeType]));
  return key.map(({ AttributeName, KeyType }) => `${KeyType} ${AttributeName} ${typeOf.get(AttributeName)}`).join(", ");
}

function indexText(
  { KeySchema, Projection }: GlobalSecondaryIndexDescription,
  attributes: readonly AttributeDefinition[] | undefined,
): string {
  const { ProjectionType, NonKeyAttributes = [] } = Projection ?? {};
  return `${keyText(KeySchema, attributes)}; ${ProjectionType} ${[...NonKeyAttributes].sort().join(" ")}`;
}
