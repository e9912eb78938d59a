/** Sending: one claim, one call, one mark; and what each failure of the mail service means. */
import { createServer, type RequestListener } from "node:http";
import { SendRawEmailCommand } from "@aws-sdk/client-ses";
import { afterEach, describe, expect, it } from "vitest";
import { failureOf } from "../../functions/mail-sender/failure.ts";
import { sendAll } from "../../functions/mail-sender/send.ts";
import { mailClient } from "../../functions/mail-sender/wire.ts";
import { errorNamed, NoticeWorld, queueEvent, rungEvent } from "../support/notices.ts";
import { question } from "../support/province.ts";

const saturdayNight = "2024-02-03T22:15:00+07:00";

async function planned() {
  const world = await NoticeWorld.at(saturdayNight);
  const { body } = await world.world.post("cong-so-tu-phap", question());
  await world.followAll();
  return { world, code: String(body.code), id: `question#${body.code}#question-received#e1#asker` };
}

describe("sending", () => {
  it("two senders at once: one claims, one mail", async () => {
    const { world, id } = await planned();
    await Promise.all([1, 2, 3].map(() => sendAll(queueEvent([id, id]), world.sending)));
    expect(world.mail.mails).toHaveLength(1);
    expect(await world.row(id)).toMatchObject({ state: "sent", attempts: 1 });
  });

  it("an id that is unknown, empty or not due yet does nothing", async () => {
    const { world } = await planned();
    const answer = await sendAll(
      queueEvent(["nonsense", "question#X", "digest#so-tu-phap.clerk#2024-02-05"]),
      world.sending,
    );
    expect(answer).toEqual({ batchItemFailures: [] });
    expect(world.mail.mails).toEqual([]);
  });

  it("a table that fails hands the message back, the others pass", async () => {
    const { world, id } = await planned();
    const failing = {
      ...world.sending,
      notices: {
        ...world.sending.notices,
        change: async (row: string, step: Parameters<typeof world.notices.change>[1]) => {
          if (row === "broken") throw new Error("no table");
          return world.notices.change(row, step);
        },
      },
    };
    expect(await sendAll(queueEvent(["broken", id]), failing)).toEqual({
      batchItemFailures: [{ itemIdentifier: "m-0" }],
    });
    expect(world.mail.mails).toHaveLength(1);
  });

  it("the window is kept by the sender too: an officer's mail that comes late waits for the morning", async () => {
    const { world, code } = await planned();
    const head = await world.head(code);
    world.set("2024-02-16T16:58:59+07:00");
    await world.follow([rungEvent(head, ["due-today"], "2024-02-16T16:58:59+07:00")]);
    const id = `question#${code}#due-today#p1#so-tu-phap.leader`;
    for (const [at, opens] of [
      ["2024-02-16T16:59:00+07:00", "2024-02-19T00:30:00.000Z"],
      ["2024-02-19T07:29:59+07:00", "2024-02-19T00:30:00.000Z"],
    ] as const) {
      world.set(at);
      await sendAll(queueEvent([id]), world.sending);
      expect(await world.row(id)).toMatchObject({ state: "planned", dueAt: opens });
    }
    expect(world.mail.mails).toEqual([]);
  });

  it("an officer without an address: refused, and said so; an answered question is not urged any more", async () => {
    const { world, code, id } = await planned();
    const head = await world.head(code);
    world.set("2024-02-16T08:00:00+07:00");
    await world.follow([
      rungEvent({ ...head, plan: { ...head.plan, version: 9 } }, ["due-today"], "2024-02-16T08:00:00+07:00"),
    ]);
    const stale = `question#${code}#due-today#p9#so-tu-phap.leader`;
    await sendAll(queueEvent([stale]), world.sending);
    expect(await world.row(stale)).toMatchObject({ state: "skipped", reason: "plan-changed" });
    const noAddress = {
      ...world.sending,
      questions: { ...world.sending.questions, head: async () => ({ ...head, asker: undefined }) },
    };
    await sendAll(queueEvent([id]), noAddress);
    expect(await world.row(id)).toMatchObject({ state: "refused", reason: "no-address" });
    expect(world.world.lines).toContainEqual({ code: "notice-refused", fields: { notice: id, reason: "no-address" } });
  });
});

