/** Catching up: what the stream lost is handed to each consumer, once, from where it was. */
import { describe, expect, it } from "vitest";
import { type CatchUpDeps, catchUp } from "../../functions/catch-up/catch-up.ts";
import { run } from "../../functions/catch-up/run.ts";
import { wire } from "../../functions/catch-up/wire.ts";
import type { Consumer } from "../../shared/platform/consumer.ts";
import type { ChangeEvent } from "../../shared/platform/events.ts";
import { differencesBetween, rebuiltTallies } from "../../shared/statistics/rebuild.ts";
import { event, tablesAt } from "../support/events.ts";

const now = "2024-02-05T02:00:00.000Z";
const always = () => true;
const received = (subject: string, at: string) => event("question-received", { subject: `question#${subject}`, at });

/** A consumer that notes what it was handed, and fails at the subjects that are named. */
function recorder(failing: ReadonlySet<string> = new Set()) {
  const seen: string[] = [];
  const consumer: Consumer = {
    name: "recorder",
    digest: async ({ subject }: ChangeEvent) => {
      if (failing.has(subject)) throw new TypeError("poison");
      seen.push(subject.replace("question#", ""));
      return { isMarked: false };
    },
  };
  return { seen, consumer };
}

async function world(failing?: ReadonlySet<string>) {
  const tables = await tablesAt(now);
  const { seen, consumer } = recorder(failing);
  const deps: CatchUpDeps = { ...tables, events: tables.byHour, consumers: [consumer] };
  return { ...tables, seen, deps };
}

describe("catching up", () => {
  it("begins a little before the oldest record of the stream when it was never done, and leaves the last two minutes to the stream", async () => {
    const { happen, seen, deps, marks } = await world();
    await happen(
      received("too-old", "2024-02-04T00:57:59.999Z"),
      received("first", "2024-02-04T00:58:00.000Z"),
      received("last", "2024-02-05T01:58:00.000Z"),
      received("too-new", "2024-02-05T01:58:00.001Z"),
    );
    expect(await catchUp(deps, always)).toEqual([{ consumer: "recorder", events: 2, isFinished: true }]);
    expect(seen).toEqual(["first", "last"]);
    expect(await marks.caughtUpTo("recorder")).toBe("2024-02-05T01:58:00.000Z");
  });

  it("hands only what has no mark, and says how much it was", async () => {
    const { happen, seen, deps, marks, lines, clock } = await world();
    const events = ["a", "b", "c"].map((name) => received(name, "2024-02-05T01:00:00.000Z"));
    await happen(...events);
    await marks.done("recorder", { subject: "question#b", sequence: 1 }, clock.now());
    await catchUp(deps, always);
    expect(seen).toEqual(["a", "c"]);
    expect(lines.filter(({ code }) => code === "events-caught-up")).toEqual([
      { code: "events-caught-up", fields: { consumer: "recorder", events: 2, isFinished: true } },
    ]);
    await catchUp(deps, always);
    expect(seen).toEqual(["a", "c"]);
    expect(lines.filter(({ code }) => code === "events-caught-up")).toHaveLength(1);
  });

  it("reads a quarter of an hour again: the index shows an event a moment late", async () => {
    const { happen, seen, deps, clock } = await world();
    await catchUp(deps, always);
    clock.set("2024-02-05T02:05:00.000Z");
    await happen(
      received("hidden-too-long", "2024-02-05T01:42:59.999Z"),
      received("shown-late", "2024-02-05T01:43:00.000Z"),
    );
    await catchUp(deps, always);
    expect(seen).toEqual(["shown-late"]);
  });

  it("loses nothing of three days without it, in the order of their time", async () => {
    const { happen, seen, deps, clock, marks } = await world();
    await catchUp(deps, always);
    const hours = Array.from({ length: 72 }, (_, hour) => hour);
    await happen(
      ...hours.map((hour) => received(`h${hour}`, new Date(Date.parse(now) + hour * 3_600_000).toISOString())),
    );
    clock.set("2024-02-08T02:00:00.000Z");
    await catchUp(deps, always);
    expect(seen).toEqual(hours.map((hour) => `h${hour}`));
    expect(await marks.caughtUpTo("recorder")).toBe("2024-02-08T01:58:00.000Z");
  });

  it("goes past one page of an hour", async () => {
    const { happen, seen, deps } = await world();
    const names = Array.from({ length: 230 }, (_, index) => `n${String(index).padStart(3, "0")}`);
    await happen(...names.map((name) => received(name, "2024-02-05T01:30:00.000Z")));
    await catchUp(deps, always);
    expect(seen.toSorted()).toEqual(names);
  });

  it("stops before its time limit, keeps its place, and goes on next time", async () => {
    const { happen, seen, deps, marks } = await world();
    const names = Array.from({ length: 130 }, (_, index) => `n${String(index).padStart(3, "0")}`);
    await happen(
      ...names.map((name, index) => received(name, `2024-02-05T01:00:00.${String(index).padStart(3, "0")}Z`)),
    );
    let steps = 110 + 25;
    const [first] = await catchUp(deps, () => steps-- > 0);
    expect(first?.isFinished).toBe(false);
    expect(seen.length).toBeGreaterThan(90);
    expect(seen.length).toBeLessThan(130);
    expect(await marks.caughtUpTo("recorder")).toBe("2024-02-05T01:00:00.099Z");
    const [second] = await catchUp(deps, always);
    expect(second?.isFinished).toBe(true);
    expect(seen).toEqual(names);
  });

  it("does not move its place at all when it could not read even one page", async () => {
    const { happen, deps, marks } = await world();
    await happen(received("a", "2024-02-05T01:00:00.000Z"));
    await catchUp(deps, () => false);
    expect(await marks.caughtUpTo("recorder")).toBeUndefined();
  });

  it("sets poison apart and goes on; it is not handed again by itself", async () => {
    const { happen, seen, deps, marks, lines, spoil } = await world(new Set(["question#poison"]));
    await happen(received("a", "2024-02-05T01:00:00.000Z"), received("poison", "2024-02-05T01:00:01.000Z"));
    await spoil({ subject: "question#unreadable", sequence: 1, at: "2024-02-05T01:00:02.000Z" });
    await happen(received("z", "2024-02-05T01:00:03.000Z"));
    await catchUp(deps, always);
    await catchUp(deps, always);
    expect(seen).toEqual(["a", "z"]);
    expect((await marks.allStuck("recorder")).map(({ subject, reason }) => [subject, reason])).toEqual([
      ["question#poison", "TypeError"],
      ["question#unreadable", "UnreadableItem"],
    ]);
    expect(lines.filter(({ code }) => code === "event-stuck")).toHaveLength(2);
    expect(await marks.caughtUpTo("recorder")).toMatch(/^2024-02-05T01:58:00/);
  });

  it("is harmless on a clock that lags behind its own mark", async () => {
    const { deps, marks, clock } = await world();
    await catchUp(deps, always);
    clock.set("2024-02-05T01:00:00.000Z");
    await catchUp(deps, always);
    expect(await marks.caughtUpTo("recorder")).toBe("2024-02-05T01:58:00.000Z");
  });
});

