/** The mail service as the SDK's client meets it. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SESClient, SendEmailCommand, SendRawEmailCommand, type SendRawEmailRequest } from "@aws-sdk/client-ses";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { settableClock } from "../../../infra/local/clock.ts";
import { localCredentials } from "../../../infra/local/engine.ts";
import { type Faults, faultsOf } from "../../../infra/local/faults/faults.ts";
import { type HttpPort, openPort } from "../../../infra/local/http-port.ts";
import { mailService } from "../../../infra/local/mail/mail-service.ts";
import { type MailTeller, mailTeller } from "../../../infra/local/mail/mail-teller.ts";
import { type Mailbox, openMailbox } from "../../../infra/local/mail/mailbox.ts";
import { place } from "../../../infra/local/meanings.ts";
import { activityCount } from "../../../infra/local/quiet.ts";
import { systemChance } from "../../../shared/platform/ids.ts";

const declared = {
  identities: ["hoi-dap.example"],
  configurationSets: ["dondoc-local"],
  destinations: [{ configurationSet: "dondoc-local", eventTypes: ["send", "delivery", "bounce"], topicArn: "topic" }],
};
const folder = mkdtempSync(join(tmpdir(), "dondoc-mail-"));
const metrics = { mail: () => {} };
const clock = settableClock(Date.parse("2024-02-05T01:00:00Z"));
let port: HttpPort;
let client: SESClient;
let mailbox: Mailbox;
let faults: Faults;
let teller: MailTeller;
let told: { eventType: string; mail: { messageId: string; tags: object } }[];

beforeAll(async () => {
  port = await openPort({ name: "mail", option: "", port: 0, answerTo: () => ({ status: 400, body: "" }) });
  port.serve((request, response) =>
    mailService({ declared, mailbox, clock, chance: systemChance, faults, metrics })(request, response),
  );
  client = new SESClient({
    endpoint: port.url,
    region: place.region,
    credentials: localCredentials,
    maxAttempts: 1,
    requestHandler: { requestTimeout: 300, throwOnRequestTimeout: true },
  });
});
let drawn = 0;
beforeEach(() => {
  mailbox?.close();
  mailbox = openMailbox(join(folder, `${drawn++}.db`));
  faults = faultsOf();
  told = [];
  teller = mailTeller({
    mailbox,
    clock,
    faults,
    activity: activityCount(),
    publish: (_topic, body) => told.push(JSON.parse(body)),
  });
});
afterAll(async () => {
  client.destroy();
  mailbox.close();
  await port.close(100);
  rmSync(folder, { recursive: true });
});

const raw = [
  "From: =?UTF-8?B?xJDDtG4gxJHhu5Fj?= <khong-tra-loi@hoi-dap.example>",
  "To: Nguyen <nguoi.hoi@example.com>",
  "Cc: so@example.com",
  `Subject: =?UTF-8?B?${Buffer.from("Đã nhận câu hỏi").toString("base64")}?=`,
  "MIME-Version: 1.0",
  'Content-Type: multipart/alternative; boundary="b"',
  "",
  "--b",
  "Content-Type: text/plain; charset=utf-8",
  "Content-Transfer-Encoding: base64",
  "",
  Buffer.from("Kính gửi Ông/Bà,").toString("base64"),
  "--b",
  "Content-Type: text/html; charset=utf-8",
  "Content-Transfer-Encoding: 8bit",
  "",
  "<p>Kính gửi</p>",
  "--b--",
  "",
].join("\r\n");
const send = (changes: Partial<SendRawEmailRequest> = {}) =>
  client.send(
    new SendRawEmailCommand({
      RawMessage: { Data: Buffer.from(raw) },
      ConfigurationSetName: "dondoc-local",
      Tags: [{ Name: "notice", Value: "question_1" }],
      ...changes,
    }),
  );
const inBox = () => mailbox.mails({ limit: 100 });
async function events() {
  clock.moveTo(clock.now() + 100);
  teller.wake();
  return told.map(({ eventType }) => eventType);
}

test("a raw mail is decoded into the mailbox, with its tags and the settable time", async () => {
  const { MessageId } = await send();
  expect(inBox()).toEqual([
    {
      id: MessageId,
      to: ["nguoi.hoi@example.com"],
      cc: ["so@example.com"],
      subject: "Đã nhận câu hỏi",
      text: expect.stringContaining("Kính gửi Ông/Bà,"),
      html: expect.stringContaining("<p>Kính gửi</p>"),
      sentAt: expect.stringMatching(/^2024-02-05T01:0/),
      tags: { notice: "question_1" },
    },
  ]);
});

test("destinations say who gets it, whatever its headers say", async () => {
  await send({ Destinations: ["an@example.com"] });
  expect(inBox()).toMatchObject([{ to: ["an@example.com"], cc: [] }]);
  expect(mailbox.mails({ to: "AN@example.com", limit: 1 })).toHaveLength(1);
  expect(mailbox.mails({ to: "nguoi.hoi@example.com", limit: 1 })).toHaveLength(0);
});

test("the newest come last, a limit takes the newest, and one may go on after a mail", async () => {
  const ids: string[] = [];
  for (let count = 0; count < 3; count++) ids.push(String((await send()).MessageId));
  expect(inBox().map(({ id }) => id)).toEqual(ids);
  expect(mailbox.mails({ limit: 2 }).map(({ id }) => id)).toEqual(ids.slice(1));
  expect(mailbox.mails({ limit: 9, after: ids[1] }).map(({ id }) => id)).toEqual(ids.slice(2));
});

test("a plain mail is taken, too", async () => {
  const Message = { Subject: { Data: "Chào" }, Body: { Text: { Data: "Xin chào" } } };
  const Source = "Đôn đốc <khong-tra-loi@hoi-dap.example>";
  await client.send(new SendEmailCommand({ Source, Destination: { ToAddresses: ["an@example.com"] }, Message }));
  expect(inBox()).toMatchObject([{ to: ["an@example.com"], subject: "Chào", text: "Xin chào" }]);
});

test.each([
  [
    "a configuration set that the template does not have",
    { ConfigurationSetName: "other" },
    "ConfigurationSetDoesNotExistException",
  ],
  ["a sender of another domain", { Source: "a@else.example" }, "MessageRejected"],
  ["a tag that SES would refuse", { Tags: [{ Name: "notice", Value: "a#b" }] }, "InvalidParameterValue"],
  ["an address that is none", { Destinations: ["nobody"] }, "InvalidParameterValue"],
])("%s is refused, and nothing is sent", async (_what, changes, name) => {
  await expect(send(changes)).rejects.toMatchObject({ name, $metadata: { httpStatusCode: 400 } });
  expect([inBox(), await events()]).toEqual([[], []]);
});

describe("events", () => {
  test("tell that a mail was sent and delivered, with its tags", async () => {
    const { MessageId } = await send();
    expect(await events()).toEqual(["Send", "Delivery"]);
    expect(told[0]).toMatchObject({ mail: { messageId: MessageId, tags: { notice: ["question_1"] } }, send: {} });
  });

  test("without a configuration set nothing is told", async () => {
    await send({ ConfigurationSetName: undefined });
    expect(await events()).toEqual([]);
  });

  test("an address that exists no more bounces, the others get theirs", async () => {
    faults.change({ mail: "bounce:so@" });
    await send();
    expect(await events()).toEqual(["Send", "Delivery", "Bounce"]);
    faults.change({ mail: "bounce:@example.com" });
    await send();
    expect(inBox().map(({ bounced }) => bounced)).toEqual([undefined, true]);
  });

  test("may be lost", async () => {
    faults.change({ mail: "events-lost" });
    await send();
    expect([inBox().length, await events()]).toEqual([1, []]);
  });

  test("may be late: half an hour by the clock, or until set back", async () => {
    faults.change({ mail: "events-late" });
    await send();
    expect([await events(), teller.isIdle()]).toEqual([[], true]);
    clock.moveTo(teller.nextAt() ?? 0);
    expect(await events()).toEqual(["Send", "Delivery"]);
    await send();
    faults.change({ mail: "ok" });
    expect(await events()).toEqual(["Send", "Delivery", "Send", "Delivery"]);
  });

  test("survive a sudden end between the answer and their telling", async () => {
    await send();
    mailbox.close();
    mailbox = openMailbox(join(folder, `${drawn - 1}.db`));
    clock.moveTo(clock.now() + 100);
    const bodies: string[] = [];
    mailbox.takeDue(clock.now(), (_topic, body) => bodies.push(body));
    expect([bodies.length, inBox().length]).toEqual([2, 1]);
  });
});

describe("failures", () => {
  test.each([
    ["off", "AccountSendingPausedException", 400],
    ["throttle", "Throttling", 400],
    ["reject", "MessageRejected", 400],
    ["unavailable", "ServiceUnavailable", 503],
  ])("%s: %s", async (mail, name, httpStatusCode) => {
    faults.change({ mail });
    await expect(send()).rejects.toMatchObject({ name, $metadata: { httpStatusCode } });
    expect(inBox()).toEqual([]);
  });

  test("reset: nothing is answered and nothing is sent", async () => {
    faults.change({ mail: "reset" });
    await expect(send()).rejects.toMatchObject({ code: "ECONNRESET" });
    expect(inBox()).toEqual([]);
  });

  test("accept-then-reset: nothing is answered, but it is sent and told of", async () => {
    faults.change({ mail: "accept-then-reset" });
    await expect(send()).rejects.toMatchObject({ code: "ECONNRESET" });
    expect([inBox().length, await events()]).toEqual([1, ["Send", "Delivery"]]);
  });

  test("timeout: nothing is answered and nothing is sent", async () => {
    faults.change({ mail: "timeout" });
    await expect(send()).rejects.toMatchObject({ name: "TimeoutError" });
    expect(inBox()).toEqual([]);
  });
});
