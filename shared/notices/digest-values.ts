/** What an officer's digest lists, from the worklists of their units as they are at that moment. Pure. */
import type { Role } from "../access/roles.ts";
import { dayAt } from "../calendar/province-time.ts";
import type { Instant } from "../platform/clock.ts";
import { isClosed } from "../questions/moves.ts";
import type { WorklistEntry } from "../questions/worklist.ts";
import { counted, longDay, longMoment, shortDay } from "./dates-for-people.ts";
import type { DigestVariable } from "./variables.ts";

export interface DigestFacts {
  readonly roles: readonly Role[];
  readonly unitNames: readonly string[];
  readonly entries: readonly WorklistEntry[];
  /** Reports that are owed soon, or late: a line each. */
  readonly reports: readonly string[];
  readonly now: Instant;
  readonly publicUrl: string;
}

/** So many lines of a list are printed; the rest stands in the worklist. */
const mostLines = 40;

/** The values of a digest; undefined when there is nothing to do. */
export function digestValues(facts: DigestFacts): Record<DigestVariable, string | undefined> | undefined {
  const { entries, reports, now, publicUrl, roles, unitNames } = facts;
  const open = entries.filter(({ state }) => !isClosed(state));
  const calls = entries.filter(({ callFor }) => callFor !== undefined && callFor.length > 0);
  const inState = (state: WorklistEntry["state"]) => open.filter((entry) => entry.state === state);
  const lists = {
    late: open.filter(({ timing }) => timing === "late"),
    dueToday: open.filter(({ timing }) => timing === "due-today"),
    dueSoon: open.filter(({ timing }) => timing === "due-soon"),
    waiting: inState("waiting-for-leader"),
    returned: inState("returned"),
    notAccepted: inState("received"),
    call: calls,
  };
  if (reports.length === 0 && Object.values(lists).every((list) => list.length === 0)) return undefined;
  const line = (entry: WorklistEntry) => lineOf(entry, publicUrl);
  const today = dayAt(now);
  return {
    roleLabel: roles.includes("leader") ? "lãnh đạo" : "công chức đầu mối",
    unitName: unitNames.join("; "),
    today: longDay(today),
    todayShort: shortDay(today),
    moment: longMoment(now),
    lateCount: counted(lists.late.length),
    lateList: listed(lists.late, line),
    dueTodayCount: counted(lists.dueToday.length),
    dueTodayList: listed(lists.dueToday, line),
    dueSoonCount: counted(lists.dueSoon.length),
    dueSoonList: listed(lists.dueSoon, line),
    waitingCount: counted(lists.waiting.length),
    waitingList: listed(lists.waiting, line),
    returnedCount: counted(lists.returned.length),
    returnedList: listed(lists.returned, line),
    notAcceptedCount: counted(lists.notAccepted.length),
    notAcceptedList: listed(lists.notAccepted, (entry) => acceptanceLine(entry, publicUrl)),
    callCount: counted(lists.call.length),
    callList: listed(lists.call, (entry) => callLine(entry, publicUrl)),
    reportCount: counted(reports.length),
    reportList: reports.length > 0 ? reports.map((report) => `- ${report}`).join("\n") : undefined,
    worklistUrl: `${publicUrl}/v1/worklist`,
  };
}

function listed(entries: readonly WorklistEntry[], line: (entry: WorklistEntry) => string): string | undefined {
  if (entries.length === 0) return undefined;
  const lines = entries.slice(0, mostLines).map((entry) => `- ${line(entry)}`);
  const left = entries.length - mostLines;
  return [...lines, ...(left > 0 ? [`- và ${counted(left)} câu hỏi khác`] : [])].join("\n");
}

function lineOf(entry: WorklistEntry, publicUrl: string): string {
  return `${entry.code}: ${timingText(entry)}, ${caseUrl(entry, publicUrl)}`;
}

function timingText({ timing, dueOn, workingDaysLeft }: WorklistEntry): string {
  if (dueOn === null || workingDaysLeft === null) return "chưa có thời hạn";
  const due = `hạn ${shortDay(dueOn)}`;
  if (timing === "late") return `${due}, quá hạn ${counted(-workingDaysLeft)} ngày làm việc`;
  if (timing === "due-today") return `${due}, đến hạn hôm nay`;
  return `${due}, còn ${counted(workingDaysLeft)} ngày làm việc`;
}

function acceptanceLine(entry: WorklistEntry, publicUrl: string): string {
  const by = entry.acceptBy === null ? "" : `, tiếp nhận chậm nhất hết ngày ${shortDay(entry.acceptBy)}`;
  return `${entry.code}${by}${entry.acceptanceLate ? " (đã chậm)" : ""}; ${timingText(entry)}, ${caseUrl(entry, publicUrl)}`;
}

const callLabels = { appointment: "báo ngày hẹn trả lời", answered: "báo đã có câu trả lời" } as const;

function callLine(entry: WorklistEntry, publicUrl: string): string {
  const reasons = (entry.callFor ?? []).map((reason) => callLabels[reason]);
  return `${entry.code}: ${reasons.join("; ")}, ${caseUrl(entry, publicUrl)}`;
}

function caseUrl({ code }: WorklistEntry, publicUrl: string): string {
  return `${publicUrl}/v1/questions/${code}/case`;
}
