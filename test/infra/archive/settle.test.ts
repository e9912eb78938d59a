/** A restored ledger is told what left after the copy: what is in the trace never leaves again. */
import { appendFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { FilterLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { describe, expect, it } from "vitest";
import { mailCommand } from "../../../infra/archive/mail-command.ts";
import { settleCommand } from "../../../infra/archive/settle-command.ts";
import type { LogsClient } from "../../../infra/archive/trace-source.ts";
import { factsOfId, rowOfTrace, tracedMailOf } from "../../../shared/notices/mail-trace.ts";
import type { Notice } from "../../../shared/notices/notice.ts";
import { noticeId } from "../../../shared/notices/notice.ts";
import { NoticeWorld } from "../../support/notices.ts";
import { question } from "../../support/province.ts";
import { folder, prefixOf, run } from "./places.ts";

const by = ["--by", "quan-tri", "--reason", "phục hồi"];

/** A ledger as a copy has it, with the lines that were logged after the copy was made. */
async function copied() {
  const world = await NoticeWorld.at("2024-02-05T09:00:00+07:00");
  const { code } = (await world.world.post("cong-so-tu-phap", question())).body;
  await world.followAll();
  const copy = await world.rows();
  const since = new Date(world.world.clock.now()).toISOString();
  await world.dispatch();
  await world.sendQueued();
  await world.settle(world.mail.mails.map((mail) => world.mail.event(mail)));
  const file = join(folder(), "functions.log");
  const lines = world.world.lines.map(({ code: logCode, fields }) => JSON.stringify({ code: logCode, ...fields }));
  writeFileSync(file, `${lines.join("\n")}\n`);
  const id = `question#${code}#question-received#e1#asker`;
  const restored = copy.find((row) => row.id === id);
  if (!restored) throw new Error("no row");
  const place = { prefix: prefixOf(world.world.tables), clock: world.world.clock };
  return { world, file, lines, since, id, restored, place };
}

async function putBack(world: NoticeWorld, row: Notice): Promise<void> {
  const { revision } = await world.row(row.id);
  await world.notices.change(row.id, () => ({ ...row, revision: revision + 1 }));
}

describe("settling", () => {
  it("rows of the copy become sent by the trace, nothing leaves again, and twice is as once", async () => {
    const { world, file, since, id, restored, place } = await copied();
    await putBack(world, restored);
    await run(mailCommand, ["hold", ...by], place);
    const args = ["--since", since, "--from", file];
    const { code, said } = await run(settleCommand, args, place);
    expect([code, said[0]]).toEqual([0, expect.stringContaining("1 rows settled, 0 rows added")]);
    expect(await world.row(id)).toMatchObject({ state: "delivered", mailIds: ["mail-1"], attempts: 1 });
    expect((await run(settleCommand, args, place)).said[0]).toContain("0 rows settled, 0 rows added");
    await run(mailCommand, ["release", ...by], place);
    world.world.clock.instant += 24 * 3_600_000;
    await world.dispatch();
    await world.sendQueued();
    expect(world.mail.mails.filter(({ tag }) => tag.endsWith("asker"))).toHaveLength(1);
  });

  it("a notice that the copy does not know gets a row: whoever plans it finds it sent; its question is named as lost", async () => {
    const { world, file, since, place } = await copied();
    const lost = {
      code: "notice-sent",
      notice: "question#AAAA-BBBB-C#question-received#e1#asker",
      mailId: "m-9",
      at: since,
    };
    const digest = { ...lost, notice: "digest#so-mau.clerk#2024-02-06", mailId: "m-10" };
    appendFileSync(file, `${JSON.stringify(lost)}\n${JSON.stringify(digest)}\n`);
    await run(mailCommand, ["hold", ...by], place);
    const { said } = await run(settleCommand, ["--since", since, "--from", file], place);
    expect(said.join("\n")).toMatch(/2 rows added\.\n1 questions came in after the copy and are lost: AAAA-BBBB-C\./);
    const row = await world.row(lost.notice);
    expect(row).toMatchObject({ state: "sent", recipient: { kind: "asker" }, sequence: 1, mailIds: ["m-9"] });
    expect(await world.notices.add({ ...row, state: "planned" })).toBe(false);
    expect(await world.row(digest.notice)).toMatchObject({ state: "sent", by: "digest", cause: "digest" });
  });

  it("reads the logs of both functions of the stage that sent, page by page, from the moment on", async () => {
    const { world, lines, since, restored, id, place } = await copied();
    await putBack(world, restored);
    await run(mailCommand, ["hold", ...by], place);
    const asked: string[] = [];
    const logs = {
      send: async ({ input }: FilterLogEventsCommand) => {
        asked.push(`${input.logGroupName} ${input.startTime} ${input.nextToken}`);
        expect(input.filterPattern).toBe('{ ($.code = "notice-sent") || ($.code = "mail-event-seen") }');
        if (input.nextToken === undefined) return { events: [], nextToken: "more" };
        return { events: lines.map((message) => ({ message })) };
      },
    } as unknown as LogsClient;
    const args = ["--since", since, "--logs-of", "pilot"];
    expect(await run(settleCommand, args, { ...place, logs })).toMatchObject({ code: 0 });
    const from = Date.parse(since);
    expect(asked).toEqual([
      `/dondoc/pilot/mail-sender ${from} undefined`,
      `/dondoc/pilot/mail-sender ${from} more`,
      `/dondoc/pilot/mail-feedback ${from} undefined`,
      `/dondoc/pilot/mail-feedback ${from} more`,
    ]);
    expect(await world.row(id)).toMatchObject({ state: "delivered" });
  });

  it("a line about a mail that is cut off is refused: it may be the one that must not leave twice", async () => {
    const { file, since, place } = await copied();
    appendFileSync(file, '{"code":"mail-event-seen","notice":"quest');
    await run(mailCommand, ["hold", ...by], place);
    expect(await run(settleCommand, ["--since", since, "--from", file], place)).toMatchObject({
      code: 1,
      complained: expect.stringContaining("cut off"),
    });
  });

  it("asks for what it needs in a sentence", async () => {
    const { file, since, place } = await copied();
    const sentence = async (args: string[]) => (await run(settleCommand, args, place)).complained;
    expect(await sentence(["--since", since, "--from", file])).toMatch(/Mail of this stack is not held/);
    await run(mailCommand, ["hold", ...by], place);
    expect(await sentence(["--from", file])).toMatch(/with --since INSTANT/);
    expect(await sentence(["--since", "hôm qua", "--from", file])).toMatch(/not "hôm qua"/);
    expect(await sentence(["--since", since, "--from", `${file}.no`])).toMatch(/There is no file/);
    const mail = async (args: string[]) => (await run(mailCommand, args, place)).complained;
    expect(await mail([])).toBe("Say one of: status, hold, release.");
    expect(await mail(["hold", "--reason", "x"])).toBe("Say who does it with --by WHO.");
    expect(await mail(["hold", "--by", "x"])).toBe("Say why with --reason TEXT.");
    expect(await mail(["release", ...by])).toBe("");
    expect(await mail(["release", ...by])).toBe("Mail is not held.");
    expect((await run(mailCommand, ["status"], place)).said[0]).toMatch(/^Mail is not held, by quan-tri since /);
  });
});

describe("the trace", () => {
  it.each([
    noticeId({
      subject: "question#AAAA-BBBB-C",
      cause: "late-1",
      recipient: { kind: "officer", id: "so-tu-phap.leader" },
      plan: 2,
    }),
    noticeId({
      subject: "question#AAAA-BBBB-C",
      cause: "question-answered",
      recipient: { kind: "asker" },
      sequence: 12,
    }),
  ])("a row made from %s has that id again", (id) => {
    const row = rowOfTrace({ notice: id, kind: "sent", mailId: "m", at: "2024-02-05T02:00:00.000Z" });
    if (!row) throw new Error("no row");
    const { plan, sequence } = row;
    expect(
      noticeId({ ...row, ...(plan === undefined ? {} : { plan }), ...(sequence === undefined ? {} : { sequence }) }),
    ).toBe(id);
    expect(row.lookAt).toBeUndefined();
  });

  it("knows its own lines, and no others", () => {
    expect(factsOfId("feedback#latest")).toBeUndefined();
    expect(factsOfId("nguoi.hoi@example.com")).toBeUndefined();
    for (const other of [null, 1, "notice-sent", {}, { code: "notice-bounced", notice: "x" }]) {
      expect(tracedMailOf(other)).toBeUndefined();
    }
    expect(() => tracedMailOf({ code: "notice-sent", notice: "x" })).toThrow();
  });
});
