import { GetCommand, ScanCommand } from "@aws-sdk/lib-dynamodb";
import { beforeAll, describe, expect, it } from "vitest";
import { loadDeps } from "../../../infra/load/deps.ts";
import type { DemoDeps } from "../../../infra/local/demo/deps.ts";
import { DemoRefused, demoKey, loadDemo, officerSubject } from "../../../infra/local/demo/load.ts";
import { provinceRows } from "../../../infra/local/demo/province.ts";
import { letterOrder } from "../../../infra/local/demo/reports/letter-order.ts";
import { closingsBefore, runningOn } from "../../../infra/local/demo/reports/lists.ts";
import { openShelf, type Shelf } from "../../../infra/local/objects/shelf.ts";
import { portalCaller } from "../../../shared/access/callers.ts";
import { calendarStore } from "../../../shared/calendar/calendar-store.ts";
import { officialYears } from "../../../shared/calendar/official-years.ts";
import { isValid, readKey } from "../../../shared/portals/portal-key.ts";
import { loadRows } from "../../../shared/register/load.ts";
import { type RegisterStore, registerStore } from "../../../shared/register/register-store.ts";
import { wholeRegister } from "../../../shared/register/whole-register.ts";
import { standingOf } from "../../../shared/reports/obligation.ts";
import { periodsOf } from "../../../shared/reports/opening.ts";
import { orderStore } from "../../../shared/reports/order-store.ts";
import { whoOwes } from "../../../shared/reports/owing.ts";
import { periodRegister } from "../../../shared/reports/period-register.ts";
import { regimes } from "../../../shared/reports/regimes.ts";
import { type ListedObligation, type ReportStore, reportStore } from "../../../shared/reports/report-store.ts";
import { addUp } from "../../../shared/reports/totals.ts";
import { roundsStore } from "../../../shared/scoring/periods/rounds-store.ts";
import { scoringStore } from "../../../shared/scoring/scoring-store.ts";
import { snapshotIn } from "../../../shared/scoring/snapshots/snapshot.ts";
import { createTables, testClient } from "../../support/tables.ts";
import { TestClock } from "../../support/world.ts";

const issuer = "http://127.0.0.1:3001";

async function freshDemo(seed = 1): Promise<{ deps: DemoDeps; shelf: Shelf; store: RegisterStore }> {
  const shelf = openShelf(":memory:");
  const client = testClient();
  const tables = await createTables(client);
  const variables = {
    REGISTER_TABLE: tables.Register,
    EVENTS_TABLE: tables.Events,
    ANSWERS_TABLE: tables.Answers,
    CALENDARS_TABLE: tables.Calendars,
    REPORTS_TABLE: tables.Reports,
    SCORES_TABLE: tables.Scores,
    TALLIES_TABLE: tables.Tallies,
    SCORES_FROM: "2022-12-15",
    DOCUMENTS_BUCKET: "documents",
    OIDC_ISSUER: issuer,
  };
  const deps = {
    client,
    variables,
    seed: new Uint8Array(32).fill(seed),
    shelf,
    clock: new TestClock("2023-12-31T08:00:00+07:00"),
  };
  return { deps, shelf, store: registerStore(client, tables.Register) };
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

let deps: DemoDeps;
let shelf: Shelf;
let store: RegisterStore;
beforeAll(async () => {
  ({ deps, shelf, store } = await freshDemo());
  await loadDemo(deps);
});

describe("loading the demo province", () => {
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
    const all = () =>
      Promise.all(
        ["REGISTER_TABLE", "EVENTS_TABLE", "CALENDARS_TABLE", "REPORTS_TABLE", "SCORES_TABLE"].map((one) =>
          itemsOf(deps, one),
        ),
      );
    const before = await all();
    await loadDemo(deps);
    expect(await all()).toEqual(before);
  });
});

