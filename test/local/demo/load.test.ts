import { GetCommand, ScanCommand } from "@aws-sdk/lib-dynamodb";
import { beforeAll, describe, expect, it } from "vitest";
import { loadDeps } from "../../../infra/load/deps.ts";
import type { DemoDeps } from "../../../infra/local/demo/deps.ts";
import { DemoRefused, demoKey, loadDemo, officerSubject } from "../../../infra/local/demo/load.ts";
import { provinceRows } from "../../../infra/local/demo/province.ts";
import { portalCaller } from "../../../shared/access/callers.ts";
import { calendarStore } from "../../../shared/calendar/calendar-store.ts";
import { officialYears } from "../../../shared/calendar/official-years.ts";
import { isValid, readKey } from "../../../shared/portals/portal-key.ts";
import { loadRows } from "../../../shared/register/load.ts";
import { type RegisterStore, registerStore } from "../../../shared/register/register-store.ts";
import { createTables, testClient } from "../../support/tables.ts";
import { TestClock } from "../../support/world.ts";

const issuer = "http://127.0.0.1:3001";

async function freshDemo(seed = 1): Promise<{ deps: DemoDeps; store: RegisterStore }> {
  const client = testClient();
  const tables = await createTables(client);
  const variables = {
    REGISTER_TABLE: tables.Register,
    EVENTS_TABLE: tables.Events,
    ANSWERS_TABLE: tables.Answers,
    CALENDARS_TABLE: tables.Calendars,
    OIDC_ISSUER: issuer,
  };
  const deps = {
    client,
    variables,
    seed: new Uint8Array(32).fill(seed),
    clock: new TestClock("2023-12-31T08:00:00+07:00"),
  };
  return { deps, store: registerStore(client, tables.Register) };
}

async function itemsOf({ client, variables }: DemoDeps, variable: string): Promise<Record<string, unknown>[]> {
  const items: Record<string, unknown>[] = [];
  let from: Record<string, unknown> | undefined;
  do {
    const page = await client.send(new ScanCommand({ TableName: variables[variable], ExclusiveStartKey: from }));
    items.push(...(page.Items ?? []));
    from = page.LastEvaluatedKey;
  } while (from);
  return items;
}

describe("loading the demo province", () => {
  let deps: DemoDeps;
  let store: RegisterStore;
  beforeAll(async () => {
    ({ deps, store } = await freshDemo());
    await loadDemo(deps);
  });

  it("puts every record into the register, with its event", async () => {
    const rows = provinceRows(issuer);
    const events = await itemsOf(deps, "EVENTS_TABLE");
    const subjects = new Map(events.map((event) => [event.subject, event]));
    for (const kind of ["unit", "portal", "officer"] as const) {
      const found = await store.getMany(
        kind,
        rows[kind].map(({ id }) => id),
      );
      expect(found.size).toBe(rows[kind].length);
      for (const { id } of rows[kind]) {
        expect(subjects.get(`${kind}#${id}`)).toMatchObject({
          kind: `${kind}-registered`,
          version: 1,
          by: { kind: "system", id: "demo" },
        });
      }
    }
    expect(await store.children("ubnd-tinh", "2023-12-31")).toHaveLength(65);
  });

  it("publishes the calendars, with their events", async () => {
    const calendars = calendarStore(deps.client, deps.variables.CALENDARS_TABLE ?? "", deps.clock);
    expect((await calendars.inForce()).years).toEqual(officialYears);
    const { Item } = await deps.client.send(
      new GetCommand({ TableName: deps.variables.EVENTS_TABLE, Key: { subject: "calendar#2024", sequence: 1 } }),
    );
    expect(Item).toMatchObject({ kind: "calendar-published", facts: { status: "official" } });
  });

  it("issues one key for each portal, and shows it again at any time", async () => {
    for (const { id } of provinceRows(issuer).portal) {
      const key = (await demoKey(deps, id)) ?? "";
      const read = readKey(key);
      const held = await store.portalWithKeys(id);
      expect(read?.portal).toBe(id);
      expect(held?.keys).toHaveLength(1);
      expect(read && isValid(read, held?.keys ?? [])).toBe(true);
    }
  });

  it("gives keys that open", async () => {
    const caller = portalCaller(store, deps.clock);
    const key = (await demoKey(deps, "cong-ubnd-tinh")) ?? "";
    expect(await caller(key, deps.clock.now())).toEqual({
      portal: "cong-ubnd-tinh",
      unit: "van-phong-ubnd-tinh",
      isProvincial: true,
    });
  });

  it("knows no key of an unknown portal and no key from another seed", async () => {
    expect(await demoKey(deps, "cong-khong-co")).toBeUndefined();
    expect(await demoKey({ ...deps, seed: new Uint8Array(32).fill(2) }, "cong-so-tu-phap")).toBeUndefined();
  });

  it("knows the officers' subjects", async () => {
    expect(await officerSubject(deps, "so-tu-phap.leader")).toBe("demo-so-tu-phap.leader");
    expect(await store.officerOfLogin(issuer, "demo-so-tu-phap.leader")).toBe("so-tu-phap.leader");
    expect(await officerSubject(deps, "khong-co.leader")).toBeUndefined();
  });

  it("writes nothing when it is all there", async () => {
    const before = [
      await itemsOf(deps, "REGISTER_TABLE"),
      await itemsOf(deps, "EVENTS_TABLE"),
      await itemsOf(deps, "CALENDARS_TABLE"),
    ];
    await loadDemo(deps);
    const after = [
      await itemsOf(deps, "REGISTER_TABLE"),
      await itemsOf(deps, "EVENTS_TABLE"),
      await itemsOf(deps, "CALENDARS_TABLE"),
    ];
    expect(after).toEqual(before);
  });
});

describe("a demo load that meets something", () => {
  const loading = { by: { kind: "system", id: "test" }, now: 0, isDryRun: false } as const;
  const depsOf = ({ client, variables, clock }: DemoDeps) =>
    loadDeps(
      client,
      {
        register: variables.REGISTER_TABLE ?? "",
        events: variables.EVENTS_TABLE ?? "",
        answers: variables.ANSWERS_TABLE ?? "",
        calendars: variables.CALENDARS_TABLE ?? "",
      },
      clock,
    );

  it("finishes what was interrupted", async () => {
    const { deps, store } = await freshDemo();
    await loadRows("unit", provinceRows(issuer).unit.slice(0, 40), depsOf(deps), loading);
    await loadDemo(deps);
    expect((await store.get("unit", "so-tu-phap"))?.version).toBe(1);
    expect(await demoKey(deps, "cong-so-tu-phap")).toMatch(/^dondoc_cong-so-tu-phap_/);
  });

  it("is refused with the row's verdict", async () => {
    const { deps } = await freshDemo();
    const stranger = {
      id: "nguoi-khac",
      fullName: "Cán bộ mẫu",
      title: "Chuyên viên",
      issuer,
      subject: "demo-so-tu-phap.leader",
      grants: [],
      synthetic: true,
    };
    await loadRows("officer", [stranger], depsOf(deps), loading);
    const failure = await loadDemo(deps).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(DemoRefused);
    expect(failure).toMatchObject({
      message: expect.stringMatching(/so-tu-phap\.leader.*login-taken/),
      verdicts: [{ id: "so-tu-phap.leader" }],
    });
  });
});
