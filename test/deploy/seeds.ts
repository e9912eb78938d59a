/** What the proof writes as an administrator, where nobody could wait for it: a question of some days ago, a notice as it was before. */

import { dayAt, millisecondsPerDay } from "../../shared/calendar/province-time.ts";
import { type Notice, noticeId } from "../../shared/notices/notice.ts";
import { type Instant, systemClock } from "../../shared/platform/clock.ts";
import { systemChance } from "../../shared/platform/ids.ts";
import { newCode, newLookupKey } from "../../shared/questions/code.ts";
import { postedQuestion, type QuestionHead } from "../../shared/questions/question.ts";
import { questionEvent, receivedQuestion } from "../../shared/questions/receive.ts";
import { subjectOf } from "../../shared/questions/subject.ts";
import { obligationIdOf } from "../../shared/reports/obligation.ts";
import { obligationScheduled } from "../../shared/reports/schedule.ts";
import { question } from "../support/province.ts";
import { ProofFailure } from "./failure.ts";
import { owedBy, portal } from "./province.ts";
import type { World } from "./world.ts";

/** Writes a question as if it had been received some days ago, with its event. */
export async function questionOfDaysAgo({ stores }: World, days: number, more: object = {}): Promise<QuestionHead> {
  const receivedAt = systemClock.now() - days * millisecondsPerDay;
  const posted = postedQuestion.parse(question(more));
  const head = receivedQuestion(posted, {
    code: newCode(systemChance),
    lookupKey: newLookupKey(systemChance),
    portal,
    receivedAt,
    calendar: await stores.calendars.current(),
  });
  const event = questionEvent("question-received", head, { by: { kind: "portal", id: portal }, now: receivedAt });
  const writes = stores.questions.add(head, posted.content);
  await stores.transactions.commit({ writes, events: [event] }, undefined, receivedAt);
  return head;
}

/** Writes an obligation that was due some days ago, and of which nobody has been reminded. */
export async function reportOfDaysAgo({ stores }: World, days: number): Promise<string> {
  const like = await stores.reports.obligation(owedBy("so-mau"));
  if (!like) throw new ProofFailure("There is no obligation to copy.");
  const dueAt = systemClock.now() - days * millisecondsPerDay;
  const of = `proof-${newCode(systemChance).toLowerCase()}`;
  const head = { ...like, id: obligationIdOf(of, like.unit), of, dueOn: dayAt(dueAt), version: 1, sequence: 1 };
  const before = dueAt - 2 * days * millisecondsPerDay;
  const next = obligationScheduled(head, 0, before, await stores.calendars.current());
  await stores.transactions.commit({ writes: stores.reports.add(next), events: [] }, undefined, systemClock.now());
  return next.id;
}

/** The ledger's row of a question's receipt. */
export function receiptOf(code: string): string {
  return noticeId({ subject: subjectOf(code), cause: "question-received", sequence: 1, recipient: { kind: "asker" } });
}

/** Puts a row of the ledger back to what it was at an earlier step. */
export async function putBack({ stores }: World, id: string, before: Partial<Notice>): Promise<Notice> {
  const row = await stores.notices.change(id, (current) => ({ ...current, ...before, revision: current.revision + 1 }));
  if (!row) throw new ProofFailure(`The ledger has no row ${id}.`);
  return row;
}

/** A planned row whose time has come, as if its id had been lost on the way to the sender. */
export function waitingSince(at: Instant): Partial<Notice> {
  const moment = new Date(at).toISOString();
  return { state: "planned", dueAt: moment, lookAt: moment };
}
