import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { ObligationHead } from "../../shared/reports/obligation.ts";
import { obligationEvent } from "../../shared/reports/obligation-event.ts";
import {
  actsIn,
  addCommunes,
  beforeNextWrite,
  freeze,
  refusal,
  regime,
  reportsIn,
  wholeContent,
  writingIn,
} from "../support/reports.ts";
import { issuer, World } from "../support/world.ts";

const parent = "2024-quarter-2.thi-xa-sa-pa";
const [first, second] = ["2024-quarter-2.xa-mau-01", "2024-quarter-2.xa-mau-02"] as const;
const consolidator = "thi-xa-sa-pa.consolidator";
const leader = "thi-xa-sa-pa.leader";
const supervisor = "van-phong-ubnd-tinh.supervisor";
let world: World;
let acts: ReturnType<typeof actsIn>;

async function begin(): Promise<void> {
  world = await World.at("2024-06-15T08:00:00+07:00");
  acts = actsIn(world);
  await addCommunes(world);
  await freeze(world, "2024-quarter-2");
}

const consolidation = () => acts.act(consolidator, parent, "consolidation");
const figure = (body: { figures: { id: string }[] }, id: string) => body.figures.find((entry) => entry.id === id);
const headOf = async (id: string): Promise<ObligationHead> => {
  const head = await reportsIn(world).obligation(id);
  if (!head) throw new Error(`There is no ${id}.`);
  return head;
};

/** A body between Sa Pa and the province, with a consolidator: one level more. */
async function putBetween(id: string): Promise<void> {
  const officer = {
    id: `${id}.consolidator`,
    fullName: "Cán bộ mẫu",
    title: "Chuyên viên",
    issuer,
    subject: `login-${id}.consolidator`,
    grants: [{ role: "consolidator", unit: id, from: "2020-01-01" }],
  };
  const unit = { kind: "people-committee", level: "district", names: [{ name: "Khu vực Mẫu", from: "2020-01-01" }] };
  const admin = "van-phong-ubnd-tinh.administrator";
  await world.as(admin, "POST /v1/units", { body: { id, ...unit, from: "2020-01-01" } });
  await world.as(admin, "POST /v1/officers", { body: officer });
  const before = await headOf(parent);
  const below = { ...before, to: id, tier: "child" as const, sequence: before.sequence + 1 };
  const above = { ...before, id: `2024-quarter-2.${id}`, unit: id, sequence: 1 };
  const writes = [...reportsIn(world).save(below, before), ...reportsIn(world).add(above)];
  await writingIn(world).commit({ writes, events: [] }, undefined, 0);
}

/** A reminder as the deadline check writes it. */
async function remind(id: string): Promise<void> {
  const before = await headOf(id);
  const now = world.clock.now();
  const next = { ...before, sequence: before.sequence + 1 };
  const event = obligationEvent("deadline-rung-reached", next, { by: { kind: "system", id: "deadline-sweep" }, now });
  await writingIn(world).commit({ writes: reportsIn(world).save(next, before), events: [event] }, undefined, now);
}

