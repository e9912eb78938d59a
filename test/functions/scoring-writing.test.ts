import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { eventStore } from "../../shared/platform/events.ts";
import type { ScorePeriodRecord } from "../../shared/scoring/periods/period-record.ts";
import { beforeNextWrite, refusal, writingIn } from "../support/reports.ts";
import { known, openPeriod, scoresIn, scoringActsIn, setPeriod } from "../support/scoring.ts";
import { allOf } from "../support/tables.ts";
import { issuer, World } from "../support/world.ts";

const portal = "cong-so-tu-phap";
const clerk = "so-tu-phap.clerk";
const leader = "so-tu-phap.leader";
const supervisor = "van-phong-ubnd-tinh.supervisor";
const url = "https://sotuphap.laocai.gov.vn/gioi-thieu";
const reason = "Đã kiểm tra trên Cổng TTĐT";
let world: World;
let acts: ReturnType<typeof scoringActsIn>;

async function begin(): Promise<void> {
  world = await World.at("2024-01-02T08:00:00+07:00");
  await openPeriod(world);
  acts = scoringActsIn(world);
}

/** What a body says of all that only it can speak of; it claims more of D1 than was measured. */
const selfScore = {
  entries: {
    A1: { fact: known({ done: ["so-do"] }), evidence: [{ item: "so-do", url }] },
    A2: { fact: known({ yes: true }), evidence: [{ url }] },
    A3: { fact: known({ n: 1, of: 2 }) },
    A4: { fact: known({ points: 400 }), evidence: [{ url }] },
    C1: { fact: known({ count: 120 }) },
    D1: { fact: known({ n: 10, of: 10 }) },
  },
};
const review = { entries: { D1: { accept: "measured", reason } }, acceptRest: true, done: true };

async function eventsOf(id = `evaluation#2023.${portal}`) {
  return (await eventStore(world.client, world.tables.Events).of(id, { limit: 50 })).items;
}

/** Every event that the stream hands on. */
async function followed(): Promise<unknown[]> {
  const events = await allOf(world.client, world.tables.Events);
  return events.filter(({ subject, hour }) => String(subject).startsWith("evaluation#") && hour !== undefined);
}

/** A step of the schedule, which changes nothing that people read. */
async function stepOf(of: string): Promise<void> {
  const before = await acts.headOf(of);
  const writes = scoresIn(world).save({ ...before, sequence: before.sequence + 1 }, before);
  await writingIn(world).commit({ writes, events: [] }, undefined, world.clock.now());
}

async function publish(): Promise<void> {
  world.clock.set("2024-01-23T08:00:00+07:00");
  const windowEndsOn = "2024-01-30";
  const published: Partial<ScorePeriodRecord> = {
    state: "provisional",
    published: { at: "2024-01-23T01:00:00.000Z", by: supervisor, unreviewed: 0, windowEndsOn },
  };
  await setPeriod(world, "2023", published, { [portal]: { state: "provisional", windowEndsOn } });
}

