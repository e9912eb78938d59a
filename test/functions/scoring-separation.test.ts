/** Nobody judges their own, whatever roles one person holds, held, or stands in for; and every change stands upon what was read for it. */
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { namedReviewer } from "../../shared/scoring/periods/period-record.ts";
import { beforeNextWrite, refusal } from "../support/reports.ts";
import { known, openPeriod, scoresIn, scoringActsIn, setPeriod } from "../support/scoring.ts";
import { type Answer, issuer, World } from "../support/world.ts";

const portal = "cong-so-tu-phap";
const [clerk, leader, supervisor] = ["so-tu-phap.clerk", "so-tu-phap.leader", "van-phong-ubnd-tinh.supervisor"];
const chair = "ubnd-tinh.leader";
const office = "van-phong-ubnd-tinh";
let world: World;
let acts: ReturnType<typeof scoringActsIn>;

const grant = (role: string, unit: string, more: object = {}) => ({ role, unit, from: "2020-01-01", ...more });
const supervises = grant("supervisor", office);

async function add(id: string, ...grants: object[]): Promise<void> {
  const officer = { id, fullName: "Cán bộ mẫu", title: "Chuyên viên", issuer, subject: `login-${id}`, synthetic: true };
  const answer = await world.as(`${office}.administrator`, "POST /v1/officers", { body: { ...officer, grants } });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
}

async function begin(): Promise<void> {
  world = await World.at("2024-01-02T08:00:00+07:00");
  await openPeriod(world);
  acts = scoringActsIn(world);
}

const entries = {
  A1: { fact: known({ done: [] }) },
  A2: { fact: known({ yes: false }) },
  A3: { fact: known({ n: 1, of: 2 }) },
  A4: { fact: known({ points: 0 }) },
  C1: { fact: known({ count: 120 }) },
};
const question = { criteria: { D1: { reason: "Một câu hỏi bị tính trùng" } } };
const reply = { criteria: { D1: { reason: "Số liệu đúng" } } };
const byHand = { entries: { A4: { fact: known({ points: 100 }), reason: "Đã xem" } } };

const review = (officer: string, body: object = {}) => acts.act(officer, portal, "PUT review", body);
const answer = (officer: string) => acts.act(officer, portal, "POST reconsideration/answer", reply);
const codeOf = ({ status, body }: Answer) => (status < 300 ? "done" : body.code);

async function handedIn(by = clerk): Promise<void> {
  expect((await acts.act(by, portal, "PUT self-score", { entries })).status).toBe(200);
  expect((await acts.act(leader, portal, "POST self-score/submission")).status).toBe(200);
}

async function published(): Promise<void> {
  world.clock.set("2024-01-23T08:00:00+07:00");
  const windowEndsOn = "2024-01-30";
  const at = { at: "2024-01-23T01:00:00.000Z", by: supervisor, unreviewed: 0, windowEndsOn };
  await setPeriod(
    world,
    "2023",
    { state: "provisional", published: at },
    { [portal]: { state: "provisional", windowEndsOn } },
  );
}

async function decide(officer: string): Promise<Answer> {
  world.clock.set("2024-01-31T08:00:00+07:00");
  const body = { number: "15/QĐ-HĐBT", on: "2024-01-31", capacity: "tm", forTitle: "Hội đồng biên tập", despite: true };
  const headers = { "if-match": `"${(await scoresIn(world).period("2023"))?.version}"` };
  return world.as(officer, "POST /v1/score-periods/2023/decision", { body, headers });
}

describe("whoever reviews", () => {
  beforeAll(begin);

  it.each([
    ["holds no role at the body", [supervises], "done"],
    ["leads another body", [supervises, grant("leader", "so-mau")], "done"],
    ["is to work there one day", [supervises, grant("leader", "so-tu-phap", { from: "2024-02-01" })], "done"],
    ["worked there before the period", [supervises, grant("leader", "so-tu-phap", { to: "2022-12-31" })], "done"],
    [
      "led it on the last day of the period",
      [supervises, grant("leader", "so-tu-phap", { to: "2023-12-31" })],
      "own-portal",
    ],
    ["left it in the period", [supervises, grant("editor", "so-tu-phap", { to: "2023-01-01" })], "own-portal"],
    ["is a clerk there too", [supervises, grant("clerk", "so-tu-phap")], "own-portal"],
    ["stands in for its clerk", [supervises, grant("clerk", "so-tu-phap", { deputyFor: clerk })], "own-portal"],
    ["leads the province, and no more", [grant("leader", "ubnd-tinh")], "role-missing"],
    ["leads the province and the body", [grant("leader", "ubnd-tinh"), grant("leader", "so-tu-phap")], "role-missing"],
    ["only stands in for a supervisor", [grant("supervisor", office, { deputyFor: supervisor })], "done"],
  ])("and %s", async (name, grants, expected) => {
    const id = `mau.${name.replaceAll(/[^a-z]+/g, "-")}`;
    await add(id, ...grants);
    expect(codeOf(await review(id))).toBe(expected);
  });
});

