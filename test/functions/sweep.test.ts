import { beforeEach, describe, expect, it } from "vitest";
import { sweep } from "../../functions/deadline-sweep/sweep.ts";
import { wire } from "../../functions/deadline-sweep/wire.ts";
import { calendarStore } from "../../shared/calendar/calendar-store.ts";
import { officialYears } from "../../shared/calendar/official-years.ts";
import { eventStore } from "../../shared/platform/events.ts";
import { transactions } from "../../shared/platform/transaction.ts";
import { reportStore } from "../../shared/reports/report-store.ts";
import { obligationScheduled } from "../../shared/reports/schedule.ts";
import { question } from "../support/province.ts";
import { freeze } from "../support/reports.ts";
import { World } from "../support/world.ts";

const clerk = "so-tu-phap.clerk";
let world: World;
const deps = () =>
  wire(
    {
      QUESTIONS_TABLE: world.tables.Questions,
      REPORTS_TABLE: world.tables.Reports,
      SCORES_TABLE: world.tables.Scores,
      CALENDARS_TABLE: world.tables.Calendars,
      EVENTS_TABLE: world.tables.Events,
    },
    world.outside,
  );
const run = () => sweep(deps(), () => true);
const post = async (more: object = {}) => (await world.post("cong-so-tu-phap", question(more))).body.code;
const rungsOf = async (code: string) => {
  const { body } = await world.as("so-tu-phap.leader", `GET /v1/questions/${code}/events?limit=100`);
  return body.items
    .filter(({ kind }: { kind: string }) => kind === "deadline-rung-reached")
    .flatMap(({ facts }: { facts: { rungs: string[] } }) => facts.rungs);
};

beforeEach(async () => {
  world = await World.at("2024-02-03T22:15:00+07:00");
});