describe("an evaluation from self-score to answer", () => {
  beforeAll(begin);

  it("is drafted by a clerk: what it would earn, and what is missing", async () => {
    const { A1, A2 } = selfScore.entries;
    const { status, body, headers } = await acts.act(clerk, portal, "PUT self-score", { entries: { A1, A2 } });
    expect(status, JSON.stringify(body)).toBe(200);
    expect(headers.etag).toBe('"2"');
    expect(body).toMatchObject({ id: `2023.${portal}`, state: "open", sheet: 2, selfScoreDueOn: "2024-01-15" });
    expect(body.missing).toEqual(["A3", "A4", "C1"]);
    expect(body.outcomes.A1).toEqual({ is: "scored", points: 500, n: 1, of: 4 });
    expect(body.outcomes.D1).toMatchObject({ points: 2700 });
    expect(await followed()).toEqual([]);
  });

  it("is handed in by a leader, and the schedule has nothing more to remind of", async () => {
    expect(refusal(await acts.act(leader, portal, "POST self-score/submission"))).toEqual([
      422,
      "self-score-incomplete",
      "entries.A3 not-declared",
      "entries.A4 not-declared",
      "entries.C1 not-declared",
    ]);
    expect((await acts.act(clerk, portal, "PUT self-score", selfScore)).status).toBe(200);
    world.clock.set("2024-01-17T09:00:00+07:00");
    const { body } = await acts.act(leader, portal, "POST self-score/submission");
    expect(body).toMatchObject({ state: "self-scored", sheet: 3, selfScore: { by: leader, lateDays: 2 }, missing: [] });
    expect((await acts.headOf(portal)).plan).toMatchObject({ version: 2, nextCheckAt: null });
    expect(refusal(await acts.act(clerk, portal, "PUT self-score", { entries: {} }))).toEqual([
      409,
      "self-score-handed-in",
    ]);
  });

  it("is reviewed: what is named, and the rest as far as it needs no judgement", async () => {
    const { body } = await acts.act(supervisor, portal, "PUT review", { acceptRest: true });
    expect(body).toMatchObject({ state: "self-scored", sheet: 4 });
    expect(body.undecided).toEqual([{ criterion: "D1", why: "differ" }]);
    expect(refusal(await acts.act(supervisor, portal, "PUT review", { done: true }))).toEqual([
      422,
      "review-incomplete",
      "entries.D1 not-decided",
    ]);
    const done = await acts.act(supervisor, portal, "PUT review", review);
    expect(done.body).toMatchObject({ state: "reviewed", sheet: 5, undecided: [] });
    expect((await acts.headOf(portal)).review).toMatchObject({ by: supervisor });
    expect((await acts.sheetOf(portal)).entries.D1?.reviewed).toMatchObject({ fact: known({ n: 9, of: 10 }), reason });
  });

  it("takes no self-score any more", async () => {
    const late = await acts.act(leader, portal, "PUT self-score", { entries: { A1: null } });
    expect(refusal(late)).toEqual([409, "self-score-closed"]);
    expect(refusal(await acts.act(leader, portal, "POST self-score/submission"))).toEqual([409, "self-score-closed"]);
  });

  it("once published, is asked about by a leader of the body, once and inside the window", async () => {
    const request = { criteria: { D1: { reason: "Một câu hỏi bị tính trùng", evidence: [{ url }] } } };
    expect(refusal(await acts.act(leader, portal, "POST reconsideration", request))).toEqual([
      409,
      "not-yet-published",
    ]);
    await publish();
    expect(refusal(await acts.act(supervisor, portal, "PUT review", {}))).toEqual([409, "review-closed"]);
    expect(refusal(await acts.act(clerk, portal, "POST reconsideration", request))).toEqual([403, "role-missing"]);
    const { body } = await acts.act(leader, portal, "POST reconsideration", request);
    expect(body.reconsideration).toMatchObject({ criteria: ["D1"], answerDueOn: "2024-01-29", by: leader });
    expect(body.reconsidered.D1.evidence).toEqual([{ url }]);
    const { plan } = await acts.headOf(portal);
    expect(plan).toMatchObject({ ladder: "reconsideration-answer-1", nextCheckAt: "2024-01-26T01:00:00.000Z" });
    expect(refusal(await acts.act(leader, portal, "POST reconsideration", request))).toEqual([409, "already-asked"]);
  });

  it("is answered by the leader of the province, not by whoever reviewed it, nor by the body", async () => {
    const answer = { criteria: { D1: { fact: known({ n: 10, of: 10 }), reason } } };
    const path = "POST reconsideration/answer";
    expect(refusal(await acts.act(supervisor, portal, path, answer))).toEqual([403, "own-review"]);
    expect(refusal(await acts.act(leader, portal, path, answer))).toEqual([403, "role-missing"]);
    expect(refusal(await acts.act("so-mau.leader", portal, path, answer))).toEqual([404, "not-found"]);
    const { status, body } = await acts.act("ubnd-tinh.leader", portal, path, answer);
    expect(status, JSON.stringify(body)).toBe(200);
    expect(body.reconsidered.D1.answer).toMatchObject({
      before: known({ n: 9, of: 10 }),
      after: known({ n: 10, of: 10 }),
      byName: "Cán bộ mẫu ubnd-tinh.leader",
      byTitle: "Chuyên viên",
    });
    expect((await acts.headOf(portal)).plan.nextCheckAt).toBeNull();
    expect(refusal(await acts.act("ubnd-tinh.leader", portal, path, answer))).toEqual([409, "already-answered"]);
  });

  it("leaves a history without points, reasons or names; only what others wait for is followed", async () => {
    const events = await eventsOf();
    expect(events.map(({ kind, by }) => `${kind} ${by.id}`)).toEqual([
      `score-drafted ${clerk}`,
      `score-drafted ${clerk}`,
      `score-self-scored ${leader}`,
      `score-review-drafted ${supervisor}`,
      `score-reviewed ${supervisor}`,
      `reconsideration-asked ${leader}`,
      "reconsideration-answered ubnd-tinh.leader",
    ]);
    expect(events.map(({ facts }) => facts)).toMatchObject([
      { sheet: 2, criteria: ["A1", "A2"] },
      { sheet: 3 },
      { sheet: 3, lateDays: 2, missing: [], dueOn: "2024-01-15" },
      { sheet: 4 },
      { sheet: 5, criteria: ["D1"], namedBy: null },
      { sheet: 6, criteria: ["D1"], answerDueOn: "2024-01-29" },
      { sheet: 7, criteria: ["D1"], changed: ["D1"] },
    ]);
    expect(JSON.stringify(events)).not.toMatch(/tính trùng|kiểm tra|Cán bộ|2700|points/);
    expect(await followed()).toHaveLength(3);
    expect(world.lines.filter(({ fields }) => Number(fields.status) >= 500)).toEqual([]);
  });
});

