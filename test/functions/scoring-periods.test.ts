/** What concerns all portals of a score period at once: asked for by a person, carried out by the job, frozen for ever. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { RoundsDeps } from "../../functions/scoring-rounds/rounds.ts";
import { type EvaluationHead, evaluationIdOf } from "../../shared/scoring/evaluations/evaluation.ts";
import type { Fact } from "../../shared/scoring/facts/fact.ts";
import type { ScorePeriodRecord } from "../../shared/scoring/periods/period-record.ts";
import { replayOf } from "../../shared/scoring/snapshots/replay.ts";
import { type Snapshot, snapshotIn } from "../../shared/scoring/snapshots/snapshot.ts";
import { metered, totalUnits } from "../bench/metered.ts";
import { beforeNextWrite, writingIn } from "../support/reports.ts";
import { known, openPeriod, scoresIn, setPeriod } from "../support/scoring.ts";
import { frozenIn } from "../support/snapshots.ts";
import { allOf } from "../support/tables.ts";
import { type Answer, issuer, World } from "../support/world.ts";

const [supervisor, leader] = ["van-phong-ubnd-tinh.supervisor", "ubnd-tinh.leader"];
const portals = ["cong-so-mau", "cong-so-tu-phap", "cong-thi-xa-sa-pa", "cong-van-phong-ubnd-tinh", "cong-xa-mau-01"];
const path = "/v1/score-periods/2023";
/** Asked for on a Thursday; five working days later is a Thursday. */
const [published, windowEnds, decided] = ["2024-01-25T09:00:00+07:00", "2024-02-01", "2024-02-02T09:00:00+07:00"];
const decision = { number: "15/QĐ-HĐBT", on: "2024-02-02", capacity: "tm", forTitle: "Hội đồng biên tập" };

const good: Record<string, Fact> = {
  A1: known({ done: ["so-do", "chuc-nang", "lich-su"] }),
  A2: known({ yes: true }),
  A3: known({ n: 9, of: 10 }),
  A4: known({ points: 400 }),
  C1: known({ n: 40, of: 50 }),
};

let world: World;
let bucket: Awaited<ReturnType<typeof frozenIn>>;

beforeEach(async () => {
  world = await World.at("2024-01-02T08:00:00+07:00");
  bucket = await frozenIn(world);
  await openPeriod(world);
  world.clock.set(published);
});
afterEach(() => bucket.stop());

const headOf = async (portal: string): Promise<EvaluationHead> => {
  const head = await scoresIn(world).evaluation(evaluationIdOf("2023", portal));
  if (!head) throw new Error(portal);
  return head;
};
const record = async (): Promise<ScorePeriodRecord> => {
  const found = await scoresIn(world).period("2023");
  if (!found) throw new Error("2023");
  return found;
};

/** Reviews portals as a supervisor did, by writing what a review leaves. */
async function reviewed(facts: Record<string, Record<string, Fact>> = {}, by = "another.supervisor"): Promise<void> {
  const scores = scoresIn(world);
  for (const portal of portals) {
    const head = await headOf(portal);
    const sheet = await scores.sheet({ evaluation: head.id, number: head.sheet });
    if (!sheet) throw new Error(portal);
    const at = "2024-01-20T02:00:00.000Z";
    const entries = { ...sheet.entries };
    for (const [id, fact] of Object.entries({ ...good, ...facts[portal] })) {
      entries[id] = { ...entries[id], reviewed: { fact, by, at } };
    }
    const next: EvaluationHead = {
      ...head,
      ...{ state: "reviewed", sheet: head.sheet + 1, version: head.version + 1, sequence: head.sequence + 1 },
      review: { at, by },
    };
    const writes = [
      ...scores.save(next, head),
      scores.addSheet({ evaluation: head.id, number: next.sheet }, { ...sheet, entries }),
    ];
    await writingIn(world).commit({ writes, events: [] }, undefined, world.clock.now());
  }
}

async function ask(officer: string, name: string, body: object = {}): Promise<Answer> {
  const headers = { "if-match": `"${(await record()).version}"` };
  return world.as(officer, `POST ${path}/${name}`, { body, headers });
}

async function publish(body: object = {}): Promise<void> {
  expect(await ask(supervisor, "publication", body)).toMatchObject({ status: 202, body: { state: "publishing" } });
  await bucket.run();
}

async function decide(): Promise<void> {
  world.clock.set(decided);
  expect(await ask(leader, "decision", decision)).toMatchObject({ status: 202, body: { state: "deciding" } });
  await bucket.run();
}

