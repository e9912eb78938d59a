import { beforeEach, describe, expect, it } from "vitest";
import { actsIn, beforeNextWrite, refusal, reportsIn } from "../support/reports.ts";
import { World } from "../support/world.ts";

const supervisor = "van-phong-ubnd-tinh.supervisor";
const clerk = "so-tu-phap.clerk";
const leader = "so-tu-phap.leader";
const posted = {
  documentKind: "Công văn",
  number: "6821/UBND-BBT",
  on: "2023-12-31",
  issuer: "ubnd-tinh",
  recipient: "ubnd-tinh",
  subject: "Hoạt động của Cổng TTĐT thành phần không cập nhật thông tin",
  quotedDeadline: "trước ngày 10/01/2024",
  lastOn: "2024-01-09",
  duties: [
    { unit: "so-tu-phap", portal: "cong-so-tu-phap", what: "Nguyên nhân không cập nhật thông tin" },
    { unit: "so-tu-phap", what: "Biện pháp khắc phục" },
    { unit: "hoi-mau", what: "Nguyên nhân không duy trì Cổng TTĐT" },
  ],
};
const orderId = "2023-12-31-6821-ubnd-bbt-ubnd-tinh";
const id = `${orderId}.so-tu-phap`;
let world: World;
let acts: ReturnType<typeof actsIn>;

beforeEach(async () => {
  world = await World.at("2024-01-02T09:00:00+07:00");
  acts = actsIn(world);
});

const post = (change: object = {}, officer = supervisor) =>
  world.as(officer, "POST /v1/orders", { body: { ...posted, ...change } });
const close = (version = 1, officer = supervisor) =>
  world.as(officer, `POST /v1/orders/${orderId}/closing`, {
    body: { reason: "Đã xử lý xong" },
    headers: { "if-match": `"${version}"` },
  });
const answers = { sections: { "duty-1": "Thiếu nhân lực.", "duty-2": "Đã phân công." } };

describe("an order", () => {
  it("gives each body one obligation, due on the last day of its quoted deadline", async () => {
    const { status, body } = await post();
    expect(status, JSON.stringify(body)).toBe(201);
    expect(body).toMatchObject({ id: orderId, state: "open", quotedDeadline: "trước ngày 10/01/2024" });
    expect(body.obligations).toMatchObject([
      { id, unit: "so-tu-phap", of: orderId, dueOn: "2024-01-09", to: "ubnd-tinh", state: "owed", tier: "direct" },
      { unit: "hoi-mau" },
    ]);
    expect(body.obligations[0].kind).toBeUndefined();
    expect((await reportsIn(world).obligation(id))?.plan.nextCheckAt).not.toBeNull();
    expect((await world.as(supervisor, "GET /v1/orders")).body.items).toMatchObject([{ id: orderId }]);
    expect((await world.as("ubnd-tinh.leader", `GET /v1/orders/${orderId}`)).body.obligations).toHaveLength(2);
  });

  it("sent again as it was changes nothing and completes what is missing; another of its name is refused", async () => {
    await post();
    expect((await post()).status).toBe(201);
    expect((await reportsIn(world).ofPeriod(orderId, { limit: 50 })).items).toHaveLength(2);
    expect(refusal(await post({ subject: "Khác" }))).toEqual([409, "already-exists"]);
  });

  it("repeated under its key gets the first answer, and the key serves no other", async () => {
    const headers = { "idempotency-key": "van-ban-1" };
    const send = (change: object = {}) =>
      world.as(supervisor, "POST /v1/orders", { body: { ...posted, ...change }, headers });
    const first = await send();
    expect((await send()).body).toEqual(first.body);
    expect(refusal(await send({ number: "6822/UBND-BBT" }))).toEqual([422, "idempotency-key-reused"]);
  });

  it("that many bodies did not reach is completed when it is sent again", async () => {
    await post();
    const { DeleteCommand } = await import("@aws-sdk/lib-dynamodb");
    await world.client.send(new DeleteCommand({ TableName: world.tables.Reports, Key: { id, part: "head" } }));
    await world.client.send(
      new DeleteCommand({ TableName: world.tables.Events, Key: { subject: `obligation#${id}`, sequence: 1 } }),
    );
    expect((await world.as(supervisor, `GET /v1/orders/${orderId}`)).body.obligations).toHaveLength(1);
    expect((await post()).body.obligations).toHaveLength(2);
  });

  it.each([
    ["a deadline that is read wrongly", { lastOn: "2024-01-10" }, ["lastOn deadline-differs"]],
    ["an unknown body", { duties: [{ unit: "khong-co", what: "x" }] }, ["duties[0].unit unit-unknown"]],
    ["an unknown issuer", { issuer: "khong-co" }, ["issuer unit-unknown"]],
    [
      "a body that does not govern the portal",
      { duties: [{ unit: "hoi-mau", portal: "cong-so-tu-phap", what: "x" }] },
      ["duties[0].unit unit-not-governing"],
    ],
    [
      "an unknown portal",
      { duties: [{ unit: "hoi-mau", portal: "khong-co", what: "x" }] },
      ["duties[0].portal portal-unknown"],
    ],
    ["no duty", { duties: [] }, ["duties too-short"]],
  ])("with %s is refused", async (_, change, errors) => {
    expect(refusal(await post(change))).toEqual([422, "invalid-content", ...errors]);
    expect((await world.as(supervisor, "GET /v1/orders")).body.items).toEqual([]);
  });

  it.each([
    ["ubnd-tinh.leader", 201],
    ["so-tu-phap.leader", 404],
    ["van-phong-ubnd-tinh.auditor", 403],
  ])("is entered by %s: %i", async (officer, status) => {
    expect((await post({}, officer)).status).toBe(status);
  });
});

