/** How an evaluation of the past went, step by step, by the rules of every other evaluation. */
import { actorOf } from "../../../../shared/access/acting.ts";
import type { Role } from "../../../../shared/access/roles.ts";
import { type Day, dayNumberOf, instantAt } from "../../../../shared/calendar/province-time.ts";
import type { WorkingCalendar } from "../../../../shared/calendar/working-days.ts";
import type { Instant } from "../../../../shared/platform/clock.ts";
import type { Actor } from "../../../../shared/platform/events.ts";
import { applies } from "../../../../shared/scoring/criteria/applies.ts";
import type { CriteriaSet, Criterion } from "../../../../shared/scoring/criteria/criteria-set.ts";
import {
  type EvaluationHead,
  type ListedResult,
  movedEvaluation,
} from "../../../../shared/scoring/evaluations/evaluation.ts";
import { evaluationEvent } from "../../../../shared/scoring/evaluations/evaluation-event.ts";
import {
  answerDueOn,
  answeredEvaluation,
  answeredSheet,
  changedByAnswer,
  requestedEvaluation,
  requestedSheet,
} from "../../../../shared/scoring/evaluations/reconsideration.ts";
import {
  refuseIncomplete,
  reviewedEvaluation,
  reviewedSheet,
  type WrittenReview,
} from "../../../../shared/scoring/evaluations/review.ts";
import {
  handedInSelfScore,
  selfScoredSheet,
  undeclared,
  type WrittenSelfScore,
} from "../../../../shared/scoring/evaluations/self-score.ts";
import type { Evidence, Sheet } from "../../../../shared/scoring/evaluations/sheet.ts";
import { since } from "../body.ts";
import type { OfficerRow } from "../officers.ts";
import type { Conduct } from "./conduct.ts";
import { type Finding, findingsOf, reportsInBook } from "./findings.ts";
import { newestSheet, type Past, withHappening } from "./past.ts";

/** What all evaluations of the period have in common. */
export interface Round {
  readonly set: CriteriaSet;
  readonly calendar: WorkingCalendar;
}

/** Who carries the period's steps out. */
export const job: Actor = { kind: "system", id: "scoring-rounds" };

export function opened(head: EvaluationHead, sheet: Sheet, now: Instant): Past {
  return { head, sheets: [sheet], events: [evaluationEvent("evaluation-opened", head, { by: job, now })] };
}

/** The clerk writes the self-score in the morning, the leader hands it in. */
export function selfScored(past: Past, conduct: Conduct, on: Day, round: Round): Past {
  const { head } = past;
  const sheet = newestSheet(past);
  const clerk = actor(head.unit, "clerk");
  const findings = findingsOf(head.portal, round.set, conduct);
  const entries = claimsOf(round.set, sheet, findings);
  const written = withHappening(
    past,
    {
      kind: "score-drafted",
      next: movedEvaluation(head, "score-drafted"),
      by: clerk,
      now: momentOn(on, 9),
      facts: { criteria: Object.keys(entries) },
      sheet: selfScoredSheet(round.set, sheet, entries, clerk.id),
    },
    round.calendar,
  );
  const missing = undeclared(round.set, newestSheet(written));
  const leader = actor(head.unit, "leader");
  const now = momentOn(on, 15);
  const next = handedInSelfScore(written.head, missing, { by: leader.id, despite: false }, now);
  const facts = { dueOn: head.selfScoreDueOn, lateDays: next.selfScore?.lateDays ?? 0, missing };
  return withHappening(written, { kind: "score-self-scored", next, by: leader, now, facts }, round.calendar);
}

function claimsOf(set: CriteriaSet, sheet: Sheet, findings: ReadonlyMap<string, Finding>): WrittenSelfScore {
  const claims = set.criteria.flatMap((criterion) => {
    const finding = findings.get(criterion.id);
    if (!finding || !applies(criterion, sheet)) return [];
    const { claimed: value } = finding;
    const isNo = "yes" in value && !value.yes;
    const shown = "done" in value ? value.done : isNo ? [] : [undefined];
    const evidence = shown.map((item) => evidenceFor(sheet.unit, criterion.id, item));
    return [[criterion.id, { fact: { is: "known" as const, value }, evidence }] as const];
  });
  return Object.fromEntries(claims);
}

/** The demonstration's portals have no public name; links to evidence must. */
function evidenceFor(unit: string, criterion: string, item?: string): Evidence {
  const place = [unit, criterion.toLowerCase(), ...(item === undefined ? [] : [item])].join("/");
  return { ...(item !== undefined && { item }), url: `https://example.com/${place}` };
}

/** Whoever reviews goes through all of it at once. */
export function reviewed(past: Past, conduct: Conduct, by: Actor, on: Day, { set, calendar }: Round): Past {
  const { head } = past;
  const before = newestSheet(past);
  const now = momentOn(on, 10);
  const isHandedIn = head.selfScore !== undefined;
  const written = reviewOf(set, before, conduct, isHandedIn);
  const reviewing = { by: by.id, at: new Date(now).toISOString(), isHandedIn };
  const sheet = reviewedSheet(set, before, written, reviewing);
  refuseIncomplete(set, sheet, isHandedIn);
  const facts = { criteria: Object.keys(written.entries), isSuspended: sheet.suspended !== undefined };
  const next = reviewedEvaluation(head, true, reviewing);
  return withHappening(past, { kind: "score-reviewed", next, by, now, facts, sheet }, calendar);
}

