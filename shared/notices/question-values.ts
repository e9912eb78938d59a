/** What a mail about a question prints: from its head as it is now, the event that it follows from, and the register. Pure. */
import { type Day, dayAt } from "../calendar/province-time.ts";
import { type WorkingCalendar, workingDayFrom, workingDaysBetween } from "../calendar/working-days.ts";
import { ladderNamed } from "../deadlines/ladders.ts";
import type { Instant } from "../platform/clock.ts";
import type { ChangeEvent } from "../platform/events.ts";
import { latestDay } from "../questions/dates.ts";
import type { QuestionState } from "../questions/moves.ts";
import type { QuestionAnswer, QuestionHead } from "../questions/question.ts";
import { type QuestionClass, termsOn } from "../questions/terms.ts";
import { counted, longDay, longMoment, shortDay, shortened } from "./dates-for-people.ts";
import type { QuestionVariable } from "./variables.ts";

/** Names of the units that a mail speaks of; undefined: there is none. */
export interface NamedUnits {
  readonly unit: string;
  readonly unitShort: string;
  readonly governing: string | undefined;
  /** Where it goes after its governing unit. */
  readonly province: string;
  readonly coUnits: readonly string[];
  /** Of a transfer. */
  readonly before: string | undefined;
}

export interface QuestionFacts {
  readonly head: QuestionHead;
  readonly event: ChangeEvent;
  /** All events of the question, for what was done before. */
  readonly history: readonly ChangeEvent[];
  readonly answer: QuestionAnswer | undefined;
  readonly units: NamedUnits;
  readonly calendar: WorkingCalendar;
  readonly now: Instant;
  /** What links begin with. */
  readonly publicUrl: string;
  readonly supportContact: string;
}

/** As much of a name as a subject has room for. */
const shortNameLength = 26;

/** How a question stands, in words. */
export const stateLabels: Readonly<Record<QuestionState, string>> = {
  received: "chưa tiếp nhận",
  accepted: "đã tiếp nhận, chưa có dự thảo",
  drafted: "đã có dự thảo, chưa trình lãnh đạo",
  "waiting-for-leader": "chờ lãnh đạo duyệt",
  returned: "lãnh đạo trả lại để hoàn thiện",
  answered: "đã trả lời",
};
const classLabels: Readonly<Record<QuestionClass, string>> = {
  own: "câu hỏi thuộc thẩm quyền giải quyết",
  joint: "câu hỏi cần phối hợp liên ngành",
  special: "trường hợp đặc biệt",
};

/** How a text speaks to an asker. */
export function askerForm(head: Pick<QuestionHead, "asker">): string {
  return head.asker?.kind === "organisation" ? "Quý cơ quan, tổ chức" : "Ông/Bà";
}

export function questionValues(facts: QuestionFacts): Record<QuestionVariable, string | undefined> {
  const { head, units, publicUrl } = facts;
  return {
    code: head.code,
    lookupKey: head.lookupKey,
    asker: askerForm(head),
    unitName: units.unit,
    unitShortName: shortened(units.unitShort, shortNameLength),
    governingUnitName: units.governing,
    stateLabel: stateLabels[head.state],
    classLabel: classLabels[head.class],
    coUnitNames: units.coUnits.length > 0 ? units.coUnits.join("; ") : undefined,
    reason: sentence(facts.event.why),
    supportContact: facts.supportContact,
    statusUrl: `${publicUrl}/v1/questions/${head.code}`,
    caseUrl: `${publicUrl}/v1/questions/${head.code}/case`,
    ...dayValues(facts),
    ...ladderValues(facts),
    ...endValues(facts),
  };
}