describe("when the mail service fails", () => {
  it("throttling: not accepted, again after 1, 2, 4, 8, … at most 30 minutes, for ever", async () => {
    const { world, id } = await planned();
    world.mail.mood = { accepts: false, error: errorNamed("ThrottlingException", 400) };
    const delays: number[] = [];
    for (let attempt = 0; attempt < 8; attempt++) {
      const before = world.world.clock.now();
      await world.dispatch();
      await world.sendQueued();
      const { dueAt, state } = await world.row(id);
      expect(state).toBe("planned");
      delays.push((Date.parse(dueAt) - before) / 60_000);
      world.set(dueAt);
    }
    expect(delays).toEqual([1, 2, 4, 8, 16, 30, 30, 30]);
    world.mail.mood = "ok";
    await world.dispatch();
    await world.sendQueued();
    expect(await world.row(id)).toMatchObject({ state: "sent", attempts: 9, resends: 0 });
    expect(world.mail.mails).toHaveLength(1);
  });

  it("refusing the mail itself: five times, then refused for good", async () => {
    const { world, id } = await planned();
    world.mail.mood = { accepts: false, error: errorNamed("MessageRejected", 400) };
    for (let attempt = 0; attempt < 6; attempt++) {
      await world.dispatch();
      await world.sendQueued();
      world.set((await world.row(id)).dueAt);
    }
    expect(await world.row(id)).toMatchObject({ state: "refused", reason: "message-rejected", attempts: 5 });
  });

  it.each([
    ["a time-out that was accepted", true, errorNamed("TimeoutError")],
    ["a time-out that was not", false, errorNamed("TimeoutError")],
    ["a reset", true, errorNamed("Error", undefined, "ECONNRESET")],
    ["its own failure", true, errorNamed("InternalFailure", 500)],
  ])("%s is unknown: nothing is sent again until its time", async (_name, accepts, error) => {
    const { world, id } = await planned();
    world.mail.mood = { accepts, error };
    await world.sendQueued();
    expect(await world.row(id)).toMatchObject({ state: "unknown" });
    world.mail.mood = "ok";
    for (let minute = 0; minute < 14; minute++) {
      world.world.clock.instant += 60_000;
      await world.dispatch();
    }
    expect(world.queue).toEqual([]);
    expect(world.mail.mails).toHaveLength(accepts ? 1 : 0);
  });

  it("a sender that ends between claim and mark: unknown after its time, settled by the service's own event", async () => {
    const { world, id } = await planned();
    world.queue.splice(0);
    const dying = {
      ...world.sending,
      notices: {
        ...world.sending.notices,
        change: async (row: string, step: Parameters<typeof world.notices.change>[1]) => {
          if (world.mail.mails.length > 0) throw new Error("ended");
          return world.notices.change(row, step);
        },
      },
    };
    await sendAll(queueEvent([id]), dying);
    expect(await world.row(id)).toMatchObject({ state: "claimed" });
    await sendAll(queueEvent([id]), world.sending);
    world.world.clock.instant += 60_000;
    await world.dispatch();
    expect(await world.row(id)).toMatchObject({ state: "claimed" });
    world.world.clock.instant += 31_000;
    await world.dispatch();
    expect(await world.row(id)).toMatchObject({ state: "unknown" });
    const [mail] = world.mail.mails;
    if (!mail) throw new Error("no mail");
    await world.settle([world.mail.event(mail, "Send")]);
    expect(await world.row(id)).toMatchObject({ state: "sent", mailIds: ["mail-1"] });
    world.world.clock.instant += 24 * 3_600_000;
    await world.dispatch();
    expect(world.queue.filter((queued) => queued === id)).toEqual([]);
    expect(world.mail.mails).toHaveLength(1);
  });

  it("an unknown receipt is sent again after 15 minutes, once a later mail was heard of and nothing waits; it says that it is late", async () => {
    const { world, id } = await planned();
    world.mail.mood = { accepts: false, error: errorNamed("TimeoutError") };
    await world.sendQueued();
    world.mail.mood = "ok";
    world.world.clock.instant += 5 * 60_000;
    const { body } = await world.world.post("cong-so-tu-phap", question());
    await world.followAll();
    await world.sendQueued();
    const [later] = world.mail.mails;
    if (!later) throw new Error("no mail");
    world.world.clock.instant += 11 * 60_000;
    await world.dispatch();
    expect(world.queue).toEqual([]);
    await world.settle([world.mail.event(later)]);
    world.feedbackWaiting = 1;
    world.world.clock.instant += 6 * 60_000;
    await world.dispatch();
    expect(world.queue).toEqual([]);
    world.feedbackWaiting = 0;
    world.world.clock.instant += 20 * 60_000;
    await world.dispatch();
    expect(world.queue).toEqual([id]);
    await world.sendQueued();
    expect(world.mail.mails).toHaveLength(2);
    expect(world.mail.mails[1]?.text).toContain("do sự cố hệ thống nên gửi chậm");
    expect(await world.row(id)).toMatchObject({ state: "sent", resends: 1, attempts: 2 });
    expect(await world.row(`question#${body.code}#question-received#e1#asker`)).toMatchObject({ state: "delivered" });
  });

  it("without any later event it is held at four hours, said once; and sent when the service is heard of again", async () => {
    const { world, id } = await planned();
    world.mail.mood = { accepts: false, error: errorNamed("TimeoutError") };
    await world.sendQueued();
    world.mail.mood = "ok";
    for (let minute = 0; minute < 360; minute += 5) {
      world.world.clock.instant += 5 * 60_000;
      await world.dispatch();
    }
    expect(await world.row(id)).toMatchObject({ state: "held", reason: "no-feedback" });
    expect(world.world.lines.filter(({ code }) => code === "notice-held")).toHaveLength(1);
    await world.notices.seeFeedback(new Date(world.world.clock.now()).toISOString());
    world.world.clock.instant += 61 * 60_000;
    await world.dispatch();
    await world.sendQueued();
    expect(await world.row(id)).toMatchObject({ state: "sent", resends: 1 });
  });
});

