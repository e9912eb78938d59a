/** The tail of a real stream: the engine of the tests. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CreateTableCommand, DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeEach, expect, inject, test } from "vitest";
import { settableClock } from "../../../infra/local/clock.ts";
import { localCredentials } from "../../../infra/local/engine.ts";
import { place } from "../../../infra/local/meanings.ts";
import { engineStream } from "../../../infra/local/streams/engine-stream.ts";
import { readPositions } from "../../../infra/local/streams/positions.ts";
import { streamTail } from "../../../infra/local/streams/stream-tail.ts";

const endpoint = inject("dynamoEndpoint");
const client = new DynamoDBClient({ endpoint, region: place.region, credentials: localCredentials });
const folder = mkdtempSync(join(tmpdir(), "dondoc-streams-"));
const file = join(folder, "streams.json");
const clock = settableClock(Date.parse("2024-02-05T01:00:00Z"));
afterAll(() => {
  client.destroy();
  rmSync(folder, { recursive: true });
});

let drawn = 0;
let tableName: string;
beforeEach(async () => {
  tableName = `stream-${process.pid}-${drawn++}`;
  rmSync(file, { force: true });
  await client.send(
    new CreateTableCommand({
      TableName: tableName,
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
      KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
      StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_IMAGE" },
    }),
  );
});

async function put(...ids: string[]) {
  for (const id of ids) await client.send(new PutItemCommand({ TableName: tableName, Item: { id: { S: id } } }));
}

/** A tail as a start of the runner makes it. */
function started(mappingIds = ["a", "b"]) {
  const positions = readPositions(file).table(tableName);
  const from = mappingIds.map(positions.of).reduce((a, b) => (a < b ? a : b));
  const stream = engineStream(endpoint, tableName, from);
  return streamTail({ stream, mappingIds, positions, clock, mayHaveChanged: () => true });
}

const idsOf = (tail: ReturnType<typeof started>, mapping: string, count = 100) =>
  tail.ahead(mapping, count).map(({ record }) => Reflect.get(Object(record.dynamodb.Keys).id, "S"));

test("each mapping has its own place in the stream", async () => {
  const tail = started();
  await put("1", "2", "3");
  await tail.read();
  expect([idsOf(tail, "a"), idsOf(tail, "b", 2)]).toEqual([
    ["1", "2", "3"],
    ["1", "2"],
  ]);
  tail.done("a", tail.ahead("a", 2).at(-1)?.sequence ?? 0n);
  expect([idsOf(tail, "a"), idsOf(tail, "b")]).toEqual([["3"], ["1", "2", "3"]]);
});

test("a new start goes on where each mapping was, over ten and more", async () => {
  const before = started();
  await put(...Array.from({ length: 12 }, (_, index) => String(index + 1)));
  await before.read();
  before.done("a", before.ahead("a", 10).at(-1)?.sequence ?? 0n);
  before.done("b", before.ahead("b", 9).at(-1)?.sequence ?? 0n);
  const after = started();
  await after.read();
  expect([idsOf(after, "a"), idsOf(after, "b")]).toEqual([
    ["11", "12"],
    ["10", "11", "12"],
  ]);
});

test("many who ask at once read each record once", async () => {
  const tail = started();
  await put("1", "2");
  await Promise.all(Array.from({ length: 20 }, () => tail.read()));
  expect(idsOf(tail, "a")).toEqual(["1", "2"]);
});

test("a record is as old as it was when the clock was moved, after a new start, too", async () => {
  const tail = started();
  await put("1");
  await tail.beforeMove();
  const writtenBefore = clock.now();
  clock.moveTo(writtenBefore + 86_400_000 * 2);
  await put("2");
  await tail.read();
  const agesOf = (of: typeof tail) => of.ahead("a", 2).map(({ writtenAt }) => clock.now() - writtenAt > 86_400_000);
  expect(agesOf(tail)).toEqual([true, false]);
  const next = started();
  await next.read();
  expect(agesOf(next)).toEqual([true, false]);
});
