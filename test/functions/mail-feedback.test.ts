/** The mail service's events: wrapped, doubled, late, forged; they settle what they may and harm nothing. */
import { describe, expect, it } from "vitest";
import { tagOf } from "../../shared/notices/notice.ts";
import { type Mail, NoticeWorld } from "../support/notices.ts";
import { question } from "../support/province.ts";

async function sentReceipt() {
  const world = await NoticeWorld.at("2024-02-03T22:15:00+07:00");
  const { body } = await world.world.post("cong-so-tu-phap", question());
  await world.followAll();
  await world.sendQueued();
  const [mail] = world.mail.mails;
  if (!mail) throw new Error("no mail");
  return { world, mail, id: `question#${body.code}#question-received#e1#asker` };
}

describe("feedback", () => {
  it.each([
    [["Send"], "sent"],
    [["Send", "Delivery"], "delivered"],
    [["Delivery", "Send", "Delivery", "DeliveryDelay", "Open"], "delivered"],
    [["Delivery", "Bounce"], "bounced"],
    [["Bounce", "Delivery", "Send"], "bounced"],
    [["Delivery", "Complaint", "Delivery"], "complained"],
    [["Reject"], "refused"],
  ])("%j leaves it %s", async (kinds, state) => {
    const { world, mail, id } = await sentReceipt();
    expect(await world.settle(kinds.map((kind) => world.mail.event(mail, kind)))).toEqual({ batchItemFailures: [] });
    expect(await world.row(id)).toMatchObject({ state, mailIds: [mail.id] });
  });

  it("an event may come before the sender's own mark, and nothing is lost by it", async () => {
    const { world, mail, id } = await sentReceipt();
    await world.notices.change(id, (row) => ({
      ...row,
      state: "claimed",
      mailIds: [],
      sentAt: undefined,
      revision: row.revision + 1,
    }));
    await world.settle([world.mail.event(mail)]);
    expect(await world.row(id)).toMatchObject({ state: "delivered", mailIds: [mail.id] });
    expect((await world.row(id)).lookAt).toBeUndefined();
  });

  it("a bounce is told by id and kind only", async () => {
    const { world, mail, id } = await sentReceipt();
    const bounce = { bounceType: "Permanent", bouncedRecipients: [{ emailAddress: "nguoi.hoi@example.com" }] };
    await world.settle([world.mail.event(mail, "Bounce", { bounce })]);
    expect(await world.row(id)).toMatchObject({ state: "bounced", reason: "permanent" });
    expect(world.world.lines).toContainEqual({ code: "notice-bounced", fields: { notice: id } });
    expect(JSON.stringify([world.world.lines, await world.rows()])).not.toContain("nguoi.hoi");
  });

  it("what is unknown, forged or no event at all is passed over", async () => {
    const { world, mail, id } = await sentReceipt();
    const forged = (more: Partial<Mail>) => world.mail.event({ ...mail, ...more });
    const bodies = [
      forged({ tag: "no-such-row" }),
      forged({ tag: "feedback_hlatest" }),
      forged({ tag: tagOf("digest#so-tu-phap.clerk#2024-02-05") }),
      forged({ tag: "x".repeat(2_000) }),
      forged({ at: "yesterday" }),
      "",
      "null",
      "{}",
      "[1]",
      "not json",
      JSON.stringify({ Message: "not json" }),
      JSON.stringify({ Type: "SubscriptionConfirmation", Message: "{}" }),
      JSON.stringify({ Message: JSON.stringify({ eventType: "Bounce", mail: { tags: { notice: "x" } } }) }),
    ];
    expect(await world.settle(bodies)).toEqual({ batchItemFailures: [] });
    expect(await world.row(id)).toMatchObject({ state: "sent" });
    expect((await world.rows()).filter(({ by }) => by === "digest").every(({ state }) => state === "planned")).toBe(
      true,
    );
    expect(await world.notices.feedbackSeen()).toBeUndefined();
    expect(world.world.lines.filter(({ code }) => code === "feedback-unmatched")).toHaveLength(bodies.length);
  });

  it("every event leaves a line outside the tables, whatever those say, with nothing personal in it", async () => {
    const { world, mail, id } = await sentReceipt();
    const unknown = { ...mail, id: "mail-7", tag: tagOf("question#AAAA-BBBB-C#late-1#p1#so-mau.leader") };
    const bounce = { bounceType: "Permanent", bouncedRecipients: [{ emailAddress: "nguoi.hoi@example.com" }] };
    await world.settle([
      world.mail.event(mail, "Send"),
      world.mail.event(mail, "Bounce", { bounce }),
      world.mail.event(unknown, "Delivery"),
      world.mail.event(mail, "Open"),
      world.mail.event({ ...mail, tag: "nguoi_hoi_d_example" }, "Send"),
    ]);
    const { at } = mail;
    expect(world.world.lines.filter(({ code }) => code === "mail-event-seen").map(({ fields }) => fields)).toEqual([
      { notice: id, kind: "sent", mailId: "mail-1", at },
      { notice: id, kind: "bounced", mailId: "mail-1", at, reason: "permanent" },
      { notice: "question#AAAA-BBBB-C#late-1#p1#so-mau.leader", kind: "delivered", mailId: "mail-7", at },
    ]);
    expect(JSON.stringify(world.world.lines)).not.toContain("example.com");
  });

  it("an event without the topic's envelope is read as well", async () => {
    const { world, mail, id } = await sentReceipt();
    await world.settle([JSON.parse(world.mail.event(mail)).Message]);
    expect(await world.row(id)).toMatchObject({ state: "delivered" });
  });

  it("remembers the latest sending that was heard of, whatever the order", async () => {
    const { world, mail } = await sentReceipt();
    await world.settle([world.mail.event(mail)]);
    await world.notices.seeFeedback("2020-01-01T00:00:00.000Z");
    expect(await world.notices.feedbackSeen()).toBe(mail.at);
  });

  it("notes the latest sending of a batch once, after all of its rows", async () => {
    const { world, mail } = await sentReceipt();
    const { seeFeedback } = world.notices;
    const noted: string[] = [];
    Object.assign(world.settling.notices, { seeFeedback: async (at: string) => void noted.push(at) });
    const later = { ...mail, at: "2024-02-03T15:20:00.000Z" };
    await world.settle([later, mail, mail].map((one) => world.mail.event(one)));
    expect(noted).toEqual([later.at]);
    Object.assign(world.settling.notices, { seeFeedback });
  });

  it("a note that fails hands back every event that it stands for, and no other", async () => {
    const { world, mail } = await sentReceipt();
    const { seeFeedback } = world.notices;
    Object.assign(world.settling.notices, { seeFeedback: () => Promise.reject(new Error("no table")) });
    const bodies = [world.mail.event(mail), "not json", world.mail.event(mail, "Send")];
    expect(await world.settle(bodies)).toEqual({
      batchItemFailures: [{ itemIdentifier: "m-0" }, { itemIdentifier: "m-2" }],
    });
    Object.assign(world.settling.notices, { seeFeedback });
  });

  it("a table that fails hands the message back", async () => {
    const { world, mail } = await sentReceipt();
    const { get } = world.notices;
    Object.assign(world.settling.notices, { get: () => Promise.reject(new Error("no table")) });
    expect(await world.settle([world.mail.event(mail)])).toEqual({ batchItemFailures: [{ itemIdentifier: "m-0" }] });
    Object.assign(world.settling.notices, { get });
  });
});