describe("the demo's reports", () => {
  let reports: ReportStore;
  const lists = new Map<string, ListedObligation[]>();
  const year = periodsOf(2023, regimes).map(({ period }) => period);
  const of = (period: string) => lists.get(period) ?? [];
  const today = "2023-12-31";
  const allOf = async (period: string) => {
    const found: ListedObligation[] = [];
    for await (const one of reports.allOfPeriod(period)) found.push(one);
    return found;
  };
  beforeAll(async () => {
    reports = reportStore(deps.client, deps.variables.REPORTS_TABLE ?? "");
    for (const { id } of year) lists.set(id, await allOf(id));
  });

  it("are owed by the seven lists of 2023, each frozen by the tree of its last day: communes came in as they got their portals", async () => {
    const { units, portals } = await wholeRegister(store);
    for (const { id, dataTo } of year) {
      const { owing } = whoOwes(units, portals, "ubnd-tinh", dataTo);
      expect(
        of(id)
          .map(({ unit }) => unit)
          .toSorted(),
      ).toEqual(owing.map(({ unit }) => unit));
      expect(periodRegister(of(id), today).tiers.direct.owing).toBe(65);
      expect(await reports.period(id)).toMatchObject({ state: "frozen", frozenOn: dataTo, owing: owing.length });
    }
    expect(of("2023-quarter-1").length).toBeLessThan(of("2023-half-year").length);
    expect(of("2023-year")).toHaveLength(195);
  });

  it("come from 19 of 65 bodies by rule, all seven in time, complete and valid: 'gần 20 (khoảng 30%)' (letter 6821, footnote 6)", () => {
    const direct = year.flatMap(({ id }) => of(id).filter(({ tier }) => tier === "direct"));
    const bodies = [...Map.groupBy(direct, ({ unit }) => unit).values()];
    const byRule = bodies.filter(
      (owed) =>
        owed.length === 7 &&
        owed.every((one) => standingOf(one, today) === "on-time" && one.isComplete === true && one.isValid === true),
    );
    expect([byRule.length, bodies.length]).toEqual([19, 65]);
    expect(periodRegister(of("2023-year"), today).tiers.direct).toMatchObject({
      owing: 65,
      handedIn: 23,
      standings: { "on-time": 19, late: 4, missing: 42 },
      incomplete: 1,
    });
  });

  it("show why a report should say what else it meets: a quarter's alone leaves the half-year owed", () => {
    const onTime = (period: string) => periodRegister(of(period), today).tiers.direct.standings["on-time"];
    expect(onTime("2023-quarter-2") - onTime("2023-half-year")).toBe(2);
  });

  it("hold a district's year with the sums of its communes' and the gaps named", async () => {
    const head = await reports.obligation("2023-year.huyen-mau-07");
    const report = await reports.report({ obligation: "2023-year.huyen-mau-07", number: 1 });
    const gathering = await reports.gathering("2023-year.huyen-mau-07", 1);
    const children = of("2023-year").filter(({ to }) => to === "huyen-mau-07");
    const handedIn = children.filter(({ first }) => first !== undefined);
    expect(head).toMatchObject({ state: "submitted", first: { on: "2023-12-21", lateDays: 3 }, isValid: true });
    expect(report?.gathered?.missing).toHaveLength(children.length - handedIn.length);
    expect(report?.gathered?.missing.length).toBeGreaterThan(1);
    expect(gathering?.sources.map(({ obligation }) => obligation)).toEqual(handedIn.map(({ id }) => id));
    const found = [...(await reports.reports(gathering?.sources ?? [])).values()];
    const news = found.map(({ content }) => content.figures["news-items"]?.value ?? 0);
    expect(report?.gathered?.sums["news-items"]).toBe(addUp(news));
  });

  it("are past: nobody is reminded of them, the letter's order is the first that anybody is reminded of", async () => {
    const due = async (now: string) =>
      (await Promise.all(Array.from({ length: 16 }, (_, shard) => reports.dueForCheck(shard, now, 1_000)))).flat();
    expect(await due("2024-01-01T23:59:59Z")).toEqual([]);
    expect((await due("2024-01-02T01:00:00Z")).toSorted()).toEqual(owedByOrder.toSorted());
  });

  it("will come for the four periods of 2024 that run, open since 15 December", async () => {
    for (const kind of ["quarter-1", "half-year", "nine-months", "year"]) {
      expect(await reports.period(`2024-${kind}`)).toMatchObject({ state: "open", dataFrom: "2023-12-15" });
      const expected = await allOf(`2024-${kind}`);
      expect(expected.filter(({ state }) => state === "expected")).toHaveLength(195);
    }
    expect(await reports.period("2024-quarter-2")).toBeUndefined();
  });

  it("are asked for by the letter's order: three duties, before 10/01/2024, so by 09/01", async () => {
    const order = await orderStore(deps.client, deps.variables.REPORTS_TABLE ?? "").get(letterOrder.id);
    expect(order).toMatchObject({ number: "6821/UBND-BBT", quotedDeadline: "trước ngày 10/01/2024", state: "open" });
    expect(order?.duties).toHaveLength(3);
    for (const head of await reports.obligations(owedByOrder)) {
      expect(head).toMatchObject({ state: "owed", dueOn: "2024-01-09", to: "ubnd-tinh", tier: "direct" });
    }
  });

  it("have a whole history: every version of every obligation has its event", async () => {
    const heads = (await itemsOf(deps, "REPORTS_TABLE")).filter(
      ({ part, place }) => part === "head" && place !== undefined,
    );
    const counts = Map.groupBy(await itemsOf(deps, "EVENTS_TABLE"), ({ subject }) => subject);
    const differing = heads.filter(({ id, sequence }) => {
      const told = (counts.get(`obligation#${id}`) ?? []).map((event) => event.sequence);
      return !told.includes(sequence) || told.length !== sequence;
    });
    expect(heads.length).toBeGreaterThan(1_900);
    expect(differing).toEqual([]);
  });

  it("say of themselves that they are made up", async () => {
    for await (const one of reports.allOfPeriod("2023-year")) {
      if (one.report === undefined) continue;
      const report = await reports.report({ obligation: one.id, number: 1 });
      for (const text of Object.values(report?.content.sections ?? {})) expect(text).toContain("(dữ liệu mẫu)");
    }
  });
});

