/** The job that lets notices leave: in its pace, askers first, twice without harm, and past what cannot be read. */
import { PutCommand } from "@aws-sdk/lib-dynamodb";
import { describe, expect, it } from "vitest";
import { NoticeWorld, rungEvent } from "../support/notices.ts";
import { question } from "../support/province.ts";

const monday = "2024-02-05T09:00:00+07:00";

async function withReminders(count: number) {
  const world = await NoticeWorld.at(monday);
  const { body } = await world.world.post("cong-so-tu-phap", question());
  const head = await world.head(String(body.code));
  const at = "2024-02-16T08:00:00+07:00";
  world.set(at);
  world.isQueueDown = true;
  await world.follow(
    Array.from({ length: count }, (_, n) => rungEvent({ ...head, code: `C-${n}` }, ["due-today"], at)),
  );
  await world.followAll();
  world.isQueueDown = false;
  return { world, receipt: `question#${body.code}#question-received#e1#asker` };
}

describe("dispatching", () => {
  it("puts askers' first, and at most a thousand in one run", async () => {
    const { world, receipt } = await withReminders(280);
    const { queued } = await world.dispatch();
    expect(queued).toBeGreaterThan(900);
    expect(queued).toBeLessThanOrEqual(1_010);
    expect(world.queue[0]).toBe(receipt);
    const before = new Set(world.queue);
    const second = await world.dispatch();
    expect(world.queue.slice(before.size).filter((id) => before.has(id))).toEqual([]);
    expect(before.size + second.queued).toBe(280 * 4 + 1 + 3);
  });

  it("an id whose message was lost is queued again after five minutes; two at once send one mail", async () => {
    const { world } = await withReminders(1);
    await world.dispatch();
    const lost = world.queue.splice(0);
    await world.dispatch();
    expect(world.queue).toEqual([]);
    world.world.clock.instant += 5 * 60_000;
    await Promise.all([world.dispatch(), world.dispatch()]);
    expect(new Set(world.queue)).toEqual(new Set(lost));
    await world.sendQueued();
    const tags = world.mail.mails.map(({ tag }) => tag);
    expect(new Set(tags).size).toBe(tags.length);
  });

  it("outside the window officers' notices wait; nothing is queued, nothing is lost", async () => {
    const { world } = await withReminders(2);
    world.set("2024-02-16T17:00:00+07:00");
    await world.dispatch();
    expect(world.queue.filter((id) => id.endsWith("leader"))).toEqual([]);
    const rows = (await world.rows()).filter(({ cause }) => cause === "due-today");
    expect(new Set(rows.map(({ dueAt }) => dueAt))).toEqual(new Set(["2024-02-19T00:30:00.000Z"]));
  });

  it("a row that cannot be read keeps no other from leaving", async () => {
    const { world } = await withReminders(1);
    for (let shard = 0; shard < 16; shard++) {
      const Item = {
        id: `broken-${shard}`,
        waitingShard: String(shard).padStart(2, "0"),
        dueOrder: `0#2024-01-01T00:00:00.000Z#broken-${shard}`,
      };
      await world.world.client.send(new PutCommand({ TableName: world.tables.notices, Item }));
    }
    const { queued } = await world.dispatch();
    expect(queued).toBe(4 + 1 + 3);
    expect(world.world.lines.filter(({ code }) => code === "job-failed")).toHaveLength(16);
  });

  it("not run at all for three days: the next run brings what is still true", async () => {
    const { world, receipt } = await withReminders(0);
    world.set("2024-02-19T09:00:00+07:00");
    await world.dispatch();
    await world.sendQueued();
    expect(await world.row(receipt)).toMatchObject({ state: "sent" });
    expect(world.mail.mails[0]?.text).toContain("lẽ ra được gửi lúc 09h00 thứ Hai, ngày 05/02/2024");
  });
});
