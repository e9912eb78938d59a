import { describe, expect, test } from "vitest";
import { settableClock } from "../../../infra/local/clock.ts";
import type { DeclaredRule } from "../../../infra/local/schedules/declared-rules.ts";
import { type PassageDeps, passTo } from "../../../infra/local/schedules/passage.ts";
import { scheduleOf } from "../../../infra/local/schedules/schedule-expression.ts";

const rule = (name: string, expression: string): DeclaredRule => ({
  name,
  schedule: scheduleOf(expression),
  isEnabled: true,
  jobs: [],
});
const sweep = rule("sweep", "cron(0/5 * * * ? *)");
const dispatch = rule("dispatch", "cron(* * * * ? *)");
const start = Date.parse("2024-02-05T00:58:30Z");
const at = (text: string) => Date.parse(text);

/** A world in which firings are only written down, with the moment that the clock shows. */
function world(rules: readonly DeclaredRule[], changes: Partial<PassageDeps> = {}) {
  const clock = settableClock(start);
  const fired: string[] = [];
  let activity = 0;
  const deps: PassageDeps = {
    rules,
    clock,
    fire: async ({ name }, moment) => {
      expect(Math.abs(clock.now() - moment)).toBeLessThan(1_000);
      fired.push(`${new Date(moment).toISOString().slice(5, 16)} ${name}`);
    },
    quiet: async () => {},
    activity: () => activity,
    activityBefore: 0,
    beforeMove: async () => {},
    nextHeld: () => undefined,
    mayFire: () => true,
    spared: () => {},
    hasStopped: () => false,
    ...changes,
  };
  return {
    clock,
    fired,
    deps,
    act: () => {
      activity++;
    },
  };
}

test("rules fire in order, at their moments, those of one moment in the order of the template", async () => {
  const { clock, fired, deps } = world([sweep, dispatch]);
  const passed = await passTo(at("2024-02-05T01:01:10Z"), "all", deps);
  expect(fired).toEqual(["02-05T00:59 dispatch", "02-05T01:00 sweep", "02-05T01:00 dispatch", "02-05T01:01 dispatch"]);
  expect(passed).toEqual({ fired: { sweep: 1, dispatch: 3 }, skipped: 0 });
  expect(clock.now() - at("2024-02-05T01:01:10Z")).toBeLessThan(1_000);
});

test("a firing at the very end is made, one after it is not", async () => {
  const { fired, deps } = world([sweep]);
  await passTo(at("2024-02-05T01:05:00Z"), "all", deps);
  expect(fired).toEqual(["02-05T01:00 sweep", "02-05T01:05 sweep"]);
});

test("every part is quiet before the clock goes on", async () => {
  const steps: string[] = [];
  const { deps } = world([sweep], {
    quiet: async () => {
      steps.push("quiet");
    },
    beforeMove: async () => {
      steps.push("move");
    },
    fire: async () => {
      steps.push("fire");
    },
  });
  await passTo(at("2024-02-05T01:01:00Z"), "all", deps);
  expect(steps).toEqual(["quiet", "move", "quiet", "fire", "quiet", "move", "quiet"]);
});

test("while schedules are off nothing fires, and the clock comes to where it was asked to", async () => {
  const { clock, fired, deps } = world([sweep, dispatch], { mayFire: () => false });
  await passTo(at("2024-02-08T01:00:00Z"), "all", deps);
  expect([fired, new Date(clock.now()).toISOString().slice(0, 16)]).toEqual([[], "2024-02-08T01:00"]);
});

test("what is held back comes at its moment, between firings", async () => {
  const held = at("2024-02-05T00:59:20Z");
  let isHeld = true;
  const seen: string[] = [];
  const { clock, deps } = world([], {
    nextHeld: () => (isHeld ? held : undefined),
    quiet: async () => {
      if (clock.now() >= held && isHeld) {
        seen.push(new Date(clock.now()).toISOString().slice(0, 19));
        isHeld = false;
      }
    },
  });
  await passTo(at("2024-02-05T03:00:00Z"), "some", deps);
  expect(seen).toEqual(["2024-02-05T00:59:20"]);
});

describe("a long time", () => {
  test("is passed on a grid, with the opening of the offices exactly, and the answer counts what was spared", async () => {
    const { fired, deps } = world([dispatch]);
    const passed = await passTo(start + 30 * 86_400_000, "some", deps);
    expect(fired.slice(0, 5)).toEqual([
      "02-05T01:00 dispatch",
      "02-05T12:00 dispatch",
      "02-06T00:00 dispatch",
      "02-06T00:30 dispatch",
      "02-06T01:00 dispatch",
    ]);
    expect(fired.length + passed.skipped).toBe(30 * 1_440);
    expect(passed.fired).toEqual({ dispatch: fired.length });
  });

  test("spares no rule that would not fire again before the grid's next moment", async () => {
    const daily = rule("daily", "cron(7 17 * * ? *)");
    const { fired, deps } = world([dispatch, daily]);
    await passTo(start + 3 * 86_400_000, "some", deps);
    expect(fired.filter((one) => one.endsWith("daily"))).toEqual([
      "02-05T17:07 daily",
      "02-06T17:07 daily",
      "02-07T17:07 daily",
    ]);
  });

  test("each firing is either made or told as spared, and the last before the end is made: alarms look at what it tells", async () => {
    const spared: number[] = [];
    const end = at("2024-02-06T17:47:00Z");
    const { fired, deps } = world([sweep], { spared: (_, moment) => spared.push(moment) });
    const passed = await passTo(end, "some", deps);
    expect(fired.at(-1)).toBe("02-06T17:45 sweep");
    expect([spared.length, new Set(spared).size]).toEqual([passed.skipped, passed.skipped]);
    expect(fired.length + spared.length).toBe(Math.floor(end / 300_000) - Math.floor(start / 300_000));
  });

  test("what would have fired while the schedules are off is not spared: it is missing", async () => {
    const spared: number[] = [];
    const { deps } = world([sweep], { mayFire: () => false, spared: (_, moment) => spared.push(moment) });
    expect(await passTo(start + 86_400_000, "some", deps)).toMatchObject({ skipped: 0 });
    expect(spared).toEqual([]);
  });

  test("is passed minute by minute at first where something happened since the last move: its mails are still to be sent", async () => {
    const { fired, deps, act } = world([dispatch]);
    act();
    await passTo(start + 10 * 86_400_000, "some", deps);
    expect(fired.slice(0, 3)).toEqual(["02-05T00:59 dispatch", "02-05T01:00 dispatch", "02-05T01:01 dispatch"]);
  });

  test("is passed minute by minute for a while after something has happened", async () => {
    const { fired, deps, act } = world([dispatch]);
    let isFirst = true;
    const fire = deps.fire;
    const acting: PassageDeps = {
      ...deps,
      fire: async (one, moment) => {
        await fire(one, moment);
        if (isFirst) act();
        isFirst = false;
      },
    };
    await passTo(start + 10 * 86_400_000, "some", acting);
    expect(fired.slice(0, 7)).toEqual([
      "02-05T01:00 dispatch",
      "02-05T01:01 dispatch",
      "02-05T01:02 dispatch",
      "02-05T01:03 dispatch",
      "02-05T01:04 dispatch",
      "02-05T01:05 dispatch",
      "02-05T12:00 dispatch",
    ]);
  });
});