describe("who may", () => {
  beforeAll(async () => {
    await begin();
    const administrator = "van-phong-ubnd-tinh.administrator";
    const moved = {
      id: "van-phong-ubnd-tinh.moved",
      fullName: "Cán bộ mẫu",
      title: "Chuyên viên",
      issuer,
      subject: "login-van-phong-ubnd-tinh.moved",
      grants: [
        { role: "clerk", unit: "so-tu-phap", from: "2020-01-01", to: "2024-01-10" },
        { role: "supervisor", unit: "van-phong-ubnd-tinh", from: "2024-01-11" },
      ],
      synthetic: true,
    };
    expect((await world.as(administrator, "POST /v1/officers", { body: moved })).status).toBe(201);
    const { A3 } = selfScore.entries;
    const drafted = await acts.act("van-phong-ubnd-tinh.moved", portal, "PUT self-score", { entries: { A3 } });
    expect(drafted.status).toBe(200);
    world.clock.set("2024-01-12T09:00:00+07:00");
    const named = { document: { number: "15/QĐ-HĐBT", on: "2024-01-03" }, by: "ubnd-tinh.leader", at: "" };
    await setPeriod(world, "2023", {
      reviewers: {
        "cong-van-phong-ubnd-tinh": { ...named, officer: "so-mau.leader" },
        "cong-so-mau": { ...named, officer: "so-mau.leader" },
      },
    });
  });

  it.each([
    ["a clerk of another body drafts", "so-mau.clerk", portal, "PUT self-score", 404, "not-found"],
    ["a supervisor drafts", supervisor, portal, "PUT self-score", 403, "role-missing"],
    ["the leader of the province drafts", "ubnd-tinh.leader", portal, "PUT self-score", 403, "role-missing"],
    ["an editor of the body drafts", "so-tu-phap.editor", portal, "PUT self-score", 403, "role-missing"],
    ["a clerk hands in", clerk, portal, "POST self-score/submission", 403, "role-missing"],
    ["a leader of another body hands in", "so-mau.leader", portal, "POST self-score/submission", 404, "not-found"],
    ["somebody without a role reviews", "nobody.none", portal, "PUT review", 404, "not-found"],
    ["the body itself reviews", leader, portal, "PUT review", 403, "role-missing"],
    ["an auditor reviews", "van-phong-ubnd-tinh.auditor", portal, "PUT review", 403, "role-missing"],
    ["a person named for another portal reviews", "so-mau.leader", portal, "PUT review", 404, "not-found"],
    ["the supervisor reviews their own", supervisor, "cong-van-phong-ubnd-tinh", "PUT review", 403, "reviewer-named"],
    ["one who was named reviews their own", "so-mau.leader", "cong-so-mau", "PUT review", 403, "own-portal"],
    ["who came from the body reviews it", "van-phong-ubnd-tinh.moved", portal, "PUT review", 403, "own-portal"],
  ])("%s: refused", async (_, officer, of, request, status, code) => {
    const body = request === "PUT self-score" ? { entries: {} } : {};
    expect(refusal(await acts.act(officer, of, request, body))).toEqual([status, code]);
  });

  it("a person named by a document reviews, though they hold no role that reviews", async () => {
    const entries = ["A1", "A2", "A3", "A4", "C1"].map((id) => [id, { fact: { is: "not-measured" } }]);
    const body = { entries: Object.fromEntries(entries), done: true };
    const early = await acts.act("so-mau.leader", "cong-van-phong-ubnd-tinh", "PUT review", body);
    expect(refusal(early)).toEqual([409, "self-score-awaited"]);
    world.clock.set("2024-01-16T08:00:00+07:00");
    const done = await acts.act("so-mau.leader", "cong-van-phong-ubnd-tinh", "PUT review", body);
    expect(done.status, JSON.stringify(done.body)).toBe(200);
    expect(done.body.state).toBe("reviewed");
    const [event] = await eventsOf("evaluation#2023.cong-van-phong-ubnd-tinh");
    expect(event).toMatchObject({ by: { kind: "officer", id: "so-mau.leader" }, facts: { namedBy: "15/QĐ-HĐBT" } });
  });

  it("the supervisor's own portal is refused to them where nobody was named", async () => {
    await setPeriod(world, "2023", { reviewers: {} });
    expect(refusal(await acts.act(supervisor, "cong-van-phong-ubnd-tinh", "PUT review"))).toEqual([403, "own-portal"]);
  });
});

