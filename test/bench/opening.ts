/** What it costs to open a year of reports: 2,000 bodies, seven lists, one event for each obligation. */
import { CreateTableCommand, DeleteTableCommand, DescribeTableCommand } from "@aws-sdk/client-dynamodb";
import { BatchWriteCommand, type DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { openPeriods } from "../../functions/reports-opening/open-periods.ts";
import { wire } from "../../functions/reports-opening/wire.ts";
import { tableNameOf } from "../../infra/stage.ts";
import type { Clock } from "../../shared/platform/clock.ts";
import { dynamoClient } from "../../shared/platform/dynamo.ts";
import { systemChance } from "../../shared/platform/ids.ts";
import { portal } from "../../shared/portals/portal.ts";
import { registerStore } from "../../shared/register/register-store.ts";
import { unit } from "../../shared/units/unit.ts";
import type { Benchmark } from "./figure.ts";
import { type LocalStack, startLocalStack } from "./local-stack.ts";
import { metered, totalUnits } from "./metered.ts";

const districts = 100;
const communesOfEach = 19;
const bodies = districts * (1 + communesOfEach);
const from = "2023-12-15";
/** The last day of the year's data: two of its seven lists are open, five are frozen. The day after, the next year's begin. */
const lastDay = "2024-12-14";

export const openingBenchmark: Benchmark = {
  name: "opening",
  run: async () => {
    const clock: Clock = {
      now: () => Date.parse(`${lastDay}T00:10:00+07:00`),
      pause: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    };
    const stack = await startLocalStack(clock);
    try {
      const client = dynamoClient();
      await fill(client, stack.environment.REGISTER_TABLE ?? "");
      await withoutStream(client, stack.environment.EVENTS_TABLE ?? "");
      const meter = metered(client);
      const log = { write: () => undefined };
      const deps = wire(variables(stack), { client, clock, chance: systemChance, log });
      const first = await timed(() => openPeriods(deps, () => true));
      const units = totalUnits(meter.take().writes);
      const again = await timed(() => openPeriods(deps, () => true));
      const obligations = first.answer.opened + first.answer.frozen;
      return {
        method: `An engine in memory; the job runs in this process on ${lastDay}, when nothing of the year has been opened yet. The events' table is without its stream, which nobody reads here: unread, it slows this engine with every event.`,
        figures: [
          {
            name: `opening a year for ${bodies.toLocaleString("en-US")} bodies`,
            measured: first.seconds,
            unit: "s",
            target: { atMost: 10 },
          },
          { name: "obligations that this makes, each with its event", measured: obligations, unit: "obligations" },
          { name: "write units of each", measured: units / obligations, unit: "write units" },
          { name: "the same run again", measured: again.seconds * 1_000, unit: "ms" },
        ],
        details: [],
      };
    } finally {
      stack.stop();
    }
  },
};

/** Makes an empty table anew, without its stream. */
export async function withoutStream(client: DynamoDBDocumentClient, TableName: string): Promise<void> {
  const { Table } = await client.send(new DescribeTableCommand({ TableName }));
  await client.send(new DeleteTableCommand({ TableName }));
  const GlobalSecondaryIndexes = Table?.GlobalSecondaryIndexes?.map(({ IndexName, KeySchema, Projection }) => ({
    IndexName,
    KeySchema,
    Projection,
  }));
  const { KeySchema, AttributeDefinitions } = Table ?? {};
  const kept = { KeySchema, AttributeDefinitions, GlobalSecondaryIndexes };
  await client.send(new CreateTableCommand({ TableName, ...kept, BillingMode: "PAY_PER_REQUEST" }));
}

async function timed<Answer>(run: () => Promise<Answer>): Promise<{ answer: Answer; seconds: number }> {
  const started = performance.now();
  const answer = await run();
  return { answer, seconds: (performance.now() - started) / 1_000 };
}

function variables({ environment }: LocalStack) {
  return {
    REPORTS_TABLE: tableNameOf("local", "Reports"),
    REGISTER_TABLE: environment.REGISTER_TABLE ?? "",
    CALENDARS_TABLE: environment.CALENDARS_TABLE ?? "",
    EVENTS_TABLE: environment.EVENTS_TABLE ?? "",
    REPORTS_FROM: from,
  };
}

/** A province of districts with communes, each with a portal. */
async function fill(client: DynamoDBDocumentClient, table: string): Promise<void> {
  const store = registerStore(client, table);
  const since = "2020-01-01";
  const writes = Array.from({ length: districts }, (_, district) => {
    const parent = `huyen-${district}`;
    const children = Array.from({ length: communesOfEach }, (_, commune) => `xa-${district}-${commune}`);
    return [body(parent, "district", "ubnd-tinh"), ...children.map((id) => body(id, "commune", parent))].flat();
  }).flat();
  const items = writes.flatMap(({ item }) => (item.Put ? [{ PutRequest: { Item: item.Put.Item } }] : []));
  for (let first = 0; first < items.length; first += 25) {
    await client.send(new BatchWriteCommand({ RequestItems: { [table]: items.slice(first, first + 25) } }));
  }

  function body(id: string, level: string, to: string) {
    const names = [{ name: `UBND ${id}`, from: since }];
    const reportsTo = [{ unit: to, from: since }];
    return [
      ...store.saveUnit(unit.parse({ id, kind: "people-committee", level, names, from: since, reportsTo }), undefined),
      ...store.savePortal(
        portal.parse({
          id: `cong-${id}`,
          name: id,
          address: `https://${id}.example`,
          unit: id,
          governingUnit: id,
          from: since,
        }),
        undefined,
      ),
    ];
  }
}
