import { DescribeTableCommand, DynamoDBClient, PutItemCommand, QueryCommand } from "@aws-sdk/client-dynamodb";
import { expect, inject, test } from "vitest";
import { localMeanings } from "../../infra/local/meanings.ts";
import { dropTables, prepareTables, type Table, tablesOf } from "../../infra/local/tables.ts";
import { readTemplate } from "../../infra/local/template.ts";

const client = new DynamoDBClient({
  endpoint: inject("dynamoEndpoint"),
  region: "ap-southeast-1",
  credentials: { accessKeyId: "local", secretAccessKey: "local" },
});

let count = 0;
const newName = () => `dondoc-adapted-${process.pid}-${++count}`;

function tableWith(name: string, properties: object = {}): Table {
  const source = {
    Resources: {
      Table: {
        Type: "AWS::DynamoDB::GlobalTable",
        Properties: {
          TableName: name,
          AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
          KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
          ...properties,
        },
      },
    },
  };
  const [table] = tablesOf(readTemplate(source, localMeanings({ stackName: "s", apiUrl: "", consoleUrl: "" })));
  if (!table) throw new Error("no table");
  return table;
}

function indexed(name: string, projection: object): Table {
  return tableWith(name, {
    AttributeDefinitions: ["id", "kind"].map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
    GlobalSecondaryIndexes: [
      { IndexName: "by-kind", KeySchema: [{ AttributeName: "kind", KeyType: "HASH" }], Projection: projection },
    ],
  });
}

async function byKind(name: string) {
  const { Items } = await client.send(
    new QueryCommand({
      TableName: name,
      IndexName: "by-kind",
      KeyConditionExpression: "kind = :kind",
      ExpressionAttributeValues: { ":kind": { S: "unit" } },
    }),
  );
  return Items;
}

test("a table is made once and kept", async () => {
  const table = tableWith(newName());
  expect(table.shortName).toBe(String(count));
  expect(await prepareTables(client, [table])).toEqual({ wereAllMissing: true });
  await client.send(new PutItemCommand({ TableName: table.name, Item: { id: { S: "1" } } }));
  expect(await prepareTables(client, [table, tableWith(newName())])).toEqual({ wereAllMissing: false });
  const { Table: kept } = await client.send(new DescribeTableCommand({ TableName: table.name }));
  expect(kept?.ItemCount).toBe(1);

  await dropTables(client, [table]);
  expect(await prepareTables(client, [table])).toEqual({ wereAllMissing: true });
});

test("an index that the template adds, changes or drops follows, with the items that are there", async () => {
  const name = newName();
  await prepareTables(client, [tableWith(name)]);
  await client.send(
    new PutItemCommand({ TableName: name, Item: { id: { S: "1" }, kind: { S: "unit" }, title: { S: "Sở" } } }),
  );

  await prepareTables(client, [indexed(name, { ProjectionType: "KEYS_ONLY" })]);
  expect(await byKind(name)).toEqual([{ id: { S: "1" }, kind: { S: "unit" } }]);

  await prepareTables(client, [indexed(name, { ProjectionType: "INCLUDE", NonKeyAttributes: ["title"] })]);
  expect(await byKind(name)).toEqual([{ id: { S: "1" }, kind: { S: "unit" }, title: { S: "Sở" } }]);

  await prepareTables(client, [tableWith(name)]);
  await expect(byKind(name)).rejects.toThrow();
});

test("another key is another table: it is said, and nothing is lost", async () => {
  const name = newName();
  await prepareTables(client, [tableWith(name)]);
  const other = tableWith(name, {
    AttributeDefinitions: [{ AttributeName: "code", AttributeType: "S" }],
    KeySchema: [{ AttributeName: "code", KeyType: "HASH" }],
  });
  await expect(prepareTables(client, [other])).rejects.toThrow(`The table ${name} has another key in the template`);
});
