/** The story on the deployed stack, through its gateway: from an empty stage to a signed answer, and what follows by itself. */

import { join } from "node:path";
import { ListTopicsCommand, PublishCommand } from "@aws-sdk/client-sns";
import { tagOf } from "../../shared/notices/notice.ts";
import { systemClock } from "../../shared/platform/clock.ts";
import { monthOf } from "../../shared/statistics/tally.ts";
import { question } from "../support/province.ts";
import { root, script } from "./cdk.ts";
import { insist, ProofFailure } from "./failure.ts";
import { call } from "./functions.ts";
import { textIn } from "./gateway.ts";
import { type Mail, mailsOf } from "./mails.ts";
import { runWell } from "./processes.ts";
import { portal, unit } from "./province.ts";
import { receiptOf } from "./seeds.ts";
import { waitFor } from "./waiting.ts";
import type { World } from "./world.ts";

const asker = "nguoi.hoi@example.com";
const soonSeconds = 20;
/** Takes a step: what it is called, what it does, and how long it may take. */
export type Take = <T>(name: string, work: () => Promise<T>, seconds?: number) => Promise<T>;

/** What later steps need of the story. */
export interface Told {
  readonly portalKey: string;
  readonly code: string;
}

export async function tellStory(world: World, take: Take, provinceFolder: string): Promise<Told> {
  await take("register and calendars are loaded (npm run load)", () => load(world, provinceFolder));
  const portalKey = await take("the administrator issues the portal's first key", () => issueKey(world));
  const { code, lookupKey } = await take("the portal posts a question", () => post(world, portalKey));
  await take("the same post again is answered as the first", () => repeat(world, portalKey, code));
  await take("the citizen reads its state; with a wrong key there is none", () => read(world, code, lookupKey));
  await take("anybody asks for units, calendar and the proof of a date", () => readPublic(world));
  await take("the clerk finds it, takes it in, classifies and drafts; the leader signs", () => answer(world, code));
  await take("the citizen reads the answer", () => readAnswer(world, code, lookupKey));
  await take("receipt and answer have left as mails", () => readMails(world, code));
  await take("the mail service's event, through topic and queue, settles the receipt", () =>
    settleReceipt(world, code),
  );
  await take("the question is counted as received and as answered on time", () => readTallies(world));
  return { portalKey, code };
}

async function load({ emulator, stage }: World, folder: string): Promise<void> {
  const args = ["--stage", stage, "--from", folder];
  const printed = await runWell(script(join(root, "infra", "load.ts"), args, emulator.env), 60);
  insist(/^units: [1-9]\d* added/m.test(printed), `The load added no units: ${printed}`);
}

async function issueKey({ gateway, token }: World): Promise<string> {
  const bearer = await token("van-phong-ubnd-tinh.administrator");
  return textIn(
    await gateway({ method: "POST", path: `/v1/portals/${portal}/keys`, bearer, repeatKey: "key-1" }, 201),
    "key",
  );
}

async function post({ gateway }: World, bearer: string) {
  const posted = await gateway(
    { method: "POST", path: "/v1/questions", bearer, body: question(), repeatKey: "question-1" },
    201,
  );
  return { code: textIn(posted, "code"), lookupKey: textIn(posted, "lookupKey") };
}

async function repeat({ gateway }: World, bearer: string, code: string): Promise<void> {
  const again = await gateway(
    { method: "POST", path: "/v1/questions", bearer, body: question(), repeatKey: "question-1" },
    201,
  );
  insist(again.headers.get("idempotency-replayed") === "true", "The repeat does not say that it is one.");
  insist(textIn(again, "code") === code, "The repeat was answered with another code.");
}

async function read({ gateway }: World, code: string, lookupKey: string): Promise<void> {
  const shown = await gateway({ path: `/v1/questions/${code}?key=${lookupKey}` }, 200);
  insist(textIn(shown, "state") === "received", "The question is not shown as received.");
  await gateway({ path: `/v1/questions/${code}?key=WRONG` }, 404);
}

async function readPublic({ gateway }: World): Promise<void> {
  const now = new Date(systemClock.now()).toISOString();
  await gateway({ path: `/v1/units/${unit}` }, 200);
  await gateway({ path: "/v1/units?limit=5" }, 200);
  await gateway({ path: `/v1/calendar/${now.slice(0, 4)}` }, 200);
  const proof = await gateway({ path: `/v1/deadlines?receivedAt=${now}&days=5` }, 200);
  insist(textIn(proof, "dueOn") > now.slice(0, 10), "The due day is not ahead.");
}

