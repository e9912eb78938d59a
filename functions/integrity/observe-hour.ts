/** The observations of one hour of the events. The same hour gives the same ones whenever it is looked at. */
import type { EvidenceStore, KeyedEvent, MeasuredQuestion } from "../../shared/integrity/evidence-store.ts";
import { distinct, type Observation } from "../../shared/integrity/observation.ts";
import { UnreadableItem } from "../../shared/platform/dynamo.ts";
import type { ChangeEvent } from "../../shared/platform/events.ts";
import type { EventsByHour, Hour } from "../../shared/platform/events-by-hour.ts";
import type { Log } from "../../shared/platform/log.ts";
import { codeOf } from "../../shared/questions/subject.ts";
import { type QuestionClass, questionClasses } from "../../shared/questions/terms.ts";
import { type ComparedReports, observedReportOf } from "./compare-report.ts";

export interface ObserveDeps {
  readonly events: Pick<EventsByHour, "keysIn">;
  readonly evidence: EvidenceStore;
  readonly reports: ComparedReports;
  readonly log: Log;
}

/** The events that matter here. */
const ofQuestions = new Set(["question-answered", "question-classified"]);
const ofReports = new Set(["report-submitted", "report-supplemented"]);
const hourLength = 3_600_000;

/** What is to be kept of an hour, in the order of time. What cannot be read is set apart, and the rest goes on. */
export async function observationsOf(hour: Hour, deps: ObserveDeps): Promise<Observation[]> {
  const from = Date.parse(`${hour}:00:00.000Z`);
  const all: Observation[] = [];
  for await (const keys of deps.events.keysIn(hour, from, from + hourLength - 1)) {
    const read = await deps.evidence.events(keys);
    all.push(...(await observationsOfEvents(read, deps)));
  }
  return distinct(all);
}

async function observationsOfEvents(read: readonly KeyedEvent[], deps: ObserveDeps): Promise<Observation[]> {
  const mattering = read.filter(({ event }) => event && ofQuestions.has(event.kind));
  const codesOf = (entries: readonly KeyedEvent[]) => entries.flatMap(({ key }) => codeOf(key.subject) ?? []);
  const answered = new Set(codesOf(mattering.filter(({ event }) => event?.kind === "question-answered")));
  const codes = [...new Set(codesOf(mattering))];
  const questions = await deps.evidence.questions(codes, answered);
  // Side by side: on a due day most reports come within an hour.
  const all = await Promise.all(
    read.map(
      async ({ key, event }) => (event && (await readable(observationOf(event, questions, deps)))) ?? unread(key, deps),
    ),
  );
  return all.filter((one) => one !== "nothing");
}

/** Undefined for what belongs to an event and does not fit its schema: one such item must not stop all others. */
async function readable<Found>(reading: Promise<Found>): Promise<Found | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof UnreadableItem) return undefined;
    throw error;
  }
}

/** Undefined: it matters, and something of it is missing. */
async function observationOf(
  event: ChangeEvent,
  questions: ReadonlyMap<string, MeasuredQuestion>,
  { reports }: ObserveDeps,
): Promise<Observation | "nothing" | undefined> {
  if (ofReports.has(event.kind)) return observedReportOf(event, reports);
  if (!ofQuestions.has(event.kind)) return "nothing";
  const code = codeOf(event.subject);
  const { unit, sequence, at } = event;
  if (code === undefined || unit === undefined) return undefined;
  const question = questions.get(code) ?? {};
  const of = { code, sequence, at, unit, ...(question.portal !== undefined && { portal: question.portal }) };
  return event.kind === "question-answered" ? answerOf(event, of, question) : classOf(event, of);
}

/** What all observations of a question say. */
type OfQuestion = Pick<Extract<Observation, { code: string }>, "code" | "sequence" | "at" | "unit" | "portal">;

function answerOf(
  { facts }: ChangeEvent,
  of: OfQuestion,
  { answer, question }: MeasuredQuestion,
): Observation | undefined {
  if (!answer) return undefined;
  const { length, substance } = answer;
  return {
    kind: "answer",
    ...of,
    dueOn: dayOrNull(facts.dueOn),
    length,
    substance,
    ...(answer.hash !== undefined && { answerHash: answer.hash }),
    ...(question?.hash !== undefined && { questionHash: question.hash }),
  };
}

function classOf({ facts }: ChangeEvent, of: OfQuestion): Observation | "nothing" | undefined {
  const [from, to] = [classIn(facts.previousClass), classIn(facts.class)];
  if (from === undefined || to === undefined) return undefined;
  if (from === to) return "nothing";
  return {
    kind: "class",
    ...of,
    from,
    to,
    startsOn: dayOrNull(facts.startsOn),
    previousDueOn: dayOrNull(facts.previousDueOn),
    dueOn: dayOrNull(facts.dueOn),
  };
}

type Fact = ChangeEvent["facts"][string] | undefined;

function dayOrNull(fact: Fact): string | null {
  return typeof fact === "string" ? fact : null;
}

function classIn(fact: Fact): QuestionClass | undefined {
  return questionClasses.find((name) => name === fact);
}

function unread({ subject, sequence, at }: KeyedEvent["key"], { log }: ObserveDeps): Observation {
  log.write("event-stuck", { consumer: "integrity", subject, sequence, reason: "UnreadableItem" });
  return { kind: "unread", subject, sequence, at };
}
