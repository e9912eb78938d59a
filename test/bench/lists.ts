/** What it takes to make the list of a period with all communes of the country: too long for a request, so it is a job. */
import { BatchWriteCommand, type DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { makeList } from "../../functions/document-worker/make-list.ts";
import { tableNameOf } from "../../infra/stage.ts";
import { dynamoClient } from "../../shared/platform/dynamo.ts";
import type { Write } from "../../shared/platform/transaction.ts";
import { registerStore } from "../../shared/register/register-store.ts";
import { periodOf } from "../../shared/reports/kinds.ts";
import type { ObligationHead } from "../../shared/reports/obligation.ts";
import { reportStore } from "../../shared/reports/report-store.ts";
import { unit } from "../../shared/units/unit.ts";
import type { Benchmark, Figure } from "./figure.ts";
import { startLocalStack } from "./local-stack.ts";

/** The communes of the whole country since 01/07/2025. */
const communes = 3_321;
const now = Date.parse("2026-03-19T08:00:00+07:00");
const period = periodOf("quarter-1", 2026, 15, 14);
/** The function's time limit is 120 s. */
const secondsAtMost = 30;

export const listsBenchmark: Benchmark = {
  name: "lists",
  run: async () => {
    const stack = await startLocalStack({ now: () => now, pause: async () => undefined });
    try {
      const client = dynamoClient();
      const tables = { reports: tableNameOf("local", "Reports"), register: tableNameOf("local", "Register") };
      const deps = { reports: reportStore(client, tables.reports), register: registerStore(client, tables.register) };
      const bodies = Array.from({ length: communes }, (_, index) => body(index));
      await put(
        client,
        tables.register,
        bodies.flatMap((one) => deps.register.saveUnit(one, undefined)),
      );
      await put(client, tables.reports, [
        deps.reports.savePeriod(
          { ...period, regime: "dinh-ky-2020", state: "frozen", owing: communes, sequence: 1 },
          undefined,
        ),
        ...Array.from({ length: communes }, (_, index) => deps.reports.add(obligation(index))).flat(),
      ]);
      const figures: Figure[] = [];
      for (const format of ["csv", "xlsx"] as const) {
        const started = performance.now();
        const made = await makeList(
          { kind: "period-register", period: period.id, format },
          now,
          deps,
          async () => undefined,
        );
        const rows = (made.rows ?? 0).toLocaleString("en-US");
        figures.push({
          name: `list of a period, ${rows} rows, ${format.toUpperCase()} of ${Math.round(made.bytes.length / 1_000)} kB`,
          measured: (performance.now() - started) / 1_000,
          unit: "s",
          target: { atMost: secondsAtMost },
        });
      }
      return {
        method: "An engine in memory; the worker's own code in this process, without the upload.",
        figures,
        details: [],
      };
    } finally {
      stack.stop();
    }
  },
};

function body(index: number) {
  return unit.parse({
    id: `xa-${index}`,
    kind: "people-committee",
    level: "commune",
    names: [{ name: `Ủy ban nhân dân xã Mẫu ${index}`, from: "2025-07-01" }],
    from: "2025-07-01",
  });
}

function obligation(index: number): ObligationHead {
  return {
    id: `${period.id}.xa-${index}`,
    unit: `xa-${index}`,
    group: "communes",
    of: period.id,
    dueOn: "2026-03-18",
    provisional: false,
    to: "ubnd-tinh",
    tier: "direct",
    gathers: false,
    regime: "dinh-ky-2020",
    state: "owed",
    version: 1,
    sequence: 1,
    plan: { version: 1, ladder: "report-1", watermark: "2026-03-15T00:00:00Z", nextCheckAt: null },
  };
}

async function put(client: DynamoDBDocumentClient, table: string, writes: readonly Write[]): Promise<void> {
  const items = writes.flatMap(({ item }) => (item.Put?.Item ? [{ PutRequest: { Item: item.Put.Item } }] : []));
  for (let first = 0; first < items.length; first += 25) {
    await client.send(new BatchWriteCommand({ RequestItems: { [table]: items.slice(first, first + 25) } }));
  }
}