/** The whole of a unit's work on a question. */
export async function answer({ gateway, token }: World, code: string): Promise<void> {
  const clerk = await token(`${unit}.clerk`);
  const leader = await token(`${unit}.leader`);
  const path = `/v1/questions/${code}`;
  const list = await gateway({ path: "/v1/worklist", bearer: clerk }, 200);
  insist(JSON.stringify(list.body).includes(code), "The worklist does not show the question.");
  await gateway({ path: `${path}/case`, bearer: clerk }, 200);
  await gateway({ path: `${path}/case`, bearer: await token("so-mau.clerk") }, 404);
  await gateway(
    { method: "POST", path: `${path}/acceptance`, bearer: clerk, ifMatch: 1, repeatKey: `accept-${code}` },
    200,
  );
  const joint = { class: "joint", coUnits: ["so-mau"], reason: "Cần ý kiến của Sở Mẫu" };
  await gateway({ method: "PUT", path: `${path}/classification`, bearer: clerk, ifMatch: 2, body: joint }, 200);
  const draft = { content: "Ông/Bà cần tờ khai theo mẫu và giấy chứng sinh.", submit: true };
  await gateway({ method: "POST", path: `${path}/draft`, bearer: clerk, ifMatch: 3, body: draft }, 200);
  await gateway({ method: "POST", path: `${path}/answer`, bearer: clerk, ifMatch: 4, body: { capacity: "own" } }, 403);
  await gateway({ method: "POST", path: `${path}/answer`, bearer: leader, ifMatch: 4, body: { capacity: "own" } }, 200);
}

async function readAnswer({ gateway }: World, code: string, lookupKey: string): Promise<void> {
  const shown = await gateway({ path: `/v1/questions/${code}?key=${lookupKey}` }, 200);
  insist(textIn(shown, "state") === "answered", "The question is not shown as answered.");
  insist(JSON.stringify(shown.body).includes("giấy chứng sinh"), "The answer is not shown.");
}

async function readMails({ emulator }: World, code: string): Promise<void> {
  const isToAsker = ({ To, BodyText }: Mail) => To.some((to) => to.includes(asker)) && BodyText.includes(code);
  const [first, second] = await waitFor("The asker's second mail", soonSeconds, async () => {
    const mails = (await mailsOf(emulator)).filter(isToAsker);
    return mails.length >= 2 && mails;
  });
  insist(
    first !== undefined && second !== undefined && first.Subject !== second.Subject,
    "The asker's two mails are the same.",
  );
}

/** The emulator sends no events of mails, so one is published where the mail service publishes them. */
async function settleReceipt({ clients, stores, stage }: World, code: string): Promise<void> {
  const id = receiptOf(code);
  const row = await waitFor("The receipt's row as sent", soonSeconds, async () => {
    const found = await stores.notices.get(id);
    return found?.state === "sent" && found;
  });
  const { Topics = [] } = await clients.topics.send(new ListTopicsCommand({}));
  const topic = Topics.find(({ TopicArn }) => TopicArn?.endsWith(`:dondoc-${stage}-mail-events`))?.TopicArn;
  if (topic === undefined) throw new ProofFailure("The topic of mail events is not there.");
  const timestamp = row.sentAt ?? "";
  const mail = { timestamp, messageId: row.mailIds[0], tags: { notice: [tagOf(id)] } };
  const Message = JSON.stringify({ eventType: "Delivery", mail, delivery: { timestamp } });
  await clients.topics.send(new PublishCommand({ TopicArn: topic, Message }));
  await waitFor("The receipt's row as delivered", soonSeconds, async () => {
    return (await stores.notices.get(id))?.state === "delivered";
  });
}

async function readTallies({ stores }: World): Promise<void> {
  const month = monthOf(systemClock.now());
  await waitFor("The month's tally of a question received and answered", soonSeconds, async () => {
    const mine = (await stores.tallies.of(month)).find((tally) => tally.unit === unit)?.counts;
    return mine?.received === 1 && mine.answeredOnTime === 1 && mine.classifiedJoint === 1;
  });
}

/** The dashboard's table by unit, and what it says of itself: drawn from what the job `figures` has kept. */
export async function readWidget(world: World): Promise<void> {
  insist((await drawnTable(world)).includes("Sở Tư pháp"), "The dashboard's table does not name the unit.");
  const described = await call(world, "widgets", { describe: true });
  insist(JSON.stringify(described).includes("markdown"), "The widget does not describe itself.");
}

export async function drawnTable(world: World): Promise<string> {
  return String(await call(world, "widgets", { widget: "questions-by-unit", widgetContext: {} }));
}
