import { beforeAll, describe, expect, it } from "vitest";
import { listedResultOf } from "../../shared/scoring/evaluations/evaluation.ts";
import type { Sheet, SheetEntry } from "../../shared/scoring/evaluations/sheet.ts";
import type { ScorePeriodRecord } from "../../shared/scoring/periods/period-record.ts";
import { bestOf, resultsOf } from "../../shared/scoring/results/results.ts";
import { refusal, writingIn } from "../support/reports.ts";
import { known, openPeriod, scoresIn, scoringActsIn, setPeriod, smallSet } from "../support/scoring.ts";
import { World } from "../support/world.ts";

const at = "2024-01-10T02:00:00.000Z";
const units = ["so-tu-phap", "so-mau", "thi-xa-sa-pa", "xa-mau-01"];
const supervisor = "van-phong-ubnd-tinh.supervisor";
const path = "/v1/scores/cong-so-tu-phap/2023";
let world: World;

const reviewed = (value: Parameters<typeof known>[0]): SheetEntry => ({
  reviewed: { fact: known(value), by: supervisor, at },
});
/** What a reviewer found of each body: good, the same again, and less. */
const found = (n: number): Record<string, SheetEntry> => ({
  A1: {
    self: {
      fact: known({ done: ["so-do"] }),
      evidence: [{ item: "so-do", url: "https://so.gov.vn/so-do" }],
      note: "Ghi chú",
    },
    ...reviewed({ done: ["so-do", "ban-do"] }),
  },
  A2: reviewed({ yes: true }),
  A3: reviewed({ n, of: 10 }),
  C1: reviewed({ count: n }),
});

/** Writes the next sheet of a portal, and what else becomes of its evaluation. */
async function write(portal: string, period: string, entries: Record<string, SheetEntry>, more: object = {}) {
  const { headOf, sheetOf } = scoringActsIn(world, period);
  const [head, sheet] = [await headOf(portal), await sheetOf(portal)];
  const next: Sheet = { ...sheet, entries: { ...sheet.entries, ...entries } };
  const number = head.sheet + 1;
  const write = scoresIn(world).addSheet({ evaluation: head.id, number }, next);
  await writingIn(world).commit({ writes: [write], events: [] }, undefined, world.clock.now());
  await setPeriod(world, period, {}, { [portal]: { sheet: number, ...more } });
}

/** Publishes what stands on the sheets, as the job does. */
async function publish(period: string, state: "provisional" | "final", more: Partial<ScorePeriodRecord> = {}) {
  const { sheetOf } = scoringActsIn(world, period);
  const sheets = await Promise.all(units.map((unit) => sheetOf(`cong-${unit}`)));
  const results = resultsOf(smallSet, sheets).map((result) => {
    const snapshot = state === "final" ? { snapshot: (more.snapshots?.length ?? 1) || 1 } : {};
    return [result.portal, { state, result: listedResultOf(result), ...snapshot }] as const;
  });
  const best = Object.fromEntries(bestOf(smallSet, sheets));
  await setPeriod(world, period, { state, best, ...more }, Object.fromEntries(results));
}

const signature = {
  ...{ officer: "ubnd-tinh.leader", fullName: "Nguyễn Văn Mẫu", title: "Chủ tịch", unit: "ubnd-tinh" },
  ...{ unitName: "Ủy ban nhân dân tỉnh", capacity: "own" as const, line: "CHỦ TỊCH", at },
};
const decision = { number: "12/QĐ-UBND", on: "2024-02-01", signature, unanswered: 0 };
const snapshots = [{ number: 1, key: "scores/2023/1.json", hash: "a".repeat(64), at, portals: 4 }];

async function open(): Promise<void> {
  world = await World.at("2024-01-10T08:00:00+07:00");
  const reviewers = {
    "cong-xa-mau-01": { officer: "so-mau.leader", document: { number: "1/QĐ", on: "2024-01-03" }, by: "x", at },
  };
  await openPeriod(world, { units, more: { reviewers } });
  const selfScore = { at, by: "so-tu-phap.leader", lateDays: 2 };
  const review = { at, by: supervisor };
  await write("cong-so-tu-phap", "2023", found(8), { state: "reviewed", selfScore, review });
  await write("cong-so-mau", "2023", found(8), { state: "reviewed", review });
  await write("cong-thi-xa-sa-pa", "2023", found(5), { state: "reviewed", review });
}
const portalsIn = async (who: string, query = "") =>
  (await world.as(who, `GET /v1/scores?period=2023${query}`)).body.items?.map(
    ({ portal }: { portal: string }) => portal,
  );

