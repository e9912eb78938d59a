/** What a mail about a report prints: from its obligation as it is now, the event that it follows from, and the register. Pure. */
import { withGuessedYears } from "../calendar/guessed-years.ts";
import { dayAt, dayNumberOf, dayOf, yearOf } from "../calendar/province-time.ts";
import { type WorkingCalendar, workingDayFrom, workingDaysBetween } from "../calendar/working-days.ts";
import { ladderNamed } from "../deadlines/ladders.ts";
import type { Instant } from "../platform/clock.ts";
import type { ChangeEvent } from "../platform/events.ts";
import { periodName } from "../reports/kinds.ts";
import type { ObligationState } from "../reports/moves.ts";
import { lastDayOf, type ObligationHead, runningLastDay } from "../reports/obligation.ts";
import type { Order } from "../reports/order.ts";
import type { ReportForm } from "../reports/regime.ts";
import { childrenDueOn, isOfficial, reminderDay } from "../reports/schedule.ts";
import { counted, longDay, longMoment, shortDay, shortened } from "./dates-for-people.ts";
import type { ReportVariable } from "./variables.ts";

/** Names of the units that a mail speaks of; undefined: there is none. */
export interface ReportNames {
  readonly unit: string;
  readonly recipient: string;
  /** Who is told next while it is late. */
  readonly governing: string | undefined;
  readonly province: string;
  readonly onBehalf: string | undefined;
  readonly outOfDate: readonly string[];
  readonly orderIssuer: string | undefined;
  readonly portal: string | undefined;
}

/** The children of a parent that gathers: how many report to it, and the names of those that have not. */
export interface ChildrenSeen {
  readonly count: number;
  readonly missing: readonly string[];
}

export interface ReportFacts {
  readonly head: ObligationHead;
  readonly event: ChangeEvent;
  /** All events of the obligation, for what was done before. */
  readonly history: readonly ChangeEvent[];
  readonly form: ReportForm;
  readonly order: Order | undefined;
  /** Another report that the same hand-in meets, or would meet. */
  readonly other: Pick<ObligationHead, "period"> | undefined;
  /** Undefined: it gathers none, or they cannot have reported yet. */
  readonly children: ChildrenSeen | undefined;
  readonly names: ReportNames;
  readonly calendar: WorkingCalendar;
  readonly now: Instant;
  /** What links begin with. */
  readonly publicUrl: string;
}

/** As much of an order's number as a subject has room for. */
const shortNumberLength = 16;
/** So many names are printed; the rest are counted. */
export const mostNames = 40;
const yes = "có";

const stateLabels: Readonly<Record<ObligationState, string>> = {
  expected: "chưa có dự thảo",
  owed: "chưa có dự thảo",
  drafted: "đã có dự thảo, chưa trình lãnh đạo",
  "waiting-for-leader": "chờ lãnh đạo ký",
  submitted: "đã gửi",
  returned: "được trả lại để bổ sung",
  accepted: "đã được tiếp nhận",
  excused: "được miễn",
  lapsed: "không còn phải gửi",
};

export function reportValues(facts: ReportFacts): Record<ReportVariable, string | undefined> {
  const { head, form, names, other, event, publicUrl } = facts;
  return {
    unitName: names.unit,
    recipientName: names.recipient,
    ...reportNameOf(head, facts.order),
    otherReportName: other?.period && `báo cáo ${periodName(other.period)}`,
    legalBasis: form.legalBasis,
    stateLabel: stateLabels[head.state],
    onBehalfName: names.onBehalf,
    reason: sentence(event.why),
    outOfDateNames: listedNames(names.outOfDate)?.join("; "),
    reportUrl: `${publicUrl}/v1/obligations/${head.id}`,
    ...dayValues(facts),
    ...ladderValues(facts),
    ...childValues(facts),
    ...handedInValues(head),
    ...returnedValues(facts),
    ...orderValues(facts),
  };
}

/** A report's name as it stands in a text, and as it fits a subject. */
export function reportNameOf(
  { period }: Pick<ObligationHead, "period">,
  order: Pick<Order, "documentKind" | "number"> | undefined,
): { reportName: string; reportNameShort: string } {
  const name = period
    ? `báo cáo ${periodName(period)}`
    : `báo cáo theo ${order?.documentKind ?? "văn bản"} số ${order?.number ?? ""}`;
  const short = period ? name : `báo cáo theo ${shortened(order?.number ?? "", shortNumberLength)}`;
  return { reportName: name, reportNameShort: short };
}

function dayValues({ head, event, calendar, now }: ReportFacts) {
  const today = dayAt(now);
  const dueOn = runningLastDay(head);
  const counting = withGuessedYears(calendar, yearOf(dueOn));
  const reminded = reminderDay(dueOn, calendar);
  const { previousDueOn } = event.facts;
  const before = typeof previousDueOn === "string" ? previousDueOn : head.dueOn;
  return {
    dueOn: longDay(dueOn),
    dueOnShort: shortDay(dueOn),
    previousDueOn: head.returned === undefined && before < dueOn ? longDay(before) : undefined,
    today: longDay(today),
    workingDaysLeft: counted(Math.max(0, workingDaysBetween(today, dueOn, counting))),
    lateDays: counted(Math.max(0, dayNumberOf(today) - dayNumberOf(dueOn))),
    lastWorkingDayBefore: reminded === dueOn ? undefined : longDay(reminded),
    provisionalYear: isOfficial(dueOn, calendar) ? undefined : String(yearOf(dueOn)),
    dataFromShort: head.period && shortDay(head.period.dataFrom),
    dataToShort: head.period && shortDay(head.period.dataTo),
  };
}

