import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { wire as wireTallies } from "../../functions/tallies/wire.ts";
import { eventStore } from "../../shared/platform/events.ts";
import { batchOf } from "../support/events.ts";
import { question } from "../support/province.ts";
import { actsIn, addCommunes, freeze, refusal, reportsIn, wholeContent } from "../support/reports.ts";
import { World } from "../support/world.ts";

const clerk = "so-tu-phap.clerk";
const leader = "so-tu-phap.leader";
const supervisor = "van-phong-ubnd-tinh.supervisor";
const id = "2024-quarter-2.so-tu-phap";
const half = "2024-half-year.so-tu-phap";
let world: World;
let acts: ReturnType<typeof actsIn>;

async function begin(): Promise<void> {
  world = await World.at("2024-06-15T08:00:00+07:00");
  acts = actsIn(world);
  await addCommunes(world);
  await freeze(world, "2024-quarter-2");
  await freeze(world, "2024-half-year");
}

/** A question of a citizen, and its event as the consumer that counts takes it from the stream. */
async function countedQuestion(): Promise<void> {
  const { code } = (await world.post("cong-so-tu-phap", question())).body;
  const { items } = await eventStore(world.client, world.tables.Events).of(`question#${code}`, { limit: 50 });
  const { Events, Tallies, Marks } = world.tables;
  const count = wireTallies({ EVENTS_TABLE: Events, TALLIES_TABLE: Tallies, MARKS_TABLE: Marks }, world.outside);
  expect(await count(batchOf(items))).toEqual({ batchItemFailures: [] });
}

const signing = { capacity: "own" };
const drafted = () => acts.act(clerk, id, "draft", { ...wholeContent(), submit: true });

describe("what is owed", () => {
  beforeAll(begin);

  it("is listed for the body, the latest due first, and for one period or one kind of a year", async () => {
    const { body } = await world.as(clerk, "GET /v1/obligations?unit=so-tu-phap&year=2024");
    expect(body.items).toHaveLength(2);
    expect(body.items[0]).toMatchObject({
      id: expect.stringContaining(".so-tu-phap"),
      unit: "so-tu-phap",
      year: 2024,
      dueOn: "2024-06-18",
      state: "owed",
      standing: "not-yet-due",
      lateDays: 0,
      to: "ubnd-tinh",
    });
    const one = await world.as(clerk, "GET /v1/obligations?year=2024&kind=quarter-2");
    expect(one.body.items).toMatchObject([
      { id, kind: "quarter-2", dataFrom: "2024-03-15", dataTo: "2024-06-14", periodName: "quý II năm 2024" },
    ]);
    expect((await world.as(clerk, "GET /v1/obligations?period=2024-half-year")).body.items).toMatchObject([
      { id: half },
    ]);
    expect((await world.as(clerk, "GET /v1/obligations?year=2023")).body.items).toEqual([]);
    expect((await world.as(clerk, "GET /v1/obligations?year=2023&period=2024-half-year")).body.items).toEqual([]);
  });

  it.each([
    ["a kind without its year", "?kind=year", [422, "invalid-content", "kind kind-without-year"]],
    ["a period that does not exist", "?period=2024-quarter-9", [404, "not-found"]],
    ["a year before there were any", "?year=1999", [422, "invalid-content", "year too-small"]],
    ["another body", "?unit=so-mau", [404, "not-found"]],
    ["a body that the register does not know", "?unit=khong-co", [404, "not-found"]],
  ])("is refused for %s", async (_, query, expected) => {
    expect(refusal(await world.as(clerk, `GET /v1/obligations${query}`))).toEqual(expected);
  });

  it("of a child is seen by who gathers at its parent, not by who else works there", async () => {
    const ofChild = "GET /v1/obligations?unit=xa-mau-01&year=2024";
    expect((await world.as("thi-xa-sa-pa.consolidator", ofChild)).body.items).toMatchObject([
      { dueOn: "2024-06-17", to: "thi-xa-sa-pa", tier: "child" },
      { dueOn: "2024-06-17" },
    ]);
    expect(refusal(await world.as("thi-xa-sa-pa.clerk", ofChild))).toEqual([404, "not-found"]);
    expect((await acts.see("thi-xa-sa-pa.leader", "2024-quarter-2.xa-mau-01")).status).toBe(200);
  });

  it("is shown with its form, what the system knows, and what is missing", async () => {
    const { status, body, headers } = await acts.see(clerk, id);
    expect(status, JSON.stringify(body)).toBe(200);
    expect(headers.etag).toBe('"1"');
    expect(body.form.figures).toHaveLength(15);
    expect(body).toMatchObject({ unitName: "Sở Tư pháp", toName: "Ủy ban nhân dân tỉnh", lastYear: {} });
    expect(body.known.map((figure: { id: string }) => figure.id)).toContain("questions-received");
    expect(body.missing[0]).toMatchObject({
      path: "sections.duy-tri-hoat-dong",
      code: "section-missing",
      detail: expect.stringMatching(/^Tình hình duy trì.*: Thiếu nội dung/),
    });
  });

  it("of no such id, or another body, is not found", async () => {
    expect(refusal(await acts.see(clerk, "2024-quarter-2.khong-co"))).toEqual([404, "not-found"]);
    expect(refusal(await acts.see(clerk, "2024-quarter-2.so-mau"))).toEqual([404, "not-found"]);
  });
});