const amendment = {
  ...{ ...decision, number: "22/QĐ-HĐBT", reason: "Số liệu nhập nhầm" },
  entries: [{ portal: "cong-so-mau", criterion: "A2", fact: known({ yes: false }), reason: "Không có lịch." }],
};

/** What the bucket hands out, to anyone. */
async function fetched(query = ""): Promise<Snapshot> {
  const { status, body } = await world.send(`GET ${path}/snapshot${query}`);
  expect(status).toBe(200);
  const response = await fetch(body.download.url);
  return snapshotIn(new Uint8Array(await response.arrayBuffer()));
}

/** Registers an officer with roles. */
const add = async (id: string, ...grants: object[]) => {
  const officer = {
    id,
    fullName: "Cán bộ mẫu",
    title: "Phó Chủ tịch",
    issuer,
    subject: `login-${id}`,
    synthetic: true,
  };
  const body = { ...officer, grants: grants.map((one) => ({ from: "2020-01-01", ...one })) };
  const answer = await world.as("van-phong-ubnd-tinh.administrator", "POST /v1/officers", { body });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
};

const eventsOf = async (kind: string) =>
  (await allOf(world.client, world.tables.Events)).filter((event) => event.kind === kind);

describe("publication", () => {
  it("tells every body its provisional result, and opens the window until the day that was fixed when it was asked for", async () => {
    await reviewed({ "cong-so-mau": { A2: known({ yes: false }) } });
    expect((await ask(supervisor, "publication")).body.published.windowEndsOn).toBe(windowEnds);
    // The job comes a day later: the day stands.
    world.clock.set("2024-01-26T09:00:00+07:00");
    await bucket.run();
    expect(await record()).toMatchObject({ state: "provisional", best: { "C1#departments": { n: 40, of: 50 } } });
    const [first, second] = [await headOf("cong-so-tu-phap"), await headOf("cong-so-mau")];
    expect(first).toMatchObject({
      state: "provisional",
      windowEndsOn: windowEnds,
      result: { rank: 1, tied: 2, ranked: 3 },
    });
    expect(second.result?.rank).toBe(3);
    expect(first.plan.nextCheckAt).not.toBeNull();
    const events = await eventsOf("score-published");
    expect(events).toHaveLength(5);
    // Followed: mails go out.
    expect(events.every(({ hour }) => hour !== undefined)).toBe(true);
    expect(JSON.stringify(events)).not.toContain("9000");
    // In short, for the dashboard: provisional, until they are final.
    expect(await scoresIn(world).latest()).toMatchObject({ period: "2023", isFinal: false, portals: 5 });
  });

  it("is refused while portals are not reviewed, saying how many, unless it is meant", async () => {
    const refused = await ask(supervisor, "publication");
    expect(refused).toMatchObject({ status: 409, body: { code: "evaluations-unreviewed" } });
    expect(refused.body.errors[0].detail).toMatch(/^5: /);
    await publish({ despite: true });
    expect(await record()).toMatchObject({ state: "provisional", published: { unreviewed: 5 } });
  });

  it("stops by itself when more than half of what applies is unknown, and goes on only when that is meant", async () => {
    const unknown = Object.fromEntries(
      Object.keys(good).map((id): [string, Fact] => [id, { is: "not-measured", why: "reviewed" }]),
    );
    const silent = { ...unknown, F1: { is: "not-measured", why: "reviewed" } satisfies Fact };
    await reviewed(Object.fromEntries(portals.map((portal) => [portal, silent])));
    expect((await ask(supervisor, "publication")).status).toBe(202);
    await bucket.run();
    const shown = await world.as(supervisor, `GET ${path}`);
    expect(shown.body).toMatchObject({ state: "open", stopped: { why: "too-much-unknown", coverage: 3_000 } });
    expect((await headOf("cong-so-mau")).state).toBe("reviewed");
    expect(await eventsOf("publishing-stopped")).toHaveLength(1);
    await publish({ despite: true });
    expect(await record()).toMatchObject({ state: "provisional" });
    world.clock.set(decided);
    expect((await ask(leader, "decision", decision)).body.code).toBe("too-much-unknown");
  });

  it("waits when an evaluation cannot be found: no result is made of a part", async () => {
    await reviewed();
    await setPeriod(world, "2023", { portals: 6 });
    await ask(supervisor, "publication");
    await expect(bucket.run()).rejects.toThrow("2023 has 5 evaluations of 6");
    expect(await record()).toMatchObject({ state: "publishing" });
    expect(await eventsOf("score-published")).toEqual([]);
  });
});