/** What was done before on the ladder, and who is told next. */
function ladderValues({ head, event, history, names, calendar, now }: ReportFacts) {
  const reminded = history
    .filter(({ kind, sequence }) => kind === "deadline-rung-reached" && sequence < event.sequence)
    .map(({ at }) => shortDay(dayAt(Date.parse(at))));
  const base = reminderDay(runningLastDay(head), calendar);
  const counting = withGuessedYears(calendar, yearOf(base));
  const next = ladderNamed(head.plan.ladder)
    .rungs.filter(({ by }) => by === "list")
    .map(({ audiences, days }) => ({ audiences, before: workingDayFrom(base, days - 1, counting) }))
    .find(({ before }) => before !== undefined && before >= dayAt(now));
  const isToProvince = next?.audiences.includes("province") ?? false;
  const told = isToProvince ? [names.province] : [names.recipient, names.governing];
  return {
    reminderDates: reminded.length > 0 ? [...new Set(reminded)].join(", ") : undefined,
    nextRungOn: next?.before && longDay(next.before),
    nextRecipientName: next && told.filter((name) => name !== undefined).join(", "),
  };
}

function childValues({ head, children, calendar }: ReportFacts) {
  const dueOn = childrenDueOn(head, withGuessedYears(calendar, yearOf(head.dueOn)));
  const missing = children && listedNames(children.missing);
  return {
    childCount: children && counted(children.count),
    missingCount: missing && children && counted(children.missing.length),
    missingNames: missing?.join("; "),
    missingList: missing?.map((name) => `- ${name}`).join("\n"),
    childrenDueOn: dueOn && longDay(dueOn),
  };
}

/** Punctuality as it was fixed by the first hand-in. */
function handedInValues({ report, first, returned, isComplete, isValid, dueOn, extension }: ObligationHead) {
  const submitted = report === undefined ? undefined : Date.parse(report.at);
  const isSupplement = report !== undefined && first !== undefined && report.at !== first.at;
  return {
    submittedAt: submitted === undefined ? undefined : longMoment(submitted),
    submittedOnShort: submitted === undefined ? undefined : shortDay(dayAt(submitted)),
    firstSubmittedOnShort: first && shortDay(first.on),
    onTime: first?.lateDays === 0 ? yes : undefined,
    firstLateDays: first && first.lateDays > 0 ? counted(first.lateDays) : undefined,
    isSupplement: isSupplement ? yes : undefined,
    isIncomplete: isComplete === false ? yes : undefined,
    isInvalid: isValid === false ? yes : undefined,
    // Of a report that was handed in, the day that decided: an extension after it changes nothing.
    ...(first &&
      !returned && {
        dueOn: longDay(
          first.lateDays > 0 ? dayOf(dayNumberOf(first.on) - first.lateDays) : lastDayOf({ dueOn, extension }),
        ),
      }),
  };
}

/** What was returned; undefined once it has been handed in again. */
function returnedValues({ head: { returned }, form }: ReportFacts) {
  const titles = new Map<string, string>([
    ...form.outline.map(({ id, title }) => [`sections.${id}`, `Mục "${title}"`] as const),
    ...form.figures.map(({ id, label }) => [`figures.${id}`, `Số liệu "${label}"`] as const),
  ]);
  const fields = returned?.fields.map((path) => `- ${titles.get(path.split(".").slice(0, 2).join(".")) ?? path}`);
  return {
    fieldList: fields && fields.length > 0 ? fields.join("\n") : undefined,
    returnedOnShort: returned && shortDay(dayAt(Date.parse(returned.at))),
    newDueOn: returned && longDay(returned.dueOn),
    newDueOnShort: returned && shortDay(returned.dueOn),
  };
}

function orderValues({ order, names }: ReportFacts) {
  return {
    orderName: order?.documentKind,
    orderNumber: order?.number,
    orderNumberShort: order && shortened(order.number, shortNumberLength),
    orderOn: order && shortDay(order.on),
    orderIssuer: names.orderIssuer,
    orderSubject: order && sentence(order.subject),
    portalName: names.portal,
    quotedDeadline: order?.quotedDeadline,
  };
}

/** Names as far as a text has room; the rest of `all` are counted. Undefined: there is none. */
export function listedNames(names: readonly string[], all: number = names.length): string[] | undefined {
  if (names.length === 0) return undefined;
  const left = all - mostNames;
  return [...names.slice(0, mostNames), ...(left > 0 ? [`và ${counted(left)} đơn vị khác`] : [])];
}

/** A text as part of a sentence: one line, without its own full stop. */
function sentence(text: string | undefined): string | undefined {
  return text?.replace(/\s+/g, " ").trim().replace(/\.+$/, "") || undefined;
}