describe("a draft that cannot stand", () => {
  beforeAll(begin);

  it.each([
    ["a figure that is text", { figures: { visits: { value: "12" } } }, "figures.visits.value wrong-type"],
    ["a figure below zero", { figures: { visits: { value: -1 } } }, "figures.visits.value below-least"],
    ["a figure with decimals", { figures: { visits: { value: 1.5 } } }, "figures.visits.value too-many-decimals"],
    ["a figure above every bound", { figures: { visits: { value: 1e12 } } }, "figures.visits.value above-most"],
    ["a figure that is not in the tables", { figures: { khac: { value: 1 } } }, "figures.khac figure-unknown"],
    [
      "a figure named like a part of every object",
      { figures: { constructor: { value: 1 } } },
      "figures.constructor figure-unknown",
    ],
    [
      "a source that only the system may say",
      { figures: { visits: { value: 1, source: {} } } },
      "figures.visits.source unknown-field",
    ],
    ["a section that is not in the outline", { sections: { khac: "x" } }, "sections.khac section-unknown"],
    [
      "a section that is too long",
      { sections: { "kho-khan": "x".repeat(5_001) } },
      "sections.kho-khan section-too-long",
    ],
    [
      "a correction where nothing was gathered",
      { corrections: { visits: { by: 1, note: "x" } } },
      "corrections.visits correction-without-sources",
    ],
    ["a file that was never uploaded", { attachments: ["ban-ky"] }, "attachments[0] attachment-unknown"],
    ["a file named like a path", { attachments: ["../ban-ky"] }, "attachments[0] id-malformed"],
  ])("with %s is refused and the cell named", async (_, content, error) => {
    expect(refusal(await acts.act(clerk, id, "draft", content))).toEqual([422, "invalid-content", error]);
    expect((await reportsIn(world).obligation(id))?.version).toBe(1);
  });

  it.each(["1e400", "NaN"])("with the figure %s, which JSON or arithmetic cannot hold, is refused", async (value) => {
    const raw = `{"figures":{"visits":{"value":${value}}}}`;
    const { status, body } = await world.as(clerk, `PUT /v1/obligations/${id}/draft`, {
      raw,
      headers: { "if-match": '"1"' },
    });
    expect([status, body.code]).toEqual(value === "NaN" ? [400, "body-not-json"] : [422, "invalid-content"]);
    if (value === "1e400") expect(body.errors[0].path).toBe("figures.visits.value");
  });
});