describe("the decision", () => {
  beforeEach(async () => {
    await reviewed({ "cong-so-mau": { A2: known({ yes: false }) } });
    await publish();
  });

  it("makes the results final, public and frozen; anyone can fetch and replay them", async () => {
    expect((await world.send(`GET ${path}`)).body).toMatchObject({ state: "running", portals: 5 });
    expect((await world.send(`GET ${path}/snapshot`)).status).toBe(404);
    await decide();
    const { body } = await world.send(`GET ${path}`);
    expect(body).toMatchObject({ state: "final", decision: { number: "15/QĐ-HĐBT", unanswered: 0 } });
    expect(body.reviewers).toBeUndefined();
    const snapshot = await fetched();
    expect(snapshot.hash).toBe(body.snapshots[0].hash);
    expect(snapshot.header).toMatchObject({ number: 1, portals: 5, decision: { signature: { capacity: "tm" } } });
    const { results, difference } = replayOf(snapshot);
    expect(difference).toBeUndefined();
    for (const { portal, score, rank } of results) {
      expect(await headOf(portal)).toMatchObject({ state: "final", snapshot: 1, result: { score, rank } });
    }
    expect(await eventsOf("score-final")).toHaveLength(5);
    const latest = await scoresIn(world).latest();
    expect(latest).toMatchObject({ isFinal: true, at: new Date(world.clock.now()).toISOString() });
    expect(latest?.weakest[0]?.unit).toBe("so-mau");
    expect(latest?.weakest[0]?.reasons.map(({ criterion }) => criterion)).toEqual(["A1", "A2", "D1"]);
    expect(await eventsOf("frozen")).toHaveLength(1);
    // What people wrote beside a fact, and who they are, is not in it.
    expect([...snapshot.inputLines()].join()).not.toContain("another.supervisor");
    const again = await bucket.snapshots.read({ key: "scores/2023/1.ndjson.gz", hash: snapshot.hash });
    expect(again.headerLine).toBe(snapshot.headerLine);
  });

  it.each([
    ["on the last day of the window", "2024-02-01T23:59:00+07:00", { on: "2024-02-01" }, "window-open", undefined],
    ["with a day that has not come", decided, { on: "2024-02-03" }, "invalid-content", "day-ahead"],
    ["with a day before the publication", decided, { on: "2024-01-24" }, "invalid-content", "day-too-early"],
  ])("is refused %s", async (_, at, body, code, field) => {
    world.clock.set(at);
    const answer = await ask(leader, "decision", { ...decision, ...body });
    expect(answer.body.code).toBe(code);
    expect(answer.body.errors?.[0]?.code).toBe(field);
  });

  it.each([
    ["so-tu-phap.leader", 404],
    [supervisor, 403],
    ["van-phong-ubnd-tinh.auditor", 403],
  ])("is not for %s", async (officer, status) => {
    world.clock.set(decided);
    expect((await ask(officer, "decision", decision)).status).toBe(status);
  });

  it("is refused to one who reviewed any of it", async () => {
    const review = { at: "2024-01-20T02:00:00.000Z", by: leader };
    await setPeriod(world, "2023", {}, { "cong-xa-mau-01": { review } });
    world.clock.set(decided);
    expect((await ask(leader, "decision", decision)).body.code).toBe("own-review");
  });

  it("is refused while requests for reconsideration wait, unless they are to stay unanswered for ever", async () => {
    const asked = { at: "2024-01-26T02:00:00.000Z", by: "so-mau.leader", criteria: ["A2"], answerDueOn: "2024-02-02" };
    await setPeriod(world, "2023", {}, { "cong-so-mau": { reconsideration: asked } });
    world.clock.set(decided);
    const refused = await ask(leader, "decision", decision);
    expect(refused.body).toMatchObject({ code: "reconsiderations-unanswered", errors: [{ path: "despite" }] });
    expect(refused.body.errors[0].detail).toMatch(/^1: /);
    expect((await ask(leader, "decision", { ...decision, despite: true })).status).toBe(202);
    await bucket.run();
    expect(await record()).toMatchObject({ state: "final", decision: { unanswered: 1 } });
    expect((await world.as(supervisor, `GET ${path}?counts=true`)).body.counts).toMatchObject({ unanswered: 1 });
  });

  it("names as unanswered what is so when it is frozen: an answer may come while it counts", async () => {
    const asked = { at: "2024-01-26T02:00:00.000Z", by: "so-mau.leader", criteria: ["A2"], answerDueOn: "2024-02-02" };
    await setPeriod(world, "2023", {}, { "cong-so-mau": { reconsideration: asked } });
    world.clock.set(decided);
    const answered = { ...asked, answeredAt: "2024-02-02T01:00:00.000Z", answeredBy: "another.supervisor" };
    beforeNextWrite(world, async () => {
      const head = await headOf("cong-so-mau");
      const next = { ...head, reconsideration: answered, version: head.version + 1, sequence: head.sequence + 1 };
      const writes = scoresIn(world).save(next, head);
      await writingIn(world).commit({ writes, events: [] }, undefined, world.clock.now());
    });
    expect((await ask(leader, "decision", { ...decision, despite: true })).body.decision).toBeUndefined();
    await bucket.run();
    expect(await record()).toMatchObject({ state: "final", decision: { unanswered: 0 } });
    expect((await fetched()).header.decision?.unanswered).toBe(0);
  });

  it("is refused to a leader who stands in for one who reviewed, or has a part in a body", async () => {
    await add("mau.in-place", { role: "leader", unit: "ubnd-tinh", deputyFor: "another.supervisor" });
    await add(
      "mau.director",
      { role: "leader", unit: "ubnd-tinh" },
      { role: "leader", unit: "so-mau", to: "2023-06-30" },
    );
    world.clock.set(decided);
    expect((await ask("mau.in-place", "decision", decision)).body.code).toBe("own-review");
    expect((await ask("mau.director", "decision", decision)).body.code).toBe("own-portal");
    expect((await ask(leader, "decision", decision)).status).toBe(202);
  });

  it("needs the version that was read, and is repeated under its key", async () => {
    world.clock.set(decided);
    const request = `POST ${path}/decision`;
    expect((await world.as(leader, request, { body: decision })).status).toBe(428);
    expect((await world.as(leader, request, { body: decision, headers: { "if-match": '"1"' } })).status).toBe(412);
    const headers = { "if-match": `"${(await record()).version}"`, "idempotency-key": "quyet-dinh-1" };
    const first = await world.as(leader, request, { body: decision, headers });
    const again = await world.as(leader, request, { body: decision, headers });
    expect([first.status, again.status, again.headers["idempotency-replayed"]]).toEqual([202, 202, "true"]);
  });
});

