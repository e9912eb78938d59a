/** All mail held: nothing leaves, nothing is lost, and after the release everything leaves once and says when it was due. */
import { PutCommand } from "@aws-sdk/lib-dynamodb";
import { describe, expect, it } from "vitest";
import { sendAll } from "../../functions/mail-sender/send.ts";
import { heldBy, holds, type MailHold, releasedBy, settledUpTo } from "../../shared/notices/mail-hold.ts";
import { mailHoldStore } from "../../shared/notices/mail-hold-store.ts";
import { NoticeWorld, queueEvent } from "../support/notices.ts";
import { question } from "../support/province.ts";

const monday = "2024-02-05T09:00:00+07:00";
const hand = { by: "quan-tri", reason: "thử" };

async function posted() {
  const world = await NoticeWorld.at(monday);
  const hold = mailHoldStore(world.world.client, world.tables.notices);
  const { body } = await world.world.post("cong-so-tu-phap", question());
  await world.followAll();
  return { world, hold, id: `question#${body.code}#question-received#e1#asker` };
}

describe("while mail is held", () => {
  it("the dispatcher hands nothing over, and the sender lets go what it is handed: the rows wait as they were", async () => {
    const { world, hold, id } = await posted();
    const before = await world.rows();
    const handed = world.queue.splice(0);
    expect(handed).toContain(id);
    await hold.write(heldBy(undefined, hand, world.world.clock.now()));
    for (let minute = 0; minute < 10; minute++) {
      expect(await sendAll(queueEvent(handed), world.sending)).toEqual({ batchItemFailures: [] });
      expect(await world.dispatch()).toEqual({ looked: 0, queued: 0 });
      world.world.clock.instant += 60_000;
    }
    expect(world.mail.mails).toEqual([]);
    expect(world.queue).toEqual([]);
    expect(await world.rows()).toEqual(before);
    const said = world.world.lines.filter(({ code }) => code === "mail-held").map(({ fields }) => fields.job);
    expect(new Set(said)).toEqual(new Set(["mail-sender", "notice-dispatch"]));
  });

  it("for longer than any queue keeps a message: after the release each leaves once, and says when it was due", async () => {
    const { world, hold, id } = await posted();
    const held = heldBy(undefined, hand, world.world.clock.now());
    await hold.write(held);
    world.queue.splice(0);
    world.set("2024-02-26T09:00:00+07:00");
    const released = releasedBy(held, hand, world.world.clock.now(), false);
    if (typeof released === "string") throw new Error(released);
    await hold.write(released);
    for (let run = 0; run < 3; run++) {
      await world.dispatch();
      await world.sendQueued();
    }
    expect(await world.row(id)).toMatchObject({ state: "sent", attempts: 1 });
    const tags = world.mail.mails.map(({ tag }) => tag);
    expect(new Set(tags).size).toBe(tags.length);
    expect(world.mail.mails.find(({ tag }) => tag.endsWith("asker"))?.text).toContain("lẽ ra được gửi lúc");
  });

  it("an item that nobody can read holds; one that is absent does not", async () => {
    const { world, hold } = await posted();
    expect(await hold.isHeld()).toBe(false);
    await world.world.client.send(
      new PutCommand({ TableName: world.tables.notices, Item: { id: "hold#mail", isHeld: "no" } }),
    );
    expect([await hold.read(), await hold.isHeld()]).toEqual(["unreadable", true]);
    await world.sendQueued();
    expect(world.mail.mails).toEqual([]);
  });

  it("a table that does not say whether mail is held: the batch comes again, and nothing leaves", async () => {
    const { world, id } = await posted();
    const silent = { ...world.sending, hold: { isHeld: () => Promise.reject(new Error("no table")) } };
    await expect(sendAll(queueEvent([id]), silent)).rejects.toThrow("no table");
    expect(world.mail.mails).toEqual([]);
  });
});

describe("the brake", () => {
  const now = Date.parse(monday);
  const imported: MailHold = {
    ...heldBy(undefined, hand, now),
    restored: { copiedAt: "2024-02-05T01:00:00.000Z", importedAt: "2024-02-05T02:00:00.000Z" },
  };

  it.each<[string, Parameters<typeof releasedBy>[0], boolean, string | undefined]>([
    ["nothing held it", undefined, false, "not-held"],
    ["it was held by hand", heldBy(undefined, hand, now), false, undefined],
    ["the import never came to its end", { ...imported, restored: { copiedAt: "x" } }, true, "import-unfinished"],
    ["the ledger was not settled", imported, false, "not-settled"],
    ["the ledger was not settled, and somebody says why not", imported, true, undefined],
    ["the ledger was settled", settledUpTo(imported, now, now), false, undefined],
    ["nobody can read it", "unreadable", false, "not-settled"],
  ])("is let go when %s: %#", (_when, kept, isAccepted, refusal) => {
    const released = releasedBy(kept, hand, now, isAccepted);
    if (refusal !== undefined) expect(released).toBe(refusal);
    else expect(released).toMatchObject({ isHeld: false, by: "quan-tri" });
  });

  it("held again it knows of the restore still", () => {
    expect(heldBy(imported, hand, now).restored).toEqual(imported.restored);
    expect(holds(heldBy(imported, hand, now))).toBe(true);
  });
});