describe("a draft", () => {
  beforeEach(begin);

  it("is kept whole or in part, and says what is missing and what disagrees", async () => {
    const figures = {
      "questions-received": { value: 1 },
      "questions-answered-on-time": { value: 1 },
      "questions-answered-late": { value: 1 },
    };
    const { status, body, headers } = await acts.act(clerk, id, "draft", { figures });
    expect(status, JSON.stringify(body)).toBe(200);
    expect(headers.etag).toBe('"2"');
    expect(body).toMatchObject({ state: "drafted", draft: 1 });
    expect(body.missing.map(({ path }: { path: string }) => path)).toContain("figures.visits");
    expect(body.disagreeing).toEqual([
      {
        path: "figures.questions-received.value",
        code: "sum-differs",
        expected: 2,
        detail: "Số câu hỏi đã nhận: Tổng không khớp với các số thành phần (2).",
        detailEn: "figures.questions-received: The total does not agree with its parts (2).",
      },
    ]);
  });

  it("is filled in beforehand from what the system counted, and says so of each figure that was left as it is", async () => {
    world.clock.set("2024-05-20T09:00:00+07:00");
    await countedQuestion();
    world.clock.set("2024-06-15T08:00:00+07:00");
    const { known } = (await acts.see(clerk, id)).body;
    const knownOf = (name: string) => known.find((figure: { id: string }) => figure.id === name);
    expect(knownOf("questions-received")).toMatchObject({ value: 1, isFinal: true });
    expect(knownOf("questions-open")).toMatchObject({ value: 1 });
    const figures = { "questions-received": { value: 1 }, "questions-open": { value: 2 } };
    const { body } = await acts.act(clerk, id, "draft", { figures });
    expect(body.content.figures).toEqual({
      "questions-received": { value: 1, source: { from: "questions-received", at: "2024-06-15T01:00:00.000Z" } },
      "questions-open": { value: 2 },
    });
  });

  it("upon an older version writes nothing", async () => {
    await drafted();
    expect(refusal(await acts.act(clerk, id, "draft", wholeContent(), { "if-match": '"1"' }))).toEqual([
      412,
      "version-stale",
    ]);
  });

  it("is its writers' own: the recipient sees the report when it is handed in", async () => {
    await drafted();
    expect((await acts.see(supervisor, id)).body.draft).toBeUndefined();
    expect((await acts.see(leader, id)).body.draft).toMatchObject({ number: 1, by: clerk });
  });

  it("may be begun before the close, and handed in only after it", async () => {
    world.clock.set("2024-06-14T10:00:00+07:00");
    expect((await drafted()).status).toBe(200);
    expect(refusal(await acts.act(leader, id, "submission", signing))).toEqual([409, "period-not-closed"]);
  });
});

