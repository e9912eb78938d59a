/** From an event to a mail: consumer, dispatcher, sender and feedback, whole. */
import { PutCommand } from "@aws-sdk/lib-dynamodb";
import { describe, expect, it } from "vitest";
import { eventItem } from "../../shared/platform/events.ts";
import { NoticeWorld, rungEvent } from "../support/notices.ts";
import { question } from "../support/province.ts";

const saturdayNight = "2024-02-03T22:15:00+07:00";

async function received(more: object = {}) {
  const world = await NoticeWorld.at(saturdayNight);
  const { body } = await world.world.post("cong-so-tu-phap", question(more));
  await world.followAll();
  return { world, code: String(body.code), lookupKey: String(body.lookupKey) };
}

/** Writes an event beside those of the stream, so that the sender finds it. */
async function happened(world: NoticeWorld, event: Parameters<typeof eventItem>[0]) {
  await world.world.client.send(new PutCommand({ TableName: world.tables.events, Item: eventItem(event) }));
  return world.follow([event]);
}

describe("a question comes in on a Saturday night", () => {
  it("the asker has the receipt at once: code, key, days and link, nothing of the question", async () => {
    const { world, code, lookupKey } = await received();
    expect(world.queue).toEqual([`question#${code}#question-received#e1#asker`]);
    await world.sendQueued();
    expect(world.mail.mails).toHaveLength(1);
    const [mail] = world.mail.mails;
    expect(mail?.to).toBe("nguoi.hoi@example.com");
    expect(mail?.subject).toBe(`[Hỏi - Đáp] Đã nhận câu hỏi, mã ${code}`);
    expect(mail?.text).toContain(lookupKey);
    expect(mail?.text).toContain("lúc 22h15 thứ Bảy, ngày 03/02/2024");
    expect(mail?.text).toContain("từ 08h00 thứ Hai, ngày 05/02/2024");
    expect(mail?.text).toContain("chậm nhất hết thứ Sáu, ngày 16/02/2024 (05 ngày làm việc");
    expect(mail?.text).toContain("không quá hết thứ Sáu, ngày 23/02/2024");
    expect(mail?.raw).toMatch(/^Auto-Submitted: auto-generated\r$/m);
    expect(mail?.raw).not.toContain("Nguyễn Văn Mẫu");
    expect(mail?.text).not.toContain("giấy tờ gì");
    const row = await world.row(`question#${code}#question-received#e1#asker`);
    expect(row).toMatchObject({
      state: "sent",
      mailIds: ["mail-1"],
      textHash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(JSON.stringify(await world.rows())).not.toMatch(/nguoi\.hoi|Nguyễn|giấy tờ/);
  });

  it("clerks have one digest, on Monday at 08:00, and a deputy has one too", async () => {
    const { world, code } = await received();
    await world.world.post("cong-so-tu-phap", question());
    await world.followAll();
    await world.sendQueued();
    const digests = (await world.rows()).filter(({ by }) => by === "digest");
    expect(digests.map(({ id, dueAt }) => [id, dueAt])).toEqual([
      ["digest#so-tu-phap.clerk#2024-02-05", "2024-02-05T01:00:00.000Z"],
      ["digest#so-tu-phap.deputy#2024-02-05", "2024-02-05T01:00:00.000Z"],
      ["digest#two-units.clerk#2024-02-05", "2024-02-05T01:00:00.000Z"],
    ]);
    world.set("2024-02-05T07:59:00+07:00");
    await world.round();
    expect(world.mail.mails).toHaveLength(2);
    world.set("2024-02-05T08:00:00+07:00");
    await world.round();
    await world.round();
    const mails = world.mail.mails.slice(2);
    expect(mails.map(({ to }) => to).sort()).toEqual([
      "so-tu-phap.clerk@tinh.example",
      "so-tu-phap.deputy@tinh.example",
      "two-units.clerk@tinh.example",
    ]);
    expect(mails[0]?.subject).toBe("[Đôn đốc] Việc ngày 05/02/2024: 00 quá hạn, 00 đến hạn");
    expect(mails[0]?.text).toContain(`- ${code}, tiếp nhận chậm nhất hết ngày 05/02/2024`);
    expect(mails[0]?.text).toContain("6. Chưa tiếp nhận: 02.");
  });

  it("a digest with nothing in it is not sent", async () => {
    const { world, code } = await received();
    world.set("2024-02-05T07:00:00+07:00");
    await world.world.as("so-tu-phap.clerk", `POST /v1/questions/${code}/acceptance`, {
      headers: { "if-match": '"1"' },
    });
    world.set("2024-02-05T08:00:00+07:00");
    await world.round();
    expect(
      (await world.rows()).filter(({ by }) => by === "digest").map(({ state, reason }) => [state, reason]),
    ).toEqual([
      ["skipped", "nothing-to-do"],
      ["skipped", "nothing-to-do"],
      ["skipped", "nothing-to-do"],
    ]);
  });

  it("an asker with a telephone only gets no mail, and the ledger says so", async () => {
    const { world } = await received({ asker: { name: "Nguyễn Văn Mẫu", phone: "0900 000 000" } });
    await world.round();
    expect(world.mail.mails).toEqual([]);
    const [, , , row] = await world.rows();
    expect(row).toMatchObject({ recipient: { kind: "asker" }, state: "skipped", reason: "no-address" });
  });

  it("the consumer twice, or after its mark was lost, plans the same rows once", async () => {
    const { world } = await received();
    const rows = await world.rows();
    await world.followAll();
    await world.sendQueued();
    await world.loseMarks();
    await world.followAll();
    expect((await world.rows()).map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
    expect(world.queue).toEqual([]);
  });

  it("a queue that is down loses nothing: the dispatcher brings it", async () => {
    const world = await NoticeWorld.at(saturdayNight);
    world.isQueueDown = true;
    await world.world.post("cong-so-tu-phap", question());
    await world.followAll();
    expect(world.world.lines.map(({ code }) => code)).toContain("mail-queue-unreachable");
    world.isQueueDown = false;
    await world.dispatch();
    await world.sendQueued();
    expect(world.mail.mails).toHaveLength(1);
  });

  it("a poisoned event is set apart, all others pass", async () => {
    const { world, code } = await received();
    const head = await world.head(code);
    const poisoned = rungEvent(head, ["due-today"], "2024-02-16T08:00:00+07:00", { facts: { rungs: "?" } });
    const sound = rungEvent(head, ["late-1"], "2024-02-19T08:00:00+07:00", { sequence: 3 });
    const answer = await world.follow([poisoned, { subject: "question#?", sequence: 7, nonsense: true }, sound]);
    expect(answer).toEqual({ batchItemFailures: [] });
    expect((await world.stuck()).map(({ subject }) => subject)).toEqual([`question#${code}`, "question#?"].sort());
    expect((await world.rows()).map(({ cause }) => cause)).toContain("late-1");
  });
});

describe("rungs", () => {
  it("due today: a mail of its own to leader and clerks; late by 1: the leader, and the asker honestly", async () => {
    const { world, code } = await received();
    await world.sendQueued();
    const head = await world.head(code);
    world.set("2024-02-16T08:00:00+07:00");
    await happened(world, rungEvent(head, ["due-today"], "2024-02-16T08:00:00+07:00"));
    await world.sendQueued();
    const today = world.mail.mails.slice(1);
    expect(today.map(({ to }) => to).sort()).toEqual([
      "so-tu-phap.clerk@tinh.example",
      "so-tu-phap.deputy@tinh.example",
      "so-tu-phap.leader@tinh.example",
      "two-units.clerk@tinh.example",
    ]);
    expect(today[0]?.text).toContain("Hôm nay, thứ Sáu, ngày 16/02/2024, là ngày cuối");
    expect(today[0]?.text).toContain("Tình trạng hiện nay: chưa tiếp nhận.");
    world.set("2024-02-19T08:00:00+07:00");
    await happened(world, rungEvent(head, ["late-1"], "2024-02-19T08:00:00+07:00", { sequence: 3 }));
    await world.sendQueued();
    const late = world.mail.mails.slice(5);
    expect(late.map(({ to }) => to)).toEqual(["nguoi.hoi@example.com", "so-tu-phap.leader@tinh.example"]);
    expect(late[0]?.text).toContain("Chúng tôi xin lỗi Ông/Bà");
    expect(late[1]?.subject).toBe(`[Hỏi - Đáp] Quá hạn 01 ngày làm việc: câu hỏi ${code}`);
    expect(late[1]?.text).toContain("Đã nhắc công chức đầu mối: 16/02/2024.");
    expect(late[1]?.text).toContain("việc này được báo đến Văn phòng Ủy ban nhân dân tỉnh");
  });

  it("a body that governs itself skips that rung; the province follows", async () => {
    const { world, code } = await received();
    const head = await world.head(code);
    world.set("2024-02-21T08:00:00+07:00");
    await happened(world, rungEvent(head, ["late-3"], "2024-02-21T08:00:00+07:00"));
    expect((await world.rows()).filter(({ cause }) => cause === "late-3")).toEqual([]);
    expect(world.world.lines).toContainEqual({
      code: "notice-without-recipient",
      fields: { subject: `question#${code}`, audience: "governing" },
    });
    world.set("2024-02-23T08:00:00+07:00");
    await happened(world, rungEvent(head, ["late-5"], "2024-02-23T08:00:00+07:00", { sequence: 3 }));
    await world.sendQueued();
    expect(world.mail.mails.at(-1)?.to).toBe("van-phong-ubnd-tinh.supervisor@tinh.example");
    expect(world.mail.mails.at(-1)?.subject).toBe(`[Hỏi - Đáp] Câu hỏi ${code} của Sở Tư pháp quá hạn trả lời`);
  });

  it("after three days without mail it leaves in the window, says that it is late, and speaks of that day", async () => {
    const { world, code } = await received();
    await world.sendQueued();
    const head = await world.head(code);
    world.isQueueDown = true;
    world.set("2024-02-16T08:00:00+07:00");
    await happened(world, rungEvent(head, ["due-today"], "2024-02-16T08:00:00+07:00"));
    world.isQueueDown = false;
    world.set("2024-02-19T20:00:00+07:00");
    await world.dispatch();
    expect(world.queue).toEqual([]);
    world.set("2024-02-20T07:30:00+07:00");
    await world.dispatch();
    await world.sendQueued();
    const mail = world.mail.mails.find(({ to }) => to === "so-tu-phap.leader@tinh.example");
    expect(mail?.subject).toBe(`[Hỏi - Đáp] Đã qua ngày đến hạn: câu hỏi ${code}`);
    expect(mail?.text).toContain("Thông báo này lẽ ra được gửi lúc 08h00 thứ Sáu, ngày 16/02/2024;");
    const row = await world.row(`question#${code}#due-today#p1#so-tu-phap.leader`);
    expect(row).toMatchObject({ state: "sent", template: { id: "question-due-passed" } });
  });

  it("of digests that an outage kept back, only the last leaves", async () => {
    const { world } = await received();
    await world.sendQueued();
    world.set("2024-02-05T09:00:00+07:00");
    await world.world.post("cong-so-tu-phap", question());
    await world.followAll();
    await world.sendQueued();
    world.set("2024-02-06T08:00:00+07:00");
    await world.dispatch();
    await world.sendQueued();
    const digests = (await world.rows()).filter(({ id }) => id.startsWith("digest#so-tu-phap.clerk"));
    expect(digests.map(({ id, state, reason }) => [id, state, reason])).toEqual([
      ["digest#so-tu-phap.clerk#2024-02-05", "skipped", "later-digest"],
      ["digest#so-tu-phap.clerk#2024-02-06", "sent", undefined],
    ]);
  });
});