const owedByOrder = ["so-tu-phap", "so-tai-nguyen-va-moi-truong", "hoi-khuyen-hoc-tinh"].map(
  (unit) => `${letterOrder.id}.${unit}`,
);

describe("a demonstration that begins earlier", () => {
  it("knows of the reports what had come by then", () => {
    expect(closingsBefore("2023-06-20").flatMap(({ periods }) => periods.map(({ id }) => id))).toEqual([
      "2023-quarter-1",
    ]);
    expect(
      runningOn("2023-06-20")
        .map(({ period }) => period.id)
        .toSorted(),
    ).toEqual(["2023-nine-months", "2023-quarter-3", "2023-year"]);
  });
});

describe("the demo's scores", () => {
  it("are a published set and the decided period 2022, its frozen result in the bucket, what the dashboard shows kept", async () => {
    const scores = scoringStore(deps.client, deps.variables.SCORES_TABLE ?? "");
    const period = await scores.period("2022");
    expect(period).toMatchObject({ state: "final", portals: 132, set: "mac-dinh-2023", version: 6, sequence: 6 });
    expect((await scores.criteriaSet("mac-dinh-2023"))?.state).toBe("published");
    expect(await scores.latest()).toMatchObject({ period: "2022", isFinal: true, portals: 132 });
    const [snapshot] = period?.snapshots ?? [];
    const place = { bucket: "documents", key: snapshot?.key ?? "" };
    const kept = shelf.find(place, snapshot?.objectVersion);
    expect(kept && snapshotIn(shelf.read(kept, 0, kept.size)).hash).toBe(snapshot?.hash);
  });

  it("leave nothing to the jobs: no evaluation is looked at again, and nobody follows its events", async () => {
    const scores = scoringStore(deps.client, deps.variables.SCORES_TABLE ?? "");
    for await (const { state } of scores.allOfPeriod("2022")) expect(state).toBe("final");
    const events = (await itemsOf(deps, "EVENTS_TABLE")).filter(({ subject }) =>
      `${subject}`.startsWith("evaluation#"),
    );
    expect(events.length).toBeGreaterThan(132 * 5);
    expect(events.filter((event) => "hour" in event)).toEqual([]);
    const agenda = await roundsStore(deps.client, deps.variables.SCORES_TABLE ?? "").agenda();
    expect(agenda).toEqual({ sets: ["mac-dinh-2023"], periods: [] });
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
