/** What handing in a report costs, and how long gathering, the register and the totals of many bodies take. */
import { BatchWriteCommand, type DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { reportActions } from "../../functions/reports/actions.ts";
import type { ReportDeps } from "../../functions/reports/deps.ts";
import { wire } from "../../functions/reports/wire.ts";
import { tableNameOf } from "../../infra/stage.ts";
import type { Grant, Role } from "../../shared/access/roles.ts";
import { dynamoClient } from "../../shared/platform/dynamo.ts";
import { systemChance } from "../../shared/platform/ids.ts";
import type { Write } from "../../shared/platform/transaction.ts";
import { frozenObligation } from "../../shared/reports/listed.ts";
import { obligationOf, periodsOf } from "../../shared/reports/opening.ts";
import type { Owing } from "../../shared/reports/owing.ts";
import { regimes } from "../../shared/reports/regimes.ts";
import type { HandedReport } from "../../shared/reports/report.ts";
import type { Benchmark, Figure } from "./figure.ts";
import { type LocalStack, startLocalStack } from "./local-stack.ts";
import { type Meter, metered, totalUnits } from "./metered.ts";

const now = Date.parse("2024-06-15T09:00:00+07:00");
/** The communes of the whole country since 01/07/2025. */
const communesOfTheCountry = 3_321;
const childrenOfOne = 100;
const figuresOfOne = 60;

export const reportsBenchmark: Benchmark = {
  name: "reports",
  run: async () => {
    const stack = await startLocalStack({ now: () => now, pause: async () => undefined });
    try {
      const client = dynamoClient();
      const meter = metered(client);
      const { deps } = wire(variables(stack), {
        client,
        clock: { now: () => now, pause: async () => undefined },
        chance: systemChance,
        log: { write: () => undefined },
        verify: async () => ({ issuer: "", subject: "" }),
      });
      await fill(client, deps, tableNameOf("local", "Reports"));
      const figures = [...(await submissions(deps, meter)), await gathering(deps), ...(await registers(deps, meter))];
      return {
        method: `The actions of the area in this process, on an engine in memory: ${communesOfTheCountry.toLocaleString("en-US")} bodies that report to the province, and a district with ${childrenOfOne} children; every report has ${figuresOfOne} figures. Write units as the engine counts them, with indexes.`,
        figures,
        details: [],
      };
    } finally {
      stack.stop();
    }
  },
};

function variables({ environment }: LocalStack) {
  return {
    REPORTS_TABLE: tableNameOf("local", "Reports"),
    TALLIES_TABLE: tableNameOf("local", "Tallies"),
    REGISTER_TABLE: environment.REGISTER_TABLE ?? "",
    CALENDARS_TABLE: environment.CALENDARS_TABLE ?? "",
    EVENTS_TABLE: environment.EVENTS_TABLE ?? "",
    ANSWERS_TABLE: environment.ANSWERS_TABLE ?? "",
    PROVINCE_UNIT: "ubnd-tinh",
    OIDC_ISSUER: environment.OIDC_ISSUER ?? "",
    OIDC_JWKS_URL: environment.OIDC_JWKS_URL ?? "",
    OIDC_CLIENTS: environment.OIDC_CLIENTS ?? "",
  };
}

async function submissions(deps: ReportDeps, meter: Meter): Promise<Figure[]> {
  const found: Figure[] = [];
  for (const [unit, bytes, most] of [
    ["so-tu-phap", 300, 12],
    ["so-mau", 3_300, 18],
  ] as const) {
    const obligation = `2024-quarter-2.${unit}`;
    const asked = {
      params: { obligation },
      query: undefined,
      lookupKey: undefined,
      repeat: undefined,
      now,
      baseUrl: "",
    };
    const content = { sections: { "kho-khan": "x".repeat(bytes) }, figures: {}, corrections: {}, attachments: [] };
    const clerk = callerOf(unit, "clerk");
    await reportActions.draftReport({ ...asked, caller: clerk, ifMatch: 1, body: { ...content, submit: true } }, deps);
    meter.take();
    const body = { capacity: "own" as const, alsoMeets: [], despite: true };
    await reportActions.submitReport({ ...asked, caller: callerOf(unit, "leader"), ifMatch: 2, body }, deps);
    found.push({
      name: `submission of ${bytes.toLocaleString("en-US")} bytes of text`,
      measured: totalUnits(meter.take().writes),
      unit: "write units",
      target: { atMost: most },
    });
  }
  return found;
}

async function gathering(deps: ReportDeps): Promise<Figure> {
  const asked = { query: undefined, body: undefined, lookupKey: undefined, repeat: undefined, now, baseUrl: "" };
  const params = { obligation: "2024-quarter-2.thi-xa-sa-pa" };
  const caller = callerOf("thi-xa-sa-pa", "consolidator");
  const measured = await seconds(() => reportActions.consolidate({ ...asked, params, caller, ifMatch: 1 }, deps));
  const name = `gathering ${childrenOfOne} children with ${figuresOfOne} figures`;
  return { name, measured, unit: "s", target: { atMost: 2 } };
}

async function registers(deps: ReportDeps, meter: Meter): Promise<Figure[]> {
  const bodies = communesOfTheCountry.toLocaleString("en-US");
  const caller = callerOf("van-phong-ubnd-tinh", "supervisor");
  const asked = {
    params: { period: "2024-quarter-2" },
    body: undefined,
    caller,
    ifMatch: undefined,
    lookupKey: undefined,
    repeat: undefined,
    now,
    baseUrl: "",
  };
  meter.take();
  const register = await seconds(() => reportActions.showPeriod({ ...asked, query: {} }, deps));
  const { reads } = meter.take();
  const totals = await seconds(() => reportActions.showPeriodTotals({ ...asked, query: {} }, deps));
  const page = await seconds(() => reportActions.listPeriodObligations({ ...asked, query: { limit: 50 } }, deps));
  return [
    { name: `register of a period of ${bodies} bodies`, measured: register, unit: "s" },
    { name: "the same", measured: totalUnits(reads), unit: "read units" },
    { name: `totals of the reports of ${bodies} bodies`, measured: totals, unit: "s" },
    { name: "a page of 50 of the same period", measured: page, unit: "s" },
  ];
}

async function seconds(act: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await act();
  return (performance.now() - started) / 1_000;
}

function callerOf(unit: string, role: Role) {
  const acting: Grant = { role, unit, from: "2020-01-01" };
  const officer = {
    id: `${unit}.${role}`,
    fullName: "Cán bộ mẫu",
    title: "Chuyên viên",
    issuer: "",
    subject: "",
    grants: [acting],
    synthetic: true,
  };
  return { officer, admit: () => acting };
}

/** The lists of a period, and reports of those who have handed in. */
async function fill(client: DynamoDBDocumentClient, deps: ReportDeps, table: string): Promise<void> {
  const found = periodsOf(2024, regimes).find(({ period }) => period.id === "2024-quarter-2");
  if (!found) throw new Error("There is no such period.");
  const calendar = await deps.calendars.current();
  const head = (owing: Owing) =>
    frozenObligation(
      undefined,
      obligationOf(owing, found.period, found.regime, calendar),
      found.period.dataTo,
      now,
      calendar,
    );
  const owing = (unit: string, more: Partial<Owing> = {}): Owing => ({
    unit,
    group: "communes",
    to: "ubnd-tinh",
    tier: "direct",
    gathers: false,
    ...more,
  });
  const parent = { to: "thi-xa-sa-pa", tier: "child" as const };
  const handedIn = [
    ...Array.from({ length: communesOfTheCountry }, (_, index) => owing(`xa-${index}`)),
    ...Array.from({ length: childrenOfOne }, (_, index) => owing(`xa-sa-pa-${index}`, parent)),
  ];
  const others = [owing("so-tu-phap"), owing("so-mau"), owing("thi-xa-sa-pa", { gathers: true })];
  const report = { number: 1, by: "x", at: new Date(now).toISOString() };
  await put(client, table, [
    ...others.flatMap((entry) => deps.reports.add(head(entry))),
    ...handedIn.flatMap((entry) => [
      ...deps.reports.add({ ...head(entry), state: "submitted", report }),
      deps.reports.addReport({ obligation: `2024-quarter-2.${entry.unit}`, number: 1 }, sampleReport()),
    ]),
  ]);
}

function sampleReport(): HandedReport {
  const known = regimes.flatMap((regime) => regime.figures.map(({ id }) => id));
  const ids = [...known, ...Array.from({ length: figuresOfOne - known.length }, (_, index) => `chi-tieu-${index}`)];
  const at = new Date(now).toISOString();
  return {
    content: {
      sections: {},
      figures: Object.fromEntries(ids.map((id) => [id, { value: 7 }])),
      corrections: {},
      attachments: [],
    },
    by: "x",
    at,
    missing: [],
    disagreeing: [],
    signature: {
      officer: "x",
      fullName: "X",
      title: "Chủ tịch",
      unit: "x",
      unitName: "X",
      capacity: "own",
      line: "CHỦ TỊCH",
      at,
    },
  };
}

async function put(client: DynamoDBDocumentClient, table: string, writes: readonly Write[]): Promise<void> {
  const items = writes.flatMap(({ item }) => (item.Put?.Item ? [{ PutRequest: { Item: item.Put.Item } }] : []));
  for (let first = 0; first < items.length; first += 25) {
    await client.send(new BatchWriteCommand({ RequestItems: { [table]: items.slice(first, first + 25) } }));
  }
}
