import { DynamoDBClient, ListTablesCommand, TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { localCredentials } from "../../../infra/local/engine.ts";
import { engineProxy } from "../../../infra/local/faults/engine-proxy.ts";
import { faultsOf } from "../../../infra/local/faults/faults.ts";
import { type HttpPort, openPort } from "../../../infra/local/http-port.ts";
import { place } from "../../../infra/local/meanings.ts";

const faults = faultsOf();
let port: HttpPort;
let client: DynamoDBClient;
beforeAll(async () => {
  port = await openPort({ name: "proxy", option: "", port: 0, answerTo: () => ({ status: 400, body: "" }) });
  port.serve(engineProxy(inject("dynamoEndpoint"), faults));
  client = new DynamoDBClient({
    endpoint: port.url,
    region: place.region,
    credentials: localCredentials,
    maxAttempts: 1,
  });
});
afterAll(async () => {
  client.destroy();
  await port.close(100);
});

const write = () => {
  const item = (id: string) => ({ Put: { TableName: "no-such-table", Item: { id: { S: id } } } });
  return client.send(new TransactWriteItemsCommand({ TransactItems: [item("1"), item("2")] }));
};

test("passes everything on while nothing is to fail", async () => {
  expect((await client.send(new ListTablesCommand({}))).TableNames).toBeInstanceOf(Array);
  await expect(write()).rejects.toMatchObject({ name: "ResourceNotFoundException" });
});

test("throttle: a call is refused as DynamoDB refuses it", async () => {
  faults.change({ throttle: 1 });
  await expect(client.send(new ListTablesCommand({}))).rejects.toMatchObject({
    name: "ProvisionedThroughputExceededException",
  });
  faults.change({ throttle: 0 });
});

test("conflicts: a transaction is cancelled with its reasons, anything else passes", async () => {
  faults.change({ conflicts: 1 });
  await expect(write()).rejects.toMatchObject({
    name: "TransactionCanceledException",
    CancellationReasons: [{ Code: "TransactionConflict" }, { Code: "None" }],
  });
  expect((await client.send(new ListTablesCommand({}))).TableNames).toBeInstanceOf(Array);
  faults.change({ conflicts: 0 });
});
