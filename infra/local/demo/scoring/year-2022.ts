/** The score period 2022, from its opening to the council's decision: who did what on which day. All of it is made up. */
import { type Signature, signatureOf } from "../../../../shared/access/signature.ts";
import { type Day, dayAt } from "../../../../shared/calendar/province-time.ts";
import { termOf, type WorkingCalendar } from "../../../../shared/calendar/working-days.ts";
import type { Instant } from "../../../../shared/platform/clock.ts";
import type { Portal } from "../../../../shared/portals/portal.ts";
import { listedResultOf } from "../../../../shared/scoring/evaluations/evaluation.ts";
import { silentQuestionFacts } from "../../../../shared/scoring/facts/question-facts.ts";
import { silentReports } from "../../../../shared/scoring/facts/report-facts.ts";
import {
  type EvaluatedPortal,
  firstSheet,
  openedEvaluation,
  opensAt,
  type PublishedSet,
  portalsOn,
  selfScoreDueOn,
} from "../../../../shared/scoring/periods/opening.ts";
import { type ScorePeriod, scorePeriodNamed } from "../../../../shared/scoring/periods/score-period.ts";
import { type Result, resultsOf } from "../../../../shared/scoring/results/results.ts";
import { nameOn, type Unit } from "../../../../shared/units/unit.ts";
import { root } from "../body.ts";
import type { OfficerRow } from "../officers.ts";
import { daysAfter } from "../reports/lists.ts";
import { type Conduct, conductsOf } from "./conduct.ts";
import {
  actor,
  answered,
  asked,
  disputed,
  final,
  momentOn,
  opened,
  published,
  type Round,
  reviewed,
  selfScored,
} from "./evaluate.ts";
import { newestSheet, type Past } from "./past.ts";

export const periodId = "2022";
/** What is there of the period by the end of this day. */
export const decidedOn: Day = "2023-02-28";

const office = "van-phong-ubnd-tinh";
export const supervisor = actor(office, "supervisor");
export const decider = actor(root, "leader");

/** The Office's own portal is reviewed by somebody else, whom a document names. */
export const namedReviewer = {
  portal: `cong-${office}`,
  officer: "so-tu-phap.leader",
  document: { number: "03/QĐ-HĐBT (dữ liệu mẫu)", on: "2023-01-30" },
  at: momentOn("2023-01-30", 14),
} as const;

export const askedToPublishAt = momentOn("2023-02-10", 9);
export const decidedAt = momentOn(decidedOn, 14);
export const decisionNumber = "12/QĐ-HĐBT (dữ liệu mẫu)";

/** The job comes each minute. */
const minute = 60_000;
export const publishedAt = askedToPublishAt + minute;
export const frozenAt = decidedAt + minute;

/** Working days before the due day, the day itself, and the days on which the supervisor reviews. */
const daysBefore = [0, 0, 0, 3, 3, 4, 5, 6, 7];
const reviewDays: readonly Day[] = ["2023-02-01", "2023-02-02", "2023-02-03", "2023-02-06", "2023-02-07", "2023-02-08"];

/** What is asked for after the publication, and what comes of it. */
interface Request {
  readonly on: Day;
  readonly answer: "granted" | "kept" | "none";
}
const requestsMade: readonly Request[] = [
  { on: "2023-02-14", answer: "granted" },
  { on: "2023-02-15", answer: "kept" },
  { on: "2023-02-15", answer: "granted" },
  { on: "2023-02-17", answer: "none" },
];

/** What the year is made of. */
export interface Year {
  readonly units: readonly Unit[];
  readonly portals: readonly Portal[];
  readonly officers: ReadonlyMap<string, OfficerRow>;
  readonly calendar: WorkingCalendar;
  readonly record: PublishedSet;
}

export interface Opening {
  readonly period: ScorePeriod;
  readonly at: Instant;
  readonly selfScoreDueOn: Day;
}

export interface YearScored {
  readonly opening: Opening;
  readonly windowEndsOn: Day;
  readonly pasts: readonly Past[];
  readonly results: readonly Result[];
  readonly unanswered: number;
}

/** All evaluations of the year, final. */
export function yearScored(year: Year): YearScored {
  const round: Round = { set: year.record.set, calendar: year.calendar };
  const opening = openingOf(year);
  const evaluated = portalsOn(year.units, year.portals, opening.period.to).evaluated;
  const conducts = conductsOf(evaluated.map((one) => ({ ...one, isSynthetic: isSynthetic(one, year) })));
  const conductOf = (portal: string): Conduct => {
    const conduct = conducts.get(portal);
    if (!conduct) throw new Error(`The demo does not know how ${portal} did in ${periodId}.`);
    return conduct;
  };
  const judged = evaluated.map((portal, index) => judgedPast(portal, index, conductOf(portal.portal), opening, year));
  const windowEndsOn = windowOf(round);
  const provisional = new Map(resultsOf(round.set, judged.map(newestSheet)).map((one) => [one.portal, one]));
  const told = judged.map((past) =>
    published(past, listedResultOf(resultOf(provisional, past)), windowEndsOn, publishedAt, round),
  );
  const requests = requestsOf(told, year);
  const heard = told.map((past) => {
    const request = requests.get(past.head.portal);
    return request ? heardPast(past, request, year) : past;
  });
  const results = resultsOf(round.set, heard.map(newestSheet));
  const byPortal = new Map(results.map((one) => [one.portal, one]));
  const pasts = heard.map((past) => final(past, listedResultOf(resultOf(byPortal, past)), frozenAt, round));
  const unanswered = pasts.filter(({ head: { reconsideration } }) => reconsideration && !reconsideration.answeredAt);
  return { opening, windowEndsOn, pasts, results, unanswered: unanswered.length };
}

