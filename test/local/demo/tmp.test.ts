import { it } from "vitest";
import { ScanCommand } from "@aws-sdk/lib-dynamodb";
import { loadDemo } from "../../../infra/local/demo/load.ts";
import { createTables, testClient } from "../../support/tables.ts";
import { TestClock } from "../../support/world.ts";
it("times", async () => {
  const client = testClient();
  const tables = await createTables(client);
  const variables = { REGISTER_TABLE: tables.Register, EVENTS_TABLE: tables.Events, ANSWERS_TABLE: tables.Answers, CALENDARS_TABLE: tables.Calendars, REPORTS_TABLE: tables.Reports, OIDC_ISSUER: "http://127.0.0.1:3001" };
  const deps = { client, variables, seed: new Uint8Array(32), clock: new TestClock("2023-12-31T08:00:00+07:00") };
  const t = performance.now();
  await loadDemo({ ...deps, variables }, deps.clock.now());
  console.log("load ms", performance.now() - t);
  let n = 0; let from: any;
  do { const p = await client.send(new ScanCommand({ TableName: tables.Reports, Select: "COUNT", ExclusiveStartKey: from })); n += p.Count ?? 0; from = p.LastEvaluatedKey; } while (from);
  let e = 0;
  do { const p = await client.send(new ScanCommand({ TableName: tables.Events, Select: "COUNT", ExclusiveStartKey: from })); e += p.Count ?? 0; from = p.LastEvaluatedKey; } while (from);
  console.log("items", n, "events", e);
});
