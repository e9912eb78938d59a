import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { beforeEach, describe, expect, it } from "vitest";
import { type OpeningDeps, openPeriods } from "../../functions/reports-opening/open-periods.ts";
import { wire } from "../../functions/reports-opening/wire.ts";
import { eventStore } from "../../shared/platform/events.ts";
import { transactions } from "../../shared/platform/transaction.ts";
import { registerStore } from "../../shared/register/register-store.ts";
import type { ObligationHead } from "../../shared/reports/obligation.ts";
import { regimes } from "../../shared/reports/regimes.ts";
import { reportStore } from "../../shared/reports/report-store.ts";
import { unit } from "../../shared/units/unit.ts";
import { createTables } from "../support/tables.ts";
import { World } from "../support/world.ts";

const quarter = "2024-quarter-1";
let world: World;
let tables: World["tables"];
beforeEach(async () => {
  world = await World.at("2023-12-15T00:10:00+07:00");
  tables = world.tables;
});

function deps(more: Partial<OpeningDeps> = {}, client: DynamoDBDocumentClient = world.client): OpeningDeps {
  const variables = {
    REPORTS_TABLE: tables.Reports,
    REGISTER_TABLE: tables.Register,
    CALENDARS_TABLE: tables.Calendars,
    EVENTS_TABLE: tables.Events,
    REPORTS_FROM: "2023-12-15",
  };
  return { ...wire(variables, { ...world.outside, client }), ...more };
}
const run = (more: Partial<OpeningDeps> = {}) => openPeriods(deps(more), () => true);
const store = () => reportStore(world.client, tables.Reports);
/** What stands of a period, as far as a run decides it. */
async function listOf(period: string) {
  const ids: string[] = [];
  for await (const { id } of store().allOfPeriod(period)) ids.push(id);
  const heads = await store().obligations(ids.toSorted());
  return heads.map(({ unit: body, state, to, tier, dueOn, frozenOn, gathers }) =>
    [body, state, to, tier, dueOn, frozenOn, gathers ? "gathers" : undefined]
      .filter((part) => part !== undefined)
      .join(" "),
  );
}
async function eventsOf(subject: string) {
  const { items } = await eventStore(world.client, tables.Events).of(subject, { limit: 50 });
  return items.map(({ kind, from, to }) => `${kind} ${from ?? "-"} ${to}`);
}
/** Ends a body's portal, gives another one: the register moves on while the period runs. */
async function moveOn() {
  const register = registerStore(world.client, tables.Register);
  const { commit } = transactions({ ...world.outside, eventsTable: tables.Events });
  const ended = await register.get("portal", "cong-so-mau");
  const spared = await register.get("portal", "cong-hoi-cu");
  if (!ended || !spared) throw new Error("The small province has both.");
  const writes = [
    ...register.savePortal({ ...ended.value, to: "2024-02-29" }, ended),
    ...register.savePortal({ ...spared.value, id: "cong-xa-mau-02", unit: "xa-mau-02" }, undefined),
  ];
  await commit({ writes, events: [] }, undefined, world.clock.now());
}

const onlyOneKind = regimes.map((regime) => ({ ...regime, kinds: ["quarter-1"] as const }));

const opened = [
  "hoi-cu expected ubnd-tinh direct 2024-03-18",
  "so-mau expected ubnd-tinh direct 2024-03-18",
  "so-tu-phap expected ubnd-tinh direct 2024-03-18",
  "thi-xa-sa-pa expected ubnd-tinh direct 2024-03-18 gathers",
  "xa-mau-01 expected thi-xa-sa-pa child 2024-03-16",
];
const frozen = [
  "hoi-cu owed ubnd-tinh direct 2024-03-18 2024-03-14",
  "so-mau lapsed ubnd-tinh direct 2024-03-18 2024-03-14",
  "so-tu-phap owed ubnd-tinh direct 2024-03-18 2024-03-14",
  "thi-xa-sa-pa owed ubnd-tinh direct 2024-03-18 2024-03-14 gathers",
  "xa-mau-01 owed thi-xa-sa-pa child 2024-03-16 2024-03-14",
  "xa-mau-02 owed thi-xa-sa-pa child 2024-03-16 2024-03-14",
];

