/** The workers of the mail queues: handed messages as Lambda hands them. */
import { dayAt } from "../../../shared/calendar/province-time.ts";
import { digestId, tagOf } from "../../../shared/notices/notice.ts";
import { newestTemplate } from "../../../shared/notices/templates.ts";
import { systemClock } from "../../../shared/platform/clock.ts";
import { insist } from "../failure.ts";
import { callCalmly } from "../functions.ts";
import { unit } from "../province.ts";
import { putBack, receiptOf, waitingSince } from "../seeds.ts";
import type { World } from "../world.ts";
import type { Scene } from "./scene.ts";

const messages = (...bodies: readonly string[]) => ({
  Records: bodies.map((body, index) => ({ messageId: `proof-${index}`, body })),
});

/** A receipt and a digest: the two ways in which a mail is composed. */
export async function mailSender({ world, recent }: Scene): Promise<void> {
  const receipt = await dueFor(world, receiptOf(recent));
  const digest = await dueFor(world, await plannedDigest(world));
  await callCalmly(world, "mail-sender", messages(receipt.id, digest.id));
  for (const { id, mailIds } of [receipt, digest]) {
    const after = await world.stores.notices.get(id);
    insist(
      after?.state === "sent" && after.mailIds.length > mailIds.length,
      `The notice ${id} was not sent: ${after?.state}, ${after?.reason}.`,
    );
  }
}

/** Due to the sender alone: the dispatcher does not look at it. Officers' mails leave in office hours only, and the proof runs at any. */
function dueFor(world: World, id: string) {
  const recipient = { kind: "asker" } as const;
  return putBack(world, id, { ...waitingSince(systemClock.now()), recipient, lookAt: undefined, mailIds: [] });
}

/** A clerk's digest of today. */
async function plannedDigest({ stores }: World): Promise<string> {
  const now = systemClock.now();
  const officer = `${unit}.clerk`;
  const id = digestId(officer, dayAt(now));
  const at = new Date(now).toISOString();
  await stores.notices.add({
    id,
    revision: 1,
    subject: `digest#${officer}`,
    cause: "digest",
    by: "digest",
    template: newestTemplate("digest"),
    recipient: { kind: "officer", id: officer },
    priority: 1,
    state: "planned",
    plannedAt: at,
    dueAt: at,
    attempts: 0,
    resends: 0,
    mailIds: [],
  });
  return id;
}

/** The mail service's word that a mail was delivered. */
export async function mailFeedback({ world, recent, next }: Scene): Promise<void> {
  const before = await putBack(world, receiptOf(recent), { state: "sent", attempts: 1, lookAt: undefined });
  const timestamp = new Date(systemClock.now()).toISOString();
  const mail = { timestamp, messageId: `proof-${next()}`, tags: { notice: [tagOf(before.id)] } };
  const answer = await callCalmly(
    world,
    "mail-feedback",
    messages(JSON.stringify({ eventType: "Delivery", mail, delivery: { timestamp } })),
  );
  insist(JSON.stringify(answer) === '{"batchItemFailures":[]}', "A message about a mail was not digested.");
  insist((await world.stores.notices.get(before.id))?.state === "delivered", "A delivered mail was not noted.");
}
