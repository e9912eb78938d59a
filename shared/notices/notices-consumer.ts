/**
 * The consumer that plans notices: an event becomes rows of the ledger, nothing else. Twice is harmless, since a key exists once; late
 * is harmless, since a row knows when it should have left; not at all today is made up for by catching up.
 */
import type { CalendarStore } from "../calendar/calendar-store.ts";
import { dayAt } from "../calendar/province-time.ts";
import type { Audience } from "../deadlines/ladder.ts";
import type { Clock } from "../platform/clock.ts";
import type { Consumer } from "../platform/consumer.ts";
import type { ChangeEvent } from "../platform/events.ts";
import type { Log } from "../platform/log.ts";
import type { QuestionStore } from "../questions/question-store.ts";
import { codeOf } from "../questions/subject.ts";
import type { ReportStore } from "../reports/report-store.ts";
import { obligationOfSubject } from "../reports/subject.ts";
import type { ScoringStore } from "../scoring/scoring-store.ts";
import { evaluationOfSubject } from "../scoring/subject.ts";
import { listOf, type Notice } from "./notice.ts";
import type { NoticeStore } from "./notice-store.ts";
import { officersMeant } from "./people.ts";
import type { PeopleStore } from "./people-store.ts";
import { type AskerBy, type Facts, type Found, plannedNotices, type Reason } from "./plan-notices.ts";
import { called } from "./progress.ts";
import { reportReasons } from "./report-reasons.ts";
import { rungReasons } from "./rung-reasons.ts";
import { scoreReasons } from "./score-reasons.ts";
import { rungTellings, tellingsOf } from "./tellings.ts";

export interface NoticesDeps {
  readonly notices: Pick<NoticeStore, "add" | "addTogether" | "change" | "of">;
  readonly questions: Pick<QuestionStore, "head">;
  readonly reports: Pick<ReportStore, "obligation">;
  readonly scores: Pick<ScoringStore, "evaluation" | "sheet">;
  readonly calendars: Pick<CalendarStore, "current">;
  readonly register: PeopleStore;
  /** The unit whose supervisors follow the whole province up. */
  readonly provinceOffice: string;
  /** The unit at the root of the tree: its leader decides. */
  readonly provinceUnit: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Hears of every row that was added. */
  readonly onAdded: (row: Notice) => void;
}

export const noticesConsumerName = "notices";

/** Plans the notices of an event; it writes no mark, for all of it may be repeated. */
export function noticesConsumer(deps: NoticesDeps): Consumer {
  const known = new Set<string>();
  return {
    name: noticesConsumerName,
    digest: async (event) => {
      if (event.kind === "asker-called") await settleCalls(event, deps);
      const found = await foundIn(event, deps);
      if (!found.facts || found.reasons.length === 0) return { isMarked: false };
      const facts = await found.facts();
      const planned = found.reasons.flatMap((reason) => plannedNotices(reason, facts));
      const rows = [...new Map(planned.map((row) => [row.id, row])).values()];
      await addRows(rows, known, deps);
      deps.log.write("notice-planned", { subject: event.subject, sequence: event.sequence, rows: rows.length });
      return { isMarked: false };
    },
  };
}

/** By the kind of what it happened to. */
async function foundIn(event: ChangeEvent, deps: NoticesDeps): Promise<Found> {
  const obligation = obligationOfSubject(event.subject);
  if (obligation !== undefined) return reportReasons(event, () => deps.reports.obligation(obligation), deps);
  const evaluation = evaluationOfSubject(event.subject);
  if (evaluation !== undefined) return scoreReasons(event, () => deps.scores.evaluation(evaluation), deps);
  const reasons = reasonsOf(event);
  return { reasons, facts: () => factsOf(event, reasons, deps) };
}

/** A digest, or a list, is planned by many events: once seen, it is not asked for again. Other rows are new but after a failure. */
async function addRows(rows: readonly Notice[], known: Set<string>, { notices, onAdded }: NoticesDeps): Promise<void> {
  const add = async (row: Notice) => {
    if (await notices.add(row)) onAdded(row);
  };
  const shared = rows.filter(isShared).filter(({ id }) => !known.has(id));
  await Promise.all(shared.map(add));
  for (const { id } of shared) known.add(id);
  const others = rows.filter((row) => !isShared(row));
  const areNew = others.length > 1 && (await notices.addTogether(others));
  if (areNew) others.forEach(onAdded);
  else await Promise.all(others.map(add));
}

function isShared({ by, subject }: Notice): boolean {
  return by === "digest" || listOf(subject) !== undefined;
}

/** An event that has rungs has one reason per rung. */
export function reasonsOf(event: ChangeEvent): Reason[] {
  if (codeOf(event.subject) === undefined) return [];
  if (event.kind !== "deadline-rung-reached") {
    const tellings = tellingsOf(event);
    return tellings.length > 0 ? [{ cause: event.kind, at: Date.parse(event.at), tellings }] : [];
  }
  return rungReasons(event, rungTellings);
}

async function factsOf(event: ChangeEvent, reasons: readonly Reason[], deps: NoticesDeps): Promise<Facts> {
  const now = deps.clock.now();
  const audiences = new Set(reasons.flatMap(({ tellings }) => tellings.map(({ audience }) => audience)));
  const people: Partial<Record<Audience, readonly string[]>> = {};
  for (const audience of audiences) {
    if (audience === "asker") continue;
    const found = await officersMeant(audience, event.unit ?? "", dayAt(now), deps.register, deps.provinceOffice);
    if (found.length === 0) deps.log.write("notice-without-recipient", { subject: event.subject, audience });
    people[audience] = found;
  }
  const askerBy = audiences.has("asker") ? await askerByOf(event, deps) : "nobody";
  return { event, people, askerBy, calendar: await deps.calendars.current(), now };
}

async function askerByOf({ subject }: ChangeEvent, { questions }: NoticesDeps): Promise<AskerBy> {
  const head = await questions.head(codeOf(subject) ?? "");
  if (head?.asker?.email !== undefined) return "mail";
  return head?.asker?.phone === undefined ? "nobody" : "phone";
}

/** A call that reached the asker settles the row that asked for it. */
async function settleCalls({ subject, facts, at }: ChangeEvent, { notices }: NoticesDeps): Promise<void> {
  if (facts.wasReached !== true) return;
  const { items } = await notices.of(subject, { limit: 200 });
  const calls = items.filter(({ by, template }) => by === "call" && template.id === `question-${facts.reason}`);
  await Promise.all(calls.map(({ id }) => notices.change(id, (row) => called(row, at))));
}