describe("the job that opens periods", () => {
  it("does nothing before the first day of the data", async () => {
    world.clock.set("2023-12-14T23:59:59+07:00");
    expect(await run()).toEqual({ periods: 0, opened: 0, frozen: 0, lapsed: 0, isFinished: true });
  });

  it("opens the four periods that begin on 15/12, each body once, however often it runs", async () => {
    expect(await run()).toMatchObject({ periods: 4, opened: 20, frozen: 0 });
    expect(await run()).toMatchObject({ periods: 0, opened: 0 });
    expect(await listOf(quarter)).toEqual(opened);
    expect(await store().period(quarter)).toMatchObject({ state: "open", sequence: 1 });
    expect(await eventsOf(`obligation#${quarter}.so-mau`)).toEqual(["obligation-opened - expected"]);
    expect(await eventsOf(`period#${quarter}`)).toEqual(["period-opened - open"]);
  });

  it("freezes the list after the close by the tree of the last day: new ones owe, gone ones lapse, the number stands for ever", async () => {
    await run();
    await moveOn();
    world.clock.set("2024-03-14T23:59:59+07:00");
    expect(await run()).toMatchObject({ frozen: 0, lapsed: 0 });
    world.clock.set("2024-03-15T00:10:00+07:00");
    expect(await run()).toMatchObject({ periods: 2, frozen: 5, lapsed: 1 });
    expect(await listOf(quarter)).toEqual(frozen);
    expect(await store().period(quarter)).toMatchObject({ state: "frozen", owing: 5, frozenOn: "2024-03-14" });
    expect(await eventsOf(`obligation#${quarter}.so-mau`)).toEqual([
      "obligation-opened - expected",
      "obligation-lapsed expected lapsed",
    ]);
    expect(await eventsOf(`obligation#${quarter}.xa-mau-02`)).toEqual(["obligation-frozen - owed"]);
    expect(await eventsOf(`period#${quarter}`)).toEqual(["period-opened - open", "period-frozen open frozen"]);
    expect(await run()).toMatchObject({ periods: 0, frozen: 0 });
  });

  it("a run that comes months late freezes by the tree of that day all the same, and tells nobody of what is past", async () => {
    await moveOn();
    world.clock.set("2024-11-20T09:00:00+07:00");
    await run();
    expect(await listOf(quarter)).toEqual(frozen.filter((line) => !line.startsWith("so-mau")));
    const head = await store().obligation(`${quarter}.so-tu-phap`);
    expect(head?.plan).toMatchObject({ nextCheckAt: null });
    expect(head?.plan.skipped).toContain("late-5");
  });

  it("lapses what a run that died while opening had expected, though the period was never called open", async () => {
    const dies = {
      ...deps(),
      reports: {
        ...store(),
        savePeriod: () => {
          throw new Error("killed");
        },
      },
    };
    await expect(openPeriods(dies, () => true)).rejects.toThrow("killed");
    await moveOn();
    world.clock.set("2024-03-15T00:10:00+07:00");
    await run({ together: 1 });
    expect(await listOf(quarter)).toEqual(frozen);
  });

  it("keeps a draft that was written before the close, and its ETag", async () => {
    await run();
    const before = (await store().obligation(`${quarter}.so-tu-phap`)) as ObligationHead;
    const drafted = { ...before, state: "drafted" as const, version: 2, sequence: 2 };
    const { commit } = transactions({ ...world.outside, eventsTable: tables.Events });
    await commit({ writes: store().save(drafted, before), events: [] }, undefined, world.clock.now());
    world.clock.set("2024-03-15T00:10:00+07:00");
    await run();
    expect(await store().obligation(`${quarter}.so-tu-phap`)).toMatchObject({
      state: "drafted",
      frozenOn: "2024-03-14",
      version: 2,
      sequence: 3,
      plan: before.plan,
    });
  });

  it("names bodies that have no way to the recipient, and leaves them out", async () => {
    const register = registerStore(world.client, tables.Register);
    const { commit } = transactions({ ...world.outside, eventsTable: tables.Events });
    const lost = unit.parse({
      id: "lac",
      kind: "other",
      level: "province",
      names: [{ name: "Lạc", from: "2020-01-01" }],
      from: "2020-01-01",
    });
    const portal = await register.get("portal", "cong-so-mau");
    if (!portal) throw new Error("The small province has it.");
    const writes = [
      ...register.saveUnit(lost, undefined),
      ...register.savePortal({ ...portal.value, id: "cong-lac", unit: "lac" }, undefined),
    ];
    await commit({ writes, events: [] }, undefined, world.clock.now());
    expect(await run()).toMatchObject({ opened: 20, isFinished: true });
    const lines = world.lines.filter(({ code }) => code === "reports-body-unplaced").map(({ fields }) => fields);
    expect(lines).toHaveLength(4);
    expect(lines).toContainEqual({ period: quarter, unit: "lac", why: "no-parent" });
  });

  it("without any calendar it opens all the same; what is counted is provisional, and reminders are planned", async () => {
    world = await World.at("2023-12-15T00:10:00+07:00", []);
    tables = world.tables;
    expect(await run()).toMatchObject({ opened: 20 });
    const child = await store().obligation(`${quarter}.xa-mau-01`);
    expect(child).toMatchObject({
      dueOn: "2024-03-16",
      provisional: true,
      plan: { nextCheckAt: "2024-03-08T01:00:00.000Z" },
    });
  });

  it("follows no period whose data began before the stage's first day: nobody is said to owe it", async () => {
    world.clock.set("2024-12-20T09:00:00+07:00");
    await run({ from: "2024-12-15" });
    expect(await listOf("2024-year")).toEqual([]);
    expect(await listOf("2025-quarter-1")).toHaveLength(4);
  });

  it("stops before its time is over and goes on next time", async () => {
    let asked = 0;
    const first = await openPeriods(deps({ together: 2 }), () => ++asked <= 3);
    expect(first.isFinished).toBe(false);
    expect(await store().period(quarter)).toBeUndefined();
    expect((await run()).isFinished).toBe(true);
    expect(await listOf(quarter)).toEqual(opened);
  });

  it("two at once, and with an officer who writes in between, leave one list and one event each", async () => {
    await Promise.all([run({ together: 2 }), run({ together: 2 }), run()]);
    expect(await listOf(quarter)).toEqual(opened);
    expect(await eventsOf(`obligation#${quarter}.so-mau`)).toEqual(["obligation-opened - expected"]);
    await moveOn();
    world.clock.set("2024-03-15T00:10:00+07:00");
    await Promise.all([run({ together: 2 }), run({ together: 3 })]);
    expect(await listOf(quarter)).toEqual(frozen);
    expect(await eventsOf(`obligation#${quarter}.so-tu-phap`)).toHaveLength(2);
    expect(await store().period(quarter)).toMatchObject({ owing: 5 });
  });

  it("admits nothing more to a frozen list: an opening that comes too late is refused", async () => {
    world.clock.set("2024-03-15T00:10:00+07:00");
    await run();
    const late = deps();
    const before = await listOf(quarter);
    await moveOn();
    const stale = { ...late, reports: { ...late.reports, period: async () => undefined } };
    await openPeriods(stale, () => true);
    expect(await listOf(quarter)).toEqual(before);
  });
});