describe("a parent that gathers", () => {
  beforeEach(begin);

  it("has one report of its own: sums with their sources, and the gaps by name with their reminders", async () => {
    await acts.handIn(first, wholeContent({ visits: 7 }));
    await remind(second);
    await acts.act(consolidator, parent, "draft", { figures: { visits: { value: 100 } } });
    const { status, body } = await consolidation();
    expect(status, JSON.stringify(body)).toBe(200);
    expect(body).toMatchObject({ state: "drafted", draft: 2, gathering: 1, changes: [] });
    expect(figure(body, "visits")).toMatchObject({
      own: 100,
      gathered: 7,
      total: 107,
      givenBy: 1,
      label: "Số lượt truy cập",
    });
    expect(body.sources).toEqual([{ obligation: first, unit: "xa-mau-01", unitName: "UBND xã Mẫu 01", number: 1 }]);
    expect(body.gaps).toEqual([
      { obligation: second, unit: "xa-mau-02", unitName: "UBND xã Mẫu 02", remindedAt: ["2024-06-15T01:00:00.000Z"] },
    ]);
    const shown = (await acts.see(leader, parent)).body;
    expect(shown.draft.gathered).toMatchObject({ number: 1, missing: ["xa-mau-02"] });
  });

  it("corrects a sum with a note, and a route leads from the figure to its sources", async () => {
    await acts.handIn(first, wholeContent({ visits: 7 }));
    await acts.handIn(second, wholeContent({ visits: 5 }));
    await consolidation();
    const content = { ...wholeContent({ visits: 100 }), corrections: { visits: { by: -2, note: "Trùng hai lượt" } } };
    await acts.act(consolidator, parent, "draft", { ...content, submit: true });
    expect((await acts.act(leader, parent, "submission", { capacity: "own" })).status).toBe(200);
    const { body } = await acts.see(supervisor, parent, "/sources?figure=visits");
    expect(body).toMatchObject({ report: 1, gaps: [] });
    expect(body.figures).toMatchObject([
      { id: "visits", own: 100, gathered: 12, correction: { by: -2, note: "Trùng hai lượt" }, total: 110, givenBy: 2 },
    ]);
    expect(body.sources).toMatchObject([
      { obligation: first, number: 1, value: 7, gathersItself: false },
      { obligation: second, number: 1, value: 5 },
    ]);
    const [cell] = body.figures;
    const sum = body.sources.reduce((total: number, source: { value: number }) => total + source.value, 0);
    expect(cell.own + sum + cell.correction.by).toBe(cell.total);
    expect((await acts.see(supervisor, parent, "/reports/1")).body.totals.visits).toBe(110);
    const province = await world.as(supervisor, "GET /v1/periods/2024-quarter-2/totals");
    expect(figure(province.body, "visits")).toMatchObject({ total: 110 });
    expect((await acts.see(supervisor, parent, "/sources")).body.figures).toHaveLength(regime.figures.length);
    expect(refusal(await acts.see(supervisor, parent, "/sources?figure=khac"))).toEqual([404, "not-found"]);
    expect(refusal(await acts.see(supervisor, parent, "/sources?report=9"))).toEqual([404, "not-found"]);
  });

  it("is marked out of date by a child that comes later, in the child's own act, and never changed by it", async () => {
    await acts.handIn(first, wholeContent({ visits: 7 }));
    await consolidation();
    const before = await headOf(parent);
    await acts.handIn(second, wholeContent({ visits: 5 }));
    const after = await headOf(parent);
    expect(after).toMatchObject({ outOfDate: ["xa-mau-02"], version: before.version, draft: before.draft });
    const last = (await acts.see(leader, parent, "/events")).body.items.at(-1);
    expect(last).toMatchObject({
      kind: "report-outdated",
      by: { id: "xa-mau-02.leader" },
      facts: { children: ["xa-mau-02"] },
    });
    expect((await world.as(supervisor, "GET /v1/periods/2024-quarter-2")).body.all.outOfDate).toBe(1);
  });

  it("gathers again, and shows the difference: a child that changed, one that came", async () => {
    await acts.handIn(first, wholeContent({ visits: 7 }));
    await consolidation();
    await acts.handIn(first, wholeContent({ visits: 8 }));
    await acts.handIn(second, wholeContent({ visits: 5 }));
    expect((await headOf(parent)).outOfDate).toEqual(["xa-mau-01", "xa-mau-02"]);
    const { body } = await consolidation();
    expect(body).toMatchObject({ gathering: 2, gaps: [] });
    expect(body.outOfDate).toBeUndefined();
    expect(body.changes).toContainEqual({ path: "figures.visits", before: 7, after: 13 });
    expect(body.changes).toContainEqual({ path: "sources.xa-mau-01", before: 1, after: 2 });
    expect(body.changes).toContainEqual({ path: "sources.xa-mau-02", after: 1 });
    expect((await headOf(parent)).outOfDate).toBeUndefined();
  });

  it("after it has handed in, gathers a supplement, and its first date stays", async () => {
    await consolidation();
    await acts.act(consolidator, parent, "draft", { ...wholeContent(), submit: true });
    await acts.act(leader, parent, "submission", { capacity: "own" });
    world.clock.set("2024-07-01T09:00:00+07:00");
    await acts.handIn(first);
    expect(await headOf(parent)).toMatchObject({ state: "submitted", outOfDate: ["xa-mau-01"] });
    expect((await consolidation()).body).toMatchObject({ state: "submitted", gathering: 2 });
    const { body } = await acts.act(leader, parent, "submission", { capacity: "own", despite: true });
    expect(body).toMatchObject({ number: 2, isSupplement: true, first: { on: "2024-06-15" } });
    const { changes } = (await acts.see(supervisor, parent, "/differences?from=1&to=2")).body;
    expect(changes).toContainEqual({ path: "totals.visits", before: 10, after: 20 });
  });

  it("leaves an excused child out: it is neither source nor gap", async () => {
    await acts.act(consolidator, second, "excuse", { reason: "Không có mạng" });
    await acts.handIn(first);
    expect((await consolidation()).body).toMatchObject({ gaps: [], sources: [{ unit: "xa-mau-01" }] });
  });

  it("holds to the frozen list, whatever the tree has become since, and takes no child of another body", async () => {
    const admin = "van-phong-ubnd-tinh.administrator";
    const { body: commune, headers } = await world.send("GET /v1/units/xa-mau-02");
    const moved = { ...commune, reportsTo: [{ unit: "ubnd-tinh", from: "2020-01-01" }] };
    const sent = { body: moved, headers: { "if-match": headers.etag ?? "" } };
    expect((await world.as(admin, "PUT /v1/units/xa-mau-02", sent)).status).toBe(200);
    await acts.handIn(second);
    await acts.handIn("2024-quarter-2.so-tu-phap");
    const { body } = await consolidation();
    expect(body).toMatchObject({ sources: [{ unit: "xa-mau-02" }], gaps: [{ unit: "xa-mau-01" }] });
  });

  it("adds up half-year reports that one upload met, wherever they stand", async () => {
    await freeze(world, "2024-half-year");
    const half = "2024-half-year.xa-mau-01";
    await acts.handIn(first, wholeContent({ visits: 7 }), { alsoMeets: [half] });
    const { body } = await acts.act(consolidator, "2024-half-year.thi-xa-sa-pa", "consolidation");
    expect(figure(body, "visits")).toMatchObject({ gathered: 7 });
    expect(body.sources).toMatchObject([{ obligation: half, number: 1 }]);
  });

  it.each([
    ["a child that is written while its parent gathers", true],
    ["a parent that is written while its child hands in", false],
  ])("is not blind: %s is marked out of date", async (_, isChildHeld) => {
    await acts.act("xa-mau-01.clerk", first, "draft", { ...wholeContent(), submit: true });
    const submission = () => acts.act("xa-mau-01.leader", first, "submission", { capacity: "own" });
    const [held, between] = isChildHeld ? [submission, consolidation] : [consolidation, submission];
    beforeNextWrite(world, async () => expect((await between()).status).toBe(200));
    expect((await held()).status).toBe(200);
    expect((await headOf(parent)).outOfDate).toEqual(["xa-mau-01"]);
  });

  it("at any depth gives its totals to its own parent, and marks it when they change", async () => {
    await putBetween("khu-vuc-mau");
    await acts.handIn(first, wholeContent({ visits: 7 }));
    await consolidation();
    await acts.act(consolidator, parent, "draft", { ...wholeContent({ visits: 100 }), submit: true });
    await acts.act(leader, parent, "submission", { capacity: "own" });
    const above = "2024-quarter-2.khu-vuc-mau";
    const gathered = await acts.act("khu-vuc-mau.consolidator", above, "consolidation");
    expect(figure(gathered.body, "visits")).toMatchObject({ gathered: 107, givenBy: 1 });
    const traced = await acts.see("khu-vuc-mau.consolidator", above, "/sources?figure=visits");
    expect(traced.body.sources).toMatchObject([{ obligation: parent, value: 107, gathersItself: true }]);
    await acts.handIn(first, wholeContent({ visits: 8 }));
    expect((await headOf(above)).outOfDate).toBeUndefined();
    await consolidation();
    await acts.act(leader, parent, "submission", { capacity: "own" });
    expect((await headOf(above)).outOfDate).toEqual(["thi-xa-sa-pa"]);
  });

  it("may hand in for a child that cannot: its consolidator drafts, its leader signs, and it is marked", async () => {
    expect((await acts.act(consolidator, first, "draft", { ...wholeContent(), submit: true })).status).toBe(200);
    expect(refusal(await acts.act(leader, first, "submission", { capacity: "own" }))).toEqual([
      422,
      "invalid-content",
      "onBehalfReason missing",
    ]);
    const reason = { capacity: "own", onBehalfReason: "Xã bị lũ, mất điện" };
    const { status, body } = await acts.act(leader, first, "submission", reason);
    expect(status, JSON.stringify(body)).toBe(200);
    expect(body).toMatchObject({ state: "submitted", onBehalfBy: "thi-xa-sa-pa" });
    expect((await acts.see("xa-mau-01.leader", first)).body).toMatchObject({
      onBehalfBy: "thi-xa-sa-pa",
      handedIn: { onBehalfReason: "Xã bị lũ, mất điện", signature: { unit: "thi-xa-sa-pa" } },
    });
  });

  it("marks both labels of a child that cannot, overwrites none that it handed in, and is unmarked when it can again", async () => {
    await freeze(world, "2024-half-year");
    const half = "2024-half-year.xa-mau-01";
    await acts.act(consolidator, first, "draft", { ...wholeContent(), submit: true });
    const reason = { capacity: "own", onBehalfReason: "Xã bị lũ", alsoMeets: [half] };
    expect((await acts.act(leader, first, "submission", reason)).status).toBe(200);
    expect(await headOf(half)).toMatchObject({ metBy: first, onBehalfBy: "thi-xa-sa-pa" });
    await acts.handIn(half);
    expect((await headOf(half)).onBehalfBy).toBeUndefined();
    await acts.act(consolidator, first, "draft", { ...wholeContent(), submit: true });
    expect(refusal(await acts.act(leader, first, "submission", reason))).toEqual([409, "move-not-allowed"]);
  });

  it("does not act for a child that has handed in, nor anybody for a body that reports to the province", async () => {
    await acts.handIn(first);
    expect(refusal(await acts.act(consolidator, first, "draft", wholeContent()))).toEqual([409, "move-not-allowed"]);
    const direct = "2024-quarter-2.so-tu-phap";
    expect(refusal(await acts.act("ubnd-tinh.leader", direct, "draft", wholeContent()))).toEqual([409, "not-a-child"]);
  });
});