describe("who judged is not asked to judge again", () => {
  beforeEach(begin);

  it("whoever reviewed a part, and was followed by another, neither answers nor decides", async () => {
    await add("mau.both", supervises, grant("leader", "ubnd-tinh"));
    await handedIn();
    expect(codeOf(await review("mau.both", byHand))).toBe("done");
    expect(codeOf(await review(supervisor, { acceptRest: true, done: true }))).toBe("done");
    await published();
    await acts.act(leader, portal, "POST reconsideration", question);
    expect(codeOf(await answer("mau.both"))).toBe("own-review");
    expect(codeOf(await decide("mau.both"))).toBe("own-review");
    expect(codeOf(await decide(chair))).toBe("done");
  });

  it("nor does a deputy in the place of whoever reviewed, or who reviewed through a deputy", async () => {
    await add("mau.deputy", grant("supervisor", office, { deputyFor: supervisor }));
    await add("mau.deputy-of-chair", grant("leader", "ubnd-tinh", { deputyFor: "mau.deputy" }));
    await handedIn();
    await review("mau.deputy", { acceptRest: true, done: true });
    await published();
    await acts.act(leader, portal, "POST reconsideration", question);
    expect(codeOf(await answer(supervisor))).toBe("own-review");
    expect(codeOf(await answer("mau.deputy-of-chair"))).toBe("own-review");
    expect(codeOf(await answer(chair))).toBe("done");
  });

  it("whoever wrote the self-score does not review it, nor does a deputy in their place", async () => {
    // Once a clerk of the body, long before anybody could see it in the register of today.
    await add("mau.moved", supervises, grant("clerk", "so-tu-phap", { to: "2022-12-31" }));
    await add("mau.in-place", grant("supervisor", office, { deputyFor: "mau.moved" }));
    const head = await acts.headOf(portal);
    const selfScore = { at: "2024-01-02T01:00:00.000Z", by: "mau.moved", lateDays: 0 };
    await setPeriod(world, "2023", {}, { [head.portal]: { selfScore, state: "self-scored" } });
    expect(codeOf(await review("mau.moved"))).toBe("own-self-score");
    expect(codeOf(await review("mau.in-place"))).toBe("own-self-score");
    expect(codeOf(await review(supervisor))).toBe("done");
  });
});

describe("what is written stands upon what was read", () => {
  beforeEach(begin);

  it("a review that meets the naming of another reviewer is refused", async () => {
    const body = { officer: "so-mau.leader", document: { number: "7/QĐ-UBND", on: "2024-01-02" } };
    const path = `PUT /v1/score-periods/2023/reviewers/${portal}`;
    beforeNextWrite(world, () => world.as(chair, path, { body, headers: { "if-match": '"1"' } }));
    expect(refusal(await review(supervisor))).toEqual([403, "reviewer-named"]);
    expect(await acts.headOf(portal)).toMatchObject({ version: 1, sheet: 1 });
  });

  it("of two reviewers at once one is written, and the other is told that it was not", async () => {
    await add("mau.second", supervises);
    const headers = { "if-match": '"1"' };
    const path = `PUT /v1/scores/${portal}/2023/review`;
    const both = await Promise.all(
      [supervisor, "mau.second"].map((one) => world.as(one, path, { body: byHand, headers })),
    );
    expect(both.map(codeOf).sort()).toEqual(["done", "version-stale"]);
    expect(await acts.headOf(portal)).toMatchObject({ version: 2, sheet: 2 });
  });

  it("what is handed in while publication is asked for is refused", async () => {
    const headers = { "if-match": '"1"' };
    const path = "POST /v1/score-periods/2023/publication";
    beforeNextWrite(world, () => world.as(supervisor, path, { body: { despite: true }, headers }));
    const late = await acts.act(leader, portal, "POST self-score/submission", { despite: true });
    expect(codeOf(late)).toBe("self-score-closed");
  });

  it("reconsideration is asked for until the last millisecond of the last day, by the province's clock", async () => {
    await published();
    await setPeriod(world, "2023", {}, { "cong-so-mau": { state: "provisional", windowEndsOn: "2024-01-30" } });
    world.clock.set("2024-01-30T23:59:59.999+07:00");
    expect(codeOf(await acts.act(leader, portal, "POST reconsideration", question))).toBe("done");
    world.clock.set("2024-01-31T00:00:00.000+07:00");
    expect(codeOf(await acts.act("so-mau.leader", "cong-so-mau", "POST reconsideration", question))).toBe(
      "window-closed",
    );
  });

  it("an answer that meets the decision is refused", async () => {
    await published();
    await acts.act(leader, portal, "POST reconsideration", question);
    beforeNextWrite(world, () => decide(chair));
    expect(codeOf(await answer(supervisor))).toBe("answer-closed");
    expect((await acts.headOf(portal)).reconsideration?.answeredAt).toBeUndefined();
  });
});