describe("while a period runs", () => {
  beforeAll(open);

  it.each([
    ["anyone", undefined],
    ["an officer of a body that is not evaluated", "nobody.none"],
  ])("its results are not there for %s", async (_, who) => {
    for (const target of ["/v1/scores?period=2023", path, "/v1/score-periods/2023/distribution"]) {
      const answer = who === undefined ? await world.send(`GET ${target}`) : await world.as(who, `GET ${target}`);
      expect(refusal(answer)).toEqual([404, "not-found"]);
    }
  });

  it.each([
    ["a body", "so-tu-phap.clerk", ["cong-so-tu-phap"]],
    ["two bodies of one officer", "two-units.clerk", ["cong-so-mau", "cong-so-tu-phap"]],
    ["a body, and the portal that its leader was named to review", "so-mau.leader", ["cong-xa-mau-01", "cong-so-mau"]],
    ["all, group by group", supervisor, ["cong-xa-mau-01", "cong-so-mau", "cong-so-tu-phap", "cong-thi-xa-sa-pa"]],
    [
      "all, to the leader who decides",
      "ubnd-tinh.leader",
      ["cong-xa-mau-01", "cong-so-mau", "cong-so-tu-phap", "cong-thi-xa-sa-pa"],
    ],
  ])("the list shows %s", async (_, who, expected) => {
    expect(await portalsIn(who)).toEqual(expected);
  });

  it("another body's are not there, by list or by name", async () => {
    expect(refusal(await world.as("so-tu-phap.clerk", "GET /v1/scores?period=2023&unit=so-mau"))).toEqual([
      404,
      "not-found",
    ]);
    expect(refusal(await world.as("so-tu-phap.clerk", "GET /v1/scores/cong-so-mau/2023"))).toEqual([404, "not-found"]);
    expect(refusal(await world.as("so-tu-phap.clerk", "GET /v1/scores/cong-so-mau/2023/events"))).toEqual([
      404,
      "not-found",
    ]);
    expect((await world.as("so-mau.leader", "GET /v1/scores/cong-xa-mau-01/2023")).status).toBe(200);
  });

  it("a body sees what the system measured and what it says, not yet what the reviewer wrote", async () => {
    const { body, headers, status } = await world.as("so-tu-phap.clerk", `GET ${path}`);
    expect([status, headers.etag]).toEqual([
      200,
      `"${(await scoringActsIn(world).headOf("cong-so-tu-phap")).version}"`,
    ]);
    expect(body).toMatchObject({
      standing: "tentative",
      state: "reviewed",
      unitName: "Sở Tư pháp",
      periodName: "năm 2023",
    });
    const a1 = body.criteria.find(({ id }: { id: string }) => id === "A1");
    expect(a1).toMatchObject({
      self: { points: 500, note: "Ghi chú" },
      how: { text: "Chưa đo được: chưa được thẩm định" },
    });
    expect(a1).not.toHaveProperty("reviewed");
    expect(body).not.toHaveProperty("review");
    expect(body.selfScore).toMatchObject({ lateDays: 2, by: "so-tu-phap.leader" });
  });

  it("whoever reviews sees all sides, and that the best is not known yet", async () => {
    const { body } = await world.as(supervisor, `GET ${path}`);
    const named = Object.fromEntries(body.criteria.map((one: { id: string }) => [one.id, one]));
    expect(named.A1).toMatchObject({ self: { points: 500 }, reviewed: { points: 1000, by: supervisor } });
    expect(named.C1.how.text).toContain("Chưa so sánh được");
    expect(body.set.proposal.text).toBe("Đề xuất, không phải Quyết định 4526/QĐ-HĐBT");
  });

  it("the supervisor sees how far it is, a body does not see the others", async () => {
    const { body } = await world.as(supervisor, "GET /v1/score-periods/2023/distribution");
    expect(body.all).toMatchObject({
      portals: 4,
      withoutResult: 4,
      scores: null,
      progress: { selfScored: 1, selfScoredLate: 1, reviewed: 3 },
    });
    expect(refusal(await world.as("so-tu-phap.leader", "GET /v1/score-periods/2023/distribution"))).toEqual([
      404,
      "not-found",
    ]);
  });

  it.each([
    ["a period that does not exist", "?period=2021", [404, "not-found"]],
    ["a name that is no period", "?period=2023-quarter-9", [404, "not-found"]],
    [
      "the order of rank without a group",
      "?period=2023&order=rank",
      [422, "invalid-content", "order rank-without-group"],
    ],
    ["a unit that the register does not know", "?period=2023&unit=khong-co", [404, "not-found"]],
    ["a forged cursor", "?period=2023&cursor=abc", [400, "cursor-invalid"]],
    ["no period", "", [422, "invalid-content", "period missing"]],
  ])("the list is refused for %s", async (_, query, expected) => {
    expect(refusal(await world.as(supervisor, `GET /v1/scores${query}`))).toEqual(expected);
  });
});

