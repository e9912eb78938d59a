import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { beforeEach, describe, expect, it } from "vitest";
import { type RoundsDeps, runRounds } from "../../functions/scoring-rounds/rounds.ts";
import { wire } from "../../functions/scoring-rounds/wire.ts";
import { eventStore } from "../../shared/platform/events.ts";
import { registerStore } from "../../shared/register/register-store.ts";
import type { CriteriaSet } from "../../shared/scoring/criteria/criteria-set.ts";
import type { SetRecord } from "../../shared/scoring/criteria/set-record.ts";
import { canonicalText, hashOf } from "../../shared/scoring/snapshots/canonical.ts";
import { tallyStore } from "../../shared/statistics/tally-store.ts";
import { writingIn } from "../support/reports.ts";
import { known, scoresIn, setPeriod, smallSet } from "../support/scoring.ts";
import { allOf, createTables } from "../support/tables.ts";
import { World } from "../support/world.ts";

const morning = "2024-01-02T08:00:00+07:00";
const portals = ["cong-hoi-cu", "cong-so-mau", "cong-so-tu-phap", "cong-thi-xa-sa-pa", "cong-xa-mau-01"];
let world: World;
let tables: World["tables"];
beforeEach(async () => {
  world = await World.at(morning);
  tables = world.tables;
});

function deps(more: Partial<RoundsDeps> = {}, client: DynamoDBDocumentClient = world.client): RoundsDeps {
  const variables = {
    SCORES_TABLE: tables.Scores,
    REGISTER_TABLE: tables.Register,
    TALLIES_TABLE: tables.Tallies,
    REPORTS_TABLE: tables.Reports,
    CALENDARS_TABLE: tables.Calendars,
    EVENTS_TABLE: tables.Events,
    DOCUMENTS_BUCKET: "documents",
    SCORES_FROM: "2022-12-15",
  };
  return { ...wire(variables, { ...world.outside, client }), ...more };
}
const always = () => true;
const run = (more: Partial<RoundsDeps> = {}) => runRounds(deps(more), always);
const nothing = { opened: 0, evaluations: 0, published: 0, frozen: 0, isFinished: true };

async function publish(set: Partial<CriteriaSet> = {}, at = "2023-11-01T00:00:00.000Z") {
  const whole = { ...smallSet, ...set };
  const record: SetRecord = {
    ...{ id: whole.id, state: "published", set: whole, hash: hashOf(canonicalText(whole)), version: 1, sequence: 1 },
    ...{ loaded: { at, by: "a" }, published: { at, by: "a" } },
  };
  await commit(scoresIn({ ...world, tables } as World).saveSet(record, undefined));
}
const commit = (...writes: ReturnType<ReturnType<typeof scoresIn>["saveSet"]>[]) =>
  writingIn({ ...world, tables } as World).commit({ writes, events: [] }, undefined, world.clock.now());
const scores = () => scoresIn({ ...world, tables } as World);

/** What stands of a period, as far as a run decides it. */
async function evaluationsOf(period: string) {
  const found: string[] = [];
  for await (const { portal, unit, state, set, sheet, selfScoreDueOn } of scores().allOfPeriod(period)) {
    found.push(`${portal} ${unit} ${state} ${set} ${sheet} ${selfScoreDueOn}`);
  }
  return found.toSorted();
}
async function eventsOf(subject: string) {
  const { items } = await eventStore(world.client, tables.Events).of(subject, { limit: 50 });
  return items.map(({ kind, to, sequence }) => `${sequence} ${kind} ${to}`);
}
const openedWith = (dueOn: string) => portals.map((portal) => `${portal} ${portal.slice(5)} open bo-mau 1 ${dueOn}`);
const opened = openedWith("2024-01-15");