describe("redriving by hand", () => {
  it("hands what was set apart again, and takes out what succeeds", async () => {
    const poison = new Set(["question#one", "question#two"]);
    const { happen, seen, deps, marks } = await world(poison);
    await happen(received("one", "2024-02-05T01:00:00.000Z"), received("two", "2024-02-05T01:00:01.000Z"));
    await catchUp(deps, always);
    poison.delete("question#one");
    expect(await run({ redrive: "recorder" }, deps, always)).toEqual({ consumer: "recorder", redriven: 1, left: 1 });
    expect(seen).toEqual(["one"]);
    expect((await marks.allStuck("recorder")).map(({ subject }) => subject)).toEqual(["question#two"]);
    expect(await marks.undone("recorder", [{ subject: "question#one", sequence: 1 }])).toEqual([]);
  });

  it("refuses a consumer that does not exist, and names those that do", async () => {
    const { deps } = await world();
    await expect(run({ redrive: "mails" }, deps, always)).rejects.toThrow("there are: recorder");
  });

  it("is not what the rule of the clock asks for", async () => {
    const { deps } = await world();
    const byRule = { source: "aws.events", "detail-type": "Scheduled Event", detail: {} };
    expect(await run(byRule, deps, always)).toEqual([{ consumer: "recorder", events: 0, isFinished: true }]);
  });
});

describe("the deployed job", () => {
  it("makes up for both consumers, beside a second run of itself, and every event counts once", async () => {
    const tables = await tablesAt(now);
    const { happen, nameOf, tallies, marks } = tables;
    const variables = {
      EVENTS_TABLE: nameOf("Events"),
      MARKS_TABLE: nameOf("Marks"),
      TALLIES_TABLE: nameOf("Tallies"),
      NOTICES_TABLE: nameOf("Notices"),
      QUESTIONS_TABLE: nameOf("Questions"),
      REPORTS_TABLE: nameOf("Reports"),
      SCORES_TABLE: nameOf("Scores"),
      REGISTER_TABLE: nameOf("Register"),
      CALENDARS_TABLE: nameOf("Calendars"),
      PROVINCE_OFFICE: "van-phong-ubnd-tinh",
      PROVINCE_UNIT: "ubnd-tinh",
    };
    const events = Array.from({ length: 20 }, (_, index) => received(`q${index}`, "2024-02-05T01:00:00.000Z"));
    await happen(...events);
    const deps = wire(variables, tables.outside);
    await Promise.all([run({}, deps, always), run({}, wire(variables, tables.outside), always)]);
    const kept = [
      ...(await tallies.of("2024-02")),
      ...(await tallies.of("to-2024-02-14")),
      ...(await tallies.of("now")),
    ];
    expect(differencesBetween(kept, rebuiltTallies(events))).toEqual([]);
    expect(deps.consumers.map(({ name }) => name)).toEqual(["notices", "tallies"]);
    expect(await marks.undone("tallies", events)).toEqual([]);
  });
});