describe("an amendment", () => {
  beforeEach(async () => {
    await reviewed();
    await publish();
    await decide();
  });

  it("makes a new snapshot that names the one before, and concerns only those whose result it changes", async () => {
    const first = await fetched();
    const untouched = await headOf("cong-xa-mau-01");
    expect((await ask(leader, "amendment", amendment)).status).toBe(202);
    expect((await world.send(`GET ${path}`)).body.state).toBe("final");
    await bucket.run();
    const second = await fetched();
    expect(second.header).toMatchObject({ number: 2, before: first.hash, amendment: { number: "22/QĐ-HĐBT" } });
    expect(replayOf(second).difference).toBeUndefined();
    expect((await fetched("?number=1")).hash).toBe(first.hash);
    expect(await headOf("cong-so-mau")).toMatchObject({
      ...{ state: "final", sheet: 3, snapshot: 2 },
      ...{ result: { rank: 3 }, resultBefore: { rank: 1 } },
    });
    // Ranked with it, and no longer sharing the rank with it.
    expect(await headOf("cong-so-tu-phap")).toMatchObject({ sheet: 2, snapshot: 2, result: { rank: 1, tied: 2 } });
    expect(await headOf("cong-xa-mau-01")).toEqual(untouched);
    expect((await eventsOf("score-amended")).map(({ subject }) => subject).sort()).toEqual(
      ["cong-so-mau", "cong-so-tu-phap", "cong-van-phong-ubnd-tinh"].map((portal) => `evaluation#2023.${portal}`),
    );
    const sheet = await scoresIn(world).sheet({ evaluation: "2023.cong-so-mau", number: 3 });
    expect(sheet?.entries.A2?.reviewed).toMatchObject({ by: leader, reason: "Không có lịch." });
    expect((await record()).snapshots.map(({ number, reason }) => [number, reason])).toEqual([
      [1, undefined],
      [2, "Số liệu nhập nhầm"],
    ]);
  });

  it("of something that changes no result says what the result was before all the same", async () => {
    await ask(leader, "amendment", amendment);
    await bucket.run();
    const [entry] = amendment.entries;
    const same = { ...amendment, entries: [{ ...entry, reason: "Nêu rõ lý do" }] };
    expect((await ask(leader, "amendment", same)).status).toBe(202);
    await bucket.run();
    const head = await headOf("cong-so-mau");
    expect(head).toMatchObject({ snapshot: 3, result: { rank: 3 } });
    expect(head.resultBefore).toEqual(head.result);
  });

  it.each([
    ["portal", { portal: "cong-khac" }, "entries[0].portal", "not-evaluated"],
    ["criterion", { criterion: "Z9" }, "entries[0].criterion", "criterion-unknown"],
    ["shape", { fact: known({ n: 1, of: 2 }) }, "entries[0].fact.value", "shape-mismatch"],
  ])("is refused with another %s than there is", async (_, change, at, code) => {
    const [entry] = amendment.entries;
    const answer = await ask(leader, "amendment", { ...amendment, entries: [{ ...entry, ...change }] });
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ path: at, code }] } });
  });

  it("is refused to a leader who reviewed what it changes, or has a part in the body; of others it is theirs", async () => {
    await add("mau.director", { role: "leader", unit: "ubnd-tinh" }, { role: "clerk", unit: "so-mau" });
    await add("another.supervisor", { role: "leader", unit: "ubnd-tinh" });
    expect((await ask("mau.director", "amendment", amendment)).body.code).toBe("own-portal");
    expect((await ask("another.supervisor", "amendment", amendment)).body.code).toBe("own-review");
    const [entry] = amendment.entries;
    const other = { ...amendment, entries: [{ ...entry, portal: "cong-so-tu-phap" }] };
    expect((await ask("mau.director", "amendment", other)).status).toBe(202);
  });

  it("is refused when it says two things of one criterion, or nothing, or by a day before the decision", async () => {
    const [entry] = amendment.entries;
    expect((await ask(leader, "amendment", { ...amendment, entries: [entry, entry] })).body.errors[0].code).toBe(
      "duplicate-id",
    );
    expect((await ask(leader, "amendment", { ...amendment, entries: [] })).status).toBe(422);
    expect((await ask(leader, "amendment", { ...amendment, on: "2024-02-01" })).body.errors[0].code).toBe(
      "day-too-early",
    );
    expect((await record()).state).toBe("final");
  });
});