describe("once results are final", () => {
  beforeAll(async () => {
    await open();
    await openPeriod(world, { units, period: "2022" });
    await publish("2022", "final", { decision, snapshots });
    await publish("2023", "final", { decision, snapshots });
  });

  it("anyone reads the list, with names, grade and rank; who has the same score has the same rank", async () => {
    const { body, status } = await world.send("GET /v1/scores?period=2023&group=departments&order=rank");
    expect(status).toBe(200);
    expect(body.items).toMatchObject([
      { portal: "cong-so-mau", unitName: "Sở Mẫu", result: { rank: 1, tied: 2, ranked: 2 } },
      {
        portal: "cong-so-tu-phap",
        unitName: "Sở Tư pháp",
        groupName: "Các sở, ban, ngành tỉnh",
        result: { rank: 1 },
        selfScore: { lateDays: 2 },
      },
    ]);
    expect(body.items[1].result.text).toContain("xếp hạng 01/02 trong nhóm (02 Cổng TTĐT đồng hạng)");
    expect(JSON.stringify(body)).not.toMatch(/supervisor|so-tu-phap\.leader/);
  });

  it("in pages, by rank as by portal, each evaluation once", async () => {
    for (const query of ["group=departments&order=rank", "group=departments"]) {
      const first = await world.send(`GET /v1/scores?period=2023&limit=1&${query}`);
      const next = await world.send(`GET /v1/scores?period=2023&limit=5&${query}&cursor=${first.body.nextCursor}`);
      const portals = [...first.body.items, ...next.body.items].map(({ portal }) => portal);
      expect(portals).toEqual(["cong-so-mau", "cong-so-tu-phap"]);
      expect(next.body).not.toHaveProperty("nextCursor");
    }
  });

  it("of one unit, in whichever group", async () => {
    expect(await portalsIn("so-mau.clerk", "&unit=xa-mau-01")).toEqual(["cong-xa-mau-01"]);
    expect(await portalsIn("so-mau.clerk", "&unit=xa-mau-01&group=departments")).toEqual([]);
  });

  it("each point is explained to anyone, exactly as published, without ids of officers", async () => {
    const { body, status } = await world.send(`GET ${path}`);
    expect(status).toBe(200);
    const points = body.criteria.map(({ id, outcome }: { id: string; outcome: object }) => [id, outcome]);
    expect(points).toEqual([
      ["A1", { is: "scored", points: 1000, n: 2, of: 4 }],
      ["A2", { is: "scored", points: 500, n: 1, of: 1 }],
      ["A3", { is: "scored", points: 800, n: 8, of: 10 }],
      ["A4", { is: "not-measured", why: "not-reviewed" }],
      ["C1", { is: "scored", points: 1000, n: 8, of: 8 }],
      ["D1", { is: "scored", points: 2700, n: 9, of: 10 }],
      ["F1", { is: "scored", points: 1875, n: 1875, of: 2000 }],
    ]);
    expect(body.result.score).toBe(Math.round((7875 * 10_000) / 9500));
    expect(body.sums).toEqual({ points: 7875, measured: 9500, applicable: 10_000 });
    expect(body).toMatchObject({
      standing: "final",
      result: { gradeName: "Khá", coverage: 9500, rank: 1 },
      nextGrade: { grade: "tot", missing: 711 },
      informative: [{ id: "D2", label: { text: "chỉ báo thay thế, không phải điểm PAPI" } }],
      decision: { number: "12/QĐ-UBND", signature: { fullName: "Nguyễn Văn Mẫu" } },
      snapshot: 1,
      snapshots: [{ number: 1, hash: "a".repeat(64) }],
    });
    expect(JSON.stringify(body)).not.toMatch(/van-phong-ubnd-tinh\.supervisor|so-tu-phap\.leader|ubnd-tinh\.leader/);
  });

  it("with what changed since the last period of the same kind", async () => {
    const { compared } = (await world.send(`GET ${path}`)).body;
    expect(compared).toMatchObject({
      period: "2022",
      periodName: "năm 2022",
      isSameSet: true,
      before: { coverage: 5000 },
    });
    expect(compared.criteria.find(({ id }: { id: string }) => id === "D1")).toMatchObject({ change: 0 });
    expect((await world.send("GET /v1/scores/cong-so-tu-phap/2022")).body).not.toHaveProperty("compared");
  });

  it("as a trend, the newest period first, so many as asked", async () => {
    const { body } = await world.send("GET /v1/scores/cong-so-tu-phap");
    expect(body).toMatchObject({
      portalName: "Cổng TTĐT so-tu-phap",
      items: [{ period: "2023", set: "bo-mau" }, { period: "2022" }],
    });
    expect(body.items).toHaveLength(2);
    expect((await world.send("GET /v1/scores/cong-so-tu-phap?limit=1")).body.items).toHaveLength(1);
    expect((await world.send("GET /v1/scores/cong-hoi-cu")).body.items).toEqual([]);
    expect(refusal(await world.send("GET /v1/scores/cong-khong-co"))).toEqual([404, "not-found"]);
  });

  it("the history stays with officers", async () => {
    expect((await world.send(`GET ${path}/events`)).status).toBe(401);
    expect((await world.as("so-tu-phap.editor", `GET ${path}/events`)).status).toBe(200);
    expect((await world.as("ubnd-tinh.leader", `GET ${path}/events`)).status).toBe(200);
    expect(refusal(await world.as("so-mau.leader", `GET ${path}/events`))).toEqual([404, "not-found"]);
  });

  it("as a province, by group", async () => {
    const { body } = await world.send("GET /v1/score-periods/2023/distribution");
    expect(body.groups.map(({ name, portals }: { name: string; portals: number }) => [name, portals])).toEqual([
      ["Các sở, ban, ngành tỉnh", 2],
      ["UBND các huyện, thị xã, thành phố", 1],
      ["UBND cấp xã", 1],
    ]);
    expect(body.all).toMatchObject({
      name: "Tổng số",
      portals: 4,
      withoutResult: 0,
      notGraded: { "coverage-low": 1 },
      scores: { of: 3 },
    });
  });
});