describe("gathering is refused", () => {
  beforeAll(begin);

  it.each([
    ["to one without the role", leader, parent, [403, "role-missing"]],
    ["to another body's consolidator", consolidator, "2024-quarter-2.so-tu-phap", [404, "not-found"]],
    ["to who follows the province up", supervisor, parent, [403, "role-missing"]],
  ])("%s", async (_, officer, id, expected) => {
    expect(refusal(await acts.act(officer, id, "consolidation"))).toEqual(expected);
  });

  it("before the close, and upon an older version", async () => {
    world.clock.set("2024-06-14T10:00:00+07:00");
    expect(refusal(await consolidation())).toEqual([409, "period-not-closed"]);
    world.clock.set("2024-06-15T08:00:00+07:00");
    expect(refusal(await acts.act(consolidator, parent, "consolidation", undefined, { "if-match": '"9"' }))).toEqual([
      412,
      "version-stale",
    ]);
  });

  it("to a body that gathers nothing in this period", async () => {
    const head = await headOf(parent);
    const changed = { ...head, gathers: false, sequence: head.sequence + 1 };
    await writingIn(world).commit({ writes: reportsIn(world).save(changed, head), events: [] }, undefined, 0);
    expect(refusal(await consolidation())).toEqual([409, "does-not-gather"]);
  });
});