describe("handing in", () => {
  beforeEach(begin);

  it("ends what is owed, with a receipt; the history says who signed", async () => {
    await drafted();
    world.clock.set("2024-06-18T23:59:00+07:00");
    const { status, body, headers } = await acts.act(leader, id, "submission", signing);
    expect(status, JSON.stringify(body)).toBe(200);
    expect(headers.etag).toBe('"3"');
    expect(body).toMatchObject({
      state: "submitted",
      number: 1,
      first: { on: "2024-06-18", lateDays: 0 },
      isComplete: true,
      isValid: true,
      isSupplement: false,
      signatureLine: "CHUYÊN VIÊN",
    });
    const events = (await acts.see(leader, id, "/events")).body.items;
    expect(events.map(({ kind }: { kind: string }) => kind)).toEqual(["report-sent-to-leader", "report-submitted"]);
    expect(events.at(-1).facts).toMatchObject({
      signer: leader,
      lateDays: 0,
      number: 1,
      of: "2024-quarter-2",
      to: "ubnd-tinh",
    });
    expect(JSON.stringify(events)).not.toContain("Nội dung báo cáo");
  });

  it("late is taken and marked", async () => {
    await drafted();
    world.clock.set("2024-06-21T09:00:00+07:00");
    expect((await acts.act(leader, id, "submission", signing)).body).toMatchObject({ first: { lateDays: 3 } });
    expect((await world.as(clerk, "GET /v1/obligations?period=2024-quarter-2")).body.items[0]).toMatchObject({
      standing: "late",
      lateDays: 3,
    });
  });

  it("incomplete or with sums that do not add up is refused, unless it is meant", async () => {
    const content = wholeContent({ "questions-received": 1 });
    await acts.act(clerk, id, "draft", { ...content, sections: {}, submit: true });
    const refused = await acts.act(leader, id, "submission", signing);
    expect(refusal(refused).slice(0, 2)).toEqual([422, "report-incomplete"]);
    expect(refusal(refused)).toContain("figures.questions-received.value sum-differs");
    expect(refusal(refused)).toContain("sections.kho-khan section-missing");
    const { body } = await acts.act(leader, id, "submission", { ...signing, despite: true });
    expect(body).toMatchObject({ state: "submitted", isComplete: false, isValid: false });
    expect((await acts.see(supervisor, id)).body.handedIn).toMatchObject({
      disagreeing: ["figures.questions-received.value"],
    });
  });

  it("by whoever wrote the draft is refused; by a clerk forbidden; by another body's leader not found", async () => {
    await acts.act(leader, id, "draft", { ...wholeContent(), submit: true });
    expect(refusal(await acts.act(leader, id, "submission", signing))).toEqual([409, "own-draft"]);
    expect(refusal(await acts.act(clerk, id, "submission", signing))).toEqual([403, "role-missing"]);
    expect(refusal(await acts.act("so-mau.leader", id, "submission", signing))).toEqual([404, "not-found"]);
    expect((await acts.act("so-tu-phap.other-leader", id, "submission", signing)).status).toBe(200);
  });

  it("without a draft, or twice with the same, is refused", async () => {
    expect(refusal(await acts.act(leader, id, "submission", signing))).toEqual([409, "draft-missing"]);
    await drafted();
    await acts.act(leader, id, "submission", signing);
    expect(refusal(await acts.act(leader, id, "submission", signing))).toEqual([409, "draft-missing"]);
  });

  it("by two leaders at once: one wins, and one report is there", async () => {
    await drafted();
    const answers = await Promise.all(
      [leader, "so-tu-phap.other-leader"].map((who) => acts.act(who, id, "submission", signing)),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412]);
    expect((await acts.see(leader, id, "/reports")).body.items).toHaveLength(1);
  });

  it("repeated with its key gets the first answer again", async () => {
    await drafted();
    const key = { "idempotency-key": "gui-1", "if-match": '"2"' };
    const first = await acts.act(leader, id, "submission", signing, key);
    const again = await acts.act(leader, id, "submission", signing, key);
    expect(again.body).toEqual(first.body);
    expect(again.headers["idempotency-replayed"]).toBe("true");
  });

  describe("for both labels of a day", () => {
    it("meets two obligations in one transaction", async () => {
      await drafted();
      const { status, body } = await acts.act(leader, id, "submission", { ...signing, alsoMeets: [half] });
      expect(status, JSON.stringify(body)).toBe(200);
      expect(body.alsoMet).toEqual([half]);
      const other = (await acts.see(leader, half)).body;
      expect(other).toMatchObject({
        state: "submitted",
        metBy: id,
        first: { lateDays: 0 },
        report: 1,
        isComplete: true,
      });
      expect(other.handedIn.content).toEqual((await acts.see(leader, id)).body.handedIn.content);
      expect((await acts.see(leader, half, "/reports")).body.items).toMatchObject([
        { number: 1, metBy: { obligation: id, number: 1 } },
      ]);
      expect((await acts.see(leader, half, "/events")).body.items.at(-1)).toMatchObject({
        kind: "report-submitted",
        facts: { metBy: id },
      });
    });

    it("leaves every version its own number, whichever way it came", async () => {
      await acts.handIn(half, wholeContent({ visits: 1 }));
      await drafted();
      await acts.act(leader, id, "submission", { ...signing, alsoMeets: [half] });
      await acts.handIn(half, wholeContent({ visits: 3 }));
      const versions = (await acts.see(leader, half, "/reports")).body.items;
      expect(
        versions.map(({ number, metBy }: { number: number; metBy?: object }) => [number, metBy !== undefined]),
      ).toEqual([
        [3, false],
        [2, true],
        [1, false],
      ]);
    });

    it("is refused with one of another day", async () => {
      world.clock.set("2024-09-16T08:00:00+07:00");
      await freeze(world, "2024-quarter-3");
      await drafted();
      const alsoMeets = ["2024-quarter-3.so-tu-phap"];
      expect(refusal(await acts.act(leader, id, "submission", { ...signing, alsoMeets }))[1]).toBe("does-not-coincide");
    });
  });
});