describe("killed at any call", () => {
  /** A client that makes so many calls; then nothing of it reaches anybody any more. */
  function dying(count: number): DynamoDBDocumentClient {
    let calls = 0;
    return new Proxy(world.client, {
      get: (target, name) =>
        name !== "send"
          ? Reflect.get(target, name)
          : async (...input: Parameters<DynamoDBDocumentClient["send"]>) => {
              if (++calls > count) throw new Error("killed");
              return target.send(...input);
            },
    });
  }

  it("the next run brings opening and freezing to the same end, with the same events", {
    timeout: 60_000,
  }, async () => {
    await moveOn();
    const { register, small } = { register: tables, small: { together: 3, regimes: onlyOneKind } };
    const ends = new Set<string>();
    let survived = 0;
    let kills = 0;
    for (let calls = 0; survived < 2; calls++) {
      const fresh = await createTables(world.client);
      tables = { ...register, Reports: fresh.Reports, Events: fresh.Events };
      survived = 0;
      for (const at of ["2023-12-15T00:10:00+07:00", "2024-03-15T00:10:00+07:00"]) {
        world.clock.set(at);
        const killed = openPeriods(deps(small, dying(calls)), () => true);
        const isAlive = await killed.then(() => true).catch(({ message }: Error) => message !== "killed");
        if (isAlive) survived++;
        else kills++;
        await run(small);
      }
      const lists = [await listOf(quarter), await eventsOf(`obligation#${quarter}.so-tu-phap`)];
      ends.add(JSON.stringify([...lists, await store().period(quarter), await eventsOf(`period#${quarter}`)]));
    }
    expect(kills).toBeGreaterThan(15);
    expect(ends.size).toBe(1);
    expect([...ends][0]).toContain('"owing":5');
  });
});