describe("whoever reviews in the supervisor's place", () => {
  const named = { officer: "xa-mau-01.clerk", document: { number: "7/QĐ-UBND", on: "2024-01-24" } };
  const name = async (portal: string, body: object) => {
    const headers = { "if-match": `"${(await record()).version}"` };
    return world.as(leader, `PUT ${path}/reviewers/${portal}`, { body, headers });
  };

  it("is named by a document for one portal", async () => {
    const { status, body } = await name("cong-van-phong-ubnd-tinh", named);
    expect([status, body.reviewers["cong-van-phong-ubnd-tinh"].officer]).toEqual([200, "xa-mau-01.clerk"]);
  });

  it.each([
    [
      "holds a role at the body itself",
      "cong-van-phong-ubnd-tinh",
      { officer: supervisor },
      422,
      "officer-of-the-body",
    ],
    ["is not in the register", "cong-so-mau", { officer: "khong.co" }, 422, "officer-not-registered"],
    [
      "is named by a document of tomorrow",
      "cong-so-mau",
      { document: { number: "7", on: "2024-01-26" } },
      422,
      "day-ahead",
    ],
    ["is named for a portal that is not evaluated", "cong-khac", {}, 404, undefined],
  ])("is refused who %s", async (_, portal, body, status, code) => {
    const answer = await name(portal, { ...named, ...body });
    expect([answer.status, answer.body.errors?.[0]?.code]).toEqual([status, code]);
  });
});