describe("what the real client says", () => {
  const servers: ReturnType<typeof createServer>[] = [];
  afterEach(() => {
    delete process.env.AWS_ENDPOINT_URL_SES;
    for (const server of servers.splice(0)) server.closeAllConnections();
  });

  async function failureWith(answer: RequestListener): Promise<unknown> {
    const server = createServer(answer);
    servers.push(server);
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
    const address = server.address();
    return failureAt(typeof address === "object" && address ? address.port : 0);
  }
  async function failureAt(port: number): Promise<unknown> {
    Object.assign(process.env, {
      AWS_ENDPOINT_URL_SES: `http://127.0.0.1:${port}`,
      AWS_REGION: "ap-southeast-1",
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
    });
    const command = new SendRawEmailCommand({ RawMessage: { Data: Buffer.from("x") } });
    return mailClient()
      .send(command)
      .then(
        () => "accepted",
        (error: unknown) => failureOf(error),
      );
  }
  const xml = (code: string) =>
    `<ErrorResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><Error><Type>Sender</Type><Code>${code}</Code><Message>m</Message></Error><RequestId>r</RequestId></ErrorResponse>`;

  it("throttling and refusals are not accepted; one call only", async () => {
    let calls = 0;
    const throttled = await failureWith((_request, response) => {
      calls++;
      response.writeHead(400, { "content-type": "text/xml" }).end(xml("Throttling"));
    });
    expect(throttled).toMatchObject({ kind: "not-accepted", isFinal: false });
    expect(calls).toBe(1);
    expect(await failureWith((_request, response) => response.writeHead(400).end(xml("MessageRejected")))).toEqual({
      kind: "not-accepted",
      reason: "message-rejected",
      isFinal: true,
    });
  });

  it("its own failure, a reset, and an answer that is no answer are unknown", async () => {
    expect(
      await failureWith((_request, response) => response.writeHead(503).end(xml("ServiceUnavailable"))),
    ).toMatchObject({ kind: "unknown" });
    expect(await failureWith((request) => request.socket.destroy())).toMatchObject({ kind: "unknown" });
    expect(await failureWith((_request, response) => response.writeHead(200).end("<nonsense"))).toMatchObject({
      kind: "unknown",
    });
  });

  it("a service that is not there has accepted nothing", async () => {
    expect(await failureAt(1)).toEqual({ kind: "not-accepted", reason: "unreachable", isFinal: false });
  });
});