describe("the deadline check", () => {
  it("finds nothing before the first rung", async () => {
    await post();
    world.clock.set("2024-02-06T07:59:59+07:00");
    expect(await run()).toEqual({ steps: 0, questions: 0, obligations: 0, evaluations: 0, isFinished: true });
  });

  it("climbs the ladder as the days pass, each rung once, however often it runs", async () => {
    const code = await post();
    for (let at = world.clock.now(); at < Date.parse("2024-02-26T00:00:00+07:00"); at += 6 * 3_600_000) {
      world.clock.instant = at;
      await run();
      await run();
    }
    expect(await rungsOf(code)).toEqual([
      "acceptance-late",
      "due-in-2",
      "due-in-1",
      "due-today",
      "late-1",
      "late-3",
      "late-5",
    ]);
  });

  it("after an outage of weeks takes every step in order, and says how late each was", async () => {
    const code = await post();
    world.clock.set("2024-03-10T12:00:00+07:00");
    expect(await run()).toMatchObject({ steps: 7, questions: 1 });
    const { body } = await world.as("so-tu-phap.leader", `GET /v1/questions/${code}/events?limit=100`);
    const late = body.items.filter(({ facts }: { facts: { lateDays?: number } }) => (facts.lateDays ?? 0) > 0);
    expect(
      late.map(({ facts }: { facts: { rungs: string[]; lateDays: number; at: string } }) => [
        facts.rungs[0],
        facts.lateDays,
        facts.at,
      ]),
    ).toEqual([
      ["late-1", 1, "2024-02-19T01:00:00.000Z"],
      ["late-3", 3, "2024-02-21T01:00:00.000Z"],
      ["late-5", 5, "2024-02-23T01:00:00.000Z"],
    ]);
  });

  it("two at once tell nothing twice", async () => {
    const codes = await Promise.all(Array.from({ length: 12 }, () => post()));
    world.clock.set("2024-02-16T08:00:00+07:00");
    await Promise.all([run(), run(), run()]);
    for (const code of codes)
      expect(await rungsOf(code)).toEqual(["acceptance-late", "due-in-2", "due-in-1", "due-today"]);
  });

  it("takes the steps of reports beside those of questions, each once, however many run at once", async () => {
    const code = await post();
    const ids = await freeze(world, "2023-year");
    const [id = ""] = ids;
    const reports = reportStore(world.client, world.tables.Reports);
    const head = await reports.obligation(id);
    if (!head) throw new Error("It was frozen.");
    const extension = { until: "2024-02-16", reason: "Bão lũ", by: "a", at: "2024-02-03T15:15:00.000Z" };
    const calendar = await calendarStore(world.client, world.tables.Calendars, world.clock).current();
    const extended = obligationScheduled({ ...head, sequence: 2, extension }, 1, world.clock.now(), calendar);
    const { commit } = transactions({ ...world.outside, eventsTable: world.tables.Events });
    await commit({ writes: reports.save(extended, head), events: [] }, undefined, world.clock.now());
    world.clock.set("2024-02-16T08:00:00+07:00");
    const results = await Promise.all([run(), run()]);
    expect(results.map(({ steps }) => steps).reduce((one, other) => one + other)).toBe(6);
    expect((await rungsOf(code)).length).toBe(4);
    const { items } = await eventStore(world.client, world.tables.Events).of(`obligation#${id}`, { limit: 50 });
    expect(items.map(({ facts }) => facts.rungs)).toEqual([["due-in-2"], ["due-today"]]);
    expect(await run()).toEqual({ steps: 0, questions: 0, obligations: 0, evaluations: 0, isFinished: true });
  });

  it("does not touch what an officer has read: the ETag stays", async () => {
    const code = await post();
    const before = await world.as(clerk, `GET /v1/questions/${code}/case`);
    world.clock.set("2024-02-07T09:00:00+07:00");
    await run();
    const after = await world.as(clerk, `GET /v1/questions/${code}/case`);
    expect(after.headers.etag).toBe(before.headers.etag);
    const accepted = await world.as(clerk, `POST /v1/questions/${code}/acceptance`, {
      headers: { "if-match": before.headers.etag ?? "" },
    });
    expect(accepted.status).toBe(200);
  });

  it("arms again after the class was raised, and is silent after the answer", async () => {
    const code = await post();
    world.clock.set("2024-02-15T09:00:00+07:00");
    await run();
    const joint = { class: "joint", coUnits: ["so-mau"], reason: "Cần phối hợp" };
    await world.as(clerk, `PUT /v1/questions/${code}/classification`, { body: joint, headers: { "if-match": '"1"' } });
    world.clock.set("2024-02-19T09:00:00+07:00");
    await run();
    await world.as(clerk, `POST /v1/questions/${code}/draft`, {
      body: { content: "Trả lời", submit: true },
      headers: { "if-match": '"2"' },
    });
    await world.as("so-tu-phap.leader", `POST /v1/questions/${code}/answer`, {
      body: { capacity: "own" },
      headers: { "if-match": '"3"' },
    });
    world.clock.set("2024-03-30T09:00:00+07:00");
    expect(await run()).toMatchObject({ steps: 0 });
    expect(await rungsOf(code)).toEqual(["acceptance-late", "due-in-2", "due-in-1", "due-in-2"]);
  });

  it("gives a question its dates once a calendar exists", async () => {
    world = await World.at("2024-02-03T22:15:00+07:00", []);
    const code = await post();
    world.clock.set("2024-02-05T09:00:00+07:00");
    expect(await run()).toMatchObject({ questions: 1 });
    const store = calendarStore(world.client, world.tables.Calendars, world.clock);
    const { commit } = transactions({ ...world.outside, eventsTable: world.tables.Events });
    for (const year of officialYears) {
      await commit({ writes: store.publish(year, await store.inForce()), events: [] }, undefined, world.clock.now());
    }
    world.clock.set("2024-02-06T09:30:00+07:00");
    await run();
    const { body, headers } = await world.as(clerk, `GET /v1/questions/${code}/case`);
    expect([body.startsOn, body.dueOn, headers.etag]).toEqual(["2024-02-05", "2024-02-16", '"2"']);
  });

  it("stops before its time is over and goes on next time", async () => {
    await Promise.all(Array.from({ length: 20 }, () => post()));
    world.clock.set("2024-02-16T08:00:00+07:00");
    let asked = 0;
    const first = await sweep(deps(), () => ++asked <= 3);
    expect(first.isFinished).toBe(false);
    const second = await run();
    expect(second.isFinished).toBe(true);
    expect(first.steps + second.steps).toBe(80);
  });
});