describe("a run that ends anywhere", () => {
  /** The client of the job, which fails at its n-th transaction; before it is sent, or after. */
  const failing = (at: number, isAfter: boolean): Partial<RoundsDeps> => {
    let seen = 0;
    const { transactions } = bucket.jobDeps();
    return {
      together: 2,
      transactions: {
        ...transactions,
        commit: async (...args) => {
          const isFailing = ++seen === at;
          if (isFailing && !isAfter) throw new Error("killed");
          await transactions.commit(...args);
          if (isFailing) throw new Error("killed");
        },
      },
    };
  };
  const everywhere = [1, 2, 3, 4].flatMap((at) => [false, true].map((isAfter) => [at, isAfter] as const));

  it("publishes and freezes the same bytes in the end, and one snapshot counts", async () => {
    await reviewed({ "cong-so-mau": { A2: known({ yes: false }) } });
    await ask(supervisor, "publication");
    for (const [at, isAfter] of everywhere) await bucket.run(failing(at, isAfter)).catch(() => undefined);
    await bucket.run();
    expect(await eventsOf("score-published")).toHaveLength(5);
    world.clock.set(decided);
    await ask(leader, "decision", decision);
    const hashes = new Set<string>();
    const { snapshots } = bucket.jobDeps();
    const watched: RoundsDeps["snapshots"] = {
      put: async (...args) => {
        const stored = await snapshots.put(...args);
        hashes.add(stored.hash);
        return stored;
      },
    };
    for (const [at, isAfter] of everywhere) {
      await bucket.run({ ...failing(at, isAfter), snapshots: watched }).catch(() => undefined);
    }
    await bucket.run();
    expect([...hashes]).toEqual([(await fetched()).hash]);
    expect((await record()).snapshots).toHaveLength(1);
    expect(await eventsOf("score-final")).toHaveLength(5);
    const better = amendment.entries.map((entry) => ({ ...entry, fact: known({ yes: true }) }));
    await ask(leader, "amendment", { ...amendment, entries: better });
    hashes.clear();
    for (const [at, isAfter] of everywhere) {
      await bucket.run({ ...failing(at, isAfter), snapshots: watched }).catch(() => undefined);
    }
    await bucket.run();
    expect([...hashes]).toEqual([(await fetched()).hash]);
    expect((await record()).snapshots).toHaveLength(2);
    expect((await headOf("cong-so-mau")).sheet).toBe(3);
    expect(replayOf(await fetched()).difference).toBeUndefined();
    expect(await eventsOf("score-amended")).toHaveLength(3);
  });

  it("stops before its time is over, and the next one goes on", async () => {
    await reviewed();
    await ask(supervisor, "publication");
    let steps = 0;
    const { isFinished } = await bucket.run({ together: 1 }, () => ++steps < 5);
    expect(isFinished).toBe(false);
    const count = (await eventsOf("score-published")).length;
    expect(count).toBeGreaterThan(0);
    expect(count).toBeLessThan(5);
    await bucket.run();
    expect(await eventsOf("score-published")).toHaveLength(5);
  });

  it("beside another one: each evaluation is written once, and nobody is alarmed", async () => {
    await reviewed();
    await ask(supervisor, "publication");
    const beside = () => Promise.all([bucket.run({ together: 1 }), bucket.run({ together: 2 })]);
    await beside();
    expect(await record()).toMatchObject({ state: "provisional" });
    expect(await eventsOf("score-published")).toHaveLength(5);
    world.clock.set(decided);
    await ask(leader, "decision", decision);
    await beside();
    await ask(leader, "amendment", amendment);
    await beside();
    expect((await record()).snapshots.map(({ number }) => number)).toEqual([1, 2]);
    expect(await headOf("cong-so-mau")).toMatchObject({ sheet: 3, snapshot: 2 });
  });

  it("meets a step of the schedule in between: the result goes upon it", async () => {
    await reviewed();
    await ask(supervisor, "publication");
    const scores = scoresIn(world);
    const step = async (ids: readonly string[]) => {
      const heads = await scores.evaluations(ids);
      const [head] = heads.filter(({ portal }) => portal === "cong-so-mau");
      if (head?.state === "reviewed" && ids.length > 1) {
        const next = { ...head, sequence: head.sequence + 1 };
        await writingIn(world).commit({ writes: scores.save(next, head), events: [] }, undefined, world.clock.now());
      }
      return heads;
    };
    await bucket.run({ scores: { ...bucket.jobDeps().scores, evaluations: step } });
    expect(await headOf("cong-so-mau")).toMatchObject({ state: "provisional" });
    expect(await eventsOf("score-published")).toHaveLength(5);
  });
});

describe("what it costs", () => {
  afterEach(() => world.client.middlewareStack.remove("metered"));

  it("is linear: at most 10 write units of each portal to publish it, and as many to freeze it", async () => {
    await reviewed();
    await ask(supervisor, "publication");
    const meter = metered(world.client);
    await bucket.run();
    const publishing = totalUnits(meter.take().writes) / 5;
    world.clock.set(decided);
    await ask(leader, "decision", decision);
    meter.take();
    await bucket.run();
    const freezing = totalUnits(meter.take().writes) / 5;
    expect(publishing).toBeLessThanOrEqual(10);
    expect(freezing).toBeLessThanOrEqual(10);
  });
});