describe("an amended result", () => {
  it("says why, by which document, and what stood there before", async () => {
    await open();
    await publish("2023", "final", { decision, snapshots });
    const before = (await scoringActsIn(world).headOf("cong-so-tu-phap")).result;
    await write("cong-so-tu-phap", "2023", { A2: reviewed({ yes: false }) }, { resultBefore: before });
    const entries = [
      { portal: "cong-so-tu-phap", criterion: "A2", fact: known({ yes: false }), reason: "Lịch chưa có" },
    ];
    const amendment = { number: "20/QĐ-UBND", on: "2024-03-01", signature, reason: "Kết luận kiểm tra", entries };
    const next = {
      number: 2,
      key: "scores/2023/2.json",
      hash: "b".repeat(64),
      at,
      portals: 4,
      reason: "Kết luận kiểm tra",
    };
    await publish("2023", "final", { amendment, snapshots: [...snapshots, next] });
    const { body } = await world.send(`GET ${path}`);
    expect(body.amended).toMatchObject({
      snapshot: 2,
      reason: "Kết luận kiểm tra",
      document: { number: "20/QĐ-UBND" },
      before: { score: before?.score },
      entries: [{ criterion: "A2", reason: "Lịch chưa có", before: { points: 500 }, after: { points: 0 } }],
    });
    expect(body.result.score).toBeLessThan(before?.score ?? 0);
  });
});