function openingOf({ record, calendar }: Year): Opening {
  const period = scorePeriodNamed(periodId);
  if (!period) throw new Error(`${periodId} is no score period.`);
  const at = opensAt(period, calendar);
  return { period, at, selfScoreDueOn: selfScoreDueOn(dayAt(at), record.set, calendar) };
}

/** Opened, scored by the body where it was, and reviewed. */
function judgedPast(portal: EvaluatedPortal, index: number, conduct: Conduct, opening: Opening, year: Year): Past {
  const { record, calendar } = year;
  const round: Round = { set: record.set, calendar };
  const { period, at, selfScoreDueOn: dueOn } = opening;
  const head = openedEvaluation(portal, period, { set: record.id, selfScoreDueOn: dueOn }, at, calendar);
  const facts = { ...silentQuestionFacts, "reports-dates": silentReports };
  const date = { factsAt: new Date(at).toISOString(), factsOn: period.to };
  const begun = opened(head, firstSheet(record.set, portal, facts, date), at);
  const days = daysBefore[index % daysBefore.length] ?? 0;
  const scored =
    conduct.lateDays === undefined ? begun : selfScored(begun, conduct, dayOfHandIn(dueOn, days, conduct), round);
  const isNamed = portal.portal === namedReviewer.portal;
  const by = isNamed ? ({ kind: "officer", id: namedReviewer.officer } as const) : supervisor;
  return reviewed(scored, conduct, by, reviewDays[index % reviewDays.length] ?? decidedOn, round);
}

function dayOfHandIn(dueOn: Day, before: number, { lateDays = 0 }: Conduct): Day {
  return daysAfter(dueOn, lateDays > 0 ? lateDays : -before);
}

/** By rule R, counted from the moment it was asked for. */
function windowOf({ set, calendar }: Round): Day {
  const term = termOf(askedToPublishAt, set.terms.reconsiderationDays, calendar);
  if (term.kind !== "term") throw new Error(`There is no calendar of ${term.year}.`);
  return term.dueOn;
}

/** Of those of which less was found than they said, every so many asks. */
function requestsOf(pasts: readonly Past[], { units, record: { set } }: Year): Map<string, Request> {
  const synthetic = new Set(units.filter((unit) => unit.synthetic).map(({ id }) => id));
  const asking = pasts.filter((past) => synthetic.has(past.head.unit) && disputed(past, set));
  const step = Math.max(1, Math.floor(asking.length / requestsMade.length));
  return new Map(
    requestsMade.flatMap((request, index) => {
      const past = asking[index * step];
      return past ? [[past.head.portal, request] as const] : [];
    }),
  );
}

function heardPast(past: Past, { on, answer }: Request, { record: { set }, calendar, officers }: Year): Past {
  const round: Round = { set, calendar };
  const requested = asked(past, momentOn(on, 15), round);
  if (answer === "none") return requested;
  const leader = officerOf(officers, decider.id);
  return answered(requested, answer === "granted", { ...leader, by: decider }, momentOn(daysAfter(on, 7), 10), round);
}

function resultOf(results: ReadonlyMap<string, Result>, { head }: Past): Result {
  const found = results.get(head.portal);
  if (!found) throw new Error(`${head.id} has no result.`);
  return found;
}

function isSynthetic({ unit }: EvaluatedPortal, { units }: Year): boolean {
  return units.find(({ id }) => id === unit)?.synthetic ?? true;
}

/** The signature under the council's decision. */
export function decisionSignature({ officers, units }: Pick<Year, "officers" | "units">): Signature {
  const leader = officerOf(officers, decider.id);
  const unit = units.find(({ id }) => id === root);
  const on = dayAt(decidedAt);
  const signer = { ...leader, unit: root, unitName: unit ? nameOn(unit, on) : root, isDeputy: false };
  return signatureOf(signer, { capacity: "own" }, new Date(decidedAt).toISOString(), on);
}

function officerOf(officers: ReadonlyMap<string, OfficerRow>, id: string): OfficerRow {
  const officer = officers.get(id);
  if (!officer) throw new Error(`The demo has no officer ${id}.`);
  return officer;
}