it("a portal that is called as something that every object has, has no reviewer by that", () => {
  expect(namedReviewer({ reviewers: {} }, "constructor")).toBeUndefined();
});

describe("bad input", () => {
  beforeAll(begin);

  it.each([
    ["as a criterion", '{"entries":{"__proto__":{"fact":{"is":"known","value":{"count":1}}}}}', "entries.__proto__"],
    [
      "as a lapse",
      '{"entries":{"F1":{"fact":{"is":"known","value":{"of":4,"lapses":{"__proto__":1}}}}}}',
      "entries.F1.fact.value.lapses.__proto__",
    ],
    ["written with an escape, in a list", '{"entries":[{"\\u005f_proto__":1}]}', "entries[0].__proto__"],
  ])("a field that every object has is named, not passed over: %s", async (_, raw, path) => {
    const sent = { raw, headers: { "if-match": '"1"' } };
    const refused = await world.as(clerk, `PUT /v1/scores/${portal}/2023/self-score`, sent);
    expect(refusal(refused).slice(0, 2)).toEqual([422, "invalid-content"]);
    expect(refusal(refused)).toContain(`${path} unknown-field`);
  });

  it.each([
    ["a criterion that every object has", '{"entries":{"constructor":null}}', "entries.constructor criterion-unknown"],
    [
      "a lapse that every object has",
      '{"entries":{"F1":{"fact":{"is":"known","value":{"of":4,"lapses":{"toString":1}}}}}}',
      "entries.F1.fact.value.lapses.toString lapse-unknown",
    ],
    [
      "a number beyond all numbers",
      '{"entries":{"C1":{"fact":{"is":"known","value":{"count":1e400}}}}}',
      "entries.C1.fact.value malformed",
    ],
    [
      "half a piece",
      '{"entries":{"C1":{"fact":{"is":"known","value":{"count":1.5}}}}}',
      "entries.C1.fact.value malformed",
    ],
    [
      "a number as text",
      '{"entries":{"C1":{"fact":{"is":"known","value":{"count":"1"}}}}}',
      "entries.C1.fact.value malformed",
    ],
    [
      "an item with its accents apart",
      `{"entries":{"A1":{"fact":{"is":"known","value":{"done":["${"sơ-đồ".normalize("NFD")}"]}}}}}`,
      "entries.A1.fact.value.done[0] item-unknown",
    ],
    [
      "ten thousand criteria",
      JSON.stringify({
        entries: Object.fromEntries(Array.from({ length: 10_000 }, (__, index) => [`A${index}`, null])),
      }),
      "entries too-long",
    ],
  ])("%s is refused", async (_, raw, expected) => {
    const sent = { raw, headers: { "if-match": '"1"' } };
    expect(refusal(await world.as(clerk, `PUT /v1/scores/${portal}/2023/self-score`, sent))).toEqual([
      422,
      "invalid-content",
      expected,
    ]);
    expect(world.lines.filter(({ fields }) => Number(fields.status) >= 500)).toEqual([]);
  });

  it("that a portal is suspended from a day that has not come is refused, and what a reviewer says of it is not the body's to see yet", async () => {
    const suspended = { document: "12/QĐ-UBND", on: "2024-01-03" };
    expect(refusal(await review(supervisor, { suspended }))).toEqual([
      422,
      "invalid-content",
      "suspended.on day-ahead",
    ]);
    expect(codeOf(await review(supervisor, { suspended: { ...suspended, on: "2024-01-02" } }))).toBe("done");
    const seenBy = async (officer: string) => (await world.as(officer, `GET /v1/scores/${portal}/2023`)).body.suspended;
    expect(await seenBy(supervisor)).toEqual({ document: "12/QĐ-UBND", on: "2024-01-02" });
    expect(await seenBy(leader)).toBeUndefined();
    await published();
    expect(await seenBy(leader)).toEqual({ document: "12/QĐ-UBND", on: "2024-01-02" });
  });
});
