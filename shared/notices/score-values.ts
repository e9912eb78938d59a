/** What a mail about an evaluation prints: from its head, sheet and period as they are now, and the register. Pure. */

import type { Signature } from "../access/signature.ts";
import { withGuessedYears } from "../calendar/guessed-years.ts";
import { type Day, dayAt, dayNumberOf, yearOf } from "../calendar/province-time.ts";
import { type WorkingCalendar, workingDaysBetween } from "../calendar/working-days.ts";
import type { Instant } from "../platform/clock.ts";
import { isOfficial } from "../reports/schedule.ts";
import type { CriteriaSet } from "../scoring/criteria/criteria-set.ts";
import {
  type EvaluationHead,
  isWindowOpen,
  type ListedResult,
  reconsiderationStanding,
} from "../scoring/evaluations/evaluation.ts";
import { type Sheet, settledFact } from "../scoring/evaluations/sheet.ts";
import { percentText, pointsText } from "../scoring/explaining/points-text.ts";
import { notGradedWords } from "../scoring/explaining/words.ts";
import type { ScorePeriodRecord } from "../scoring/periods/period-record.ts";
import { scorePeriodName, scorePeriodNamed } from "../scoring/periods/score-period.ts";
import { canonicalText } from "../scoring/snapshots/canonical.ts";
import { groupNames } from "../units/groups.ts";
import { counted, longDay, longMoment, shortDay, shortened } from "./dates-for-people.ts";
import { criterionName, setName, valueAndPoints } from "./score-words.ts";
import type { ScoreVariable } from "./variables.ts";

export interface ScoreNames {
  readonly unit: string;
  /** As registered for short. */
  readonly unitShort: string;
  readonly portal: string;
  /** The unit for which the reader is written to. */
  readonly addressee: string;
}

export interface ScoreFacts {
  readonly head: EvaluationHead;
  /** The newest sheet, and the one before it where something was amended. */
  readonly sheet: Sheet;
  readonly before: Sheet | undefined;
  readonly set: CriteriaSet;
  /** Undefined: its evaluations are being opened. */
  readonly period: ScorePeriodRecord | undefined;
  readonly names: ScoreNames;
  readonly calendar: WorkingCalendar;
  readonly now: Instant;
  /** What links begin with. */
  readonly publicUrl: string;
}

/** As much of a number and of a body's name as a subject has room for. */
const shortNumberLength = 16;
const shortNameLength = 24;
const yes = "có";

export function scoreValues(facts: ScoreFacts): Record<ScoreVariable, string | undefined> {
  const { head, set, names, publicUrl } = facts;
  return {
    unitName: names.unit,
    unitShortName: shortened(names.unitShort, shortNameLength),
    portalName: names.portal,
    addresseeName: names.addressee,
    periodName: periodNameOf(head.period),
    setName: setName(set),
    evaluationUrl: `${publicUrl}/v1/scores/${head.portal}/${head.period}`,
    ...dayValues(facts),
    ...selfValues(facts),
    ...resultValues(facts),
    ...askedValues(facts),
    ...answeredValues(facts),
    ...decidedValues(facts),
  };
}

/** A score period as it stands in a text. */
export function periodNameOf(id: string): string {
  const period = scorePeriodNamed(id);
  return period ? scorePeriodName(period) : id;
}

function dayValues({ head, calendar, now }: ScoreFacts) {
  const today = dayAt(now);
  const dueOn = head.selfScoreDueOn;
  return {
    today: longDay(today),
    dueOn: longDay(dueOn),
    dueOnShort: shortDay(dueOn),
    workingDaysLeft: workingDaysLeft(today, dueOn, calendar),
    lateDays: counted(Math.max(0, dayNumberOf(today) - dayNumberOf(dueOn))),
    provisionalYear: isOfficial(dueOn, calendar) ? undefined : String(yearOf(dueOn)),
  };
}

function workingDaysLeft(today: Day, dueOn: Day, calendar: WorkingCalendar): string {
  return counted(Math.max(0, workingDaysBetween(today, dueOn, withGuessedYears(calendar, yearOf(dueOn)))));
}

/** What the body has yet to say: criteria that neither the system measured nor the body declared. */
function selfValues({ head: { state, selfScore }, sheet, set }: ScoreFacts) {
  const asked = set.criteria.filter(({ id, isInformative }) => !isInformative && Object.hasOwn(sheet.entries, id));
  const missing = asked.filter(({ id }) => !sheet.entries[id]?.measured && !sheet.entries[id]?.self).length;
  return {
    criteriaCount: counted(asked.length),
    missingCount: missing > 0 ? counted(missing) : undefined,
    selfLateDays: selfScore && selfScore.lateDays > 0 ? counted(selfScore.lateDays) : undefined,
    noSelfScore: selfScore === undefined && state !== "open" ? yes : undefined,
  };
}

/** Before it is published there is no result, and every value of it is unknown. */
function resultValues({ head: { group, result, resultBefore }, set }: ScoreFacts) {
  const { score = null, coverage = null, notGraded, rank, ranked, tied = 1 } = result ?? {};
  return {
    score: score === null ? undefined : pointsText(score),
    coverage: coverage === null ? undefined : percentText(coverage),
    gradeName: gradeName(result?.grade, set),
    notGradedReason: notGraded && notGradedWords[notGraded].text,
    rank: rank === undefined ? undefined : counted(rank),
    rankedCount: ranked === undefined ? undefined : counted(ranked),
    tiedCount: tied > 1 ? counted(tied) : undefined,
    groupName: groupNames[group],
    resultBefore: resultBefore && resultText(resultBefore, set),
  };
}

