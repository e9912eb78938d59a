/** The jobs: each finds something to do, and does it. */
import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { type Instant, systemClock } from "../../../shared/platform/clock.ts";
import type { ChangeEvent } from "../../../shared/platform/events.ts";
import { subjectOf } from "../../../shared/questions/subject.ts";
import { obligationSubject } from "../../../shared/reports/subject.ts";
import { evaluationSubject } from "../../../shared/scoring/subject.ts";
import { insist } from "../failure.ts";
import { call, callCalmly } from "../functions.ts";
import { owedBy, unit } from "../province.ts";
import { evaluationOfDaysAgo, scoredSubject } from "../score-seeds.ts";
import { putBack, questionOfDaysAgo, receiptOf, reportOfDaysAgo, waitingSince } from "../seeds.ts";
import { waitFor } from "../waiting.ts";
import type { World } from "../world.ts";
import { eventsOf, forgetMarks, type Scene } from "./scene.ts";

const minute = 60_000;
const soonSeconds = 10;

export async function deadlineSweep({ world }: Scene): Promise<void> {
  const { code } = await questionOfDaysAgo(world, 4);
  const report = await reportOfDaysAgo(world, 4);
  const evaluation = await evaluationOfDaysAgo(world, 4);
  await call(world, "deadline-sweep", {});
  for (const [what, subject] of [
    ["question", subjectOf(code)],
    ["report", obligationSubject(report)],
    ["evaluation", evaluationSubject(evaluation)],
  ] as const) {
    const events = await eventsOf(world, subject);
    const isNoticed = events.some(({ kind }) => kind === "deadline-rung-reached");
    insist(isNoticed, `A late ${what} was not noticed.`);
  }
}

/** A notice whose id was lost is queued; one whose sender has died, and of which nothing was heard, is sent again. */
export async function noticeDispatch({ world, late, recent }: Scene): Promise<void> {
  const { stores } = world;
  const now = systemClock.now();
  await stores.notices.seeFeedback(new Date(now).toISOString());
  const lost = await putBack(world, receiptOf(late), waitingSince(now));
  const since = new Date(now - 20 * minute).toISOString();
  const died = { state: "unknown", claimedAt: since, unknownAt: since, lookAt: since } as const;
  const unknown = await putBack(world, receiptOf(recent), died);
  await callCalmly(world, "notice-dispatch", {});
  const after = await stores.notices.get(lost.id);
  insist(after !== undefined && after.revision > lost.revision, "A lost notice was not queued.");
  const again = await stores.notices.get(unknown.id);
  insist(again?.resends === unknown.resends + 1, "A notice of which nobody knows was not sent again.");
  await Promise.all([lost, unknown].map(({ id }) => hasLeft(world, id)));
}

/** The sender's part, not the dispatcher's: if it fails, that says nothing of the dispatcher's grants. */
async function hasLeft({ stores }: World, id: string): Promise<void> {
  const isSent = async () => (await stores.notices.get(id))?.state === "sent";
  await waitFor(`The mail of ${id}`, soonSeconds, isSent).catch((error: Error) => {
    throw new Error(error.message);
  });
}

/** What both consumers have missed is handed to them; what was set apart is handed again. */
export async function catchUp({ world, late, called }: Scene): Promise<void> {
  const { stores } = world;
  const subjects = [subjectOf(late), subjectOf(called), obligationSubject(owedBy(unit)), scoredSubject()];
  const events = (await Promise.all(subjects.map((subject) => eventsOf(world, subject)))).flat();
  await miss(world, events);
  await callCalmly(world, "catch-up", {});
  for (const consumer of ["notices", "tallies"]) {
    insist((await stores.marks.undone(consumer, events)).length === 0, `The consumer ${consumer} has not caught up.`);
  }
  const [first] = events;
  if (first) await stores.marks.stuck("notices", first, "Proof", systemClock.now());
  await callCalmly(world, "catch-up", { redrive: "notices" });
  insist((await stores.marks.allStuck("notices")).length === 0, "An event is still set apart.");
}

/** As if these events had happened a few minutes ago, and the stream had lost them. */
async function miss(world: World, events: readonly ChangeEvent[]): Promise<void> {
  await happenedAt(world, events, systemClock.now() - 5 * minute);
  for (const consumer of ["notices", "tallies"]) {
    await forgetMarks(world, consumer, events);
    // An earlier probe may have been stopped half-way.
    for (const event of await world.stores.marks.allStuck(consumer)) await world.stores.marks.unstuck(consumer, event);
  }
}

/** Puts events under another moment of the index that is read by the hour. */
export async function happenedAt(world: World, events: readonly ChangeEvent[], moment: Instant): Promise<void> {
  const at = new Date(moment).toISOString();
  const TableName = world.tableName("Events");
  for (const { subject, sequence } of events) {
    const order = `${at}#${subject}#${sequence}`;
    await world.clients.dynamo.send(
      new UpdateCommand({
        TableName,
        Key: { subject, sequence },
        UpdateExpression: "SET #hour = :hour, #order = :order",
        ExpressionAttributeNames: { "#hour": "hour", "#order": "order" },
        ExpressionAttributeValues: { ":hour": at.slice(0, 13), ":order": order },
      }),
    );
  }
}
