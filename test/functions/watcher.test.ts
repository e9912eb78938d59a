/** The job that watches the others: it measures what they leave alone, in the indexes and the ledger, whatever they say themselves. */
import { PutCommand } from "@aws-sdk/lib-dynamodb";
import { beforeEach, describe, expect, it } from "vitest";
import { sweep } from "../../functions/deadline-sweep/sweep.ts";
import { wire as wireSweep } from "../../functions/deadline-sweep/wire.ts";
import { watch } from "../../functions/watcher/watch.ts";
import { wire } from "../../functions/watcher/wire.ts";
import { NoticeWorld, rungEvent } from "../support/notices.ts";
import { question } from "../support/province.ts";

/** A Monday. */
const monday = "2024-02-05T09:00:00+07:00";
let world: NoticeWorld;
let printed: string[];
const minutes = (count: number) => count * 60;
const run = () => {
  const variables = {
    QUESTIONS_TABLE: world.tables.questions,
    REPORTS_TABLE: world.world.tables.Reports,
    SCORES_TABLE: world.world.tables.Scores,
    NOTICES_TABLE: world.tables.notices,
    CALENDARS_TABLE: world.world.tables.Calendars,
    METRICS_NAMESPACE: "Dondoc/test",
  };
  return watch(wire(variables, world.world.outside, (line) => printed.push(line)));
};
const check = () => {
  const variables = {
    QUESTIONS_TABLE: world.tables.questions,
    REPORTS_TABLE: world.world.tables.Reports,
    SCORES_TABLE: world.world.tables.Scores,
    CALENDARS_TABLE: world.world.tables.Calendars,
    EVENTS_TABLE: world.tables.events,
  };
  return sweep(wireSweep(variables, world.world.outside), () => true);
};
const post = async () => String((await world.world.post("cong-so-tu-phap", question())).body.code);

beforeEach(async () => {
  world = await NoticeWorld.at(monday);
  printed = [];
});

describe("the watcher", () => {
  it("finds nothing in an empty province, and says so with zeros: silence would ring", async () => {
    expect(await run()).toEqual({ "oldest-due-unhandled": 0, "oldest-notice-waiting": 0 });
    const [line = ""] = printed;
    expect(JSON.parse(line)).toEqual({
      _aws: {
        Timestamp: Date.parse(monday),
        CloudWatchMetrics: [
          {
            Namespace: "Dondoc/test",
            Dimensions: [[]],
            Metrics: [
              { Name: "oldest-due-unhandled", Unit: "Seconds" },
              { Name: "oldest-notice-waiting", Unit: "Seconds" },
            ],
          },
        ],
      },
      "oldest-due-unhandled": 0,
      "oldest-notice-waiting": 0,
    });
  });

  it("counts from when a question was due to be looked at, until the deadline check has done it", async () => {
    await post();
    // Received on Monday after 08:00, so Tuesday is day 1; by Wednesday it has not been taken in.
    world.set("2024-02-07T08:00:00+07:00");
    expect(await run()).toMatchObject({ "oldest-due-unhandled": 0 });
    world.set("2024-02-07T08:31:00+07:00");
    expect(await run()).toMatchObject({ "oldest-due-unhandled": minutes(31) });
    await check();
    expect(await run()).toMatchObject({ "oldest-due-unhandled": 0 });
  });

  it("takes the oldest of a shard, and of all shards", async () => {
    world.set("2024-02-07T10:00:00+07:00");
    const due = { "00": ["09:30", "09:00"], "07": ["09:50", "08:20", "11:00"], "15": ["09:59"] };
    for (const [checkShard, times] of Object.entries(due)) {
      for (const time of times) {
        const nextCheckAt = new Date(`2024-02-07T${time}:00+07:00`).toISOString();
        const Item = { code: `${checkShard}-${time}`, part: "head", checkShard, nextCheckAt };
        await world.world.client.send(new PutCommand({ TableName: world.tables.questions, Item }));
      }
    }
    expect(await run()).toMatchObject({ "oldest-due-unhandled": minutes(100) });
  });

  it("looks at whatever has deadlines: reports and evaluations as well", async () => {
    world.set("2024-02-07T10:00:00+07:00");
    const { Reports, Scores } = world.world.tables;
    for (const [TableName, time, age] of [
      [Scores, "09:40", 20],
      [Reports, "09:15", 45],
    ] as const) {
      const nextCheckAt = new Date(`2024-02-07T${time}:00+07:00`).toISOString();
      const Item = { id: "x", part: "head", checkShard: "05", nextCheckAt };
      await world.world.client.send(new PutCommand({ TableName, Item }));
      expect(await run()).toMatchObject({ "oldest-due-unhandled": minutes(age) });
    }
  });

  it("counts an asker's notice at any hour, until it has left", async () => {
    world.set("2024-02-05T22:00:00+07:00");
    world.isQueueDown = true;
    await post();
    await world.followAll();
    world.world.clock.instant += 45 * 60_000;
    expect(await run()).toMatchObject({ "oldest-notice-waiting": minutes(45) });
    world.isQueueDown = false;
    await world.round();
    expect(await run()).toMatchObject({ "oldest-notice-waiting": 0 });
  });

  it("sees a notice that is queued again and again and never sent: being dispatched is not having left", async () => {
    await post();
    await world.followAll();
    for (let minute = 0; minute < 42; minute++) {
      await world.dispatch();
      world.queue.splice(0);
      world.world.clock.instant += 60_000;
    }
    expect(await run()).toMatchObject({ "oldest-notice-waiting": minutes(42) });
  });

  it("leaves out what is planned for later: a digest of tomorrow is not late", async () => {
    await post();
    await world.round();
    expect((await world.rows()).filter(({ state }) => state === "planned").length).toBeGreaterThan(0);
    world.set("2024-02-05T20:00:00+07:00");
    expect(await run()).toMatchObject({ "oldest-notice-waiting": 0 });
  });

  it("counts an officer's notice within the window only, anew each day", async () => {
    const code = await post();
    await world.round();
    const at = "2024-02-16T16:00:00+07:00";
    world.set(at);
    await world.round();
    world.isQueueDown = true;
    await world.follow([rungEvent(await world.head(code), ["due-today"], at)]);
    const ageAt = async (moment: string) => {
      world.set(moment);
      return (await run())["oldest-notice-waiting"];
    };
    expect(await ageAt("2024-02-16T16:45:00+07:00")).toBe(minutes(45));
    expect(await ageAt("2024-02-16T23:00:00+07:00")).toBe(0);
    // Monday: the window opened at 07:30.
    expect(await ageAt("2024-02-19T08:10:00+07:00")).toBe(minutes(40));
  });

  it("publishes both ages first, and then fails by name upon a notice that nobody can read", async () => {
    await post();
    await world.followAll();
    world.world.clock.instant += 60_000;
    const Item = { id: "broken", waitingShard: "03", dueOrder: "1#2024-01-01T00:00:00.000Z#broken" };
    await world.world.client.send(new PutCommand({ TableName: world.tables.notices, Item }));
    await expect(run()).rejects.toThrow("1 notice(s) that wait cannot be read; the first is broken.");
    expect(JSON.parse(printed[0] ?? "")).toMatchObject({ "oldest-notice-waiting": 60 });
  });

  it("changes nothing: run twice, it measures the same", async () => {
    await post();
    world.isQueueDown = true;
    await world.followAll();
    world.set("2024-02-06T09:00:00+07:00");
    const before = await world.rows();
    expect(await run()).toEqual(await run());
    expect(await world.rows()).toEqual(before);
  });
});