describe("a change", () => {
  beforeEach(begin);

  it("of an evaluation or period that does not exist is not found", async () => {
    const sent = { body: selfScore, headers: { "if-match": '"1"' } };
    for (const path of ["cong-khong-co/2023", `${portal}/2022`, "2023/cong-so-tu-phap", `${portal}/period%232023`]) {
      expect(refusal(await world.as(clerk, `PUT /v1/scores/${path}/self-score`, sent))).toEqual([404, "not-found"]);
    }
  });

  it("upon a version that has passed is stale, without one refused, and nothing is written", async () => {
    await acts.act(clerk, portal, "PUT self-score", selfScore);
    const path = `PUT /v1/scores/${portal}/2023/self-score`;
    const sent = { body: selfScore };
    expect(refusal(await world.as(clerk, path, { ...sent, headers: { "if-match": '"1"' } }))[1]).toBe("version-stale");
    expect(refusal(await world.as(clerk, path, sent))[1]).toBe("version-missing");
    expect(await acts.headOf(portal)).toMatchObject({ version: 2, sheet: 2 });
  });

  it("names every field at fault, and an unknown one", async () => {
    const entries = {
      A1: { fact: known({ done: ["so-do"] }), evidence: [{ item: "so-do", url: "http://laocai.gov.vn" }] },
      A2: { fact: known({ yes: true }), evidence: [{ url: "https://10.0.0.1/" }], score: 5 },
    };
    expect(refusal(await acts.act(clerk, portal, "PUT self-score", { entries }))).toEqual([
      422,
      "invalid-content",
      "entries.A1.evidence[0].url evidence-not-https",
      "entries.A2.evidence[0].url evidence-inside",
      "entries.A2.score unknown-field",
    ]);
  });

  it("that meets a step of the schedule is made anew upon it", async () => {
    beforeNextWrite(world, () => stepOf(portal));
    const { status, body } = await acts.act(clerk, portal, "PUT self-score", selfScore);
    expect(status, JSON.stringify(body)).toBe(200);
    expect(await acts.headOf(portal)).toMatchObject({ version: 2, sequence: 3, sheet: 2 });
  });

  it("that meets the publication is refused: what is published is what was read for it", async () => {
    beforeNextWrite(world, () => setPeriod(world, "2023", { state: "publishing" }));
    expect(refusal(await acts.act(clerk, portal, "PUT self-score", selfScore))).toEqual([409, "self-score-closed"]);
    expect(await acts.headOf(portal)).toMatchObject({ version: 1, sheet: 1 });
  });

  it("asked twice under one key is made once", async () => {
    await acts.act(clerk, portal, "PUT self-score", selfScore);
    const headers = { "idempotency-key": "nop-lan-1", "if-match": '"2"' };
    const first = await acts.act(leader, portal, "POST self-score/submission", {}, headers);
    const again = await acts.act(leader, portal, "POST self-score/submission", {}, headers);
    expect([first.status, again.body, again.headers["idempotency-replayed"]]).toEqual([200, first.body, "true"]);
    expect(await eventsOf()).toHaveLength(2);
  });

  it("that would make a sheet too large to be kept is refused", async () => {
    const evidence = Array.from({ length: 60 }, (_, index) => ({
      item: "so-do",
      url: `https://laocai.gov.vn/${"ệ".repeat(470)}${index}`,
    }));
    const entries = { A1: { fact: known({ done: ["so-do"] }), evidence } };
    expect(refusal(await acts.act(clerk, portal, "PUT self-score", { entries }))).toEqual([422, "sheet-too-large"]);
  });
});
