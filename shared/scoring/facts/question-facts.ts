/**
 * The facts of a body's questions in a period, from the tallies of its calendar months. Pure.
 *
 * | fact         | n                            | of                                                                  |
 * |--------------|------------------------------|---------------------------------------------------------------------|
 * | answered     | answers                      | questions that came, without those passed on or withdrawn           |
 * | on-time      | answers in time              | answers in time, and every question that turned late in the period  |
 * | taken-in     | taken in within the limit    | taken in, and those that came and were not taken in                 |
 * | signed       | answers                      | answers: only a leader can give one                                 |
 *
 * On time: a question that turned late counts once, in the month in which it turned late, whatever becomes of it. An answer that comes
 * late takes nothing more away, and one that never comes, a refusal or a transfer saves nothing: leaving a question alone is never worth
 * more than answering it late.
 */
import type { Counts } from "../../statistics/tally.ts";
import type { Fact, SystemFact } from "./fact.ts";
import type { SystemFacts } from "./fact-source.ts";

export const questionFactIds = [
  "questions-received",
  "questions-answered",
  "questions-on-time",
  "questions-taken-in",
  "questions-signed",
  "questions-published",
  "questions-satisfaction",
] as const satisfies readonly SystemFact[];
type QuestionFacts = SystemFacts & Readonly<Record<(typeof questionFactIds)[number], Fact>>;

/** `counts`: the sum of the period's months; a body of which nothing was counted had no question. */
export function questionFacts(counts: Counts): QuestionFacts {
  const { received = 0, transferredIn = 0, transferredOut = 0, withdrawn = 0, accepted = 0, acceptedLate = 0 } = counts;
  const { answeredOnTime = 0, answeredLate = 0, answeredUndated = 0, late = 0 } = counts;
  const own = Math.max(0, received + transferredIn - transferredOut);
  const toAnswer = Math.max(0, own - withdrawn);
  const answered = answeredOnTime + answeredLate + answeredUndated;
  return {
    "questions-received": own === 0 ? nothingToJudge : { is: "known", value: { count: own } },
    // Of the first days of a period some answers are to questions of the one before.
    "questions-answered": share(Math.min(answered, toAnswer), toAnswer),
    "questions-on-time": share(answeredOnTime, answeredOnTime + late),
    "questions-taken-in": share(Math.max(0, accepted - acceptedLate), Math.max(accepted, toAnswer)),
    "questions-signed": share(answered, answered),
    "questions-published": answered === 0 ? nothingToJudge : notKept,
    "questions-satisfaction": answered === 0 ? nothingToJudge : notKept,
  };
}

/** The same facts of a period that began before the system held anything: part of it would pass for the whole. */
export const silentQuestionFacts: QuestionFacts = {
  "questions-received": silent(),
  "questions-answered": silent(),
  "questions-on-time": silent(),
  "questions-taken-in": silent(),
  "questions-signed": silent(),
  "questions-published": notKeptYet(),
  "questions-satisfaction": notKeptYet(),
};

const nothingToJudge: Fact = { is: "not-applicable", why: "nothing-to-judge" };
const notKept = notKeptYet();

function share(n: number, of: number): Fact {
  return of === 0 ? nothingToJudge : { is: "known", value: { n, of } };
}

function silent(): Fact {
  return { is: "not-measured", why: "source-silent" };
}

function notKeptYet(): Fact {
  return { is: "not-measured", why: "no-source" };
}