/** Days as the event fixed them; of a rung, as they are now. */
function dayValues({ head, event, calendar, now }: QuestionFacts) {
  const today = dayAt(now);
  const dueOn = dayIn(event, "dueOn") ?? head.dueOn ?? undefined;
  const startsOn = dayIn(event, "startsOn") ?? head.startsOn ?? undefined;
  const appointmentOn = dayIn(event, "appointmentOn") ?? head.appointmentOn;
  const receivedAt = Date.parse(head.receivedAt);
  const latest = latestDay(receivedAt, calendar) ?? undefined;
  const daysOf = termsOn(dayAt(receivedAt)).days;
  const previous = dayIn(event, "previousDueOn");
  return {
    receivedAt: longMoment(receivedAt),
    startsOn: told(startsOn),
    dueOn: told(dueOn),
    dueOnShort: dueOn && shortDay(dueOn),
    previousDueOn: previous === dueOn ? undefined : told(previous),
    days: counted(daysOf[classIn(event) ?? head.class]),
    daysLeft: dueOn && counted(Math.max(0, workingDaysBetween(today, dueOn, calendar))),
    latestOn: told(latest),
    acceptBy: told(head.acceptBy ?? undefined),
    appointmentOn: told(appointmentOn),
    appointmentOnShort: appointmentOn && shortDay(appointmentOn),
    today: longDay(today),
    lateDays: dueOn && counted(Math.max(0, workingDaysBetween(dueOn, today, calendar))),
    draftedAt: head.state === "waiting-for-leader" && head.draft ? longMoment(Date.parse(head.draft.at)) : undefined,
  };
}

/** What was done before on the ladder, and what comes next. */
function ladderValues({ head, event, history, units, calendar, now }: QuestionFacts) {
  const reminded = history
    .filter(({ kind, sequence }) => kind === "deadline-rung-reached" && sequence < event.sequence)
    .map(({ at }) => shortDay(dayAt(Date.parse(at))));
  const nextRung = ladderNamed(head.plan.ladder).rungs.find(
    ({ from, days, audiences }) =>
      from === "due" &&
      audiences.some((audience) => audience === "province" || (audience === "governing" && units.governing)) &&
      isAfter(days, head.dueOn, now, calendar),
  );
  const isGoverning = nextRung?.audiences.includes("governing") ?? false;
  return {
    reminderDates: reminded.length > 0 ? [...new Set(reminded)].join(", ") : undefined,
    nextRungOn: nextRung && told(dayBefore(nextRung.days, head.dueOn, calendar)),
    nextRecipientName: nextRung && (isGoverning ? units.governing : units.province),
    expectedOn: told(
      head.appointmentOn !== undefined && head.appointmentOn >= dayAt(now) ? head.appointmentOn : undefined,
    ),
    informedNames: `lãnh đạo ${units.unit}`,
  };
}

function isAfter(days: number, dueOn: Day | null, now: Instant, calendar: WorkingCalendar): boolean {
  const on = dueOn === null ? undefined : workingDayFrom(dueOn, days, calendar);
  return on !== undefined && on > dayAt(now);
}

/** The last day on which an answer still spares the next rung. */
function dayBefore(days: number, dueOn: Day | null, calendar: WorkingCalendar): Day | undefined {
  return dueOn === null ? undefined : workingDayFrom(dueOn, days - 1, calendar);
}

/** How it ended: answered, refused, transferred. */
function endValues({ head, event, answer, units }: QuestionFacts) {
  const { answered } = head;
  const signature = answer?.signature;
  const on = longDay(dayAt(Date.parse(event.at)));
  return {
    answeredAt: answered && longMoment(Date.parse(answered.at)),
    lateAnswerDays: answered && answered.lateDays > 0 ? counted(answered.lateDays) : undefined,
    signatureLine: signature?.line.replace(/\s*\n\s*/g, ", "),
    leaderName: signature?.fullName,
    leaderTitle: textIn(event, "leaderTitle") ?? `lãnh đạo ${units.unit}`,
    confirmedOn: on,
    refusalReason: textIn(event, "refusalReason"),
    redirectText: textIn(event, "redirectText"),
    complaintOffice: textIn(event, "complaintOffice"),
    newUnitName: units.unit,
    oldUnitName: units.before,
    transferredOn: on,
  };
}

function told(day: Day | undefined): string | undefined {
  return day === undefined ? undefined : longDay(day);
}

function textIn({ facts }: ChangeEvent, name: string): string | undefined {
  const value = facts[name];
  return typeof value === "string" ? value : undefined;
}

const dayIn = textIn;

function classIn(event: ChangeEvent): QuestionClass | undefined {
  const name = textIn(event, "class");
  return name === "own" || name === "joint" || name === "special" ? name : undefined;
}

/** A reason as part of a sentence: one line, without its own full stop. */
function sentence(text: string | undefined): string | undefined {
  return text?.replace(/\s+/g, " ").trim().replace(/\.+$/, "") || undefined;
}