describe("a directed report", () => {
  beforeEach(() => post());

  it("has one answer per duty of the body, and quotes the deadline", async () => {
    const { body } = await acts.see(clerk, id);
    expect(body.form.outline).toMatchObject([
      { id: "duty-1", title: "Nguyên nhân không cập nhật thông tin" },
      { id: "duty-2", title: "Biện pháp khắc phục" },
    ]);
    expect(body).toMatchObject({
      order: { number: "6821/UBND-BBT", quotedDeadline: "trước ngày 10/01/2024" },
      known: [],
    });
    expect((await world.as(clerk, "GET /v1/obligations?year=2024")).body.items).toMatchObject([{ id }]);
  });

  it("has the same life: drafted, signed, late by one day after the last day in time, returned, accepted", async () => {
    const half = await acts.act(clerk, id, "draft", { sections: { "duty-1": "x" } });
    expect(half.body.missing).toMatchObject([{ path: "sections.duty-2" }]);
    expect(refusal(await acts.act(clerk, id, "draft", { sections: { "duty-3": "x" } }))[2]).toBe(
      "sections.duty-3 section-unknown",
    );
    await acts.act(clerk, id, "draft", { ...answers, submit: true });
    world.clock.set("2024-01-10T08:00:00+07:00");
    const { status, body } = await acts.act(leader, id, "submission", { capacity: "own" });
    expect(status, JSON.stringify(body)).toBe(200);
    expect(body.first).toMatchObject({ lateDays: 1 });
    const back = { reason: "Chưa rõ", fields: ["sections.duty-2"], dueOn: "2024-01-15" };
    expect((await acts.act(supervisor, id, "return", back)).body.state).toBe("returned");
    await acts.act(clerk, id, "draft", { ...answers, submit: true });
    await acts.act(leader, id, "submission", { capacity: "own" });
    expect((await acts.act(supervisor, id, "acceptance")).body.state).toBe("accepted");
  });

  it("of a closed order is taken no more, nor drafted; who did not answer is reminded no more and stays missing", async () => {
    await acts.act(clerk, id, "draft", { ...answers, submit: true });
    const { status, body } = await close();
    expect(status, JSON.stringify(body)).toBe(200);
    expect(body).toMatchObject({ state: "closed", closed: { reason: "Đã xử lý xong", by: supervisor } });
    expect(refusal(await acts.act(leader, id, "submission", { capacity: "own" }))).toEqual([409, "order-closed"]);
    expect(refusal(await acts.act(clerk, id, "draft", answers))).toEqual([409, "order-closed"]);
    expect(await reportsIn(world).obligation(id)).toMatchObject({
      state: "waiting-for-leader",
      plan: { nextCheckAt: null },
    });
    expect((await acts.see(clerk, id, "/events")).body.items.at(-1).kind).toBe("follow-up-ended");
    world.clock.set("2024-01-20T09:00:00+07:00");
    const { obligations } = (await world.as(supervisor, `GET /v1/orders/${orderId}`)).body;
    expect(obligations).toMatchObject([{ standing: "missing", lateDays: 11 }, { standing: "missing" }]);
  });

  it("cannot be supplemented while its order is being closed: the report and the closing hold the same line", async () => {
    await acts.act(clerk, id, "draft", { ...answers, submit: true });
    await acts.act(leader, id, "submission", { capacity: "own" });
    await acts.act(clerk, id, "draft", { ...answers, submit: true });
    beforeNextWrite(world, async () => expect((await close()).status).toBe(200));
    expect(refusal(await acts.act(leader, id, "submission", { capacity: "own" }))).toEqual([409, "order-closed"]);
    expect((await reportsIn(world).obligation(id))?.report?.number).toBe(1);
  });

  it("closes once, by who may, upon the version that was read", async () => {
    expect(refusal(await close(9))).toEqual([412, "version-stale"]);
    expect(refusal(await close(1, "so-tu-phap.leader"))).toEqual([404, "not-found"]);
    await close();
    expect(refusal(await close(2))).toEqual([409, "order-closed"]);
    expect(refusal(await world.as(supervisor, "GET /v1/orders/khong-co"))).toEqual([404, "not-found"]);
  });
});