describe("the register of a period", () => {
  beforeAll(async () => {
    await begin();
    await acts.handIn(first, wholeContent({ visits: 7 }));
    await acts.handIn("2024-quarter-2.so-tu-phap", wholeContent({ visits: 20 }));
    world.clock.set("2024-06-19T09:00:00+07:00");
    await acts.handIn("2024-quarter-2.so-mau", wholeContent({ visits: 30 }));
  });

  it("says n of N by group, and N is the frozen list", async () => {
    const { status, body } = await world.as(supervisor, "GET /v1/periods/2024-quarter-2");
    expect(status, JSON.stringify(body)).toBe(200);
    expect(body.period).toMatchObject({ state: "frozen", owing: 6, dueOn: "2024-06-18", childDueOn: "2024-06-17" });
    expect(body.all).toMatchObject({ owing: 6, handedIn: 3, onTime: 2, late: 1, missing: 3, notYetDue: 0 });
    expect(body.direct).toMatchObject({ owing: 4, handedIn: 2 });
    expect(body.children).toMatchObject({ owing: 2, handedIn: 1 });
    const districts = body.groups.find(({ group }: { group: string }) => group === "districts");
    expect(districts).toMatchObject({ name: "UBND các huyện, thị xã, thành phố", owing: 1, handedIn: 0, missing: 1 });
  });

  it("of one parent is its children's, for who gathers there", async () => {
    const { body } = await world.as(consolidator, "GET /v1/periods/2024-quarter-2?to=thi-xa-sa-pa");
    expect(body.all).toMatchObject({ owing: 2, handedIn: 1, missing: 1 });
    expect(refusal(await world.as(consolidator, "GET /v1/periods/2024-quarter-2"))).toEqual([404, "not-found"]);
    const { items } = (await world.as(consolidator, "GET /v1/periods/2024-quarter-2/obligations?to=thi-xa-sa-pa")).body;
    expect(items.map(({ id }: { id: string }) => id)).toEqual([first, second]);
  });

  it("lists who owes in pages", async () => {
    const seen: string[] = [];
    for (let cursor = ""; ; ) {
      const { body } = await world.as(supervisor, `GET /v1/periods/2024-quarter-2/obligations?limit=4${cursor}`);
      seen.push(...body.items.map(({ unit }: { unit: string }) => unit));
      if (body.nextCursor === undefined) break;
      cursor = `&cursor=${body.nextCursor}`;
    }
    expect(seen).toHaveLength(6);
    expect(new Set(seen).size).toBe(6);
  });

  it("adds up what the bodies of the first tier handed in, and names who is missing", async () => {
    const { body } = await world.as(supervisor, "GET /v1/periods/2024-quarter-2/totals");
    expect(body).toMatchObject({ to: "ubnd-tinh", owing: 4, handedIn: 2, outOfDate: [] });
    expect(figure(body, "visits")).toMatchObject({ total: 50, givenBy: 2 });
    expect(body.missing).toEqual([
      { unit: "hoi-cu", unitName: "Hội Cũ" },
      { unit: "thi-xa-sa-pa", unitName: "UBND thị xã Sa Pa" },
    ]);
  });

  it("of a year ahead is seen from the rules: seven kinds on four dates, and who would owe", async () => {
    const { body } = await world.send("GET /v1/periods?year=2025");
    expect(body.items).toHaveLength(7);
    expect(new Set(body.items.map(({ dueOn }: { dueOn: string }) => dueOn)).size).toBe(4);
    expect(body.items[0]).toMatchObject({ id: "2025-quarter-1", state: "ahead", dataFrom: "2024-12-15" });
    const ahead = await world.as(supervisor, "GET /v1/periods/2025-quarter-1/obligations?limit=2");
    expect(ahead.body.items).toMatchObject([{ state: "expected", dueOn: "2025-03-18" }, { state: "expected" }]);
    const rest = await world.as(
      supervisor,
      `GET /v1/periods/2025-quarter-1/obligations?cursor=${ahead.body.nextCursor}`,
    );
    expect(rest.body.items).toHaveLength(4);
    expect((await world.send("GET /v1/periods?year=2010")).body.items).toEqual([]);
  });

  it("of a year without calendar is there all the same, its children's days as provisional", async () => {
    const { items } = (await world.send("GET /v1/periods?year=2031")).body;
    expect(items.map(({ dueOn }: { dueOn: string }) => dueOn)).toContain("2031-12-18");
    expect(items.every(({ provisional }: { provisional: boolean }) => provisional)).toBe(true);
  });

  it.each(["2024-quarter-9", "2010-year", "khong-co", "2024"])(
    "of %s, which is no period, is not found",
    async (name) => {
      for (const rest of ["", "/obligations", "/totals"]) {
        expect(refusal(await world.as(supervisor, `GET /v1/periods/${name}${rest}`))).toEqual([404, "not-found"]);
      }
    },
  );
});