function gradeName(grade: string | undefined, { bands }: CriteriaSet): string | undefined {
  return grade === undefined ? undefined : (bands.find(({ id }) => id === grade)?.name ?? grade);
}

/** `87,35/100, xếp loại Khá, xếp hạng 02/21`. */
function resultText({ score, grade, notGraded, rank, ranked }: ListedResult, set: CriteriaSet): string {
  const name = gradeName(grade, set);
  return [
    score === null ? "chưa có điểm" : `${pointsText(score)}/100`,
    ...(name === undefined ? [] : [`xếp loại ${name}`]),
    ...(notGraded === undefined ? [] : ["không xếp loại"]),
    ...(rank === undefined || ranked === undefined ? [] : [`xếp hạng ${counted(rank)}/${counted(ranked)}`]),
  ].join(", ");
}

function askedValues({ head, calendar, now }: ScoreFacts) {
  const { reconsideration, windowEndsOn } = head;
  const today = dayAt(now);
  return {
    windowEndsOn: windowEndsOn && longDay(windowEndsOn),
    windowEndsOnShort: windowEndsOn && shortDay(windowEndsOn),
    isWindowOpen: isWindowOpen(head, today) ? yes : undefined,
    askedAt: reconsideration && longMoment(Date.parse(reconsideration.at)),
    askedCount: reconsideration && counted(reconsideration.criteria.length),
    askedCriteria: reconsideration?.criteria.join(", "),
    answerDueOn: reconsideration && longDay(reconsideration.answerDueOn),
    answerTiming: reconsideration && timing(today, reconsideration.answerDueOn, calendar),
    isUnanswered: reconsiderationStanding(head) === "unanswered" ? yes : undefined,
  };
}

function timing(today: Day, dueOn: Day, calendar: WorkingCalendar): string {
  if (today === dueOn) return "đến hạn hôm nay";
  if (today > dueOn) return `quá hạn ${counted(dayNumberOf(today) - dayNumberOf(dueOn))} ngày`;
  return `còn ${workingDaysLeft(today, dueOn, calendar)} ngày làm việc`;
}

/** The answer, criterion by criterion, with the value before and after. */
function answeredValues({ head: { reconsideration }, sheet, set }: ScoreFacts) {
  const answers = set.criteria.flatMap((criterion) => {
    const answer = sheet.entries[criterion.id]?.reconsidered?.answer;
    return answer ? [{ criterion, answer }] : [];
  });
  const lines = answers.map(({ criterion, answer: { before, after, reason } }) => {
    const [was, is] = [valueAndPoints(before, criterion), valueAndPoints(after, criterion)];
    const change = canonicalText(before) === canonicalText(after) ? `giữ nguyên ${was}` : `trước ${was}; sau ${is}`;
    return `- ${criterionName(criterion)}: ${change}. Lý do: ${sentence(reason)}.`;
  });
  return {
    answerList: lines.length > 0 ? lines.join("\n") : undefined,
    answererName: answers[0]?.answer.byName,
    answererTitle: answers[0]?.answer.byTitle,
    answeredAt:
      reconsideration?.answeredAt === undefined ? undefined : longMoment(Date.parse(reconsideration.answeredAt)),
  };
}

/** The decision, or the document that amended it. */
function decidedValues({ head, before, set, period }: ScoreFacts) {
  const { decision, amendment } = period ?? {};
  const changed = amendment?.entries.filter(({ portal }) => portal === head.portal) ?? [];
  const lines = changed.flatMap(({ criterion: id, fact, reason }) => {
    const criterion = set.criteria.find((entry) => entry.id === id);
    if (!criterion) return [];
    const was = before && `trước ${valueAndPoints(settledFact(before.entries[id] ?? {}), criterion)}; `;
    return [
      `- ${criterionName(criterion)}: ${was ?? ""}sau ${valueAndPoints(fact, criterion)}. Lý do: ${sentence(reason)}.`,
    ];
  });
  return {
    decisionNumber: decision?.number,
    decisionNumberShort: decision && shortened(decision.number, shortNumberLength),
    decisionOn: decision && shortDay(decision.on),
    amendmentNumber: amendment?.number,
    amendmentNumberShort: amendment && shortened(amendment.number, shortNumberLength),
    amendmentOn: amendment && shortDay(amendment.on),
    signatureLine: decision && signedAs(decision.signature),
    amendmentSignatureLine: amendment && signedAs(amendment.signature),
    reason: amendment && sentence(amendment.reason),
    changeList: lines.length > 0 ? lines.join("\n") : undefined,
  };
}

/** `TM. HỘI ĐỒNG BIÊN TẬP, CHỦ TỊCH, Nguyễn Văn Mẫu`. */
function signedAs({ line, fullName }: Signature): string {
  return `${line.replace(/\s*\n\s*/g, ", ")}, ${fullName}`;
}

/** A text as part of a sentence: one line, without its own full stop. */
function sentence(text: string): string {
  return text.replace(/\s+/g, " ").trim().replace(/\.+$/, "");
}