const suspension = { document: "Công văn số 215/UBND-BBT (dữ liệu mẫu)", on: "2022-11-08" };

function reviewOf(set: CriteriaSet, before: Sheet, conduct: Conduct, isHandedIn: boolean): WrittenReview {
  const entries: Record<string, WrittenReview["entries"][string]> = {};
  for (const [id, { found: value, reason, isTold }] of findingsOf(before.portal, set, conduct)) {
    const criterion = set.criteria.find((one) => one.id === id);
    if (!criterion || !applies(criterion, before)) continue;
    if (isHandedIn && reason !== undefined) entries[id] = { fact: { is: "known", value }, reason };
    if (!isHandedIn) entries[id] = seenOnly(value, isTold);
  }
  // Communes report to their districts: the Office has no book of them, and the system had none yet.
  if (before.level !== "commune" && set.criteria.some(({ id }) => id === "F1")) {
    const value = reportsInBook(before.portal, conduct);
    entries.F1 = { fact: { is: "known", value }, reason: "Theo sổ theo dõi báo cáo của Văn phòng UBND tỉnh." };
  }
  return { entries, acceptRest: true, done: true, ...(conduct.isSuspended && { suspended: suspension }) };
}

function seenOnly(value: Finding["found"], isTold: boolean): WrittenReview["entries"][string] {
  return isTold
    ? { fact: { is: "known", value }, reason: "Cơ quan, đơn vị chưa gửi điểm tự chấm; đánh giá theo Cổng TTĐT." }
    : { fact: { is: "not-measured", why: "reviewed" }, reason: "Chưa có tài liệu kiểm chứng để thẩm định." };
}

export function published(past: Past, result: ListedResult, windowEndsOn: Day, now: Instant, round: Round): Past {
  const next = { ...movedEvaluation(past.head, "score-published"), result, windowEndsOn };
  return withHappening(past, { kind: "score-published", next, by: job, now, facts: { windowEndsOn } }, round.calendar);
}

/** Of what the reviewer found less than the body says, the dearest; undefined: of nothing. */
export function disputed(past: Past, { criteria }: CriteriaSet): Criterion | undefined {
  const { entries } = newestSheet(past);
  return criteria
    .filter(({ id }) => entries[id]?.self && entries[id]?.reviewed?.reason !== undefined)
    .toSorted((one, other) => other.max - one.max)[0];
}

/** Asks that what is disputed be reconsidered. */
export function asked(past: Past, now: Instant, { set, calendar }: Round): Past {
  const { head } = past;
  const before = newestSheet(past);
  const about = disputed(past, set);
  if (!about) return past;
  const evidence = [evidenceFor(head.unit, about.id, about.items?.[0]?.id)];
  const reason = "Nội dung đã có trên Cổng TTĐT trước khi kết thúc kỳ đánh giá; đề nghị xem xét lại.";
  const written = { [about.id]: { reason, evidence } };
  const by = actor(head.unit, "leader");
  const dueOn = answerDueOn(now, set.terms.answerDays, calendar);
  const next = requestedEvaluation(head, written, { by: by.id, dueOn }, now);
  const facts = { criteria: [about.id], answerDueOn: dueOn };
  const sheet = requestedSheet(set, before, written);
  return withHappening(past, { kind: "reconsideration-asked", next, by, now, facts, sheet }, calendar);
}

/** Answered by somebody who did not review it: the body's value now counts, or the reviewer's stays. */
export function answered(
  past: Past,
  isGranted: boolean,
  { id, fullName, title, by }: Pick<OfficerRow, "id" | "fullName" | "title"> & { readonly by: Actor },
  now: Instant,
  { set, calendar }: Round,
): Past {
  const { head } = past;
  const before = newestSheet(past);
  const criteria = head.reconsideration?.criteria ?? [];
  const answers = criteria.map((criterion) => {
    const claimed = before.entries[criterion]?.self?.fact;
    const isKnown = isGranted && claimed?.is === "known";
    return [criterion, isKnown ? { fact: claimed, reason: granted } : { reason: kept }] as const;
  });
  const at = new Date(now).toISOString();
  const sheet = answeredSheet(set, before, Object.fromEntries(answers), {
    by: id,
    byName: fullName,
    byTitle: title,
    at,
  });
  const next = answeredEvaluation(head, id, now);
  const facts = { criteria, changed: changedByAnswer(sheet) };
  return withHappening(past, { kind: "reconsideration-answered", next, by, now, facts, sheet }, calendar);
}

const granted = "Đã kiểm tra lại theo tài liệu kiểm chứng bổ sung: nội dung có trên Cổng TTĐT trong kỳ đánh giá.";
const kept = "Nội dung được bổ sung sau ngày 31/12/2022, không thuộc kỳ đánh giá; giữ nguyên điểm thẩm định.";

export function final(past: Past, result: ListedResult, now: Instant, { calendar }: Round): Past {
  const next = { ...movedEvaluation(past.head, "score-final"), result, snapshot: 1 };
  return withHappening(past, { kind: "score-final", next, by: job, now, facts: { snapshot: 1 } }, calendar);
}

export function actor(unit: string, role: Role): Actor {
  return actorOf({ id: `${unit}.${role}` }, { role, unit, from: since });
}

export function momentOn(day: Day, hour: number): Instant {
  return instantAt(dayNumberOf(day), hour);
}
