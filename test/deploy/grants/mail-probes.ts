/** The workers of the mail queues: handed messages as Lambda hands them. */
import { dayAt } from "../../../shared/calendar/province-time.ts";
import { digestId, listSubject, type Notice, noticeId, tagOf } from "../../../shared/notices/notice.ts";
import { newestTemplate } from "../../../shared/notices/templates.ts";
import { systemClock } from "../../../shared/platform/clock.ts";
import { obligationSubject } from "../../../shared/reports/subject.ts";
import { insist } from "../failure.ts";
import { call, callCalmly } from "../functions.ts";
import { owedBy, parent, unit } from "../province.ts";
import { evaluationOfDaysAgo, scoredSubject, writingQuarter } from "../score-seeds.ts";
import { putBack, receiptOf, waitingSince } from "../seeds.ts";
import type { World } from "../world.ts";
import type { Scene } from "./scene.ts";

/** As Lambda hands messages over. */
export const messages = (...bodies: readonly string[]) => ({
  Records: bodies.map((body, index) => ({ messageId: `proof-${index}`, body })),
});

/** A receipt and a digest, and what is read for a report, a result and a list of scores: to nobody, since officers' mails leave in office hours only, and the proof runs at any. */
export async function mailSender({ world, recent, next }: Scene): Promise<void> {
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
  const sequence = next();
  const planning = [plannedReceipt(world, sequence), plannedResult(world, sequence), plannedList(world, sequence)];
  for (const planned of planning) {
    const { id } = await dueFor(world, await planned);
    await call(world, "mail-sender", messages(id));
    const { reason } = (await world.stores.notices.get(id)) ?? {};
    insist(reason === "no-address", `The mail ${id} ended by ${reason}.`);
  }
}

/** Due to the sender alone: the dispatcher does not look at it; to an asker, who is written to at any hour. */
function dueFor(world: World, id: string) {
  const recipient = { kind: "asker" } as const;
  return putBack(world, id, { ...waitingSince(systemClock.now()), recipient, lookAt: undefined, mailIds: [] });
}

/** A clerk's digest of today. */
async function plannedDigest(world: World): Promise<string> {
  const officer = `${unit}.clerk`;
  const id = digestId(officer, dayAt(systemClock.now()));
  const template = newestTemplate("digest");
  return planned(world, { id, subject: `digest#${officer}`, cause: "digest", by: "digest", template }, officer);
}

/** The receipt of a report that gathers others: for it, those that are missing are read too. */
async function plannedReceipt(world: World, sequence: number): Promise<string> {
  const subject = obligationSubject(owedBy(parent));
  const officer = `${parent}.leader`;
  const cause = "report-submitted";
  const id = noticeId({ subject, cause, sequence, recipient: { kind: "officer", id: officer } });
  const template = newestTemplate("report-received");
  return planned(world, { id, subject, cause, sequence, by: "mail", template }, officer);
}

/** News of a final result. */
async function plannedResult(world: World, sequence: number): Promise<string> {
  const officer = `${unit}.leader`;
  const about = { subject: scoredSubject(), cause: "score-final", sequence } as const;
  const id = noticeId({ ...about, recipient: { kind: "officer", id: officer } });
  return planned(world, { ...about, id, by: "mail", template: newestTemplate("score-final") }, officer);
}

/** The list of the bodies that are late with their self-scores, one of which there is. */
async function plannedList(world: World, sequence: number): Promise<string> {
  await evaluationOfDaysAgo(world, 4);
  const officer = "van-phong-ubnd-tinh.supervisor";
  const subject = listSubject({ kind: "scores", of: writingQuarter().id, scope: "van-phong-ubnd-tinh" });
  const about = { subject, cause: "late-1", sequence } as const;
  const id = noticeId({ ...about, recipient: { kind: "officer", id: officer } });
  return planned(world, { ...about, id, by: "mail", template: newestTemplate("score-self-late-list") }, officer);
}

type About = Pick<Notice, "id" | "subject" | "cause" | "sequence" | "by" | "template">;

async function planned({ stores }: World, about: About, officer: string): Promise<string> {
  const at = new Date(systemClock.now()).toISOString();
  await stores.notices.add({
    ...about,
    revision: 1,
    recipient: { kind: "officer", id: officer },
    priority: 1,
    state: "planned",
    plannedAt: at,
    dueAt: at,
    attempts: 0,
    resends: 0,
    mailIds: [],
  });
  return about.id;
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