/** A client that makes so many calls; then nothing of it reaches anybody any more. */
function dying(count: number): DynamoDBDocumentClient {
  let calls = 0;
  return counted(() => {
    if (++calls > count) throw new Error("killed");
  });
}
function counted(before: () => void): DynamoDBDocumentClient {
  return new Proxy(world.client, {
    get: (target, name) =>
      name !== "send"
        ? Reflect.get(target, name)
        : async (...input: Parameters<DynamoDBDocumentClient["send"]>) => {
            before();
            return target.send(...input);
          },
  });
}

describe("the job that opens score periods", () => {
  it("opens at 8 o'clock of the first working day, each portal once, however often it runs", async () => {
    await publish();
    world.clock.set("2024-01-02T07:59:59+07:00");
    expect(await run()).toEqual(nothing);
    world.clock.set(morning);
    expect(await run()).toEqual({ ...nothing, opened: 1, evaluations: 5 });
    expect(await run()).toEqual(nothing);
    expect(await evaluationsOf("2023")).toEqual(opened);
    expect(await scores().period("2023")).toMatchObject({
      ...{ state: "open", version: 1, sequence: 1, set: "bo-mau", setHash: hashOf(canonicalText(smallSet)) },
      ...{ portals: 5, from: "2023-01-01", to: "2023-12-31", selfScoreDueOn: "2024-01-15" },
    });
  });

  it("tells of the period and of each evaluation, and both are followed: a body learns that its sheet is there", async () => {
    await publish();
    await run();
    expect(await eventsOf("score-period#2023")).toEqual(["1 score-period-opened open"]);
    expect(await eventsOf("evaluation#2023.cong-so-mau")).toEqual(["1 evaluation-opened open"]);
    const followed = (await allOf(world.client, tables.Events)).filter(({ order }) => order !== undefined);
    const of = (kind: RegExp) => followed.filter(({ subject }) => kind.test(String(subject)));
    expect(of(/^evaluation#/)).toHaveLength(5);
    expect(of(/^score-period#/)).toHaveLength(1);
    expect(of(/^score-period#/)[0]).toMatchObject({
      subject: "score-period#2023",
      facts: { selfScoreDueOn: "2024-01-15", portals: 5, set: "bo-mau" },
    });
  });

  it("puts there what was measured by then: questions of the year's months, reports of its dates", async () => {
    await publish();
    const counts = { received: 4, answeredOnTime: 3, late: 1 };
    await writingIn(world).commit(
      {
        writes: tallyStore(world.client, tables.Tallies).add([{ month: "2023-05", unit: "so-mau", counts }]),
        events: [],
      },
      undefined,
      world.clock.now(),
    );
    await run();
    const sheet = await scores().sheet({ evaluation: "2023.cong-so-mau", number: 1 });
    expect(sheet).toMatchObject({ unit: "so-mau", group: "departments", factsOn: "2023-12-31" });
    expect(sheet?.factsAt).toBe("2024-01-02T01:00:00.000Z");
    expect(sheet?.entries).toMatchObject({
      A1: {},
      D1: { measured: known({ n: 3, of: 4 }) },
      D2: { measured: { is: "not-measured", why: "no-source" } },
      F1: { measured: { is: "not-applicable", why: "nothing-to-judge" } },
    });
    const other = await scores().sheet({ evaluation: "2023.cong-so-tu-phap", number: 1 });
    expect(other?.entries.D1).toEqual({ measured: { is: "not-applicable", why: "nothing-to-judge" } });
  });

  it("a run that comes months late finds the portals of the period's last day, and gives them their ten days", async () => {
    await publish();
    const register = registerStore(world.client, tables.Register);
    const gone = await register.get("portal", "cong-so-mau");
    if (!gone) throw new Error("The small province has it.");
    const writes = register.savePortal({ ...gone.value, to: "2024-02-29" }, gone);
    await writingIn(world).commit({ writes, events: [] }, undefined, world.clock.now());
    world.clock.set("2024-11-20T09:00:00+07:00");
    expect(await run()).toMatchObject({ opened: 1, evaluations: 5 });
    expect(await evaluationsOf("2023")).toEqual(openedWith("2024-12-03"));
    const head = await scores().evaluation("2023.cong-so-mau");
    expect(head?.plan).toMatchObject({ nextCheckAt: "2024-11-29T01:00:00.000Z" });
  });

  it("opens nothing while no set is published, says so once a day, and opens it once there is one", async () => {
    const held = deps();
    const waits = () =>
      world.lines.filter(({ code }) => code === "score-period-waits").map(({ fields }) => fields.period);
    expect(await runRounds(held, always)).toEqual(nothing);
    expect(await runRounds(held, always)).toEqual(nothing);
    const ended = ["2023-quarter-1", "2023-quarter-2", "2023-quarter-3", "2023-quarter-4", "2023"];
    expect(waits()).toEqual(ended);
    world.clock.set("2024-01-03T08:00:00+07:00");
    await runRounds(held, always);
    expect(waits()).toEqual([...ended, ...ended]);
    await publish({}, "2024-01-03T01:30:00.000Z");
    world.clock.set("2024-01-03T08:31:00+07:00");
    expect(await runRounds(held, always)).toMatchObject({ opened: 1, evaluations: 5 });
    expect(await scores().period("2023")).toMatchObject({ selfScoreDueOn: "2024-01-16" });
  });

  it("leaves an empty register empty, so that a copy can be read back into it; and waits for portals", async () => {
    await publish();
    const { Register } = await createTables(world.client);
    const full = tables;
    tables = { ...tables, Register };
    expect(await run()).toEqual(nothing);
    expect(await scores().period("2023")).toBeUndefined();
    tables = full;
    expect(await run()).toMatchObject({ opened: 1 });
  });

  it("names portals that no body runs, and leaves them out", async () => {
    await publish();
    const register = registerStore(world.client, tables.Register);
    const body = await register.get("unit", "so-mau");
    if (!body) throw new Error("The small province has it.");
    const writes = register.saveUnit({ ...body.value, to: "2023-06-30" }, body);
    await writingIn(world).commit({ writes, events: [] }, undefined, world.clock.now());
    expect(await run()).toMatchObject({ opened: 1, evaluations: 4 });
    const lines = world.lines.filter(({ code }) => code === "score-portal-unplaced").map(({ fields }) => fields);
    expect(lines).toEqual([{ period: "2023", portal: "cong-so-mau", unit: "so-mau" }]);
  });

  it("stops before its time is over and goes on next time, as it began: set, due day, and what it wrote stay", async () => {
    await publish();
    let asked = 0;
    const first = await runRounds(deps({ together: 1 }), () => ++asked <= 3);
    expect(first).toMatchObject({ opened: 0, evaluations: 2, isFinished: false });
    expect(await scores().period("2023")).toBeUndefined();
    await publish({ id: "bo-moi", criteria: smallSet.criteria.slice(0, 1) }, "2023-12-01T00:00:00.000Z");
    const register = registerStore(world.client, tables.Register);
    const corrected = await register.get("portal", "cong-so-mau");
    if (!corrected) throw new Error("The small province has it.");
    const writes = register.savePortal({ ...corrected.value, to: "2023-12-30" }, corrected);
    await writingIn(world).commit({ writes, events: [] }, undefined, world.clock.now());
    world.clock.set("2024-01-04T08:00:00+07:00");
    expect(await run({ together: 1 })).toMatchObject({ opened: 1, evaluations: 3 });
    expect(await evaluationsOf("2023")).toEqual(opened);
    expect(await scores().period("2023")).toMatchObject({ portals: 5, set: "bo-mau", selfScoreDueOn: "2024-01-15" });
    const last = await scores().sheet({ evaluation: "2023.cong-xa-mau-01", number: 1 });
    expect(Object.keys(last?.entries ?? {})).toHaveLength(smallSet.criteria.length);
  });

  it("two at once leave one evaluation and one event each, and one period", async () => {
    await publish();
    const runs = await Promise.all([run({ together: 2 }), run({ together: 2 }), run()]);
    expect(runs.filter(({ isFinished }) => isFinished)).toHaveLength(3);
    expect(await evaluationsOf("2023")).toEqual(opened);
    expect(await eventsOf("evaluation#2023.cong-so-mau")).toHaveLength(1);
    expect(await eventsOf("score-period#2023")).toHaveLength(1);
  });

  it("admits nothing more to a period that is open: a run that comes too late is refused", async () => {
    await publish();
    await run();
    const register = registerStore(world.client, tables.Register);
    const spared = await register.get("portal", "cong-hoi-cu");
    if (!spared) throw new Error("The small province has it.");
    const writes = register.savePortal({ ...spared.value, id: "cong-moi", unit: "hoi-mau" }, undefined);
    await writingIn(world).commit({ writes, events: [] }, undefined, world.clock.now());
    const stale = { ...scores(), period: async () => undefined };
    expect(await run({ scores: stale })).toMatchObject({ opened: 0, evaluations: 0 });
    expect(await evaluationsOf("2023")).toEqual(opened);
  });

  it("killed at any call, the next run brings it to the same end, with the same events", {
    timeout: 60_000,
  }, async () => {
    const { Register, Calendars, Tallies, Reports } = tables;
    const ends = new Set<string>();
    let kills = 0;
    for (let calls = 0, isAlive = false; !isAlive; calls++) {
      tables = { ...(await createTables(world.client)), Register, Calendars, Tallies, Reports };
      await publish();
      isAlive = await runRounds(deps({ together: 2 }, dying(calls)), always).then(
        () => true,
        ({ message }: Error) => message !== "killed",
      );
      kills += isAlive ? 0 : 1;
      await run({ together: 2 });
      const events = [await eventsOf("evaluation#2023.cong-so-mau"), await eventsOf("score-period#2023")];
      ends.add(JSON.stringify([await evaluationsOf("2023"), events, await scores().period("2023")]));
    }
    expect(kills).toBeGreaterThan(10);
    expect(ends.size).toBe(1);
    expect([...ends][0]).toContain('"portals":5');
  });
});

describe("an idle run", () => {
  it("makes one small read, whatever sets and periods there are", async () => {
    await publish();
    await publish({ id: "bo-cu", validFrom: "2022-01-01" });
    let calls = 0;
    const held = deps(
      {},
      counted(() => calls++),
    );
    await runRounds(held, always);
    await runRounds(held, always);
    calls = 0;
    expect(await runRounds(held, always)).toEqual(nothing);
    expect(calls).toBe(1);
  });

  it("finds what a person has asked for on the agenda, and nothing of it once it is done", async () => {
    await publish();
    await run();
    const { agenda } = deps().rounds;
    expect(await agenda()).toEqual({ sets: ["bo-mau"], periods: [] });
    for (const state of ["publishing", "deciding", "amending"] as const) {
      await setPeriod(world, "2023", { state });
      expect(await agenda()).toEqual({ sets: ["bo-mau"], periods: ["2023"] });
    }
    await setPeriod(world, "2023", { state: "final" });
    expect(await agenda()).toEqual({ sets: ["bo-mau"], periods: [] });
  });

  it("a period that fails keeps no other from its turn, and the failure is seen", async () => {
    await publish();
    await run();
    await setPeriod(world, "2023", { state: "deciding" });
    world.clock.set("2025-01-02T08:00:00+07:00");
    await publish({ id: "bo-moi", validFrom: "2024-01-01" });
    const broken = { put: () => Promise.reject(new Error("no bucket")) };
    await expect(run({ snapshots: broken })).rejects.toThrow("no bucket");
    expect(await scores().period("2024")).toMatchObject({ state: "open", portals: 4 });
    const failed = world.lines.filter(({ code }) => code === "job-failed").map(({ fields }) => fields.period);
    expect(failed).toEqual(["2023"]);
  });
});