describe("handing in is refused", () => {
  beforeAll(begin);

  it.each([
    ["own with another's title", { capacity: "own", forTitle: "Giám đốc" }, "forTitle title-mismatch"],
    ["TUQ. without authorisation", { capacity: "tuq", forTitle: "Giám đốc" }, "authorisation authorisation-mismatch"],
    ["a reason to act for another", { capacity: "own", onBehalfReason: "x" }, "onBehalfReason not-on-behalf"],
  ])("signed %s is refused, as an answer is", async (_, body, error) => {
    await drafted();
    expect(refusal(await acts.act(leader, id, "submission", body))).toEqual([422, "invalid-content", error]);
  });

  it.each([
    ["of another body", ["2024-half-year.so-mau"]],
    ["that does not exist", ["2024-half-year.khong-co"]],
    ["that is the report itself", [id]],
    ["twice the same", [half, half]],
  ])("with alsoMeets of one %s", async (_, alsoMeets) => {
    await drafted();
    const refused = await acts.act(leader, id, "submission", { ...signing, alsoMeets });
    expect(refusal(refused)).toEqual([
      422,
      "does-not-coincide",
      `alsoMeets[${alsoMeets.length - 1}] does-not-coincide`,
    ]);
    expect((await reportsIn(world).obligation(id))?.state).toBe("waiting-for-leader");
  });
});

describe("corrections", () => {
  beforeEach(begin);

  it("are versions: the first date decides, later ones are supplements with a visible difference", async () => {
    await acts.handIn(id, wholeContent({ visits: 10 }));
    world.clock.set("2024-07-02T09:00:00+07:00");
    const { status, body } = await acts.handIn(id, wholeContent({ visits: 12 }));
    expect(status, JSON.stringify(body)).toBe(200);
    expect(body).toMatchObject({ number: 2, isSupplement: true, first: { on: "2024-06-15", lateDays: 0 } });
    const { items } = (await acts.see(supervisor, id, "/reports")).body;
    expect(items).toMatchObject([
      { number: 2, isSupplement: true },
      { number: 1, isSupplement: false, signatureLine: "CHUYÊN VIÊN" },
    ]);
    expect((await acts.see(supervisor, id, "/differences?from=1&to=2")).body.changes).toEqual([
      { path: "figures.visits.value", before: 10, after: 12 },
      { path: "totals.visits", before: 10, after: 12 },
    ]);
    expect((await acts.see(supervisor, id, "/reports/1")).body).toMatchObject({ number: 1, totals: { visits: 10 } });
    expect((await acts.see(leader, id, "/events")).body.items.at(-1).kind).toBe("report-supplemented");
  });

  it.each(["/reports/9", "/reports/x", "/reports/0", "/differences?from=1&to=9"])("%s is not found", async (rest) => {
    await acts.handIn(id);
    expect(refusal(await acts.see(leader, id, rest))).toEqual([404, "not-found"]);
  });

  it("differ much from last year only with a note", async () => {
    world.clock.set("2023-06-16T08:00:00+07:00");
    await freeze(world, "2023-quarter-2");
    await acts.handIn("2023-quarter-2.so-tu-phap", wholeContent({ visits: 100 }));
    world.clock.set("2024-06-16T08:00:00+07:00");
    const { body } = await acts.act(clerk, id, "draft", wholeContent({ visits: 151 }));
    expect(body.disagreeing).toMatchObject([{ path: "figures.visits.note", code: "jump-without-note", expected: 100 }]);
    expect((await acts.see(clerk, id)).body.lastYear).toMatchObject({ visits: 100 });
  });
});

describe("who receives it", () => {
  beforeEach(begin);

  it("returns it with a reason, cells and a new day, and takes it again; the first date stays", async () => {
    await acts.handIn(id);
    const back = { reason: "Thiếu số lượt truy cập", fields: ["figures.visits"], dueOn: "2024-06-21" };
    const { status, body } = await acts.act(supervisor, id, "return", back);
    expect(status, JSON.stringify(body)).toBe(200);
    expect(body).toMatchObject({ state: "returned", returnedDueOn: "2024-06-21" });
    expect((await acts.see(clerk, id)).body).toMatchObject({ standing: "returned", returned: back });
    expect((await reportsIn(world).obligation(id))?.plan.nextCheckAt).not.toBeNull();
    world.clock.set("2024-06-20T09:00:00+07:00");
    expect((await acts.handIn(id)).body).toMatchObject({ number: 2, first: { on: "2024-06-15" }, state: "submitted" });
    expect((await acts.act(supervisor, id, "acceptance")).body).toMatchObject({ state: "accepted" });
    expect(refusal(await acts.act(supervisor, id, "acceptance"))).toEqual([409, "move-not-allowed"]);
  });

  it.each([
    ["a cell that is not there", { fields: ["figures.khac"] }, [422, "invalid-content", "fields[0] cell-unknown"]],
    ["a day that lies behind", { dueOn: "2024-06-15" }, [422, "day-not-ahead", "dueOn day-not-ahead"]],
    ["no reason", { reason: " " }, [422, "invalid-content", "reason blank"]],
  ])("cannot return it with %s", async (_, change, expected) => {
    await acts.handIn(id);
    const back = { reason: "x", fields: [], dueOn: "2024-06-21", ...change };
    expect(refusal(await acts.act(supervisor, id, "return", back))).toEqual(expected);
  });

  it("is the parent for a child, and the province's supervisor for what goes to the province", async () => {
    const child = "2024-quarter-2.xa-mau-01";
    await acts.handIn(child);
    expect(refusal(await acts.act(supervisor, child, "acceptance"))).toEqual([403, "role-missing"]);
    expect(refusal(await acts.act("xa-mau-01.leader", child, "acceptance"))).toEqual([403, "role-missing"]);
    expect((await acts.act("thi-xa-sa-pa.consolidator", child, "acceptance")).status).toBe(200);
    await acts.handIn(id);
    expect((await acts.act("ubnd-tinh.leader", id, "acceptance")).status).toBe(200);
  });

  it("gives more time for a reason: the due day stays, the last day in time moves", async () => {
    const given = await acts.act(supervisor, id, "extension", { until: "2024-06-21", reason: "Mưa lũ" });
    expect(given.body).toMatchObject({ dueOn: "2024-06-18", lastOn: "2024-06-21" });
    world.clock.set("2024-06-21T10:00:00+07:00");
    expect((await acts.handIn(id)).body.first).toMatchObject({ lateDays: 0 });
    expect((await acts.see(clerk, id)).body.extension).toMatchObject({
      until: "2024-06-21",
      reason: "Mưa lũ",
      by: supervisor,
    });
  });

  it("excuses for a reason: it stays in the list, and nothing can be handed in", async () => {
    expect((await acts.act(supervisor, id, "excuse", { reason: "Sáp nhập" })).body.state).toBe("excused");
    expect(refusal(await drafted())).toEqual([409, "move-not-allowed"]);
    const { body } = await world.as(supervisor, "GET /v1/periods/2024-quarter-2");
    expect(body.all).toMatchObject({ excused: 1 });
    expect(refusal(await acts.act(leader, id, "excuse", { reason: "x" }))).toEqual([403, "role-missing"]);
  });
});
